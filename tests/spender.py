"""One of many officers spending one line at once: run as a process of its own by the race test."""

import sys

from sqlalchemy.orm import Session

import standard.models  # noqa: F401
from budgets import acts as budgets
from core.access import Actor, Grant, Role
from core.engines import open_writer
from core.errors import Refusal
from core.money import som


def spend(url: str, place: str, line: int, first: int, times: int) -> tuple[int, int]:
    """Claim one som of the line `times` times: how often it was given and refused."""
    writer = open_writer(url)
    officer = Actor(first, (Grant(Role.OFFICER, place),))
    given = refused = 0
    for number in range(first, first + times):
        request = budgets.Request(line, number, number, "S-1001", "emergency", "FIR-01", som(1))
        try:
            with Session(writer) as session, session.begin():
                budgets.commit(session, officer, [request])
            given += 1
        except Refusal as refusal:
            if refusal.code != "line.not_enough":
                raise
            refused += 1
    writer.dispose()
    return given, refused


if __name__ == "__main__":
    url, place, line, first, times = sys.argv[1:]
    print(*spend(url, place, int(line), int(first), int(times)))
