"""How a budget is carried out: planned, in contracts, accepted, paid and free, by what is asked.

All sums are som; what was given in kind stands apart. One statement answers a question, whatever it
is grouped by: what a line has left counts for whom the line is for, what is in contracts for the
school and requirement its contract names. So every grouping adds up to the same totals.

Two circles are told apart. A holder's own lines are the budget its resolution is about. All within
a place is what its public page shows: the lines for it, its places and schools, whosever they are,
and what contracts give its schools out of lines for more than this place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import Commitment, Line, purse
from budgets.reports.figures import NOTHING, Sums, is_money
from core.money import ZERO, Som
from register import profile
from register import reports as register

Key = str | int | None

OF_LINE = {
    "line": Line.id,
    "code": Line.code,
    "function": Line.function,
    "category": Line.category,
    "holder": Line.holder,
}
"""What both a line and a commitment of it are grouped by."""
OF_EACH = {
    "requirement": (Line.requirement, Commitment.requirement),
    "school": (Line.beneficiary, Commitment.school),
}
"""What a contract may say more closely than its line."""
BY = (*OF_LINE, "source", *OF_EACH)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose money, and which part of it: of one source, category, school or economic code.

    `within` asks for all within the place, not only for its own lines.
    """

    place: str
    year: int
    within: bool = False
    source: str | None = None
    category: str | None = None
    school: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Sums of one purse under the keys that were asked for, in their order."""

    keys: tuple[Key, ...]
    purse: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an execution: its key, None where nothing more is named."""

    key: Key
    sums: Sums


@dataclass(frozen=True, slots=True)
class Execution:
    """Money by `by`, largest plan first, what is not named last; help in kind apart.

    Of sources `rows` hold help in kind as well, last; it is never in `money`.
    """

    by: str
    rows: tuple[Row, ...]
    money: Sums
    in_kind: Sums


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a source left unspent. `given` money keeps the purpose of who gave it: it is nobody's to
    spend on something else. `claimed` is what contracts still claim of it."""

    source: str
    given: bool
    left: Decimal
    claimed: Decimal


def executions(session: Session, asked: Asked, by: Sequence[str]) -> dict[str, Execution] | None:
    """The same money grouped in several ways (BY); one statement.

    None where there is no line, or only lines that no version in force gives anything.
    """
    keys = [name for name in by if name != "source"]
    parts = _parts(session, asked, keys)
    if all(part.sums == NOTHING for part in parts):
        return None
    return {name: _grouped(name, parts, keys) for name in by}


def _grouped(by: str, parts: Iterable[Part], keys: Sequence[str]) -> Execution:
    if by == "source":
        return folded(by, ((part.purse, part.purse, part.sums) for part in parts))
    at = keys.index(by)
    return folded(by, ((part.keys[at], part.purse, part.sums) for part in parts))


def folded(by: str, cells: Iterable[tuple[Key, str, Sums]]) -> Execution:
    """Cells (key, purse, sums) added up. Pure."""
    money, in_kind = NOTHING, NOTHING
    held: dict[Key, Sums] = {}
    for key, of_purse, sums in cells:
        counted = is_money(of_purse)
        if counted:
            money += sums
        else:
            in_kind += sums
        if counted or by == "source":
            held[key] = held.get(key, NOTHING) + sums
    rows = [Row(key, sums) for key, sums in held.items() if sums != NOTHING]
    return Execution(by, tuple(sorted(rows, key=lambda row: _order(by, row))), money, in_kind)


def _order(by: str, row: Row) -> tuple[Any, ...]:
    last = row.key is None or (by == "source" and not is_money(str(row.key)))
    if by in ("code", "function"):
        return last, str(row.key)
    return last, -row.sums.planned, -row.sums.paid, str(row.key)


def remainders(sources: Execution) -> tuple[Remainder, ...]:
    """What each source of money has left, its carry-over with it: own money first. Pure.

    Source: docs/law.md, "What is left at the end of a year".
    """
    kinds = {one.code: one.kind for one in profile.load().sources}
    left: dict[str, list[Decimal]] = {}
    for row in sources.rows:
        if is_money(str(row.key)):
            held = left.setdefault(str(row.key).partition(":")[0], [ZERO, ZERO])
            held[0] += row.sums.planned - row.sums.paid
            held[1] += row.sums.committed - row.sums.paid
    found = [
        Remainder(source, kinds.get(source) not in rules.REPEATED, *held)
        for source, held in left.items()
        if any(held)
    ]
    return tuple(sorted(found, key=lambda one: (one.given, -one.left, one.source)))


def of_lines(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """What holds of the lines asked for: their rest counts for whom they are."""
    circle = Line.holder == asked.place
    if asked.within:
        circle = Line.beneficiary.in_(register.codes_within(asked.place))
    return (circle, *_narrowed(asked, Line.beneficiary))


def of_commitments(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """What holds of the commitments asked for, joined to their lines."""
    circle = Line.holder == asked.place
    if asked.within:
        circle = Commitment.school.in_(register.codes_within(asked.place))
    return (circle, *_narrowed(asked, Commitment.school))


def _narrowed(asked: Asked, school: Any) -> tuple[ColumnElement[bool], ...]:
    wanted = (
        (Line.source, asked.source),
        (Line.category, asked.category),
        (Line.code, asked.code),
        (school, asked.school),
    )
    chosen = tuple(column == value for column, value in wanted if value is not None)
    return (Line.year == asked.year, *chosen)


def _parts(session: Session, asked: Asked, keys: Sequence[str]) -> list[Part]:
    """The rest of lines and what is in contracts, grouped by these keys and by purse."""
    nothing = literal(ZERO, Som)
    rest = select(
        *(_named(name, 0) for name in keys),
        Line.source.label("source"),
        Line.carried.label("carried"),
        type_coerce(Line.amount - Line.committed, Som).label("planned"),
        nothing.label("committed"),
        nothing.label("accepted"),
        nothing.label("paid"),
    ).where(*of_lines(asked))
    claimed = (
        select(
            *(_named(name, 1) for name in keys),
            Line.source,
            Line.carried,
            Commitment.claimed,
            Commitment.claimed,
            Commitment.accepted,
            Commitment.paid,
        )
        .join(Line, Line.id == Commitment.line_id)
        .where(*of_commitments(asked))
    )
    each = union_all(rest, claimed).subquery("each")
    groups = [each.c[name] for name in (*keys, "source", "carried")]
    sums = [
        func.sum(type_coerce(each.c[name], Som))
        for name in ("planned", "committed", "accepted", "paid")
    ]
    rows = session.execute(select(*groups, *sums).group_by(*groups)).all()
    named = len(keys)
    return [
        Part(tuple(row[:named]), purse(row[named], row[named + 1]), Sums(*row[named + 2 :]))
        for row in rows
    ]


def _named(name: str, side: int) -> Any:
    column = OF_LINE[name] if name in OF_LINE else OF_EACH[name][side]
    return column.label(name)
