"""Kept flags, asked: base rates, what is raised and answered, what was looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.orm import Session

from core import clock
from core.models import table_of
from core.money import ZERO
from oversight import flags
from oversight.flags import no_requirement
from oversight.kept import following
from oversight.kept.models import RaisedFlag
from oversight.matter import Matter
from oversight.models import FlagAnswer
from oversight.reports import published, raised, rates
from oversight.reports.rates import Rate
from oversight.written import read
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World

CODE, TODAY = no_requirement.CODE, date(2026, 11, 1)


@contextmanager
def up(world: World) -> Iterator[Session]:
    """Three purchases of one holder, of which two are tied to nothing; looked at by night."""
    for _ in range(3):
        world.purchase()
    with world.act() as session:
        following.renew(session, TODAY)
        session.execute(text("DELETE FROM covers WHERE line_id > 1"))
        following.renew(session, TODAY)
        yield session


def answer(purchase: int | None) -> dict[str, Any]:
    told = {"flag": CODE, "rule_version": "1.0", "facts": {}, "text": "Бар.", "language": "ky"}
    of = {"purchase_id": purchase, "year": None if purchase else YEAR, "place": AIMAK}
    return {**told, **of, "on": TODAY, "written_by": 11, "rev": 1}


def test_base_rates_are_of_places_and_years_and_leave_out_what_cannot_be_said(
    world: World,
) -> None:
    with up(world) as session:
        found = rates.of_scopes(session, [AIMAK, DISTRICT, OTHER_AIMAK], YEAR, [CODE])
        assert found == {(scope, CODE): Rate(2, 1, 0) for scope in (AIMAK, DISTRICT)}
        assert rates.by_year(session, [COUNTRY], CODE) == {(COUNTRY, YEAR): Rate(2, 1, 0)}
        assert rates.of_scopes(session, [COUNTRY], YEAR)[COUNTRY, "R068"] == Rate(0, 0, 3)
        assert rates.looked(session)


@pytest.mark.parametrize(
    ("rate", "band"),
    [
        (Rate(0, 0, 9), "nothing"),
        (Rate(9, 0, 9), "few"),
        (Rate(0, 10, 9), "never"),
        (Rate(1, 20, 9), "seldom"),
        (Rate(1, 19, 9), "sometimes"),
        (Rate(2, 8, 9), "often"),
    ],
)
def test_a_rate_is_told_as_a_band(rate: Rate, band: str) -> None:
    assert rate.band == band
    assert rate.share == (Fraction(rate.raised, rate.told) if rate.told else None)


def test_what_is_raised_is_listed_with_its_answer_and_history(world: World) -> None:
    with up(world) as session:
        session.execute(insert(table_of(FlagAnswer)), [answer(2), answer(None)])
        whole_year = {"purchase_id": 0, "place": AIMAK, "year": YEAR, "version": "1.0"}
        more = {"severity": "tells", "facts": {}, "amount": ZERO, "since": TODAY}
        for code, public in ((CODE, True), ("R068", False)):
            row = {**whole_year, **more, "flag": code, "public": public}
            session.execute(insert(table_of(RaisedFlag)), [row])
        listed = raised.public(session, CODE)
        assert (listed.count, listed.last) == (3, 1)
        assert [(row.purchase, row.answered) for row in listed.rows] == [
            (3, False),
            (2, True),
            (None, True),
        ]
        assert listed.rows[-1].title is None
        assert raised.answered_by_year(session, CODE) == {YEAR: (3, 2)}
        assert raised.public(session, CODE, place=OTHER_AIMAK).count == 0
        assert raised.public(session, CODE, place=DISTRICT, year=YEAR).count == 3
        assert raised.public(session, CODE, year=YEAR + 1).count == 0
        assert raised.public(session, "R068").count == 0  # for councils only
        (change,) = raised.changes(session, 2, [CODE])[CODE]
        assert (change.now, change.on, change.version) == ("raised", TODAY, "1.0")
        assert raised.changes(session, 1, [CODE]) == {}
        assert raised.versions(session, CODE) == (("1.0", TODAY),)


def test_what_was_looked_at_is_read_in_as_many_statements_for_many_as_for_few(
    world: World,
) -> None:
    def counted() -> tuple[int, list[published.FactsRow]]:
        asked: list[str] = []
        with Session(world.writer) as session:
            listen = (world.writer, "before_cursor_execute", lambda *told: asked.append(told[2]))
            event.listen(*listen)
            found = list(published.of_holder(session, AIMAK, YEAR, clock.today(), 7))
            event.remove(*listen)
        return len(asked), found

    world.purchase()
    counted()
    few, _ = counted()
    for _ in range(4):
        world.purchase()
    many, found = counted()
    assert many == few
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 0]
    for row in found[:-1]:
        matter = read(Matter, row.matter)
        said = {one.flag: one.look.state for one in flags.look(matter) if one.public}
        assert (said, row.size, row.catalogue) == (row.states, 7, flags.catalogue())
        assert matter.place == row.place == AIMAK
