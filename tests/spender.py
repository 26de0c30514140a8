"""Many officers at one time, each a process: run as a program of its own by the race tests.

They are forked from one that has done everything once and has no connection open any more; before
each round they wait for each other.
"""

import json
import multiprocessing
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import standard.models  # noqa: F401
from budgets import acts as budgets
from core.access import Actor, Grant, Role
from core.engines import open_writer
from core.errors import Refusal
from core.money import som

FORKED = multiprocessing.get_context("fork")
Told = dict[str, Any]
Ends = list[tuple[int, Any]]
Work = Callable[[int, Callable[[], object]], Ends]
"""What one of the officers does, given a way to wait for the others; how it ended."""


def claim(session: Session, place: str, line: int, key: int, amount: int) -> None:
    officer = Actor(1, (Grant(Role.OFFICER, place),))
    request = budgets.Request(line, key, key, "S-1001", "emergency", "FIR-01", som(amount))
    budgets.commit(session, officer, [request])


def spender(told: Told) -> Work:
    """Claim a sum of a line in each round: its number, and None or the code of the refusal.

    `rounds` are (line, som).
    """
    writer: Engine = open_writer(told["url"])
    with Session(writer) as session:  # rolled back
        claim(session, told["place"], told["rounds"][0][0], 1, 1)
    writer.dispose()

    def work(officer: int, start: Callable[[], object]) -> Ends:
        ends: Ends = []
        for number, (line, amount) in enumerate(told["rounds"]):
            key = 1 + officer + number * told["officers"]
            start()
            try:
                with Session(writer) as session, session.begin():
                    claim(session, told["place"], line, key, amount)
                ends.append((number, None))
            except Refusal as refusal:
                ends.append((number, refusal.code))
        return ends

    return work


def signer(told: Told) -> Work:
    """Sign a contract by its page: the status, and whether the page says `sentence`.

    `purchases` has one for each officer, all of them to be paid from one line.
    """
    from tests.office_world import Browser, filled
    from tracker import create_app
    from tracker.extensions import db, writer

    app = create_app(
        TRACKER_MODE="example",
        TRACKER_INSTANCE=told["instance"],
        TRACKER_DATABASE_URL=told["url"],
        TESTING=True,
    )
    browser = Browser(app, "officer")
    paths = [f"/purchases/{purchase}/sign" for purchase in told["purchases"]]
    forms = [filled(browser.get(path).text) for path in paths]
    with app.app_context():
        db.engine.dispose()
        writer().dispose()

    def work(officer: int, start: Callable[[], object]) -> Ends:
        terms = {"number": f"К-{officer}", "signed_on": "4.3.2026", "due_on": "1.5.2026"}
        start()
        answer = browser.client.post(
            browser.root + paths[officer], data={**forms[officer], **terms}
        )
        return [(answer.status_code, told["sentence"] in answer.text)]

    return work


def at_once(told: Told) -> list[Ends]:
    """How it ended for each of the officers, all of them doing the same at one time."""
    work = {"spend": spender, "sign": signer}[told["act"]](told)
    barrier = FORKED.Barrier(told["officers"], timeout=60)
    ends = FORKED.Queue()

    def one(officer: int) -> None:
        try:
            ends.put(work(officer, barrier.wait))
        except BaseException as error:
            barrier.abort()
            ends.put([(-1, repr(error))])

    people = [FORKED.Process(target=one, args=(n,)) for n in range(told["officers"])]
    for person in people:
        person.start()
    found = [ends.get(timeout=300) for _ in people]
    for person in people:
        person.join()
    return found


if __name__ == "__main__":
    print(json.dumps(at_once(json.load(sys.stdin))))
