"""What a budget table is judged against: names, codes, the lines there are, their ceilings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.acts import IDENTITY, LineValues, as_it_stands, values_in_force, values_of
from budgets.acts.lines import CODES
from budgets.models import Budget, Ceiling, DraftLine, Line, LineVersion, Version
from core.errors import Refusal
from core.words import Words
from register import profile
from register import reports as register
from register.reports import CodeCard
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of one place and year.

    `names` are the schools and places money of this place may be for; `elsewhere` codes that
    exist but lie outside. `requirements` are code → (title, category). `lines` are those of the
    draft in work, else of the version in force. `seen` is the draft's number of changes, 0 before
    the first. `hindered` is why nothing can be entered now. `codes` are the cards of the budget
    classification, by the columns "code" and "function"; `claimed` the lines that contracts claim,
    each with its som. `amends` says whether a resolution stands behind the budget.
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
    hindered: Refusal | None = None
    elsewhere: frozenset[str] = frozenset()
    codes: Mapping[str, Mapping[str, Sequence[CodeCard]]] = field(default_factory=dict)
    claimed: tuple[tuple[LineValues, Decimal], ...] = ()
    amends: bool = False

    def in_force(self, column: str) -> dict[str, CodeCard]:
        """The codes a line of this year may bear in a column, each with its card."""
        return {
            code: card
            for code, cards in self.codes.get(column, {}).items()
            for card in cards
            if card.in_year(self.year)
        }


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
            rules.RESERVE: funds.reserve,
        },
        sources={source.code: source.names for source in funds.sources},
        carried={s.code: funds.source_words(s.code, carried=True) for s in funds.sources},
        codes=_codes(session),
    )
    if budget is None:
        return facts
    ceilings = session.execute(
        select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == budget.id)
    )
    return replace(
        facts,
        lines=_lines(session, budget.id),
        ceilings=dict(ceilings.all()) or None,
        seen=budget.version,
        hindered=hindered(session, place, year),
        claimed=_claimed(session, budget.id),
        amends=session.scalar(_resolved(budget.id)) is not None,
    )


def _codes(session: Session) -> dict[str, Mapping[str, Sequence[CodeCard]]]:
    cards = register.classification(session)
    return {column: cards.get(kind, {}) for column, (kind, *_) in CODES.items()}


def _claimed(session: Session, budget_id: int) -> tuple[tuple[LineValues, Decimal], ...]:
    lines = session.scalars(
        select(Line).where(Line.budget_id == budget_id, Line.committed > 0).order_by(Line.id)
    )
    return tuple((_as_values(line), line.committed) for line in lines)


def _as_values(line: Line) -> LineValues:
    what = {name: getattr(line, name) for name in IDENTITY}
    return LineValues(**what, amount=line.amount, line_id=line.id)


def hindered(session: Session, place: str, year: int) -> Refusal | None:
    """Why no draft can be worked on now: what `budgets.acts.open_draft` would refuse; or None."""
    here = (Budget.place == place) & (Budget.year == year)
    if session.scalar(select(Budget.stage).where(here)) == "closed":
        return Refusal("budget.year_closed", year=year)
    waits = {"hearing": "budget.at_hearing", "submitted": "budget.awaits_approval"}
    found = session.execute(
        select(Version.status, Version.number)
        .join(Budget, Budget.id == Version.budget_id)
        .where(here, Version.status.in_(waits))
    ).first()
    return Refusal(waits[found.status], number=found.number) if found else None


def _resolved(budget_id: int) -> Select[Any]:
    """A version of the budget that a resolution approved, as `budgets.acts.submit` asks for it."""
    approved = Version.approved_at.is_not(None) & Version.through.is_(None)
    return select(Version.id).where(Version.budget_id == budget_id, approved).limit(1)


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
