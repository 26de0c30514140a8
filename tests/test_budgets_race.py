"""Many officers at once cannot overspend a line, on either database."""

import subprocess
import sys

from sqlalchemy import func, select

from budgets import acts as budgets
from budgets.models import Commitment, Line
from budgets.recounts import RECOUNTS
from core.money import som
from journal import audit, verify
from tests.test_house_floors import ROOT
from tests.world import AIMAK, World

PROCESSES, TIMES, LEFT = 8, 20, 100


def test_eight_processes_spend_exactly_the_line(world: World) -> None:
    line_id = world.lines["fire of S-1001"]
    with world.act() as session:
        spare = session.get(Line, line_id).free - som(LEFT)
        request = budgets.Request(line_id, 9_999, 9_999, "S-1001", "emergency", "FIR-01", spare)
        budgets.commit(session, world.officer, [request])
    address = world.writer.url.render_as_string(hide_password=False)
    officers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.spender", address, AIMAK]
            + [str(number) for number in (line_id, 1 + n * TIMES, TIMES)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for n in range(PROCESSES)
    ]
    told = [[int(word) for word in officer.communicate()[0].split()] for officer in officers]

    assert [officer.returncode for officer in officers] == [0] * PROCESSES
    assert sum(given for given, _ in told) == LEFT
    assert sum(refused for _, refused in told) == PROCESSES * TIMES - LEFT
    with world.act() as session:
        line = session.get(Line, line_id)
        assert line.committed == line.amount
        assert session.scalar(select(func.sum(Commitment.amount))) == line.amount
        assert verify.problems(session) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []
