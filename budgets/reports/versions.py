"""What versions of a budget say, and what one changes against another. Nothing is ever added up
over versions: every sum belongs to one of them and names it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from budgets.models import IN_FORCE, Line, LineVersion, Transfer, Version, purse
from core.money import ZERO

UNSHOWN = ("draft", "returned")
"""A draft is nobody's promise yet, and a returned version is none any more."""


@dataclass(frozen=True, slots=True)
class VersionTold:
    """One version as everybody may read it. `through` is its last month where it was opened by
    twelfths; `decided` says that it is or was in force."""

    id: int
    number: int
    status: str
    total: Decimal
    reason: str | None
    submitted_at: datetime | None
    resolution: str | None
    resolution_on: date | None
    through: int | None

    @property
    def decided(self) -> bool:
        """Is it or was it in force?"""
        return self.resolution_on is not None

    @property
    def by_resolution(self) -> bool:
        """Was it approved, and not merely opened by twelfths?"""
        return self.decided and self.through is None


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line as a version, or two of them, name it."""

    id: int
    beneficiary: str
    category: str
    requirement: str | None
    purse: str
    code: str | None
    function: str | None


@dataclass(frozen=True, slots=True)
class TransferTold:
    """Money moved by an order: within which version, from which line to which."""

    version: int
    giving: LineTold
    taking: LineTold
    amount: Decimal
    order: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one line: som before and after, None where the version has no such line.

    `moved` is what transfers made of it between the two; the rest of the difference is the later
    version's own.
    """

    line: LineTold
    before: Decimal | None
    moved: Decimal
    after: Decimal | None

    @property
    def kind(self) -> str:
        """new, left_out, changed, or same."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "left_out"
        return "same" if self.before == self.after else "changed"

    @property
    def by(self) -> Decimal:
        """How much more (or less) the later version gives."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What version `after` changes against version `before`; of the first one, all is new.

    `changes` go from the largest difference down, unchanged lines left out and counted in `same`;
    `purses` are (source, som before, som after).
    """

    before: VersionTold | None
    after: VersionTold
    changes: tuple[Change, ...]
    same: int
    purses: tuple[tuple[str, Decimal, Decimal], ...]
    transfers: tuple[TransferTold, ...]


def public(
    session: Session, place: str, year: int, *, returned: bool = False
) -> tuple[VersionTold, ...]:
    """The versions of a place's budget that are no draft and were not returned, in order.

    `returned` adds those that were: officials look at them too.
    """
    unshown = UNSHOWN[:1] if returned else UNSHOWN
    columns: tuple[Any, ...] = (
        Version.id,
        Version.number,
        Version.status,
        Version.total,
        Version.reason,
        Version.submitted_at,
        Version.resolution,
        Version.resolution_on,
        Version.through,
    )
    rows = session.execute(
        select(*columns)
        .where(Version.place == place, Version.year == year, Version.status.not_in(unshown))
        .order_by(Version.number)
    )
    return tuple(VersionTold(*row) for row in rows)


def in_force(versions: Iterable[VersionTold]) -> VersionTold | None:
    """The one whose money may be spent. Pure."""
    return next((one for one in versions if one.status in IN_FORCE), None)


def one_before(versions: Sequence[VersionTold], number: int) -> VersionTold | None:
    """The version that version `number` is best compared with: the last resolution before it, else
    whatever stood before. Pure."""
    earlier = [one for one in versions if one.number < number]
    by_resolution = [one for one in earlier if one.by_resolution]
    candidates = by_resolution or earlier
    return candidates[-1] if candidates else None


def lines(session: Session, version: VersionTold) -> tuple[tuple[LineTold, Decimal], ...]:
    """The lines of one version with their som, largest first."""
    columns: tuple[Any, ...] = (*_line(Line), LineVersion.amount)
    rows = session.execute(
        select(*columns)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .where(LineVersion.version_id == version.id)
    )
    told = [(_told(row[:-1]), row[-1]) for row in rows]
    return tuple(sorted(told, key=lambda one: (-one[1], one[0].id)))


def compare(session: Session, before: VersionTold | None, after: VersionTold) -> Comparison:
    """What version `after` changes against `before` of the same budget. Two statements."""
    pair = [one.id for one in (before, after) if one]
    columns: tuple[Any, ...] = (*_line(Line), LineVersion.version_id, LineVersion.amount)
    rows = session.execute(
        select(*columns)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .where(LineVersion.version_id.in_(pair))
    ).all()
    sums: dict[LineTold, dict[int, Decimal]] = {}
    for row in rows:
        sums.setdefault(_told(row[:-2]), {})[row[-2]] = row[-1]
    moved = transfers(session, before, after) if before else ()
    return compared(before, after, sums, moved)


def compared(
    before: VersionTold | None,
    after: VersionTold,
    sums: Mapping[LineTold, Mapping[int, Decimal]],
    moved: tuple[TransferTold, ...],
) -> Comparison:
    """The sums of lines by version, as what has changed. Pure."""
    by: dict[int, Decimal] = {}
    for one in moved:
        by[one.giving.id] = by.get(one.giving.id, ZERO) - one.amount
        by[one.taking.id] = by.get(one.taking.id, ZERO) + one.amount
    purses: dict[str, list[Decimal]] = {}
    changes = []
    for line, told in sums.items():
        first, last = told.get(before.id) if before else None, told.get(after.id)
        held = purses.setdefault(line.purse, [ZERO, ZERO])
        held[0] += first or ZERO
        held[1] += last or ZERO
        changes.append(Change(line, first, by.get(line.id, ZERO), last))
    shown = [one for one in changes if one.kind != "same"]
    shown.sort(key=lambda one: (-abs(one.by), one.line.id))
    return Comparison(
        before,
        after,
        tuple(shown),
        len(changes) - len(shown),
        tuple(
            (of, purses[of][0], purses[of][1])
            for of in sorted(purses, key=lambda of: (-purses[of][1], of))
        ),
        moved,
    )


def transfers(
    session: Session, first: VersionTold, until: VersionTold | None = None
) -> tuple[TransferTold, ...]:
    """Transfers done since version `first` came into force, before version `until`; by day."""
    giving, taking, within = aliased(Line), aliased(Line), aliased(Version)
    begun = aliased(Version)
    own: tuple[Any, ...] = (
        within.number,
        Transfer.amount,
        Transfer.order_number,
        Transfer.order_on,
        Transfer.reason,
    )
    query = (
        select(*own, *_line(giving), *_line(taking))
        .select_from(Transfer)
        .join(within, within.id == Transfer.version_id)
        .join(begun, begun.budget_id == Transfer.budget_id)
        .join(giving, giving.id == Transfer.from_line)
        .join(taking, taking.id == Transfer.to_line)
        .where(begun.id == first.id, Transfer.status == "done", within.number >= first.number)
        .order_by(Transfer.order_on, Transfer.id)
    )
    if until is not None:
        query = query.where(within.number < until.number)
    half = len(own) + len(_line(Line))
    return tuple(
        TransferTold(row[0], _told(row[len(own) : half]), _told(row[half:]), *row[1 : len(own)])
        for row in session.execute(query)
    )


def _line(of: type[Line]) -> tuple[Any, ...]:
    return (
        of.id,
        of.beneficiary,
        of.category,
        of.requirement,
        of.source,
        of.carried,
        of.code,
        of.function,
    )


def _told(row: Sequence[Any]) -> LineTold:
    key, beneficiary, category, requirement, source, carried, code, function = row
    held = purse(source, carried)
    return LineTold(key, beneficiary, category, requirement, held, code, function)


def line_cards(session: Session, ids: Iterable[int]) -> dict[int, LineTold]:
    """What these lines are for, by their number."""
    columns: tuple[Any, ...] = _line(Line)
    rows = session.execute(select(*columns).where(Line.id.in_(sorted(set(ids)))))
    return {row[0]: _told(row) for row in rows}
