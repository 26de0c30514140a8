"""What is wrong with an edition's removal or with a reference price."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "catalogue.requirement_in_use": _l(
        "Line: %(line)s. A requirement in use cannot be removed: %(requirement)s. Purchases and budget lines that name it: %(count)s. Put it back into the list."
    ),
    "price.no_lot": _l("The smallest lot must be at least 1."),
    "price.no_source": _l("Say where the price is from."),
    "price.unknown_standing": _l("Choose the standing of the price: sourced or default."),
}
