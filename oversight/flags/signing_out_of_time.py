"""Signed too soon or too late: the contract came before or after the days the law leaves for it.

Why it matters: before its first day nobody could complain of the choice in time; long after the
choice its price says little.
Innocent when: a complaint held it up, or the day of the choice was entered late.
Source: our reading of the name of red flag R060 of the Open Contracting Partnership (2024);
indicator KRAI15_1 of the national methodology and the days of Article 32 of Law No. 72 of
03.04.2015; that the law of 2022 has the same days is a default of this project.
"""

from datetime import date

from oversight.flags.concerns import not_competitive
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from register import profile

CODE = "R060"
VERSION = "1.1"
STANDING = "default"
OCP = "R060"
NATIONAL = ("KRAI15_1",)
PUBLIC = True
VALID = (date(2019, 6, 29), None)
FIRST, LAST = "contract_not_before", "contract_not_after"


def look(matter: Matter) -> Look:
    """Raised where a contract won by competition was signed on a day before the first or after the
    last that the country profile's terms leave, counted from the choice, in calendar days."""
    if (beside := not_competitive(matter)) is not None:
        return beside
    law = profile.load()
    signed = [one for one in matter.dealing.awards if one.signed_on is not None]
    if not signed:
        return cannot_say("not_signed")
    for one in signed:
        first, last = law.term(FIRST, one.on), law.term(LAST, one.on)
        if first is None or last is None or one.signed_on is None:
            return cannot_say("no_term")
        days = (one.signed_on - one.on).days
        if not first.days <= days <= last.days:
            return noted(
                signed_on=one.signed_on,
                days_to_sign=days,
                first_day=first.days,
                last_day=last.days,
            )
    return not_raised()
