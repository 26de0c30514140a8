"""The rows of a purchase that is told whole: its plan. Pure.

The same rules as the acts, one by one, refuse the same; what the acts write in many steps is
written here as it stands in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.rules import may_fund
from core.columns import quantity as exact
from core.errors import Refusal
from core.fiscal import in_force, is_year
from core.money import ZERO, apportion, som
from procurement import principles, rules
from procurement.acts.values import PurchaseLineValues, ShareValues
from procurement.bulk.book import Book, Known, Row
from procurement.bulk.facts import PurchaseFacts


@dataclass(slots=True)
class Deal:
    """A purchase on its way through an import."""

    facts: PurchaseFacts
    purchase: Row
    lines: list[Row] = field(default_factory=list)
    shares: dict[int, list[Row]] = field(default_factory=dict)  # by purchase line
    fundings: dict[int, list[Row]] = field(default_factory=dict)  # by share
    covers: dict[int, list[Row]] = field(default_factory=dict)  # by purchase line
    award: Row | None = None
    contract: Row | None = None
    contract_lines: list[Row] = field(default_factory=list)
    commitments: dict[tuple[int, str], list[Row]] = field(default_factory=dict)


def spread(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Som split by weights; the whole where there is just one."""
    return [total] if len(weights) == 1 else apportion(total, weights)


def begin(book: Book, facts: PurchaseFacts) -> Deal:
    """The purchase with its lines, shares, fundings and what it covers, planned.

    Raises:
        Refusal: those of `procurement.acts.draft` and `plan`; `lot.not_in_bulk`: what is told
            whole has one award and one contract.
    """
    known, values = book.known, facts.values
    _is_known(known, facts)
    purchase = book.write(
        "purchases",
        place=known.place,
        year=facts.year,
        title=values.title.strip(),
        language=values.language,
        status="planned",
        method=values.method,
        method_reason=values.method_reason,
        method_ground=values.method_ground,
        outside_plan=values.outside_plan,
        category="",
        edition_id=known.edition_id,
        plan_line_id=values.plan_line_id,
        amount=ZERO,
        due_on=values.due_on,
        planned_on=facts.planned_on,
        announced_on=None,
        written_by=known.account,
        version=1,
    )
    deal = Deal(facts, purchase)
    for position, entry in enumerate(values.lines, start=1):
        _line(book, deal, position, entry)
    _sum_up(deal)
    _enough(book, deal)
    _tally(book, deal)
    return deal


def _is_known(known: Known, facts: PurchaseFacts) -> None:
    """What the purchase names is there. An import of the past keeps its own grounds and words."""
    values = facts.values
    if not is_year(facts.year):
        raise Refusal("budget.no_such_year", "year", year=facts.year)
    if not values.title.strip():
        raise Refusal("purchase.no_title", "title")
    if values.method not in known.methods:
        raise Refusal("method.unknown", "method", code=values.method)
    if not values.lines:
        raise Refusal("purchase.no_lines")
    if any(line.lot is not None for line in values.lines):
        raise Refusal("lot.not_in_bulk")
    if values.plan_line_id is not None and values.plan_line_id not in known.plan_lines:
        raise Refusal("plan_line.unknown", "plan_line", line=values.plan_line_id)
    law = known.methods[values.method].law
    if not in_force(facts.planned_on, law.valid_from, law.valid_until):
        raise Refusal("method.not_in_force", "method", on=facts.planned_on)


def _tally(book: Book, deal: Deal) -> None:
    """For every school of it a purchase is a case: was it in the published plan?"""
    in_plan = deal.purchase["plan_line_id"] is not None
    for school in {share["school"] for shares in deal.shares.values() for share in shares}:
        book.tally(school, "purchase_in_plan", deal.purchase["year"], in_plan)


def _sum_up(deal: Deal) -> None:
    """The purchase costs what its lines cost, and is of its largest line's category."""
    deal.purchase["amount"] = som(sum((line["amount"] for line in deal.lines), ZERO))
    largest = max(deal.lines, key=lambda line: (line["amount"], -line["position"]))
    deal.purchase["category"] = largest["category"]


def _line(book: Book, deal: Deal, position: int, entry: PurchaseLineValues) -> None:
    amount = _judged(book, entry)
    line = book.write(
        "purchase_lines",
        purchase_id=deal.purchase["id"],
        place=book.known.place,
        lot_id=None,
        position=position,
        title=entry.title.strip(),
        item_code=entry.item_code,
        requirement=entry.requirement,
        category=book.known.categories[entry.requirement],
        quantity=exact(entry.quantity),
        unit=entry.unit.strip(),
        unit_price=som(entry.unit_price),
        vat_rate=entry.vat_rate,
        price_reason=(entry.price_reason or "").strip() or None,
        amount=amount,
        certificates=None,  # a file asks for none
        **principles.told(entry.safe, certified=False),
    )
    deal.lines.append(line)
    deal.covers[line["id"]] = [
        book.write(
            "covers",
            line_id=line["id"],
            place=book.known.place,
            requirement=code,
            quantity=exact(covered),
        )
        for code, covered in entry.covers or ((entry.requirement, entry.quantity),)
    ]
    _shares(book, deal, line, entry)


def _judged(book: Book, entry: PurchaseLineValues) -> Decimal:
    """What the line costs, som, if all it says can be."""
    if not entry.title.strip():
        raise Refusal("line.no_title", "title")
    for code, covered in ((entry.requirement, Decimal(1)), *entry.covers):
        if code not in book.known.categories:
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
    if amount <= 0:
        raise Refusal("price.not_positive", "unit_price")
    return amount


def _shares(book: Book, deal: Deal, line: Row, entry: PurchaseLineValues) -> None:
    wanted = sorted(entry.shares, key=lambda share: share.school)
    if not wanted:
        raise Refusal("share.none", "shares")
    if len({share.school for share in wanted}) != len(wanted):
        raise Refusal("share.doubled", "shares")
    parts = [exact(share.quantity) for share in wanted]
    if any(part <= 0 for part in parts):
        raise Refusal("quantity.not_positive", "shares")
    if not rules.adds_up(line["quantity"], parts):
        raise Refusal("share.not_the_whole", "shares", whole=line["quantity"], parts=sum(parts))
    deal.shares[line["id"]] = shares = []
    for part, share, amount in zip(parts, wanted, spread(line["amount"], parts), strict=True):
        if share.school not in book.known.schools:
            raise Refusal("school.unknown", "shares", code=share.school)
        book.schools.add(share.school)
        row = book.write(
            "purchase_shares",
            line_id=line["id"],
            purchase_id=deal.purchase["id"],
            year=deal.purchase["year"],
            school=share.school,
            quantity=part,
            amount=amount,
        )
        shares.append(row)
        deal.fundings[row["id"]] = _fundings(book, line, row, share)


def _fundings(book: Book, line: Row, share: Row, entry: ShareValues) -> list[Row]:
    if not entry.fundings:
        raise Refusal("funding.none", "fundings", school=entry.school)
    given = [
        share["amount"] if funding.amount is None else som(funding.amount)
        for funding in entry.fundings
    ]
    if not rules.adds_up(share["amount"], given) or any(amount < 0 for amount in given):
        raise Refusal("funding.not_the_whole", "fundings", whole=share["amount"], parts=sum(given))
    rows = []
    for funding, amount in zip(entry.fundings, given, strict=True):
        _may_serve(book, funding.budget_line, line, share)
        row = book.write(
            "fundings",
            share_id=share["id"],
            school=share["school"],
            budget_line_id=funding.budget_line,
            amount=amount,
        )
        rows.append(row)
    return rows


def _may_serve(book: Book, number: int, line: Row, share: Row) -> None:
    """Is the budget line there, of this holder and year, for this purpose and this school?"""
    purse = book.known.purses.get(number)
    if purse is None:
        raise Refusal("line.unknown", "fundings", line=number)
    if purse.year != share["year"]:
        raise Refusal("funding.other_year", "fundings", line=number)
    if not may_fund(purse.category, purse.requirement, line["category"], line["requirement"]):
        raise Refusal("funding.other_purpose", "budget_line", line=number)
    if purse.beneficiary not in book.known.lineages[share["school"]]:
        raise Refusal("funding.other_school", "budget_line", line=number, school=share["school"])


def _enough(book: Book, deal: Deal) -> None:
    """Each budget line still has free what the plan asks of it."""
    asked: dict[int, Decimal] = {}
    for rows in deal.fundings.values():
        for row in rows:
            line = row["budget_line_id"]
            asked[line] = asked.get(line, ZERO) + row["amount"]
    for line, amount in sorted(asked.items()):
        if amount > book.left(line):
            raise Refusal("line.not_enough", line=line, asked=amount, available=book.left(line))
