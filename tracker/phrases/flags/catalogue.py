"""Words of the catalogue of flags: its groups, its bands, and what numbers of rules are called."""

from flask_babel import lazy_gettext

_l = lazy_gettext

GROUPS = {
    "money": _l("Requirements and money"),
    "bidding": _l("Offers"),
    "dealing": _l("Methods and suppliers"),
    "fulfilment": _l("Deliveries and schools"),
    "years": _l("Whole years"),
    "others": _l("Other flags"),
}
"""In the order the catalogue has them; the last is for flags of none of the others."""

SETS = {
    "ocp": _l("Open Contracting Partnership, 2024"),
    "national": _l("The national set"),
    "own": _l("This project’s own"),
}

BANDS = {
    "nothing": _l("no data"),
    "few": _l("too few to say"),
    "never": _l("not raised"),
    "seldom": _l("seldom: under 5%"),
    "sometimes": _l("sometimes: 5–20%"),
    "often": _l("often: 20% and more"),
}
"""How often a flag is raised, by Rate.band."""

NUMBERS = {
    "DAYS": _l("Days of the window"),
    "ENOUGH": _l("Fewest to compare"),
}
"""What a constant of a flag's file is called; one without a name is shown as it is called there."""
