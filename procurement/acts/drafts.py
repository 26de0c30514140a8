"""A purchase on the desk, and its first public step: into the plan."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Line as BudgetLine
from core.access import Act, Actor, require
from core.columns import quantity as exact
from core.errors import Refusal
from core.fiscal import in_force, is_year
from core.models import lock
from core.money import ZERO, apportion, som
from procurement import rules
from procurement.acts.reach import reach
from procurement.acts.values import PurchaseLineValues, PurchaseValues, ShareValues
from procurement.models import Covers, Funding, PlanLine, Purchase, PurchaseLine, Share
from register import profile
from register import reports as register
from standard import reports as standard


def draft(
    session: Session, actor: Actor, place: str, year: int, values: PurchaseValues
) -> Purchase:
    """Put a purchase on the desk: a workspace without a leaf, complete in its sums.

    Shares of a line are priced by quantity and add up to the line to the tyiyn.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `budget.no_such_year`, `purchase.no_title`, `purchase.no_lines`,
            `purchase.no_edition`, `method.unknown`, `plan_line.unknown`, and those of a line:
            `line.no_title`, `requirement.unknown`, `quantity.not_positive`, `price.not_positive`,
            `unit.missing`, `share.none`, `share.doubled`, `share.not_the_whole` (whole, parts),
            `school.unknown`, `funding.none`, `funding.not_the_whole`, `line.unknown`,
            `funding.other_year`, `funding.other_holder`, `funding.other_purpose`,
            `funding.other_school`.
    """
    require(actor, Act.DRAFT_PURCHASE, place)
    if register.place(session, place) is None:
        raise Refusal("place.unknown", place=place)
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    purchase = Purchase(place=place, year=year, status="draft", written_by=actor.account)
    _fill(session, actor, purchase, values)
    return purchase


def redraft(session: Session, actor: Actor, purchase_id: int, values: PurchaseValues) -> Purchase:
    """Put new values in place of all of a draft. Raises as `draft`, and `purchase.not_draft`."""
    purchase = _draft(session, actor, purchase_id)
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
    if values.plan_line_id is not None and session.get(PlanLine, values.plan_line_id) is None:
        raise Refusal("plan_line.unknown", "plan_line", line=values.plan_line_id)
    purchase.title, purchase.language = values.title.strip(), values.language
    purchase.method, purchase.method_reason = values.method, values.method_reason
    purchase.due_on, purchase.plan_line_id = values.due_on, values.plan_line_id
    purchase.edition_id, purchase.written_by = edition.id, actor.account
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
    _share(session, purchase, lines, values.lines)
    purchase.amount = sum((line.amount for line in lines), ZERO)
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
        vat_rate=entry.vat_rate,
        amount=amount,
    )


def _share(
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


def plan(session: Session, actor: Actor, purchase_id: int, *, on: date) -> Purchase:
    """Put a draft into the plan: from here on it is public, and every change is in the journal.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order` (status, to); `method.not_in_force` on that day;
            `line.not_enough` with `line`, `asked` and `available` in som.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.PLAN_PURCHASE, purchase.place)
    if not rules.may_move(purchase.status, "planned"):
        raise Refusal("purchase.wrong_order", status=purchase.status, to="planned")
    method = next(known for known in profile.load().methods if known.code == purchase.method)
    if not in_force(on, method.law.valid_from, method.law.valid_until):
        raise Refusal("method.not_in_force", "method", on=on)
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
    _enough(session, fundings)
    purchase.status, purchase.planned_on = "planned", on
    records = [purchase, *lines, *shares, *fundings, *covers]
    journal.enter(session, actor, Act.PLAN_PURCHASE, *records, scopes=reach(session, purchase))
    return purchase


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
