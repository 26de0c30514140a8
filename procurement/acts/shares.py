"""A line over schools, a share over budget lines: each level adds up to the one above."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import Line as BudgetLine
from core.columns import quantity as exact
from core.errors import Refusal
from core.money import apportion, som
from procurement import rules
from procurement.acts.values import PurchaseLineValues, ShareValues
from procurement.models import Covers, Funding, Purchase, PurchaseLine, Share
from register import reports as register


def share_out(
    session: Session,
    purchase: Purchase,
    lines: Sequence[PurchaseLine],
    entries: Sequence[PurchaseLineValues],
) -> None:
    """Shares, fundings and covers of all lines: each level adds up to the one above."""
    shares: list[tuple[Share, ShareValues, PurchaseLine]] = []
    for line, entry in zip(lines, entries, strict=True):
        _whole(line, entry)
        wanted = sorted(entry.shares, key=lambda share: share.school)
        amounts = apportion(line.amount, [share.quantity for share in wanted])
        for share, amount in zip(wanted, amounts, strict=True):
            row = Share(
                line_id=line.id,
                purchase_id=purchase.id,
                year=purchase.year,
                school=share.school,
                quantity=exact(share.quantity),
                amount=amount,
            )
            shares.append((row, share, line))
        session.add_all(
            Covers(line_id=line.id, place=line.place, requirement=code, quantity=exact(covered))
            for code, covered in entry.covers or ((entry.requirement, entry.quantity),)
        )
    _known_schools(session, [share.school for share, _, _ in shares])
    session.add_all(share for share, _, _ in shares)
    session.flush()
    _fund(session, purchase, shares)


def _whole(line: PurchaseLine, entry: PurchaseLineValues) -> None:
    schools = [share.school for share in entry.shares]
    if not schools:
        raise Refusal("share.none", "shares")
    if len(set(schools)) != len(schools):
        raise Refusal("share.doubled", "shares")
    parts = [exact(share.quantity) for share in entry.shares]
    if any(part <= 0 for part in parts):
        raise Refusal("quantity.not_positive", "shares")
    if not rules.adds_up(line.quantity, parts):
        raise Refusal(
            "share.not_the_whole",
            "shares",
            whole_quantity=line.quantity,
            parts_quantity=sum(parts),
        )


def _known_schools(session: Session, codes: Sequence[str]) -> None:
    known = register.names(session, codes)
    for code in codes:
        if code not in known:
            raise Refusal("school.unknown", "shares", code=code)


def _fund(
    session: Session,
    purchase: Purchase,
    shares: Sequence[tuple[Share, ShareValues, PurchaseLine]],
) -> None:
    asked = {funding.budget_line for _, entry, _ in shares for funding in entry.fundings}
    known = {
        line.id: line
        for line in session.scalars(select(BudgetLine).where(BudgetLine.id.in_(asked)))
    }
    lineages = register.lineages(session, {share.school for share, _, _ in shares})
    for share, entry, line in shares:
        if not entry.fundings:
            raise Refusal("funding.none", "fundings", school=share.school)
        given = [
            share.amount if funding.amount is None else som(funding.amount)
            for funding in entry.fundings
        ]
        if not rules.adds_up(share.amount, given) or any(amount < 0 for amount in given):
            raise Refusal("funding.not_the_whole", "fundings", whole=share.amount, parts=sum(given))
        for funding, amount in zip(entry.fundings, given, strict=True):
            budget_line = known.get(funding.budget_line)
            if budget_line is None:
                raise Refusal("line.unknown", "fundings", line=funding.budget_line)
            if budget_line.holder != purchase.place:
                raise Refusal("funding.other_holder", "fundings", line=budget_line.id)
            if budget_line.year != purchase.year:
                raise Refusal("funding.other_year", "fundings", line=budget_line.id)
            budgets.may_serve(budget_line, share.school, line.category, line.requirement, lineages)
            session.add(
                Funding(
                    share_id=share.id,
                    school=share.school,
                    budget_line_id=budget_line.id,
                    amount=amount,
                )
            )
    session.flush()
