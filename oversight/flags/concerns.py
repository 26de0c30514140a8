"""Which purchases a rule is about. Of others it cannot say: they are no part of its rate."""

from decimal import ROUND_HALF_UP, Decimal

from oversight.dealing import SameSupplier
from oversight.flags.result import Look, cannot_say
from oversight.matter import Limit, Matter

NO_METHOD = cannot_say("no_method")
OTHER_METHOD = cannot_say("other_method")
IN_KIND = cannot_say("in_kind")
BY_FRAMEWORK = cannot_say("by_framework")
NO_LIMIT = cannot_say("no_threshold")
NO_AWARD = cannot_say("no_award")
TENTH = Decimal("0.1")


def not_direct(matter: Matter) -> Look | None:
    """Why a rule of buying without competition says nothing; None where it is about the purchase:
    a direct one, paid by money."""
    if matter.competitive:
        return OTHER_METHOD
    if not matter.head.method:
        return NO_METHOD
    return None if matter.by_money else IN_KIND


def direct_awards(matter: Matter) -> tuple[Limit, SameSupplier] | Look:
    """The limit of a direct purchase's day, and its holder's direct awards of the year to its
    supplier; else why nothing can be said."""
    if (beside := not_direct(matter)) is not None:
        return beside
    if matter.limit is None:
        return NO_LIMIT
    return NO_AWARD if matter.dealing.same is None else (matter.limit, matter.dealing.same)


def not_competitive(matter: Matter) -> Look | None:
    """The same for a rule of competitions. A call-off is none: its framework was."""
    if matter.competitive:
        return BY_FRAMEWORK if matter.head.kind == "call_off" else None
    return OTHER_METHOD if matter.head.method else NO_METHOD


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """How many hundredths of a whole a part is, to one place."""
    return (part * 100 / whole).quantize(TENTH, rounding=ROUND_HALF_UP)
