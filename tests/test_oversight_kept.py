"""What flags said is kept: it follows each act, and looking at everything anew finds the same."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from core import clock
from core.models import Base, table_of
from oversight import flags
from oversight.flags import no_requirement
from oversight.kept import following, keeping, together
from oversight.kept.looking import Seen, Up
from oversight.kept.models import FlagChange, FlagLook, FlagState, FlagTotal, RaisedFlag
from oversight.reports import published
from oversight.reports.flags import holders, of_holders
from procurement.models import Contract, Purchase
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR, World
from tracker.recounts import RECOUNTS


@contextmanager
def acting(world: World) -> Iterator[Session]:
    """One act's transaction as the web has it: flags look again at its end."""
    with world.act() as session:
        yield session
        assert following.follow(session)


def rows(session: Session, model: type[Base]) -> list[dict[str, Any]]:
    """All rows of a table, but for the days and numbers of looking."""
    left_out = {"on", "since", "id", "size"}
    found = session.execute(select(*table_of(model).columns)).all()
    told = [{k: v for k, v in row._asdict().items() if k not in left_out} for row in found]
    return sorted(told, key=str)


def states(session: Session, purchase: int) -> dict[str, str]:
    """What is kept of a purchase, by flag."""
    kept = session.scalar(select(FlagLook.states).where(FlagLook.purchase_id == purchase)) or ""
    return dict(zip((flag.CODE for flag in flags.FLAGS), kept, strict=True))


def test_an_act_looks_again_at_its_purchase_alone_and_as_a_look_at_everything_does(
    world: World,
) -> None:
    contract = world.contract()
    with acting(world) as session:
        first = session.get_one(Contract, contract).purchase_id
    with world.act() as session:
        assert states(session, first)["S03"] == "c"
    other = world.purchase()
    delivery = world.delivered(contract, {"S-1001": 3, "S-1002": 3})
    world.accepted(delivery)
    world.paid(contract, "5000")
    with acting(world) as session:
        pass
    with world.act() as session:
        assert states(session, first)["S03"] == "n"
        assert states(session, other)["S03"] == "c"
        kept = {model: rows(session, model) for model in (FlagLook, RaisedFlag, FlagTotal)}
        session.execute(delete(FlagLook))
        session.execute(delete(RaisedFlag))
        session.execute(delete(FlagTotal))
        session.execute(update(FlagState).values(catalogue="older"))
        assert not following.follow(session)  # left to the night
        following.renew(session, clock.today())
        purchases = [row for row in rows(session, FlagLook) if row["purchase_id"]]
        assert purchases == kept[FlagLook]
        assert [row for row in rows(session, RaisedFlag) if row["purchase_id"]] == kept[RaisedFlag]


def test_another_fact_of_a_flag_for_councils_is_a_raise_of_its_own(
    world: World, sqlite_only: str
) -> None:
    assert world.purchase() == 1
    subject, today = (1, AIMAK, YEAR), clock.today()
    states = "".join("r" if flag.CODE == "R042" else "n" for flag in flags.FLAGS)
    told = []
    with world.act() as session:
        for days, pair in enumerate((["1", "2"], ["1", "2"], ["1", "3"])):
            up = Up("R042", "1.0", "tells", False, {"suppliers": pair})
            look = Seen(subject, states, {"R042": up})
            keeping.keep(session, [look], today + timedelta(days), 1)
            session.expire_all()
            row = session.get_one(RaisedFlag, (*subject, "R042"))
            told.append((row.since - today).days)
    assert told == [0, 0, 2]


def test_what_is_not_public_any_more_came_down_and_its_history_says_so(
    world: World, sqlite_only: str
) -> None:
    number = world.purchase()
    with world.act() as session:
        session.execute(text("DELETE FROM covers"))
        following.renew(session, clock.today())
        session.execute(update(Purchase).values(status="draft"))
        following.renew(session, clock.today())
        of = FlagChange
        told = session.scalars(select(of.now).where(of.flag == "S01").order_by(of.id)).all()
        assert told == ["raised", "cannot_say"]
        assert session.get(RaisedFlag, (number, AIMAK, YEAR, "S01")) is None


def test_totals_are_those_of_the_holder_and_of_all_it_lies_within(world: World) -> None:
    for _ in range(3):
        world.purchase()
    with world.act() as session:
        following.renew(session, clock.today())
        of = FlagTotal
        for scope in (AIMAK, DISTRICT, COUNTRY):
            row = session.get_one(of, (scope, YEAR, "S01"))
            assert (row.raised, row.not_raised, row.cannot_say) == (0, 3, 0)
        for recount in RECOUNTS:
            assert list(recount(session)) == []
        session.execute(update(of).where(of.scope == AIMAK).values(raised=7))
        found = [problem for recount in RECOUNTS for problem in recount(session)]
        assert {problem.table for problem in found} == {"flag_totals"}


def test_a_flag_that_goes_up_and_down_has_a_history_by_day_rule_and_journal(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.purchase()
    with acting(world) as session:
        pass
    with world.act() as session:  # facts from elsewhere: our own acts refuse such a line
        session.execute(text("DELETE FROM covers"))
        following.renew(session, clock.today())
        (up,) = session.scalars(select(FlagChange).where(FlagChange.flag == "S01")).all()
        assert (up.purchase_id, up.now, up.version) == (number, "raised", "1.0")
        assert up.size > 0
        assert up.facts["untied"] == ["1"]
        row = session.get_one(RaisedFlag, (number, AIMAK, YEAR, "S01"))
        assert (row.severity, row.since, row.public) == ("blocks", clock.today(), True)
    later = clock.today() + timedelta(3)
    monkeypatch.setattr(clock, "today", lambda: later)
    with world.act() as session:
        assert following.renew(session, later) > 0  # nothing is otherwise: nothing is written
        assert session.get_one(RaisedFlag, (number, AIMAK, YEAR, "S01")).since < later
        assert len(session.scalars(select(FlagChange).where(FlagChange.flag == "S01")).all()) == 1


def test_other_rules_tell_only_what_they_put_up_or_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    up, down = world.purchase(), world.purchase()

    def history(session: Session) -> list[tuple[int, str, str]]:
        of = FlagChange
        told = select(of.purchase_id, of.now, of.version).where(of.flag == "S01").order_by(of.id)
        return [tuple(row) for row in session.execute(told)]

    def look(session: Session) -> list[tuple[int, str, str]]:
        session.execute(update(FlagState).values(catalogue="older"))
        following.renew(session, clock.today())
        return history(session)

    with world.act() as session:
        session.execute(text("ALTER TABLE covers RENAME TO kept_covers"))
        session.execute(text("CREATE TABLE covers AS SELECT * FROM kept_covers WHERE id < 0"))
        following.renew(session, clock.today())
        before = [(up, "raised", "1.0"), (down, "raised", "1.0")]
        assert history(session) == before
        assert look(session) == before  # another flag is new: this one stands as it stood
        session.execute(
            text(
                "INSERT INTO covers SELECT * FROM kept_covers WHERE line_id IN"
                f" (SELECT id FROM purchase_lines WHERE purchase_id = {down})"
            )
        )
        after = [*before, (down, "not_raised", "1.0")]
        assert look(session) == after
        assert session.get(RaisedFlag, (down, AIMAK, YEAR, "S01")) is None
        monkeypatch.setattr(no_requirement, "VERSION", "2.0")
        assert look(session) == [*after, (up, "raised", "2.0")]


def test_who_has_money_and_buys_nothing_has_a_year_too(lasting_world: World) -> None:
    with Session(lasting_world.writer) as session:
        assert holders(session) == ((AIMAK, YEAR),)
        (row,) = published.of_holder(session, AIMAK, YEAR, clock.today(), 1)
        assert (row.number, set(row.states)) == (0, {flag.CODE for flag in flags.YEAR_FLAGS})
        assert list(published.of_holder(session, DISTRICT, YEAR, clock.today(), 1)) == []


def test_small_holders_are_looked_at_as_many_at_a_time_as_a_statement_takes(
    lasting_world: World,
) -> None:
    many = [(AIMAK, year) for year in range(3_000)]  # most buy once in a while, or nothing
    with Session(lasting_world.writer) as session:
        parts = list(following.in_parts(session, many))
        assert [holder for part in parts for holder in part] == many
        for part in parts:
            assert session.scalars(of_holders(part)).all() == []


def test_what_is_no_longer_public_is_forgotten(world: World) -> None:
    number = world.purchase()
    with world.act() as session:
        following.renew(session, clock.today())
        assert states(session, number)
        session.execute(text(f"UPDATE purchases SET status = 'draft' WHERE id = {number}"))
        following.renew(session, clock.today())
        assert not session.scalar(select(FlagLook.states).where(FlagLook.purchase_id == number))
        assert session.get_one(FlagTotal, (AIMAK, YEAR, "S01")).not_raised == 0


def test_several_processes_find_what_one_finds(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.purchase()
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(following, "AT_ONCE", 1)  # a part for each holder's year
    monkeypatch.setattr(keeping, "CHUNK", 1)  # a statement for each key
    with world.act() as session:
        session.execute(update(Purchase).where(Purchase.id == world.purchase()).values(year=2025))
    with world.act() as session:
        following.renew(session, clock.today())
        one = {model: rows(session, model) for model in (FlagLook, FlagTotal)}
        session.execute(update(FlagState).values(catalogue="older"))
        following.renew(session, clock.today(), together.in_processes)
        assert {model: rows(session, model) for model in one} == one
        assert states(session, number)["S01"] == "n"
