"""Words of bids, lots and contracts that the office and the public pages share."""

from collections.abc import Sequence

from flask_babel import gettext as _

from procurement import rules


def stages() -> dict[str, str]:
    """How far what is under contract has come (procurement.rules.STAGES)."""
    return {
        "signed": _("nothing has come yet"),
        "delivering": _("being delivered"),
        "refused": _("what came was refused"),
        "partly_accepted": _("accepted in part"),
        "accepted": _("accepted, not all paid"),
        "paid": _("accepted and paid"),
    }


def roles() -> dict[str, str]:
    """Who opens bids: roles, no names."""
    told = {
        "chair": _("chair of the commission"),
        "secretary": _("secretary"),
        "finance": _("finance and accounts"),
        "school": _("school"),
        "parent": _("parent"),
        "council": _("public council"),
        "specialist": _("specialist of the trade"),
    }
    return {code: told[code] for code in rules.COMMISSION}


def opened_by(commission: Sequence[str]) -> str:
    """Who opened the bids, as a sentence of roles."""
    told = roles()
    return _("Opened by: %(roles)s.", roles=", ".join(told[role] for role in commission))


def enders() -> dict[str, str]:
    """Who may end a contract early."""
    told = {
        "buyer": _("the buyer"),
        "supplier": _("the supplier"),
        "agreement": _("both, by agreement"),
    }
    return {code: told[code] for code in rules.ENDED_BY}


def lot_states() -> dict[str, str]:
    """How a lot stands."""
    return {
        "open": _("no supplier yet"),
        "awarded": _("supplier chosen"),
        "contracted": _("contract signed"),
        "failed": _("failed: no offer taken"),
        "given_up": _("given up"),
    }


def lot_ends() -> dict[str, str]:
    """What may become of a lot that is not bought."""
    return {
        "failed": _("None of its bids is taken: it failed"),
        "given_up": _("It is given up"),
    }


def seller(number: int, name: str | None) -> str:
    """Who offered; a person who trades alone by a number of ours."""
    return name or _("Sole trader No. %(number)s", number=number)
