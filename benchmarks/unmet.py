"""The costed list of scenario 25: a district of a hundred schools, in a small and a large country.

Passports and stock-takings are those of `benchmarks.coverage`; each aimak's school has money for
every category, a part of it in contracts. Beside it: reading the same answers bare.
"""

import argparse
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from benchmarks.coverage import YEAR, country
from benchmarks.grounds import folder, interleaved, told
from budgets.models import Budget, Line
from core.money import som
from oversight.reports import unmet
from procurement.models import Price
from register import reports as register
from register.models import Place, School
from standard import reports as standard
from standard import totals
from standard.models import Coverage
from tracker.example.synthetic import District

SCHOOLS = 100
DISTRICT = District(0, "99000000000000", range(0), range(0)).code


def base(path: Path, schools: int) -> Engine:
    """A country of so many schools, counted, priced and with money; the first hundred in one
    district."""
    writer = country(path, schools)
    with Session(writer) as session, session.begin():
        for aimak in _first(session):
            session.get_one(Place, aimak).parent = DISTRICT
        session.flush()
        _price(session)
        for holder, school in session.execute(select(School.place, School.code)).all():
            _money(session, holder, school)
        totals.recount(session)
    return writer


def _first(session: Session) -> set[str]:
    """The aimaks of the first hundred schools."""
    rows = select(School.place).order_by(School.code).limit(SCHOOLS)
    return set(session.scalars(rows))


def _price(session: Session) -> None:
    """A price of everything in every region."""
    regions = session.scalars(select(Place.code).where(Place.parent == "KG")).all()
    codes = [card.code for card in standard.requirements(session)]
    session.execute(
        insert(Price),
        [
            {"region": region, "requirement": code, "kind": "own", "amount": som(100 + len(code))}
            | {"lot": 1, "count": 1}
            for region in regions
            for code in codes
        ],
    )


def _money(session: Session, holder: str, school: str) -> None:
    """A line for each category of a school, half of it in contracts."""
    budget = session.scalar(select(Budget).where(Budget.place == holder, Budget.year == YEAR))
    if budget is None:
        budget = Budget(place=holder, year=YEAR)
        session.add(budget)
        session.flush()
    session.add_all(
        Line(
            budget_id=budget.id,
            holder=holder,
            beneficiary=school,
            year=YEAR,
            category=category,
            source="local_own",
            amount=som(1000),
            committed=som(500),
        )
        for category in sorted({card.category for card in standard.requirements(session)})
    )


def _bare(session: Session) -> int:
    """The answers of the district's schools, read and nothing else."""

    codes = [card.code for card in register.schools_within(session, DISTRICT)]
    rows = session.execute(
        select(Coverage.school, Coverage.requirement, Coverage.state, Coverage.to_buy).where(
            Coverage.school.in_(codes)
        )
    )
    return len(rows.all())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=1_000, help="schools of the large country")
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    with folder() as here:
        small, large = base(here / "small.db", SCHOOLS), base(here / "large.db", options.large)
        with Session(small) as few, Session(large) as many:
            holders = list(many.scalars(select(School.place).distinct()))
            taken = interleaved(
                {
                    "small": partial(unmet.of_place, few, DISTRICT, YEAR),
                    "large": partial(unmet.of_place, many, DISTRICT, YEAR),
                    "bare": partial(_bare, many),
                    "holders": partial(unmet.of_holders, many, holders, YEAR),
                },
                options.rounds,
            )
            rows = len(unmet.of_place(many, DISTRICT, YEAR))
            told(f"answers kept: {many.scalar(select(func.count()).select_from(Coverage))}")
    print(f"{SCHOOLS} schools, {rows} critical gaps: {taken['large'] * 1000:.0f} ms")
    print(f"large : small country {taken['large'] / taken['small']:.2f}")
    print(f"beside reading the answers bare {taken['large'] / taken['bare']:.1f}")
    print(f"{len(holders)} holders at once: {taken['holders'] * 1000:.0f} ms")
    print("goals: 50 ms; 1.2")


if __name__ == "__main__":
    main()
