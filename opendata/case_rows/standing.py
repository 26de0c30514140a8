"""The purchases of a place's year as a table of purchases is judged against and begins with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from budgets.reports.draft_lines import FundRow, fundable
from core.columns import plain
from core.errors import Refusal
from core.words import Words
from opendata.case_rows import Rows
from procurement import papers
from procurement.acts import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues
from procurement.models import Lot, Purchase, PurchaseLine, Share
from procurement.principles import SAFE, SafeValues
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class Standing:
    """A purchase as it stands: `values` are what a draft of it would be made of."""

    id: int
    status: str
    version: int
    values: PurchaseValues

    @property
    def is_draft(self) -> bool:
        """May a table still change it?"""
        return self.status == "draft"


@dataclass(frozen=True, slots=True)
class KnownPurchases:
    """Facts of one place and year; `elsewhere` are schools that exist but lie outside."""

    place: str
    year: int
    place_name: Words
    names: Mapping[str, Words]
    titles: Mapping[str, Words]
    categories: Mapping[str, str]
    methods: Mapping[str, Words]
    funds: Mapping[int, FundRow]
    lineages: Mapping[str, tuple[str, ...]]
    purchases: Mapping[int, Standing]
    elsewhere: frozenset[str] = frozenset()
    other_places: frozenset[int] = field(default_factory=frozenset)
    seen: int = 0


def known(session: Session, place: str, year: int) -> KnownPurchases:
    """Everything a table of purchases of this place and year is judged against.

    Raises:
        Refusal: `place.unknown`.
    """
    name = register.names(session, [place]).get(place)
    if name is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    cards = register.schools_within(session, place)
    rows = session.scalars(
        select(Purchase)
        .where(Purchase.place == place, Purchase.year == year)
        .order_by(Purchase.id)
        .options(
            selectinload(Purchase.lines)
            .selectinload(PurchaseLine.shares)
            .selectinload(Share.fundings),
            selectinload(Purchase.lines).selectinload(PurchaseLine.covers),
        )
    ).all()
    lots: dict[int, list[Lot]] = {}
    for lot in session.scalars(
        select(Lot).where(Lot.purchase_id.in_([row.id for row in rows])).order_by(Lot.number)
    ):
        lots.setdefault(lot.purchase_id, []).append(lot)
    return KnownPurchases(
        place=place,
        year=year,
        place_name=name,
        names={card.code: card.name for card in cards},
        titles=standard.titles(session),
        categories=standard.category_of_requirements(session),
        methods={method.code: method.names for method in profile.load().methods},
        funds={fund.id: fund for fund in fundable(session, place, year)},
        lineages=register.lineages(session, [card.code for card in cards]),
        purchases={row.id: standing(row, lots.get(row.id, ())) for row in rows},
        seen=seen(session, place, year),
    )


def seen(session: Session, place: str, year: int) -> int:
    """The state of a place's purchases of a year: how often they were drafted so far."""
    return int(
        session.scalar(
            select(func.sum(Purchase.version)).where(Purchase.place == place, Purchase.year == year)
        )
        or 0
    )


def with_keys(
    session: Session, facts: KnownPurchases, schools: Iterable[str], purchases: Iterable[int]
) -> KnownPurchases:
    """The same, also knowing which of these schools and purchases are of other places."""
    others = sorted(set(purchases) - set(facts.purchases))
    rows = session.scalars(
        select(Purchase.id).where(Purchase.id.in_(others), Purchase.place != facts.place)
    )
    return replace(
        facts,
        elsewhere=elsewhere(session, facts.names, schools),
        other_places=frozenset(rows),
    )


def elsewhere(session: Session, names: Mapping[str, Words], codes: Iterable[str]) -> frozenset[str]:
    """Which of these codes are schools or places, but none of `names`."""
    return frozenset(register.names(session, set(codes) - set(names)))


def standing(row: Purchase, lots: Sequence[Lot] = ()) -> Standing:
    """A purchase with all its parts loaded, as values; with its lots where it has any."""
    numbers = {lot.id: lot.number for lot in lots}
    values = PurchaseValues(
        title=row.title,
        language=row.language,
        method=row.method,
        lines=tuple(_line(line, numbers) for line in row.lines),
        method_reason=row.method_reason,
        due_on=row.due_on,
        plan_line_id=row.plan_line_id,
        lot_titles=tuple((lot.number, lot.title) for lot in lots),
        framework_id=row.framework_id,
        method_ground=row.method_ground,
        outside_plan=row.outside_plan,
        answers=dict(row.answers or {}),
    )
    return Standing(row.id, row.status, row.version, values)


def _line(line: PurchaseLine, lots: Mapping[int, int]) -> PurchaseLineValues:
    covers = tuple((one.requirement, one.quantity) for one in line.covers)
    return PurchaseLineValues(
        title=line.title,
        requirement=line.requirement,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        shares=tuple(_share(share) for share in line.shares),
        item_code=line.item_code,
        vat_rate=line.vat_rate,
        covers=() if covers == ((line.requirement, line.quantity),) else covers,
        lot=None if line.lot_id is None else lots[line.lot_id],
        framework_line=line.framework_line,
        certificates=papers.parted(line.certificates),
        price_reason=line.price_reason,
        safe=SafeValues(*(getattr(line, name) for name in SAFE)),
    )


def _share(share: Share) -> ShareValues:
    paid_by = tuple((one.budget_line_id, one.amount) for one in share.fundings)
    if len(paid_by) == 1:  # all of the share, whatever it will cost
        return ShareValues(share.school, share.quantity, (FundingValues(paid_by[0][0]),))
    return ShareValues(share.school, share.quantity, tuple(FundingValues(*one) for one in paid_by))


def template_rows(facts: KnownPurchases) -> Rows:
    """A row for each school's part; purchase and item are told in the first of their rows."""
    rows: Rows = []
    for purchase in facts.purchases.values():
        values = purchase.values
        whole: dict[str, Any] = {
            "title": values.title,
            "method": values.method,
            "method_reason": values.method_reason,
            "due_on": values.due_on,
        }
        for number, line in enumerate(values.lines, start=1):
            item: dict[str, Any] = {
                "requirement": line.requirement,
                "item": line.title,
                "item_code": line.item_code,
                "unit": line.unit,
                "unit_price": line.unit_price,
                "covers": covers_text(line),
            }
            for share in line.shares:
                row: dict[str, Any] = {"purchase": str(purchase.id), "line": str(number)}
                row["status"] = "draft" if purchase.is_draft else "published"
                row |= {**whole, **item, "school": share.school, "quantity": share.quantity}
                rows.append({**row, "budget_line": funds_text(share)})
                whole, item = {}, {}
    return rows


def covers_text(line: PurchaseLineValues) -> Decimal | str | None:
    """How much of the requirement a line closes, where that is not its own quantity."""
    if len(line.covers) == 1 and line.covers[0][0] == line.requirement:
        return line.covers[0][1]
    return "; ".join(f"{code}: {plain(part)}" for code, part in line.covers) or None


def funds_text(share: ShareValues) -> int | str:
    """Which budget line pays a share; of several each with its som."""
    first = share.fundings[0]
    if len(share.fundings) == 1 and first.amount is None:
        return first.budget_line
    return "; ".join(f"{one.budget_line}: {one.amount}" for one in share.fundings)
