"""What is refused of invented data."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "example.generated_already": _l(
        "A synthetic country is already in this database. Take an empty one."
    ),
    "example.no_line": _l(
        "No budget line pays for this purchase. School: %(school)s. Requirement: "
        "%(requirement)s. Source: %(source)s."
    ),
    "example.not_in_production": _l(
        "Invented data never enters a real database. Set TRACKER_MODE to example."
    ),
    "example.register_faulty": _l("A file of the country profile has an error. File: %(file)s."),
    "example.too_few": _l("At least one purchase with one line is needed."),
    "example.too_many": _l("Too many purchase lines at once. At most: %(most)s."),
}
