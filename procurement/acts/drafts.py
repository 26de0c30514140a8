"""A purchase on the desk, and its first public step: into the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import journal
from budgets.models import Line as BudgetLine
from core.access import Act, Actor, require
from core.columns import quantity as exact
from core.errors import Refusal
from core.fiscal import in_force, is_year
from core.models import lock
from core.money import ZERO, som
from procurement import kept_principles, papers, principles, rules
from procurement.acts import draft_lots, lawful, versions
from procurement.acts.call_offs import may_be_called
from procurement.acts.lots import lots_of
from procurement.acts.reach import reach
from procurement.acts.shares import share_out
from procurement.acts.values import PurchaseLineValues, PurchaseValues
from procurement.models import Covers, Funding, Lot, Purchase, PurchaseLine, Share
from procurement.reports import compass
from register import profile
from register import reports as register
from standard import reports as standard
from standard import totals as coverage


def draft(
    session: Session, actor: Actor, place: str, year: int, values: PurchaseValues
) -> Purchase:
    """Put a purchase on the desk: a workspace without a leaf, complete in its sums.

    Shares of a line are priced by quantity and add up to the line to the tyiyn.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `budget.no_such_year`, `purchase.no_title`, `purchase.no_lines`,
            `purchase.no_edition`, `method.unknown`, `ground.unknown`, `plan_line.unknown`,
            and those of a line: `line.no_title`, `requirement.unknown`, `quantity.not_positive`,
            `price.not_positive`, `unit.missing`, `certificate.unknown`, `safe.unknown_answer`,
            `safe.too_long`, `share.none`, `share.doubled`, `share.not_the_whole` (whole, parts),
            `school.unknown`, `funding.none`, `funding.not_the_whole`, `line.unknown`,
            `funding.other_year`, `funding.other_holder`, `funding.other_purpose`,
            `funding.other_school`, `lot.number`, `lot.line_without`.
    """
    require(actor, Act.DRAFT_PURCHASE, place)
    if register.place(session, place) is None:
        raise Refusal("place.unknown", place=place)
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    purchase = Purchase(place=place, year=year, status="draft", written_by=actor.account)
    _fill(session, actor, purchase, values)
    return purchase


def redraft(
    session: Session,
    actor: Actor,
    purchase_id: int,
    values: PurchaseValues,
    *,
    seen: int | None = None,
) -> Purchase:
    """Put new values in place of all of a draft that nobody changed since version `seen`.

    Raises as `draft`; also `purchase.not_draft`, `call_off.own_page` of a call-off, and
    `record.changed_meanwhile`.
    """
    purchase = _draft(session, actor, purchase_id)
    _unchanged(session, purchase, seen, values)
    purchase.version += 1
    _empty(session, purchase)
    _fill(session, actor, purchase, values)
    return purchase


def discard(session: Session, actor: Actor, purchase_id: int) -> None:
    """Throw a draft away. Raises `purchase.not_draft`."""
    purchase = _draft(session, actor, purchase_id)
    _empty(session, purchase)
    session.delete(purchase)
    session.flush()


def _draft(session: Session, actor: Actor, purchase_id: int) -> Purchase:
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.DRAFT_PURCHASE, purchase.place)
    if purchase.status != "draft":
        raise Refusal("purchase.not_draft", status=purchase.status)
    return purchase


def _empty(session: Session, purchase: Purchase) -> None:
    lines = select(PurchaseLine.id).where(PurchaseLine.purchase_id == purchase.id)
    shares = select(Share.id).where(Share.purchase_id == purchase.id)
    session.execute(delete(Funding).where(Funding.share_id.in_(shares)))
    session.execute(delete(Share).where(Share.purchase_id == purchase.id))
    session.execute(delete(Covers).where(Covers.line_id.in_(lines)))
    session.execute(delete(PurchaseLine).where(PurchaseLine.purchase_id == purchase.id))
    session.execute(delete(Lot).where(Lot.purchase_id == purchase.id))
    session.expire_all()


def _fill(session: Session, actor: Actor, purchase: Purchase, values: PurchaseValues) -> None:
    edition = standard.edition(session)
    if edition is None:
        raise Refusal("purchase.no_edition")
    if not values.title.strip():
        raise Refusal("purchase.no_title", "title")
    if values.method not in {method.code for method in profile.load().methods}:
        raise Refusal("method.unknown", "method", method=values.method)
    if not values.lines:
        raise Refusal("purchase.no_lines")
    if purchase.framework_id != values.framework_id and purchase.kind is not None:
        raise Refusal("call_off.own_page")
    if values.framework_id is not None:
        purchase.kind, purchase.framework_id = "call_off", values.framework_id
    lawful.check_named(session, purchase, values)
    purchase.title, purchase.language = values.title.strip(), values.language
    purchase.method, purchase.method_reason = values.method, values.method_reason
    purchase.due_on, purchase.plan_line_id = values.due_on, values.plan_line_id
    purchase.method_ground, purchase.outside_plan = lawful.kept(values)
    purchase.edition_id, purchase.written_by = edition.id, actor.account
    purchase.answers = {flag: text.strip() for flag, text in values.answers.items()} or None
    purchase.category, purchase.amount = "", ZERO
    session.add(purchase)
    session.flush()
    categories = standard.category_of_requirements(session)
    lines = [
        _line(purchase, position, entry, categories)
        for position, entry in enumerate(values.lines, start=1)
    ]
    session.add_all(lines)
    session.flush()
    draft_lots.part(session, purchase, lines, values)
    share_out(session, purchase, lines, values.lines)
    purchase.amount = som(sum((line.amount for line in lines), ZERO))
    purchase.category = max(lines, key=lambda line: (line.amount, -line.position)).category
    session.flush()


def _line(
    purchase: Purchase, position: int, entry: PurchaseLineValues, categories: dict[str, str]
) -> PurchaseLine:
    if not entry.title.strip():
        raise Refusal("line.no_title", "title")
    for code, covered in ((entry.requirement, Decimal(1)), *entry.covers):
        if code not in categories:
            raise Refusal("requirement.unknown", "requirement", code=code)
        if exact(covered) <= 0:
            raise Refusal("quantity.not_positive", "covers")
    if exact(entry.quantity) <= 0:
        raise Refusal("quantity.not_positive", "quantity")
    if som(entry.unit_price) <= 0:
        raise Refusal("price.not_positive", "unit_price")
    if not entry.unit.strip():
        raise Refusal("unit.missing", "unit")
    amount = rules.line_amount(entry.quantity, entry.unit_price)
    if amount <= 0:  # a price so small that the quantity rounds to no tyiyn
        raise Refusal("price.not_positive", "unit_price")
    return PurchaseLine(
        purchase_id=purchase.id,
        place=purchase.place,
        position=position,
        title=entry.title.strip(),
        item_code=entry.item_code,
        requirement=entry.requirement,
        category=categories[entry.requirement],
        quantity=exact(entry.quantity),
        unit=entry.unit.strip(),
        unit_price=som(entry.unit_price),
        framework_line=entry.framework_line,
        vat_rate=entry.vat_rate,
        price_reason=(entry.price_reason or "").strip() or None,
        amount=amount,
        certificates=papers.asked(entry.certificates, profile.load()),
        **principles.told(entry.safe, certified=bool(entry.certificates)),
    )


def _unchanged(
    session: Session,
    purchase: Purchase,
    seen: int | None,
    values: PurchaseValues | None = None,
) -> None:
    """Refuse what was typed over an older state of a draft; both versions are told."""
    if seen is None or seen == purchase.version:
        return
    yours = {"status": "planned"} if values is None else versions.typed(values)
    raise Refusal("record.changed_meanwhile", now=versions.stored(session, purchase), yours=yours)


def plan(
    session: Session, actor: Actor, purchase_id: int, *, on: date, seen: int | None = None
) -> Purchase:
    """Put a draft into the plan: from here on it is public, and every change is in the journal.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order` (status, to); `method.not_in_force` on that day;
            `ground.missing`, `ground.needs_text`, `ground.not_in_force`;
            `purchase.outside_plan` where the place has a published plan and no line is named;
            `line.not_enough` with `line`, `asked` and `available` in som; `price.needs_reason`
            where the price of a line is unlike what others paid and nobody said why, with its
            `line` (from 1), `price` and `median` in som for one base unit, and how many `prices`
            were compared; those of `call_offs.may_be_called`;
            `record.changed_meanwhile` when it was changed since version `seen`.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.PLAN_PURCHASE, purchase.place)
    _unchanged(session, purchase, seen)
    if not rules.may_move(purchase.status, "planned"):
        raise Refusal("purchase.wrong_order", status=purchase.status, to="planned")
    method = next(known for known in profile.load().methods if known.code == purchase.method)
    if not in_force(on, method.law.valid_from, method.law.valid_until):
        raise Refusal("method.not_in_force", "method", on=on)
    lawful.check_planned(session, purchase, method, on)
    lines = session.scalars(
        select(PurchaseLine).where(PurchaseLine.purchase_id == purchase.id)
    ).all()
    shares = session.scalars(select(Share).where(Share.purchase_id == purchase.id)).all()
    fundings = session.scalars(
        select(Funding).where(Funding.share_id.in_([share.id for share in shares]))
    ).all()
    covers = session.scalars(
        select(Covers).where(Covers.line_id.in_([line.id for line in lines]))
    ).all()
    lots = lots_of(session, purchase)
    may_be_called(session, purchase, lines, on)
    if purchase.kind != "framework":  # whose call-offs will claim the money
        _enough(session, fundings)
    if purchase.kind != "call_off":  # its prices were explained with the framework
        _prices_explained(session, purchase, lines, on)
    purchase.status, purchase.planned_on, purchase.answers = "planned", on, None
    records = [purchase, *lots, *lines, *shares, *fundings, *covers]
    journal.enter(session, actor, Act.PLAN_PURCHASE, *records, scopes=reach(session, purchase))
    in_plan = int(purchase.plan_line_id is not None)
    cases = [
        (school, "purchase_in_plan", purchase.year, in_plan, 1)
        for school in {share.school for share in shares}
    ]
    coverage.refresh(session, {share.school for share in shares}, coverage.tally(session, cases))
    kept_principles.keep(session, purchase.id)
    return purchase


def explain_prices(
    session: Session, actor: Actor, purchase_id: int, reasons: Mapping[int, str]
) -> None:
    """Write beside lines of a draft, by their position, why their price is unlike others'.

    Raises `purchase.not_draft`.
    """
    purchase = _draft(session, actor, purchase_id)
    for line in purchase.lines:
        if line.position in reasons:
            line.price_reason = reasons[line.position].strip() or None
    session.flush()


def _prices_explained(
    session: Session, purchase: Purchase, lines: Sequence[PurchaseLine], on: date
) -> None:
    """A price outside the fences has its reason. The rule is that of the flag R017."""
    silent = [line for line in lines if not line.price_reason]
    for line, placed in zip(
        silent, compass.of_lines(session, purchase.place, on, silent, purchase.id), strict=True
    ):
        if placed is not None and placed.spread is not None and placed.outside:
            raise Refusal(
                "price.needs_reason",
                "price_reason",
                line=line.position,
                price=placed.price,
                median=placed.spread.median,
                prices=placed.spread.count,
            )


def _enough(session: Session, fundings: Sequence[Funding]) -> None:
    """Each budget line still has free what is asked of it. A contract will claim it."""
    asked: dict[int, Decimal] = {}
    for funding in fundings:
        asked[funding.budget_line_id] = asked.get(funding.budget_line_id, ZERO) + funding.amount
    lines = session.scalars(
        select(BudgetLine).where(BudgetLine.id.in_(asked)).order_by(BudgetLine.id)
    )
    for line in lines:
        if asked[line.id] > line.free:
            raise Refusal(
                "line.not_enough", line=line.id, asked=asked[line.id], available=line.free
            )
