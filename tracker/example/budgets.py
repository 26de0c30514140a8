"""The budgets of the example: drafted, handed in, sometimes sent back, approved, amended."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets import acts
from budgets.acts import LineValues
from budgets.acts.drafts import identity
from budgets.models import DraftLine
from core.money import ZERO
from register.models import School
from tracker.example.people import Cast
from tracker.example.told import day, holder, money, purse, schools, told


def enter(session: Session, cast: Cast, year: int) -> None:
    """Enter every budget of a year, by an officer, and have it approved by another."""
    for entry in told("budgets")["budgets"]:
        if int(entry["year"]) == year:
            _enter(session, cast, entry, year)


def _enter(session: Session, cast: Cast, entry: Mapping[str, Any], year: int) -> None:
    place = holder(entry["holder"])
    officer, approver = cast.officer(place), cast.approver(place)
    version = acts.open_draft(session, officer, place, year)
    ceilings = {source: money(amount) for source, amount in entry["ceilings"].items()}
    acts.set_ceilings(session, officer, version.id, ceilings)
    lines = [values for line in entry["lines"] for values in _lines(session, line, year)]
    acts.replace_lines(session, officer, version.id, lines)
    _hand_in(session, cast, place, version.id)
    if "sent_back" in entry:
        acts.send_back(session, approver, version.id, reason=entry["sent_back"]["reason"])
        journal.next_act(session)
        version = acts.open_draft(session, officer, place, year)
        _hand_in(session, cast, place, version.id, entry["sent_back"]["reason"])
    _approve(session, cast, place, version.id, entry["approved"])
    if "amended" in entry:
        _amend(session, cast, entry, year)


def _lines(session: Session, line: Mapping[str, Any], year: int) -> list[LineValues]:
    """The lines one entry stands for: one of a school or place, or one for each of a group."""
    source, carried = purse(line["source"])
    carried = carried or line.get("carried") == "true"
    values = LineValues(
        beneficiary="",
        category=line["category"],
        requirement=line.get("requirement"),
        source=source,
        carried=carried,
        code=line.get("code"),
        amount=ZERO,
    )
    if "sum" in line:
        named = told("accounts")["holders"].get(line["for"], line["for"])
        return [replace(values, beneficiary=named, amount=money(line["sum"]))]
    counted = "primary" if "per_primary" in line else "pupils"
    each = money(line[f"per_{'primary' if counted == 'primary' else 'pupil'}"])
    children = children_of(session, schools(line["for"]), counted, year)
    return [
        replace(values, beneficiary=school, amount=each * count)
        for school, count in children.items()
    ]


def children_of(session: Session, codes: list[str], counted: str, year: int) -> dict[str, int]:
    """How many children each school counts in a year: "pupils", or "primary" for grades 1–4."""
    rows = session.scalars(select(School).where(School.code.in_(codes)).order_by(School.code))
    return {row.code: int(getattr(row, counted)[str(year)]) for row in rows}


def _hand_in(
    session: Session, cast: Cast, place: str, version_id: int, reason: str | None = None
) -> None:
    acts.submit(session, cast.officer(place), version_id, reason=reason)
    journal.next_act(session)


def _approve(session: Session, cast: Cast, place: str, version_id: int, paper: list[str]) -> None:
    on, resolution = day(paper[0]), paper[1]
    assert on is not None
    acts.approve(session, cast.approver(place), version_id, resolution=resolution, on=on)
    journal.next_act(session)


def _amend(session: Session, cast: Cast, entry: Mapping[str, Any], year: int) -> None:
    """Move som between lines named by their keys, in a new version with a reason."""
    place, amended = holder(entry["holder"]), entry["amended"]
    officer = cast.officer(place)
    version = acts.open_draft(session, officer, place, year)
    keyed = {line["key"]: line for line in entry["lines"] if "key" in line}
    rows = session.scalars(select(DraftLine).where(DraftLine.version_id == version.id)).all()
    falling = sorted(
        amended["sums"].items(), key=lambda item: money(item[1]) - money(keyed[item[0]]["sum"])
    )
    for key, amount in falling:  # what falls makes room under the ceiling for what grows
        [wanted] = _lines(session, keyed[key], year)
        row = next(row for row in rows if identity(row) == identity(wanted))
        values = replace(wanted, amount=money(amount), line_id=row.line_id)
        acts.change_line(session, officer, row.id, values)
    _hand_in(session, cast, place, version.id, amended["reason"])
    _approve(session, cast, place, version.id, amended["approved"])
