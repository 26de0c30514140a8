"""Steps of a money trail beside the straight way: penalties, returns, mistakes, frameworks."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from flask_babel import gettext

from core.money import ZERO
from procurement.reports.trail_parts import AcceptancePart, ContractPart, PenaltyPart, Trail
from tracker import formats
from tracker.public.step import Step


def undoing(on: date, amount: Decimal | None, note: str, reason: str | None) -> Step:
    """The opposite entry of one made by mistake; `amount` as the mistake had it."""
    told = gettext("Why: %(reason)s", reason=reason or "–")
    return Step(
        "undone", gettext("An entry made by mistake is undone"), on, amount, f"{note}. {told}"
    )


def given_back(paper: AcceptancePart) -> Step:
    """Goods that went back because a defect was found later."""
    note = gettext("Paper of the return: %(number)s", number=paper.number)
    told = gettext("Why: %(reason)s", reason=paper.remarks or "–")
    title = gettext("Goods given back")
    return Step("given_back", title, paper.on, -paper.amount, f"{note}. {told}")


def penalty(one: PenaltyPart) -> Step:
    """A penalty withheld: less is due, nothing is saved."""
    note = gettext("Document: %(number)s", number=one.document)
    if one.reverses is not None:
        return undoing(one.on, -one.amount, note, one.reason)
    if one.days_late:
        note += ". " + gettext("Days late: %(count)s", count=one.days_late)
    note += ". " + gettext("Why: %(reason)s", reason=one.reason)
    title = gettext("Penalty withheld")
    return Step("penalty", title, one.on, one.amount, note, undone=one.is_reversed)


def framework(contract: ContractPart, note: str) -> Step:
    """A framework agreement signed: a ceiling, and no money claimed."""
    told = gettext("May be called off until: %(day)s", day=formats.day(contract.valid_until))
    title = gettext("Framework agreement signed, at most")
    return Step("signed", title, contract.signed_on, contract.ceiling, f"{note} {told}")


def freed(withheld: Decimal) -> str:
    """What penalties left unpaid, at the end."""
    told = formats.som(withheld, formats.language())
    return gettext("Penalty withheld, not paid: %(sum)s.", sum=told)


def still_owed(trail: Trail) -> Iterable[Step]:
    """What a supplier owes for goods given back; and what a correction left owing after the end."""
    if trail.refund_due:
        title = gettext("The supplier is to give money back")
        yield Step("refund_due", title, None, trail.refund_due, state="due")
    if trail.status == "closed":
        due = sum((contract.account.due for contract in trail.contracts), ZERO)
        if due:
            yield Step("paid", gettext("Still to be paid"), None, due, state="due")
