"""One finding whole, as its page, a printed sheet or a program needs it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from core import clock
from journal.models import Entry
from oversight.findings import votes
from oversight.findings.models import (
    Decision,
    Evidence,
    Finding,
    Objection,
    Post,
    Remedy,
    Violation,
    Vote,
)
from oversight.findings.reports.cards import FindingCard, cards, selected
from register import profile


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """A piece of evidence; `round` is None for that of the finding itself.

    `hidden_on` and `hidden_why`: since when and why the file is public no longer.
    """

    id: int
    side: str
    round: int | None
    document_id: int | None
    sha256: str
    file_kind: str
    size: int
    pages: int
    page: int | None
    note: str | None
    is_public: bool
    hidden_on: date | None
    hidden_why: str | None
    on: date


@dataclass(frozen=True, slots=True)
class PostCard:
    """What one side said."""

    id: int
    side: str
    kind: str
    text: str
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class RemedyCard:
    """What was done about one violation, as reported in a round."""

    id: int
    round: int
    violation_id: int
    text: str
    language: str
    done_on: date | None
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionCard:
    """What the addressee had against the finding."""

    id: int
    text: str
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision of the council; `tally` is how many chose what, by question."""

    id: int
    round: int
    kind: str
    result: str | None
    members: int | None
    needed: int | None
    tally: Mapping[str, Mapping[str, str]] | None
    text: str | None
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class LeafRef:
    """A leaf of the journal about the finding: its number, act, record, day and hash in hex."""

    number: int
    act: str
    table: str
    key: str
    on: date
    hash: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """All that is public of a finding. `tally` are the votes cast so far, by question (the number
    of a violation, or "objection"); `percent` is the quorum that holds today."""

    card: FindingCard
    evidence: tuple[EvidenceCard, ...]
    posts: tuple[PostCard, ...]
    remedies: tuple[RemedyCard, ...]
    objection: ObjectionCard | None
    tally: Mapping[str, Mapping[str, int]]
    decisions: tuple[DecisionCard, ...]
    leaves: tuple[LeafRef, ...]
    percent: int

    def shown_by(self, side: str, round: int | None = None) -> tuple[EvidenceCard, ...]:
        """What one side brought, of the finding itself (None) or of a round."""
        return tuple(one for one in self.evidence if (one.side, one.round) == (side, round))


def one(session: Session, number: int) -> FindingPage | None:
    """A finding with everything said, shown, voted and decided; None where there is none."""
    found = cards(session, selected().where(Finding.id == number))
    if not found:
        return None
    [card] = found
    return FindingPage(
        card=card,
        evidence=_rows(session, Evidence, EvidenceCard, number),
        posts=_rows(session, Post, PostCard, number),
        remedies=_rows(session, Remedy, RemedyCard, number),
        objection=next(iter(_rows(session, Objection, ObjectionCard, number)), None),
        tally=_tally(session, card),
        decisions=_rows(session, Decision, DecisionCard, number),
        leaves=_leaves(session, number),
        percent=profile.load().findings.quorum(clock.today()).percent,
    )


def _rows(session: Session, model: Any, card: Any, finding: int) -> tuple[Any, ...]:
    columns = [getattr(model, each.name) for each in fields(card)]
    query = select(*columns).where(model.finding_id == finding).order_by(model.id)
    return tuple(card(*row) for row in session.execute(query))


def _tally(session: Session, card: FindingCard) -> dict[str, dict[str, int]]:
    """What has been voted on what is before the council now."""
    if card.state not in ("reported", "objected"):
        return {}
    objected = card.state == "objected"
    order = votes.ON_OBJECTION if objected else votes.CHOICES
    questions = ["objection"] if objected else [str(each.id) for each in card.violations]
    counts = {question: dict.fromkeys(order, 0) for question in questions}
    rows = session.execute(
        select(Vote.violation_id, Vote.choice, func.count())
        .where(Vote.finding_id == card.id, Vote.round == card.rounds)
        .group_by(Vote.violation_id, Vote.choice)
    )
    for violation, choice, count in rows:
        question = "objection" if violation is None else str(violation)
        if question in counts:
            counts[question][choice] = count
    return counts


def own_votes(session: Session, card: FindingCard, member: int) -> dict[str, str]:
    """How a member has voted so far on what is before the council now, by question."""
    rows = session.execute(
        select(Vote.violation_id, Vote.choice).where(
            Vote.finding_id == card.id, Vote.round == card.rounds, Vote.member == member
        )
    )
    return {"objection" if of is None else str(of): choice for of, choice in rows}


def _leaves(session: Session, number: int) -> tuple[LeafRef, ...]:
    """Every leaf about a finding and its parts, in the order of the journal."""
    wanted = [and_(Entry.table == Finding.__tablename__, Entry.key == str(number))]
    for model in (Violation, Evidence, Post, Remedy, Objection, Vote, Decision):
        keys = session.scalars(select(model.id).where(model.finding_id == number))
        told = [str(key) for key in keys]
        if told:
            wanted.append(and_(Entry.table == model.__tablename__, Entry.key.in_(told)))
    rows = session.execute(
        select(Entry.number, Entry.table, Entry.key, Entry.leaf, Entry.hash)
        .where(or_(*wanted))
        .order_by(Entry.number)
    )
    return tuple(_leaf(row) for row in rows)


def _leaf(row: Any) -> LeafRef:
    leaf = json.loads(row.leaf)
    at = clock.local(datetime.fromisoformat(leaf["at"]))
    return LeafRef(row.number, leaf["act"], row.table, row.key, at.date(), row.hash.hex())
