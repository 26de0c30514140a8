"""The purchases of the example: from the desk to the contract."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets.models import Line
from budgets.rules import may_fund
from core.access import Actor
from core.columns import quantity
from core.errors import Refusal
from core.money import ZERO
from oversight import acts as oversight
from procurement import acts, rules
from procurement.acts import (
    BidValues,
    FundingValues,
    PurchaseLineValues,
    PurchaseValues,
    ShareValues,
)
from procurement.models import Contract, Purchase
from register import reports as register
from standard import reports as standard
from tracker.example import afterwards
from tracker.example.budgets import children_of
from tracker.example.people import Cast
from tracker.example.told import day, holder, money, purse, schools, told


def enter(session: Session, cast: Cast, year: int) -> None:
    """Enter every purchase of a year, as far as it has come."""
    numbers: dict[str, int] = {}
    for entry in told(f"purchases-{year}")["purchases"]:
        numbers[entry["holder"]] = numbers.get(entry["holder"], 0) + 1
        contract = _contract(session, cast, entry, year, numbers[entry["holder"]])
        if contract is not None:
            afterwards.enter(session, cast, contract.id, entry.get("then", []))


def _contract(
    session: Session, cast: Cast, entry: Mapping[str, Any], year: int, number: int
) -> Contract | None:
    """Take a purchase through its steps; None when it has not come to a contract."""
    place = holder(entry["holder"])
    officer = cast.officer(place)
    days = [day(text) for text in entry["days"]]
    values = _values(session, entry, place, year, days)
    purchase = acts.draft(session, officer, place, year, values)
    oversight.publish(
        session,
        officer,
        purchase.id,
        on=_set(days[0]),
        answers=entry.get("answers", {}),
        language=values.language,
    )
    journal.next_act(session)
    if len(days) > 1 and days[1] is not None:
        acts.announce(session, officer, purchase.id, on=days[1])
        journal.next_act(session)
    if len(days) > 2:
        _award(session, cast, entry, purchase, _set(days[2]))
    if "cancelled" in entry:
        acts.cancel(session, officer, purchase.id, reason=entry["cancelled"])
        journal.next_act(session)
    if len(days) < 5:
        return None
    contract = acts.sign(
        session,
        officer,
        purchase.id,
        number=f"{number}/{year}",
        signed_on=_set(days[3]),
        due_on=_set(days[4]),
        advance_limit=money(entry.get("advance", "0")),
    )
    journal.next_act(session)
    return contract


def _set(on: date | None) -> date:
    if on is None:
        raise ValueError("this step needs its day")
    return on


def _award(
    session: Session, cast: Cast, entry: Mapping[str, Any], purchase: Purchase, on: date
) -> None:
    officer, seller = cast.officer(purchase.place), cast.suppliers[entry["to"]]
    share = Decimal(entry["at"]) / 100
    amount = (purchase.amount * share).quantize(Decimal(1))
    choice: dict[str, Any] = {
        "supplier_id": seller,
        "amount": amount,
        "offers": int(entry["offers"]),
    }
    if purchase.announced_on is not None:
        others = [one for one in cast.suppliers.values() if one != seller]
        choice = {"bid_id": _opened(session, officer, purchase, on, entry, [seller, *others])}
    acts.award(session, officer, purchase.id, on=on, reason=entry["reason"], **choice)
    journal.next_act(session)


def _opened(
    session: Session,
    officer: Actor,
    purchase: Purchase,
    on: date,
    entry: Mapping[str, Any],
    sellers: list[int],
) -> int:
    """The bids of an announced purchase opened two days before the choice; the first one's key.

    Who else offered is invented by the number of offers told: each dearer than the one before.
    """
    opened = max(on - timedelta(days=2), _set(purchase.announced_on))
    amount, amounts = purchase.amount * Decimal(entry["at"]) / 100, []
    for number in range(int(entry["offers"])):
        amounts.append(amount.quantize(Decimal(1)))
        amount *= 1 + _dearer(purchase.id, number)
    opening = acts.open_bids(
        session,
        officer,
        purchase.id,
        number=f"{purchase.id}/{purchase.year}",
        on=opened,
        commission=("chair", "secretary", "finance", "parent"),
        bids=[
            BidValues(seller, amount, opened)
            for seller, amount in zip(sellers, amounts, strict=False)
        ],
    )
    journal.next_act(session)
    return min(bid.id for bid in opening.bids)


def _dearer(purchase: int, number: int) -> Decimal:
    """How much the next offer is above the one before: 2 to 10 per cent, never the same for long,
    as people who do not know each other's prices offer."""
    return Decimal(20 + (purchase * 37 + number * 61) % 83) / 1000


def _values(
    session: Session,
    entry: Mapping[str, Any],
    place: str,
    year: int,
    days: list[date | None],
) -> PurchaseValues:
    return PurchaseValues(
        title=entry["title"],
        language=entry.get("language", "ky"),
        method=entry["method"],
        method_reason=entry.get("method_reason"),
        method_ground=entry.get("ground"),
        due_on=days[4] if len(days) > 4 else None,
        lines=tuple(_line(session, line, place, year, entry["from"]) for line in entry["lines"]),
    )


def _line(
    session: Session, line: Mapping[str, Any], place: str, year: int, source: str
) -> PurchaseLineValues:
    parts = _parts(session, line, year)
    whole, price = sum(parts.values(), Decimal(0)), money(line["price"])
    fundings = _lines_for(session, place, year, source, line["requirement"], list(parts))
    return PurchaseLineValues(
        title=line["item"],
        requirement=line["requirement"],
        quantity=whole,
        unit=line["unit"],
        unit_price=price,
        shares=tuple(
            ShareValues(school, part, (FundingValues(fundings[school]),))
            for school, part in parts.items()
        ),
        item_code=line["code"],
        covers=tuple(
            (code, rules.line_amount(whole, price) if much == "worth" else quantity(much))
            for code, much in line.get("covers", {}).items()
        ),
    )


def _parts(session: Session, line: Mapping[str, Any], year: int) -> dict[str, Decimal]:
    """How much of a line is for each school."""
    if "shares" in line:
        return {school: quantity(part) for school, part in line["shares"].items()}
    codes = schools(line["schools"])
    if "each" in line:
        return {school: quantity(line["each"]) for school in codes}
    if "over" not in line:
        [school] = codes
        return {school: quantity(line["quantity"])}
    children = children_of(session, codes, line["over"], year)
    weights = [Decimal(count) for count in children.values()]
    parts = rules.split_quantity(quantity(line["quantity"]), weights, Decimal(1))
    return dict(zip(children, parts, strict=True))


def _lines_for(
    session: Session, place: str, year: int, source: str, requirement: str, codes: list[str]
) -> dict[str, int]:
    """The budget line that pays for each school: of this source, as close to it as there is.

    Raises:
        Refusal: `example.no_line` with `school`, `requirement` and `source`.
    """
    code, carried = purse(source)
    category = standard.category_of_requirements(session)[requirement]
    lines = session.scalars(
        select(Line)
        .where(Line.holder == place, Line.year == year, Line.source == code)
        .where(Line.carried == carried, Line.amount > ZERO)
        .order_by(Line.id)
    ).all()
    fitting = [
        line for line in lines if may_fund(line.category, line.requirement, category, requirement)
    ]
    found = {}
    for school, lineage in register.lineages(session, codes).items():
        near = [line for line in fitting if line.beneficiary in lineage]
        if not near:
            raise Refusal("example.no_line", school=school, requirement=requirement, source=source)
        closest = min(
            near, key=lambda line: (lineage.index(line.beneficiary), not line.requirement)
        )
        found[school] = closest.id
    return found
