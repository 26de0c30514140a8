"""The purchases of the example: from the desk to the contracts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets.models import Line
from budgets.rules import may_fund
from core.columns import quantity
from core.errors import Refusal
from core.money import ZERO
from oversight import acts as oversight
from procurement import acts, rules
from procurement.acts import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues
from register import reports as register
from standard import reports as standard
from tracker.example import afterwards, contests, plans
from tracker.example.budgets import children_of
from tracker.example.people import Cast
from tracker.example.told import day, holder, money, purse, schools, told


def enter(session: Session, cast: Cast, year: int) -> None:
    """Enter every purchase of a year, as far as it has come."""
    numbers: dict[str, int] = {}
    for entry in told(f"purchases-{year}")["purchases"]:
        numbers[entry["holder"]] = numbers.get(entry["holder"], 0) + 1
        _buy(session, cast, entry, year, numbers[entry["holder"]])


def _buy(session: Session, cast: Cast, entry: Mapping[str, Any], year: int, number: int) -> None:
    """Take a purchase through its steps, and its contracts through what came after them."""
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
        contests.announce(session, cast, entry, purchase, days[1])
    awards = contests.choose(session, cast, entry, purchase, _set(days[2])) if days[2:] else []
    if "cancelled" in entry:
        acts.cancel(session, officer, purchase.id, reason=entry["cancelled"])
        journal.next_act(session)
    for one in awards if len(days) > 4 else []:
        contract = acts.sign(
            session,
            officer,
            purchase.id,
            award_id=one.award,
            number="-".join(filter(None, (str(number), one.lot))) + f"/{year}",
            signed_on=_set(days[3]),
            due_on=_set(days[4]),
            advance_limit=money(entry.get("advance", "0")),
        )
        journal.next_act(session)
        afterwards.enter(session, cast, contract.id, one.part.get("then", []))


def _set(on: date | None) -> date:
    if on is None:
        raise ValueError("this step needs its day")
    return on


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
        plan_line_id=plans.line(session, place, year, entry["plan"]) if "plan" in entry else None,
        outside_plan=entry.get("outside"),
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
        lot=int(line["lot"]) if "lot" in line else None,
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
