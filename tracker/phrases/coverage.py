"""What is wrong with what an edition takes away, or with a reference price."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "catalogue.counted_otherwise": _l(
        "Line: %(line)s. A requirement keeps the unit and the basis it was counted in: %(requirement)s. Records with its quantities: %(count)s. Give the new one another code."
    ),
    "catalogue.requirement_in_use": _l(
        "Line: %(line)s. A requirement in use cannot be removed: %(requirement)s. Purchases and budget lines that name it: %(count)s. Put it back into the list."
    ),
    "price.no_lot": _l("The smallest lot must be at least 1."),
    "price.no_source": _l("Say where the price is from."),
    "price.unknown_standing": _l("Choose the standing of the price: sourced or default."),
}
