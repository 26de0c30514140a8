"""Many officers at once cannot overspend a line, on either database, and none meets an error."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from budgets import acts as budgets
from budgets.models import Line
from budgets.recounts import RECOUNTS
from core.money import som
from journal import audit, verify
from procurement import acts as procurement
from procurement.models import Purchase
from tests.office_world import build_app
from tests.test_house_floors import ROOT
from tests.world import AIMAK, DAY, YEAR, World

OURS = [
    model for model in audit.journaled() if model.__module__.startswith(("budgets", "procurement"))
]
OFFICERS, ROUNDS = 8, 50
FEW, ALL = 5, 100
"""Som of a line: of FEW each officer asks one, of ALL each asks for all that is left."""


def at_once(**told: Any) -> list[tuple[int, Any]]:
    """How it ended for each of the officers (tests/spender.py)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.spender"],
        input=json.dumps({"officers": OFFICERS, **told}),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return [tuple(end) for ends in json.loads(done.stdout) for end in ends]


def address(world: World) -> str:
    return world.writer.url.render_as_string(hide_password=False)


def fresh_lines(world: World) -> list[tuple[int, int]]:
    """A line for each round, by its code, in the budget in force; and what is asked of it."""
    with world.act() as session:
        version = budgets.open_draft(session, world.officer, AIMAK, YEAR).id
        ceilings = {"local_own": som(200_000), "republican": som(100_000)}
        budgets.set_ceilings(session, world.officer, version, ceilings)
        rows = [
            budgets.LineValues(
                "S-1001",
                "emergency",
                "FIR-01",
                "local_own",
                False,
                str(number),
                som(ALL if number % 2 else FEW),
            )
            for number in range(ROUNDS)
        ]
        budgets.allocate_many(session, world.officer, AIMAK, YEAR, rows)
        budgets.submit(session, world.officer, version, reason="Жаңы саптар.")
        budgets.approve(session, world.approver, version, resolution="№ 2", on=date(2026, 3, 1))
    with world.act() as session:
        lines = session.scalars(select(Line).where(Line.code.is_not(None)).order_by(Line.id))
        return [(line.id, ALL if int(line.code) % 2 else 1) for line in lines]


def nothing_is_wrong(world: World) -> None:
    with world.act() as session:
        assert verify.problems(session) == []
        assert audit.problems(session, OURS, RECOUNTS) == []


def test_eight_processes_spend_exactly_the_line_fifty_times(world: World) -> None:
    rounds = fresh_lines(world)
    ends = Counter(at_once(act="spend", url=address(world), place=AIMAK, rounds=rounds))

    expected: Counter[tuple[int, str | None]] = Counter()
    for number, (_, asked) in enumerate(rounds):
        given = 1 if asked == ALL else FEW
        expected[number, None] = given
        expected[number, "line.not_enough"] = OFFICERS - given
    assert ends == expected
    with world.act() as session:
        lines = session.scalars(select(Line).where(Line.code.is_not(None))).all()
        assert [line.committed for line in lines] == [line.amount for line in lines]
        assert len(lines) == ROUNDS
    nothing_is_wrong(world)


def awarded(world: World) -> list[int]:
    """Eight purchases of 32 000 som each, all of them to be paid from one line of 100 000."""
    purchases = [world.purchase() for _ in range(OFFICERS)]
    with world.act() as session:
        supplier = procurement.name_supplier(
            session, world.officer, AIMAK, name="«Сыноо» ЖЧК", inn="00000000000001", is_person=False
        )
        for purchase in purchases:
            procurement.award(
                session,
                world.officer,
                purchase,
                supplier_id=supplier.id,
                amount=session.get(Purchase, purchase).amount,
                offers=1,
                on=DAY,
                reason="Жалгыз жеткирүүчү.",
            )
    return purchases


def test_whoever_comes_too_late_is_told_so_on_the_page_and_meets_no_error(
    world: World, tmp_path: Path
) -> None:
    build_app(world, tmp_path)
    ends = at_once(
        act="sign",
        url=address(world),
        instance=str(tmp_path),
        purchases=awarded(world),
        sentence="Not enough money in the line.",
    )

    assert Counter(ends) == {(303, False): 3, (422, True): 5}
    with world.act() as session:
        line = session.get(Line, world.lines["fire"])
        assert (line.amount, line.committed) == (som(100_000), som(96_000))
        signed = session.scalars(select(Purchase.status).order_by(Purchase.status)).all()
        assert Counter(signed) == {"contracted": 3, "awarded": 5}
    nothing_is_wrong(world)
