"""Councils, people and offices live in the example: what can happen to a flag or a finding has."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock, files
from core.engines import open_reader
from oversight.findings.models import Finding
from oversight.findings.reports import statistics
from oversight.kept.models import RaisedFlag
from oversight.reviews.models import FlagDesk, FlagReview
from oversight.samples.models import AuditItem, AuditSample
from oversight.visits.models import Round, Visit, VisitAnswer
from oversight.visits.reports.not_seen import not_seen
from oversight.voices.models import Answer, Asked, Heard, Question
from procurement.models import Award, Document, Lot, Opening, PlanLine, Purchase
from tests.documents import unpacked
from tests.test_tracker_example import LAST
from tracker import example
from tracker.example import papers
from tracker.example.told import holder, told

DISTRICT = holder("district")


@pytest.fixture(scope="module")
def base(sqlite_example: tuple[Path, example.Loaded]) -> Iterator[Session]:
    """A session over the loaded example."""
    reader = open_reader(f"sqlite:///{sqlite_example[0]}")
    with Session(reader) as session:
        yield session
    reader.dispose()


def test_days_of_the_diary_are_in_order_and_none_is_after_the_example_was_written() -> None:
    days = [entry["on"] for entry in told("diary")["days"]]
    assert all(one <= next_ for one, next_ in pairwise(days))
    assert max(days) <= LAST.isoformat()


def test_findings_were_answered_in_time_late_and_not_and_put_right_wholly_and_in_part(
    base: Session,
) -> None:
    states = base.execute(select(Finding.state, Finding.outcome, Finding.body)).all()
    assert sorted(map(str, states)) == sorted(
        map(
            str,
            [
                ("closed", "complete", "office"),
                ("closed", "partly", "office"),
                ("open", None, "office"),
                ("answered", None, "health"),
                ("answered", None, "office"),
            ],
        )
    )
    counts = statistics.of_place(base, DISTRICT, 2026, clock.today())
    assert (counts.opened, counts.in_time, counts.late, counts.silent) == (5, 3, 1, 1)
    assert (counts.complete, counts.partly) == (1, 1)


def test_one_sample_was_looked_at_with_one_error_and_one_is_only_announced(base: Session) -> None:
    drawn, announced = base.scalars(select(AuditSample).order_by(AuditSample.id))
    assert drawn.drawn_on is not None
    assert announced.drawn_on is None
    chosen = base.scalars(
        select(AuditItem).where(AuditItem.sample_id == drawn.id, AuditItem.hits.is_not(None))
    ).all()
    assert 0 < len(chosen) <= drawn.size
    assert all(item.looked_on for item in chosen)
    assert [item.error for item in chosen if item.error] == ["quantity"]


def test_one_round_is_over_and_in_the_next_something_bought_was_not_seen(base: Session) -> None:
    over, going_on = base.scalars(select(Round).order_by(Round.id))
    assert over.closed_on is not None
    assert going_on.closed_on is None
    visits = dict(
        base.execute(select(Visit.round_id, func.count()).group_by(Visit.round_id)).tuples().all()
    )
    assert visits == {over.id: 5, going_on.id: 3}
    became = base.scalars(select(VisitAnswer.became).where(VisitAnswer.became.is_not(None)))
    assert sorted(became) == ["correction", "finding", "finding", "finding"]
    places = base.scalars(select(Purchase.place).distinct()).all()
    [missing] = not_seen(base, places=places)
    assert (missing.school, missing.requirement) == ("S-0006", "FIR-07")


def test_flags_are_taken_judged_three_ways_and_one_is_for_councils_only(base: Session) -> None:
    said = base.execute(select(FlagReview.flag, FlagReview.verdict, FlagReview.answer_id))
    found = {(flag, verdict): answer for flag, verdict, answer in said}
    assert set(found) == {
        ("S03", "explained"),
        ("R069", "not_explained"),
        ("R055", "finding"),
        ("S03", "finding"),  # said by opening the finding itself
    }
    judged = [answer for (_, verdict), answer in found.items() if verdict != "finding"]
    assert all(judged), "what was judged had been answered"
    members = base.scalars(select(FlagDesk.member)).all()
    assert len(set(members)) == 2
    private = select(RaisedFlag.flag).where(~RaisedFlag.public)
    assert base.scalars(private).all() == ["R042"]
    up = set(base.scalars(select(RaisedFlag.flag)))
    assert {"R001", "R005", "R018", "R055", "S09", "S13"} <= up


def test_a_plan_is_public_and_a_purchase_fell_through_and_another_went_by_lots(
    base: Session,
) -> None:
    town = holder("town")
    assert base.scalar(select(func.count()).select_from(PlanLine)) == 9
    planned = select(Purchase.plan_line_id, Purchase.outside_plan).where(
        Purchase.place == town, Purchase.year == 2026
    )
    rows = base.execute(planned).all()
    assert sum(line is not None for line, _ in rows) == 8
    assert sum(why is not None for _, why in rows) == 4
    failed = select(Purchase.status).join(Opening, Opening.purchase_id == Purchase.id)
    assert base.scalars(failed.where(Opening.failed)).all() == ["announced"]
    lots = select(Lot.purchase_id, func.count()).group_by(Lot.purchase_id)
    [(purchase, count)] = base.execute(lots).all()
    awards = select(Award.supplier_id).where(Award.purchase_id == purchase)
    assert (count, len(set(base.scalars(awards)))) == (2, 2)


def test_people_asked_and_told_and_one_question_waits_beyond_its_term(base: Session) -> None:
    answered = set(base.scalars(select(Answer.question_id)))
    waiting = [one for one in base.scalars(select(Question)) if one.id not in answered]
    assert len(answered) == 1
    assert [one.due_on < date(2026, 11, 23) for one in waiting if one.due_on] == [True]
    assert base.scalars(select(Asked.state).order_by(Asked.id)).all()[-1] == "asked"
    [heard] = base.scalars(select(Heard))
    assert (heard.arrived, heard.partly) == (1, 2)


def test_papers_are_tagged_and_what_is_attached_is_what_is_kept(
    base: Session, tmp_path: Path
) -> None:
    kept = {kind: papers.kept(kind, tmp_path) for kind in told("papers")["papers"]}
    for kind, paper in kept.items():
        content = files.path_of(tmp_path, paper.sha256, paper.kind).read_bytes()
        assert b"/StructTreeRoot" in unpacked(content), kind
    attached = set(base.execute(select(Document.kind, Document.sha256)).tuples())
    assert {kind for kind, _ in attached} == {
        "specification",
        "protocol",
        "contract",
        "acceptance_act",
    }
    assert all(kept[kind].sha256 == sha256 for kind, sha256 in attached)
