"""What stands beside purchases: the same thing given in kind, and what councils counted."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from budgets import gift_rules
from budgets.models import Gift
from budgets.reports.gifts import not_reversed
from oversight.fulfilment import GiftBeside, NotSeen
from oversight.visits.reports import not_seen
from procurement.models import Acceptance, AcceptanceLine, Contract, PurchaseLine, Share
from procurement.reports.doubles import public_money
from standard.models import Assessment, Holding

CHUNK = 900  # values in one statement
FEW = 5_000
"""Of up to so many purchases their schools are asked of; of more, the whole country."""
COUNCIL = "council"
ACCEPTED = "acceptance_line:"
"""How a holding names the acceptance that brought it."""


def gifts(
    session: Session, wanted: Select[Any], purchases: Sequence[Any]
) -> dict[int, tuple[GiftBeside, ...]]:
    """By purchase for schools of which gifts in kind are written down: those for the same thing.

    Gifts are few: where nobody wrote one down, nothing more is asked. A share that is itself paid
    by a gift is left out.
    """
    given = _given(session, _schools(wanted, purchases))
    if not given:
        return {}
    rows = session.execute(
        select(Share.purchase_id, Share.school, PurchaseLine.requirement)
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .where(Share.purchase_id.in_(wanted), Share.quantity > 0, public_money())
        .where(Share.school.in_(select(Gift.scope)))
        .distinct()
    )
    found: dict[int, list[GiftBeside]] = {}
    for purchase, school, requirement in rows:
        if school in given:
            same = [one for one in given[school] if one.requirement == requirement]
            found.setdefault(purchase, []).extend(same)
    return {purchase: tuple(ones) for purchase, ones in found.items()}


def _schools(wanted: Select[Any], purchases: Sequence[Any]) -> Select[Any] | None:
    """The schools to ask of: those of a few purchases; of many, all there are."""
    if len(purchases) > FEW:
        return None
    return select(Share.school).where(Share.purchase_id.in_(wanted))


def _given(session: Session, schools: Select[Any] | None) -> dict[str, list[GiftBeside]]:
    """The gifts in kind for a requirement, by school or place."""
    query = select(Gift.scope, Gift.requirement, Gift.on, Gift.value).where(
        Gift.kind.in_(gift_rules.IN_KIND), Gift.requirement.is_not(None), not_reversed()
    )
    if schools is not None:
        query = query.where(Gift.scope.in_(schools))
    found: dict[str, list[GiftBeside]] = {}
    for scope, requirement, on, value in session.execute(query.order_by(Gift.on, Gift.id)):
        found.setdefault(scope, []).append(GiftBeside(scope, str(requirement), on, value))
    return found


def visits(
    session: Session, wanted: Select[Any], purchases: Sequence[Any]
) -> dict[int, tuple[NotSeen, ...]]:
    """By purchase whose things a council counted at a school: those of which it saw fewer.

    What a council counted last is compared with what acceptances had brought, and had not lapsed,
    when a council last had it to count; what came from elsewhere only makes the count larger. What
    the last visit looked for and did not see at all is told beside it, in the unit of the purchase.
    """
    brought: dict[tuple[str, str], list[Any]] = {}
    counts = _counts(session, _schools(wanted, purchases))
    for start in range(0, len(counts), CHUNK):
        for row in session.execute(_counted(counts[start : start + CHUNK])):
            brought.setdefault((row.school, row.requirement), []).append(row)
    compared: dict[int, NotSeen | None] = {}
    for (school, requirement), rows in brought.items():
        last = (rows[-1].on, rows[-1].id)
        there = [row for row in rows if (row.on, row.id) == last]
        sum_ = sum((row.quantity for row in there), Decimal(0))
        seen = there[0].seen
        one = NotSeen(school, requirement, sum_, seen, there[0].on) if seen < sum_ else None
        compared |= {_line(row.reference): one for row in there if row.quantity > 0}
    known = {one.id for one in purchases}
    found: dict[int, list[NotSeen]] = {}
    for line, purchase in _purchases(session, sorted(compared)):
        if purchase in known:
            short = compared[line]
            found.setdefault(purchase, []).extend([short] if short else [])
    for gone in not_seen(session, purchases=wanted):
        missed = NotSeen(gone.school, gone.requirement, gone.accepted, Decimal(0), gone.on)
        found.setdefault(gone.purchase, []).append(missed)
    return {purchase: tuple(dict.fromkeys(ones)) for purchase, ones in found.items()}


def _counts(session: Session, schools: Select[Any] | None) -> Sequence[int]:
    """The numbers of the counts of councils, oldest first: few, while holdings are many."""
    query = select(Assessment.id).where(Assessment.role == COUNCIL, Assessment.kind == "count")
    if schools is not None:
        query = query.where(Assessment.school.in_(schools))
    return session.scalars(query.order_by(Assessment.on, Assessment.id)).all()


def _counted(counts: Sequence[int]) -> Any:
    """Each of these counts beside what acceptances had brought by then, oldest first; `seen` is
    what a council counted last."""
    latest = aliased(Assessment)
    seen = (
        select(latest.value)
        .where(latest.school == Assessment.school, latest.requirement == Assessment.requirement)
        .where(latest.role == COUNCIL, latest.kind == "count")
        .order_by(latest.on.desc(), latest.id.desc())
        .limit(1)
        .correlate(Assessment)
        .scalar_subquery()
    )
    same = (Holding.school == Assessment.school, Holding.requirement == Assessment.requirement)
    return (
        select(
            Assessment.id,
            Assessment.school,
            Assessment.requirement,
            Assessment.on,
            seen.label("seen"),
            Holding.quantity,
            Holding.reference,
        )
        .join(Holding, and_(*same))
        .where(Assessment.id.in_(counts), Holding.reference.startswith(ACCEPTED))
        .where(Holding.since <= Assessment.on)
        .where(Holding.until.is_(None) | (Holding.until >= Assessment.on))
        .order_by(Assessment.on, Assessment.id)
    )


def _line(reference: str) -> int:
    return int(reference.removeprefix(ACCEPTED))


def _purchases(session: Session, lines: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The purchase of each line of an acceptance."""
    for start in range(0, len(lines), CHUNK):
        rows = session.execute(
            select(AcceptanceLine.id, Contract.purchase_id)
            .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
            .join(Contract, Contract.id == Acceptance.contract_id)
            .where(AcceptanceLine.id.in_(lines[start : start + CHUNK]))
        )
        yield from rows.tuples()
