"""Which purchases a leaf concerns that names none: of an answer, a gift, a meal, a council's count.

What flags look at beside a purchase and its contracts: answers to questions (R039), gifts in kind
(S06), days on which a school counted meals (S08), what councils counted or looked for (S09).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from budgets.models import Gift, GiftReversal
from oversight.visits.models import VisitAnswer
from oversight.voices.models import Answer, Question
from procurement.models import (
    Contract,
    Covers,
    Delivery,
    DeliveryLine,
    MealDay,
    PurchaseLine,
    Share,
)
from standard.models import Assessment

AT_ONCE = 200  # pairs in one condition: SQLite takes no deeper one than 1000
COUNCIL = "council"
Pair = tuple[str, Any]
"""A school, and a day or a requirement."""


@dataclass
class Beside:
    """What leaves named that are about no purchase by number."""

    questions: set[int] = field(default_factory=set)
    gifts: set[int] = field(default_factory=set)
    meals: set[Pair] = field(default_factory=set)  # school, day
    seen: set[Pair] = field(default_factory=set)  # school, requirement

    def add(self, table: str, key: str, row: Mapping[str, Any]) -> None:
        """Take note of one leaf; of most there is nothing to note."""
        if table == Answer.__tablename__:
            self.questions.add(int(row["question_id"]))
        elif table in (Gift.__tablename__, GiftReversal.__tablename__):
            self.gifts.add(int(key))
        elif table == MealDay.__tablename__:
            self.meals.add((row["school"], date.fromisoformat(row["on"])))
        elif table == VisitAnswer.__tablename__ or (
            table == Assessment.__tablename__ and row["role"] == COUNCIL
        ):
            self.seen.add((row["school"], row["requirement"]))

    def purchases(self, session: Session) -> set[int]:
        """The purchases concerned."""
        found: set[int | None] = set()
        if self.questions:
            asked = select(Question.purchase_id).where(Question.id.in_(self.questions))
            found.update(session.scalars(asked))
        if self.gifts:
            found.update(session.scalars(_given(self.gifts)))
        for query in (*map(_came, _parts(self.meals)), *map(_covering, _parts(self.seen))):
            found.update(session.scalars(query))
        return {number for number in found if number is not None}


def _parts(pairs: Collection[Pair]) -> Iterable[list[Pair]]:
    ordered = sorted(pairs)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def _given(gifts: Collection[int]) -> Select[Any]:
    """The purchases of the same thing for the school a gift was for."""
    return (
        select(Share.purchase_id)
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .join(
            Gift,
            and_(Gift.scope == Share.school, Gift.requirement == PurchaseLine.requirement),
        )
        .where(Gift.id.in_(gifts))
        .distinct()
    )


def _came(meals: Collection[Pair]) -> Select[Any]:
    """The purchases of which something came to these schools on these days."""
    return (
        select(Contract.purchase_id)
        .join(Delivery, Delivery.contract_id == Contract.id)
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .where(_any(DeliveryLine.school, Delivery.on, meals))
        .distinct()
    )


def _covering(seen: Collection[Pair]) -> Select[Any]:
    """The purchases that bring something towards these requirements of these schools."""
    return (
        select(Share.purchase_id)
        .join(Covers, Covers.line_id == Share.line_id)
        .where(_any(Share.school, Covers.requirement, seen))
        .distinct()
    )


def _any(one: Any, other: Any, pairs: Collection[Pair]) -> ColumnElement[bool]:
    """The condition that both columns are as one of the pairs says."""
    by_first: dict[str, list[Any]] = {}
    for first, second in pairs:
        by_first.setdefault(first, []).append(second)
    return or_(*((one == first) & other.in_(seconds) for first, seconds in by_first.items()))
