"""The Standard counted: a country from nothing, and one act in a small and a large one."""

import argparse
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, func, insert, select
from sqlalchemy.orm import Session

from benchmarks.grounds import cpu, empty, folder, told
from core.access import Actor, Grant, Role
from core.clock import today
from standard import totals
from standard.acts.assessments import record
from standard.models import Assessment, Coverage, Holding, Passport
from standard.norms import norms
from tracker.example import synthetic
from tracker.example.school_facts import entries, facts
from tracker.example.synthetic import SCHOOLS_OF_A_DISTRICT, District, school_code

YEAR = today().year


def country(path: Path, schools: int) -> Engine:
    """A base of so many schools, each with a passport and about seventy things found."""
    writer = empty(path)
    districts = [
        District(number, f"99{number:04d}00000000", range(first, last), range(0))
        for number, first in enumerate(range(0, schools, SCHOOLS_OF_A_DISTRICT))
        for last in [min(first + SCHOOLS_OF_A_DISTRICT, schools)]
    ]
    with Session(writer) as session, session.begin():
        synthetic.lay_out(session, "KG", districts, 1)
        known = sorted(norms(session).values(), key=lambda norm: norm.code)
        passports, holdings, found = [], [], []
        for number in range(schools):
            school, said = school_code(number), facts(number, 120 + number * 37 % 900)
            passports.append(_passport(school, said))
            for entry in entries(number, said, known, today()):
                about = {"school": school, "requirement": entry.requirement, "rev": 1}
                value = Decimal(entry.value) / 1000
                if entry.kind == "value":
                    found.append(about | _value(value, entry.on))
                else:
                    held = {"quantity": value, "since": entry.on, "until": None}
                    holdings.append(about | held | {"reference": "benchmark"})
        for model, rows in ((Passport, passports), (Holding, holdings), (Assessment, found)):
            session.execute(insert(model), rows)
    told(f"{schools} schools, {len(holdings)} holdings, {len(found)} assessments")
    return writer


def _passport(school: str, said: dict[str, str]) -> dict[str, Any]:
    written = {"on": today(), "written_by": 0, "version": 1, "rev": 1}
    return {"school": school, "year": YEAR, "facts": said, **written}


def _value(value: Decimal, on: date) -> dict[str, Any]:
    written = {"files": [], "role": "school", "written_by": 0}
    return {"kind": "value", "on": on, "value": value, "until": None, **written}


def counted(writer: Engine) -> tuple[float, float, int]:
    """Wall and CPU seconds of a count from nothing, and how many answers it gave."""
    with Session(writer) as session, session.begin():
        began = time.monotonic()
        taken = cpu(lambda: totals.recount(session))
        return time.monotonic() - began, taken, session.scalar(_answers()) or 0


def _answers():
    return select(func.count()).select_from(Coverage)


def one_act(writer: Engine, rounds: int) -> tuple[int, float]:
    """Statements of a school's stock-taking of one requirement, and its median CPU seconds."""
    asked: list[object] = []
    event.listen(writer, "before_cursor_execute", lambda *told: asked.append(told))
    taken = []
    for number in range(rounds):
        asked.clear()
        taken.append(cpu(partial(_stock, writer, Decimal(number % 7))))
    return len(asked), sorted(taken)[rounds // 2]


def _stock(writer: Engine, count: Decimal) -> None:
    school = school_code(5)
    with Session(writer) as session, session.begin():
        actor = Actor(1, (Grant(Role.SCHOOL, school),))
        record(session, actor, school, "FIR-01", on=today(), value=count)


def reference(rows: int) -> Callable[[Path], float]:
    """CPU seconds that inserting so many rows of answers takes by itself."""

    def measured(path: Path) -> float:
        writer = empty(path)
        blank = {"state": "met", "why": None, "needed": 1, "have": 1, "counted": 1, "to_buy": 0}
        told_rows = [
            {"school": f"S-{number // 120}", "requirement": f"R-{number % 120}", **blank}
            | {"changes_on": None}
            for number in range(rows)
        ]
        with Session(writer) as session, session.begin():
            return cpu(lambda: session.execute(insert(Coverage.__table__), told_rows))

    return measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=230, help="schools")
    parser.add_argument("--large", type=int, default=2_300, help="schools")
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    with folder() as here:
        few, many = (
            country(here / f"{name}.db", count)
            for name, count in (("small", options.small), ("large", options.large))
        )
        wall, taken, answers = counted(many)
        counted(few)
        bare = reference(answers)(here / "bare.db")
        small = one_act(few, options.rounds)
        large = one_act(many, options.rounds)
    print(
        f"{options.large} schools, {answers} answers from nothing: {wall:.1f} s, CPU {taken:.1f} s"
    )
    print(f"beside inserting as many rows: {taken / bare:.1f}")
    print(f"one stock-taking: {large[0]} statements ({small[0]} in the small country)")
    print(f"its CPU, large : small country: {large[1] / small[1]:.2f} ({large[1] * 1000:.1f} ms)")
    print("goals: 10 s; statements the same; 1.2")


if __name__ == "__main__":
    main()
