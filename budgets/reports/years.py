"""How the year of a budget went, from the draft put to a hearing to its close, as everybody reads.

Nothing here is a sum over versions: a day, what happened on it, and which version it concerns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.models import Stage
from budgets.reports import versions as reports
from budgets.reports.figures import Sums
from budgets.reports.hearings import HearingCard, hearings
from budgets.reports.versions import TransferTold, VersionTold
from core import clock
from core.money import from_tyiyn


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage the year reached, by which document, and the sums by purse at that moment.

    `scan` is the document as `core.files` tells of it, for officials and councils.
    """

    stage: str
    document: str | None
    on: date
    purses: tuple[tuple[str, Sums], ...]
    scan: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the year's life: what happened, to which version, by which paper, over how much."""

    on: date
    kind: str
    number: int | None = None
    paper: str | None = None
    reason: str | None = None
    amount: Decimal | None = None
    heads: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """All that happened to a place's budget of one year and is public."""

    versions: tuple[VersionTold, ...]
    hearings: tuple[HearingCard, ...]
    transfers: tuple[TransferTold, ...]
    stages: tuple[StageTold, ...]

    @property
    def in_force(self) -> VersionTold | None:
        """The version whose money may be spent."""
        return reports.in_force(self.versions)

    @property
    def put_to_hearing(self) -> VersionTold | None:
        """The version that is put to a hearing, or was handed in since, and is not in force."""
        waits = ("hearing", "submitted")
        return next((one for one in reversed(self.versions) if one.status in waits), None)

    @property
    def amendments(self) -> tuple[VersionTold, ...]:
        """Versions that changed a resolution by another one."""
        return tuple([one for one in self.versions if one.by_resolution][1:])


def year(session: Session, place: str, of: int) -> Year:
    """The life of a place's budget of a year; all empty where nobody has entered one."""
    versions = reports.public(session, place, of)
    found = hearings(session, [place], of)
    moved = reports.transfers(session, versions[0]) if versions else ()
    return Year(versions, found, moved, stages(session, place, of))


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def stages(session: Session, place: str, of: int) -> tuple[StageTold, ...]:
    """The stages a year reached, in order."""
    rows = session.execute(
        select(Stage.stage, Stage.document, Stage.document_on, Stage.at, Stage.figures, Stage.scan)
        .where(Stage.place == place, Stage.year == of)
        .order_by(Stage.id)
    )
    return tuple(
        StageTold(
            row.stage,
            row.document,
            row.document_on or _day(row.at),
            _purses(row.figures),
            row.scan,
        )
        for row in rows
    )


def _purses(figures: dict[str, dict[str, str]]) -> tuple[tuple[str, Sums], ...]:
    return tuple(
        (of, Sums(**{name: from_tyiyn(int(count)) for name, count in sums.items()}))
        for of, sums in figures.items()
    )


def events(of: Year) -> tuple[Event, ...]:
    """The year as a list of days; of one day in the order of the papers. Pure."""
    told = [*_of_hearings(of.hearings), *_of_versions(of.versions)]
    told += [
        Event(one.on, "transfer", one.version, one.order, one.reason, one.amount)
        for one in of.transfers
    ]
    told += [Event(one.on, one.stage, paper=one.document) for one in of.stages]
    return tuple(sorted(told, key=lambda event: event.on))


def _of_hearings(hearings: Iterable[HearingCard]) -> Iterable[Event]:
    for one in hearings:
        draft = one.subject == "draft"
        kind = "put_to_hearing" if draft else "hearing_announced"
        yield Event(one.noticed_on, kind, one.version)
        if one.held_on is not None:
            heads = (one.women or 0) + (one.men or 0)
            held = "hearing_held" if draft else "execution_heard"
            yield Event(one.held_on, held, one.version, one.protocol, heads=heads)
        elif one.status == "called_off":
            yield Event(one.due_on, "hearing_called_off", one.version, reason=one.decided)
        else:
            yield Event(one.due_on, "hearing_due", one.version)


def _of_versions(versions: Iterable[VersionTold]) -> Iterable[Event]:
    approved = 0
    for one in versions:
        handed_in = _day(one.submitted_at) if one.submitted_at else None
        if handed_in and (one.resolution_on is None or handed_in <= one.resolution_on):
            yield Event(handed_in, "submitted", one.number)  # else it was entered afterwards
        if one.resolution_on is None:
            continue
        if one.through is not None:
            kind = "interim"
        else:
            kind = "amended" if approved else "approved"
            approved += 1
        yield Event(
            one.resolution_on,
            kind,
            one.number,
            one.resolution,
            one.reason,
            one.total,
            month=one.through,
        )
