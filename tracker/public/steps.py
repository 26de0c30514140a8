"""The money trail of a purchase in steps: dated ones in order, then those not done yet."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from budgets.reports.figures import LineCard
from core.money import ZERO
from procurement import rules
from procurement.reports.trail_parts import (
    AcceptancePart,
    AwardPart,
    ContractPart,
    DeliveryPart,
    OpeningPart,
    PaymentPart,
    Trail,
)
from tracker import bid_words, formats, paper_words
from tracker.public import after_signing, amendments
from tracker.public.step import Step


def steps(
    trail: Trail,
    lines: Mapping[int, LineCard],
    today: date,
    ended: str | None,
    commissions: Mapping[int, Sequence[str] | None],
) -> list[Step]:
    """All steps of a purchase. `ended`: the reason it was cancelled or closed with, if any.

    `commissions`: who sat in that of each acceptance, by role; None where nobody told.
    """
    done = [
        *_set_aside(trail, lines),
        *_opened(trail),
        *map(_opening, trail.openings),
        *map(_award, trail.awards),
        *(step for contract in trail.contracts for step in _contract(contract, trail)),
        *map(_delivery, trail.deliveries),
        *(_acceptance(one, commissions.get(one.id)) for one in trail.acceptances),
        *map(_payment, trail.payments),
        *map(after_signing.penalty, trail.penalties),
    ]
    ordered = sorted(enumerate(done), key=lambda each: (each[1].on or date.min, each[0]))
    return [step for _, step in ordered] + _not_yet(trail, today, ended)


def _set_aside(trail: Trail, lines: Mapping[int, LineCard]) -> Iterable[Step]:
    """The resolutions that set the money aside, with what each line gives this purchase."""
    given: dict[tuple[date, str], Decimal] = {}
    for line, amount in trail.fundings:
        card = lines.get(line)
        if card is not None and card.resolution_on is not None:
            key = (card.resolution_on, card.resolution or "")
            given[key] = given.get(key, Decimal(0)) + amount
    for (on, number), amount in sorted(given.items()):
        note = gettext("Resolution: %(number)s", number=number) if number else None
        yield Step("set_aside", gettext("Money set aside"), on, amount, note)


def _opened(trail: Trail) -> Iterable[Step]:
    if trail.planned_on:
        yield Step("planned", gettext("Put into the plan"), trail.planned_on, trail.amount)
    days = [opening.announced_on for opening in trail.openings]
    if trail.announced_on and trail.announced_on not in days:
        days.append(trail.announced_on)
    for number, on in enumerate(days):
        title = gettext("Announced again") if number else gettext("Announced to suppliers")
        yield Step("announced", title, on)


def _opening(opening: OpeningPart) -> Step:
    note = gettext(
        "Protocol: %(number)s. Bids: %(count)s.", number=opening.number, count=len(opening.bids)
    )
    note += " " + bid_words.opened_by(opening.commission)
    if opening.reason:
        note += " " + gettext("Why no offer was taken: %(reason)s", reason=opening.reason)
    title = gettext("Bids opened, none taken") if opening.failed else gettext("Bids opened")
    return Step("failed" if opening.failed else "opened", title, opening.on, None, note)


def _award(award: AwardPart) -> Step:
    note = gettext(
        "Supplier: %(name)s. Offers: %(count)s.", name=award.supplier, count=award.offers
    )
    if award.lot is not None:
        note = gettext("Lot %(number)s", number=award.lot) + ". " + note
    if award.reason:
        note += " " + gettext("Why this one: %(reason)s", reason=award.reason)
    return Step("awarded", gettext("Supplier chosen"), award.on, award.amount, note)


def _contract(contract: ContractPart, trail: Trail) -> Iterable[Step]:
    lang = formats.language()
    note = gettext("Contract: %(number)s.", number=contract.number)
    if contract.ceiling is not None:
        yield after_signing.framework(contract, note)
        return
    if contract.advance_limit:
        note += " " + gettext(
            "Advance, at most: %(sum)s.", sum=formats.som(contract.advance_limit, lang)
        )
    signed = next((each for each in trail.awards if each.id == contract.award_id), None)
    if signed is not None and signed.lot is not None:
        note = gettext("Lot %(number)s", number=signed.lot) + ". " + note
    due = gettext("To come by: %(day)s", day=formats.day(contract.due_on))
    title = gettext("Contract signed")
    if not contract.amendments:
        note = f"{note} {due}{_over(contract, trail, lang)}"
        agreed = contract.amount + contract.released
        yield Step("signed", title, contract.signed_on, agreed, note)
        yield from _terminated(contract, lang)
        return
    # A contract is signed as awarded (procurement.acts.sign); what it was later, each change says.
    yield Step("signed", title, contract.signed_on, signed.amount if signed else None, note)
    changes = [one for one in trail.amendments if one.contract == contract.id]
    for one in changes:
        told = amendments.note(one)
        if one is changes[-1]:
            told = f"{told} · {due}{_over(contract, trail, lang)}"
        yield Step("amended", gettext("Contract changed"), one.on, one.amount, told)
    yield from _terminated(contract, lang)


def _terminated(contract: ContractPart, lang: str) -> Iterable[Step]:
    """The end of a contract before its time, if it was ended so."""
    if contract.terminated_on is None:
        return
    note = gettext("Contract: %(number)s.", number=contract.number)
    who = bid_words.enders()[contract.terminated_by or "agreement"]
    note += " " + gettext("Ended by: %(who)s.", who=who)
    note += " " + gettext("Why: %(reason)s", reason=contract.termination_reason or "–")
    if contract.released:
        freed = formats.som(contract.released, lang)
        note += " " + gettext("Never came, set free: %(sum)s.", sum=freed)
    yield Step("terminated", gettext("Contract ended early"), contract.terminated_on, None, note)


def _over(contract: ContractPart, trail: Trail, lang: str) -> str:
    over = trail.committed - trail.amount
    if over <= 0 or contract is not trail.contracts[-1]:
        return ""
    return " " + gettext("▲ Over the plan: %(sum)s.", sum=formats.som(over, lang))


def _delivery(delivery: DeliveryPart) -> Step:
    note = gettext("Waybill: %(number)s", number=delivery.waybill)
    if delivery.reverses is not None:
        return after_signing.undoing(delivery.on, None, note, delivery.reason)
    undone = delivery.is_reversed
    return Step("delivered", gettext("Delivered"), delivery.on, None, note, undone=undone)


def _acceptance(acceptance: AcceptancePart, commission: Sequence[str] | None) -> Step:
    if acceptance.kind == "return":
        return after_signing.given_back(acceptance)
    note = gettext("Acceptance act: %(number)s", number=acceptance.number)
    if acceptance.kind == "reversal":
        amount = -acceptance.amount
        return after_signing.undoing(acceptance.on, amount, note, acceptance.remarks)
    told = paper_words.commission(commission, with_parent=acceptance.with_parent)
    note += ". " + paper_words.capital(told)
    if acceptance.refused and acceptance.remarks:
        note += ". " + gettext("A part was refused: %(why)s", why=acceptance.remarks)
    elif acceptance.refused:  # why, stands at its lines
        note += ". " + gettext("A part was refused")
    title = gettext("Accepted in part") if acceptance.refused else gettext("Accepted")
    undone = acceptance.is_reversed
    return Step("accepted", title, acceptance.on, acceptance.amount, note, undone=undone)


def _payment(payment: PaymentPart) -> Step:
    title = {
        "payment": gettext("Paid"),
        "advance": gettext("Paid in advance"),
        "refund": gettext("Money came back"),
    }[payment.kind]
    note = gettext("Payment document: %(number)s", number=payment.document)
    if payment.closed_year is not None:
        told = gettext("Of the closed year: %(year)s", year=payment.closed_year)
        note = f"{note}. {told}"
    if payment.reverses is not None:
        return after_signing.undoing(payment.on, -payment.amount, note, payment.reason)
    if payment.reason:
        note += ". " + gettext("Why: %(reason)s", reason=payment.reason)
    undone = payment.is_reversed
    return Step(payment.kind, title, payment.on, payment.amount, note, undone=undone)


def _not_yet(trail: Trail, today: date, ended: str | None) -> list[Step]:
    """What is still to come; a purchase given up or closed has nothing to come."""
    because = gettext("Why: %(reason)s", reason=ended) if ended else None
    if trail.status == "failed":
        return [Step("announced", gettext("Announced again"), state="due")]
    if trail.status == "cancelled":
        return [Step("cancelled", gettext("Cancelled: nothing was bought"), note=because)]
    if trail.status == "closed":
        freed = sum((contract.released for contract in trail.contracts), ZERO)
        if freed:
            told = gettext(
                "Never came, set free: %(sum)s.", sum=formats.som(freed, formats.language())
            )
            because = f"{told} {because or ''}".strip()
        if trail.withheld:
            told = after_signing.freed(trail.withheld)
            because = f"{told} {because or ''}".strip()
        closed = Step("closed", gettext("Finished"), note=because)
        return [closed, *after_signing.still_owed(trail)]
    waiting = []
    if trail.status == "announced":
        waiting.append(Step("opened", gettext("Bids opened"), state="due"))
    if not trail.awards:
        waiting.append(Step("awarded", gettext("Supplier chosen"), state="due"))
    if not trail.contracts or any(lot.standing in ("open", "awarded") for lot in trail.lots):
        waiting.append(Step("signed", gettext("Contract signed"), state="due"))
    if trail.kind == "framework":
        return waiting
    return [*waiting, *after_signing.still_owed(trail), *_to_come(trail, today)]


def _to_come(trail: Trail, today: date) -> list[Step]:
    ended = [one for one in trail.contracts if one.terminated_on is not None]
    never = sum((one.amount - one.accepted for one in ended), ZERO)
    left = trail.committed - trail.accepted - never
    unpaid = max(trail.committed - trail.withheld - trail.paid - never, ZERO)
    steps = []
    if not trail.all_came or not trail.contracts:
        late = rules.days_late(trail.due, None, today) if trail.due else 0
        note = gettext("To come by: %(day)s", day=formats.day(trail.due)) if trail.due else None
        title = gettext("All of it delivered")
        steps.append(Step("delivered", title, None, None, note, "late" if late else "due", late))
    if left or not trail.contracts:
        steps.append(
            Step("accepted", gettext("All of it accepted"), None, left or None, state="due")
        )
    if unpaid > 0 or not trail.contracts:
        steps.append(Step("paid", gettext("All of it paid"), None, unpaid or None, state="due"))
    return steps


def record(step: Step) -> dict[str, Any]:
    """A step for programs."""
    return {
        "step": step.code,
        "title": step.title,
        "on": step.on.isoformat() if step.on else None,
        "amount": f"{step.amount:.2f}" if step.amount is not None else None,
        "state": step.state,
        "days_late": step.days_late,
        "undone": step.undone,
        "note": step.note,
    }
