"""More than may be bought more: beyond the share its ground allows, or of another thing.

Why it matters: what goes beyond the remainder of a competition needed one of its own.
Innocent when: the contract it adds to was signed before records began here.
Source: number 15 of the national set, made under the law of 2015; the share is that of the ground
in the country profile (docs/law.md).
"""

from core.money import ZERO
from oversight.dealing import Additional, six
from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K15"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ("15", "KRAI3", "KRAI3_1", "KRAI6", "KRAI6_1")
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where purchases of more, this one counted in, exceed the ground's share of the
    largest contract won by competition for the same things, or no competition was for them.

    The same things have the same first six digits of the item code. Whether the price of one unit
    stayed the same is not compared: the contract it adds to is not named.
    """
    more = matter.dealing.additional
    if more is None or more.percent is None:
        return cannot_say("not_additional")
    won = [one for one in more.before if one.competitive]
    if not won:
        return cannot_say("no_competition_before")
    own = {name for line in matter.lines if (name := six(line.item_code))}
    if not own:
        return cannot_say("no_item_code")
    return _beside(more, own)


def _beside(more: Additional, own: set[str]) -> Look:
    alike = [one for one in more.before if own & one.classes]
    won = [one for one in alike if one.competitive]
    if not won:
        if any(one.competitive and not one.classes for one in more.before):
            return cannot_say("no_item_code")
        competed = [one.purchase for one in more.before if one.competitive]
        return noted(suppliers=[more.supplier], purchases=competed, other_things="yes")
    first = max(won, key=lambda one: one.amount)
    total = more.amount + sum((one.amount for one in alike if one.additional), ZERO)
    share = percent(total, first.amount)
    told = {
        "suppliers": [more.supplier],
        "purchases": [first.purchase],
        "first_contract": first.amount,
        "more": total,
        "more_percent": share,
        "most_percent": more.percent,
    }
    assert more.percent is not None
    over = total * 100 > first.amount * more.percent
    return noted(**told) if over else not_raised(**told)
