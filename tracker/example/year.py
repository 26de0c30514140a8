"""The life of a budget's year in one place of the example: heard, moved, reported, heard again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets import acts
from budgets.models import Line, Question
from tracker.example.people import Cast
from tracker.example.told import holder, money, told

Entry = Mapping[str, Any]


def enter(session: Session, cast: Cast) -> None:
    """Do what year.yaml tells, each step by the ordinary act."""
    story = told("year")
    place = holder(story["place"])
    for entry in story["heard"]:
        _hear(session, cast, place, entry)
    _transfer(session, cast, place, story["transfer"])
    ended = story["executed"]
    acts.report_execution(
        session,
        cast.approver(place),
        place,
        int(ended["year"]),
        resolution=ended["resolution"],
        on=date.fromisoformat(ended["on"]),
    )
    journal.next_act(session)
    draft = story["draft"]
    version = acts.begin_as_last(session, cast.officer(place), place, int(draft["year"]))
    acts.put_to_hearing(session, cast.officer(place), version.id, **_notice(draft))
    journal.next_act(session)


def _notice(entry: Entry) -> dict[str, Any]:
    """What the notice of a hearing says."""
    return {
        "due_on": date.fromisoformat(entry["due"]),
        "due_time": entry["time"],
        "venue": entry["venue"],
        "noticed_on": date.fromisoformat(entry["noticed"]),
    }


def _hear(session: Session, cast: Cast, place: str, entry: Entry) -> None:
    """A hearing on how a year is carried out: what was left before, what was asked, its end."""
    officer = cast.officer(place)
    hearing = acts.announce_hearing(session, officer, place, int(entry["year"]), **_notice(entry))
    journal.next_act(session)
    carried = session.scalars(select(Question.id).where(Question.hearing_id == hearing.id)).all()
    for number in carried:
        _answer(session, cast, place, number, entry["carried"])
    for question in entry["questions"]:
        asked = acts.ask_question(
            session,
            officer,
            hearing.id,
            text=question["text"],
            asker=question["asker"],
            school=question.get("school"),
        )
        journal.next_act(session)
        if "answer" in question:
            _answer(session, cast, place, asked.id, question)
    acts.record_hearing(
        session,
        officer,
        hearing.id,
        held_on=date.fromisoformat(entry["due"]),
        women=int(entry["women"]),
        men=int(entry["men"]),
        protocol=entry["protocol"],
        decided=entry["decided"],
    )
    journal.next_act(session)


def _answer(session: Session, cast: Cast, place: str, number: int, entry: Entry) -> None:
    officer = cast.officer(place)
    acts.answer_question(session, officer, number, text=entry["answer"], outcome=entry["outcome"])
    journal.next_act(session)


def _transfer(session: Session, cast: Cast, place: str, entry: Entry) -> None:
    """Money asked for by the officer and moved by an order of the approver."""
    giving, taking = (_line(session, place, entry["year"], entry[end]) for end in ("from", "to"))
    moved = acts.ask_transfer(
        session,
        cast.officer(place),
        giving,
        taking,
        amount=money(entry["sum"]),
        reason=entry["reason"],
    )
    journal.next_act(session)
    on, order = entry["order"]
    approver = cast.approver(place)
    acts.order_transfer(session, approver, moved.id, order=order, on=date.fromisoformat(on))
    journal.next_act(session)


def _line(session: Session, place: str, year: str, wanted: Entry) -> int:
    """The place's own line for this category, of this source and code."""
    return session.scalars(
        select(Line.id).where(
            Line.holder == place,
            Line.beneficiary == place,
            Line.year == int(year),
            Line.category == wanted["category"],
            Line.source == wanted["source"],
            Line.code == wanted["code"],
        )
    ).one()
