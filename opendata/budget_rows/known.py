"""What a budget table is judged against: names, codes, the lines there are, their ceilings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.acts import LineValues, as_it_stands, values_in_force, values_of
from budgets.models import Budget, Ceiling, DraftLine, Line, LineVersion, Version
from budgets.rules import RESERVE
from core.words import Words
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of one place and year.

    `names` are the schools and places money of this place may be for; `elsewhere` codes that
    exist but lie outside. `requirements` are code → (title, category). `lines` are those of the
    draft in work, else of the version in force. `seen` is the draft's number of changes, 0 before
    the first. `waiting` is the number of a version that waits for approval.
    """

    place: str
    year: int
    names: Mapping[str, Words]
    requirements: Mapping[str, tuple[Words, str]]
    categories: Mapping[str, Words]
    sources: Mapping[str, Words]
    carried: Mapping[str, Words]
    lines: tuple[LineValues, ...] = ()
    ceilings: Mapping[str, Decimal] | None = None
    seen: int = 0
    waiting: int | None = None
    elsewhere: frozenset[str] = frozenset()


def known(session: Session, place: str, year: int) -> Known:
    """Everything a table for this place and year is judged against."""
    funds = profile.load()
    lists = standard.lists(session)
    budget = session.scalar(select(Budget).where(Budget.place == place, Budget.year == year))
    cards = standard.requirements(session)
    facts = Known(
        place=place,
        year=year,
        names=_names(session, place),
        requirements={card.code: (card.title, card.category) for card in cards},
        categories={
            **({c: entry.name for c, entry in lists.categories.items()} if lists else {}),
            RESERVE: funds.reserve,
        },
        sources={source.code: source.names for source in funds.sources},
        carried={s.code: funds.source_words(s.code, carried=True) for s in funds.sources},
    )
    if budget is None:
        return facts
    waiting = session.scalar(
        select(Version.number).where(Version.budget_id == budget.id, Version.status == "submitted")
    )
    ceilings = session.execute(
        select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == budget.id)
    )
    return replace(
        facts,
        lines=_lines(session, budget.id),
        ceilings=dict(ceilings.all()) or None,
        seen=budget.version,
        waiting=waiting,
    )


def with_codes(session: Session, facts: Known, codes: Iterable[str]) -> Known:
    """The same, also knowing of these codes: whether they lie within, elsewhere, or nowhere."""
    unknown = set(codes) - set(facts.names)
    names = register.names(session, unknown)
    lineages = register.lineages(session, names)
    within = {code: name for code, name in names.items() if facts.place in lineages[code]}
    return replace(
        facts, names={**facts.names, **within}, elsewhere=frozenset(set(names) - set(within))
    )


def _names(session: Session, place: str) -> dict[str, Words]:
    """The place itself, its schools, and the places right below it."""
    spot = register.place(session, place)
    own = {spot.code: spot.name} if spot else {}
    schools = {card.code: card.name for card in register.schools_within(session, place)}
    below = {spot.code: spot.name for spot in register.below(session, place)}
    return own | schools | below


def _lines(session: Session, budget_id: int) -> tuple[LineValues, ...]:
    draft = session.scalar(
        select(Version.id).where(Version.budget_id == budget_id, Version.status == "draft")
    )
    if draft is not None:
        rows = session.scalars(
            select(DraftLine).where(DraftLine.version_id == draft).order_by(DraftLine.position)
        )
        return tuple(values_of(row) for row in rows)
    in_force = session.execute(
        select(Line, LineVersion)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .join(Version, Version.id == LineVersion.version_id)
        .where(Version.budget_id == budget_id, Version.status == "approved")
        .order_by(LineVersion.id)
    )
    return tuple(
        as_it_stands(values_in_force(line, told, line.id), line.amount) for line, told in in_force
    )
