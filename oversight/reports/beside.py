"""What stands beside purchases: the same thing given in kind, and what councils counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from budgets import gift_rules
from budgets.models import Gift
from budgets.reports.gifts import not_reversed
from oversight.fulfilment import GiftBeside, NotSeen
from oversight.visits.reports import not_seen
from procurement.models import Acceptance, AcceptanceLine, Contract, PurchaseLine, Share
from procurement.reports.doubles import public_money
from standard.models import Assessment, Holding
from standard.norms import norms
from standard.rules import Norm, lapses

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

    What a council counted last, before any of it lapsed, is compared with what acceptances had
    brought when a council last had it to count; what came from elsewhere only makes the count
    larger. What the last visit looked for and did not see at all is told beside it, in the unit of
    the purchase.
    """
    counts = _counts(session, _schools(wanted, purchases))
    brought: dict[tuple[str, str], list[Any]] = {}
    for start in range(0, len(counts), CHUNK):
        numbers = [count.id for count in counts[start : start + CHUNK]]
        for row in session.execute(_counted(numbers)):
            brought.setdefault((row.school, row.requirement), []).append(row)
    references = {row.reference for rows in brought.values() for row in rows}
    lines = _lines(session, sorted(map(_line, references)))
    values: dict[tuple[str, str], list[tuple[date, Decimal]]] = {}
    for count in counts:
        values.setdefault((count.school, count.requirement), []).append((count.on, count.value))
    asked, known = {one.id for one in purchases}, norms(session) if brought else {}
    found: dict[int, list[NotSeen]] = {}
    for key, rows in brought.items():
        for purchase, short in _compared(key, rows, values[key], lines, known):
            if purchase in asked:
                found.setdefault(purchase, []).extend([short] if short else [])
    for gone in not_seen(session, purchases=wanted):
        missed = NotSeen(gone.school, gone.requirement, gone.accepted, Decimal(0), gone.on)
        found.setdefault(gone.purchase, []).append(missed)
    return {purchase: tuple(dict.fromkeys(ones)) for purchase, ones in found.items()}


def _compared(
    key: tuple[str, str],
    rows: Sequence[Any],
    counts: Sequence[tuple[date, Decimal]],
    lines: Mapping[int, Any],
    known: Mapping[str, Norm],
) -> Iterable[tuple[int, NotSeen | None]]:
    """The purchases whose things were there at the last count that found any, with what was missed.

    A count ends what was held before it, so that no holding tells when it would have lapsed by
    itself: of what lapsed the papers and the requirement say so. What is compared is the last count
    before the first of it lapsed; what had lapsed by then nobody had to see.
    """
    school, requirement = key
    last = (rows[-1].on, rows[-1].id)
    lasting: list[tuple[Any, date]] = []
    for row in rows:
        if (row.on, row.id) == last:
            papers = lines[_line(row.reference)].good_until
            norm = known.get(requirement)
            ends = papers or (lapses(row.since, norm) if norm else None) or date.max
            lasting.append((row, ends))
    there = [(row, ends) for row, ends in lasting if ends > last[0]]
    if not there:
        return
    first_end = min(ends for _, ends in there)
    seen = [value for on, value in counts if on < first_end][-1]
    sum_ = sum((row.quantity for row, _ in there), Decimal(0))
    one = NotSeen(school, requirement, sum_, seen, last[0]) if seen < sum_ else None
    for row, _ in there:
        if row.quantity > 0:
            yield lines[_line(row.reference)].purchase_id, one


def _counts(session: Session, schools: Select[Any] | None) -> Sequence[Any]:
    """The counts of councils, oldest first: few, while holdings are many."""
    of = Assessment
    query = select(of.id, of.school, of.requirement, of.on, of.value).where(
        of.role == COUNCIL, of.kind == "count"
    )
    if schools is not None:
        query = query.where(of.school.in_(schools))
    return session.execute(query.order_by(of.on, of.id)).all()


def _counted(counts: Sequence[int]) -> Any:
    """Each of these counts beside what acceptances had brought by then, oldest first."""
    same = (Holding.school == Assessment.school, Holding.requirement == Assessment.requirement)
    return (
        select(
            Assessment.id,
            Assessment.school,
            Assessment.requirement,
            Assessment.on,
            Holding.since,
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


def _lines(session: Session, lines: Sequence[int]) -> dict[int, Any]:
    """The purchase of each line of an acceptance, and until when its papers say that it counts."""
    found: dict[int, Any] = {}
    for start in range(0, len(lines), CHUNK):
        rows = session.execute(
            select(AcceptanceLine.id, AcceptanceLine.good_until, Contract.purchase_id)
            .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
            .join(Contract, Contract.id == Acceptance.contract_id)
            .where(AcceptanceLine.id.in_(lines[start : start + CHUNK]))
        )
        found |= {row.id: row for row in rows}
    return found
