"""What a line of a draft may say: its values, and the checks every way of entering goes through."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import QUARTERS, Ceiling, DraftLine, Line, LineVersion, Version
from core.errors import Refusal
from core.money import ZERO
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class LineValues:
    """What a person enters for one line; `line_id` where it amends an approved one.

    `code` is economic, `function` functional; `quarters` are four sums of som that make up the
    amount, or None.
    """

    beneficiary: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    code: str | None
    amount: Decimal
    note: str | None = None
    line_id: int | None = None
    function: str | None = None
    quarters: tuple[Decimal, ...] | None = None


def values_of(line: DraftLine) -> LineValues:
    """What a line of a draft says, as values."""
    return values_in_force(line, line, line.line_id)


def values_in_force(
    line: Line | DraftLine, told: LineVersion | DraftLine, line_id: int | None
) -> LineValues:
    """What a version says of a line, as values; the line itself says what it is for."""
    return LineValues(
        line.beneficiary,
        line.category,
        line.requirement,
        line.source,
        line.carried,
        line.code,
        told.amount,
        told.note,
        line_id,
        line.function,
        told.quarters,
    )


def spread(quarters: Sequence[Decimal] | None) -> dict[str, Decimal | None]:
    """The columns of a quarter profile."""
    return dict(zip(QUARTERS, quarters or (None,) * len(QUARTERS), strict=True))


IDENTITY = ("beneficiary", "category", "requirement", "source", "carried", "code", "function")


def identity(values: LineValues | DraftLine | Line) -> tuple[object, ...]:
    """What makes a line the same line in every version."""
    return tuple(getattr(values, name) for name in IDENTITY)


def keep_ceilings(session: Session, version: Version, field: str | None = None) -> None:
    """Refuse with `budget.over_ceiling` (source, by) where the draft's lines exceed a ceiling."""
    ceilings = dict(
        session.execute(
            select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == version.budget_id)
        ).all()
    )
    amounts = session.execute(
        select(DraftLine.source, func.sum(DraftLine.amount))
        .where(DraftLine.version_id == version.id)
        .group_by(DraftLine.source)
    ).all()
    for source, by in sorted(rules.over_ceilings(ceilings, amounts).items()):
        raise Refusal("budget.over_ceiling", field, source=source, by=by)


def keep_committed(
    session: Session,
    version: Version,
    field: str | None = None,
    *,
    of: Sequence[LineValues | DraftLine] | None = None,
) -> None:
    """Refuse with `line.below_committed` where the draft leaves a line less than is spoken for.

    A line of the draft and a line spoken for are the same by what they are for: a year opened by
    twelfths has contracts before its draft amends anything. `of` are the lines an act has touched,
    so that a draft can grow line by line; None: all there are.
    """
    touched = None if of is None else {identity(one) for one in of}
    claimed = [
        line
        for line in session.scalars(
            select(Line)
            .where(Line.budget_id == version.budget_id, Line.committed > 0)
            .order_by(Line.id)
        )
        if touched is None or identity(line) in touched
    ]
    if not claimed:
        return
    named = [getattr(DraftLine, name) for name in IDENTITY]
    sums = session.execute(
        select(*named, func.sum(DraftLine.amount))
        .where(DraftLine.version_id == version.id)
        .group_by(*named)
    )
    drafted: dict[tuple[object, ...], Decimal] = {tuple(row[:-1]): row[-1] for row in sums}
    for line in claimed:
        not_below_committed(line, drafted.get(identity(line), ZERO), field)


def not_below_committed(line: Line, amount: Decimal, field: str | None = None) -> None:
    """Refuse with `line.below_committed` to leave a line less than contracts claim of it."""
    if amount < line.committed:
        raise Refusal(
            "line.below_committed", field, line=line.id, committed=line.committed, amount=amount
        )


def check_values(session: Session, version: Version, rows: Sequence[LineValues]) -> None:
    """Refuse rows that name what is not there; the first fault, with the field it is in.

    What an approved line is for was judged when it was new: a code that has since gone out of force
    does not hinder its amendment.

    Raises:
        Refusal: `line.unknown_beneficiary`, `line.beneficiary_elsewhere` (a school or place that
            does not lie within the holder), `requirement.unknown`, `category.unknown`,
            `line.other_category`, `line.reserve_elsewhere` (a reserve is the holder's own),
            `source.unknown`, `money.negative`; `line.code_unknown`, `line.code_not_in_force` with
            `year`, and the same of `function`; `line.quarters_differ` with `amount` and `sum`.
    """
    places = {row.beneficiary for row in rows}
    within = register.lineages(session, places)
    names = register.names(session, places)
    categories = standard.category_of_requirements(session)
    known = {*categories.values(), rules.RESERVE}
    codes = Codes(session, version.year)
    for row in rows:
        if row.beneficiary not in names:
            raise Refusal("line.unknown_beneficiary", "beneficiary", code=row.beneficiary)
        if version.place not in within[row.beneficiary]:
            raise Refusal("line.beneficiary_elsewhere", "beneficiary", code=row.beneficiary)
        if row.category not in known:
            raise Refusal("category.unknown", "category", code=row.category)
        if row.category == rules.RESERVE and row.beneficiary != version.place:
            raise Refusal("line.reserve_elsewhere", "beneficiary", code=row.beneficiary)
        if row.requirement is not None:
            if row.requirement not in categories:
                raise Refusal("requirement.unknown", "requirement", code=row.requirement)
            if categories[row.requirement] != row.category:
                raise Refusal("line.other_category", "requirement", code=row.requirement)
        known_source(row.source)
        _check_sums(row)
        if row.line_id is None:
            codes.check("code", row.code)
            codes.check("function", row.function)


def _check_sums(row: LineValues) -> None:
    if row.amount < 0:
        raise Refusal("money.negative", "amount", text=str(row.amount))
    if row.quarters is not None and not rules.add_up(row.quarters, row.amount):
        raise Refusal(
            "line.quarters_differ", "quarter_4", amount=row.amount, sum=sum(row.quarters, ZERO)
        )


CODES = {
    "code": ("economic", "line.code_unknown", "line.code_not_in_force"),
    "function": ("functional", "line.function_unknown", "line.function_not_in_force"),
}
"""A field of a line that bears a code: of which kind, and how it is refused."""


class Codes:
    """The codes of the budget classification a line may bear in a year."""

    def __init__(self, session: Session, year: int) -> None:
        self.year = year
        self.known = register.classification(session)

    def check(self, field: str, code: str | None) -> None:
        """Refuse a code that is unknown, or of no day of the year; of a list never loaded, none."""
        kind, unknown, not_in_force = CODES[field]
        known = self.known.get(kind)
        if code is None or not known:
            return
        if code not in known:
            raise Refusal(unknown, field, code=code)
        if not any(card.in_year(self.year) for card in known[code]):
            raise Refusal(not_in_force, field, code=code, year=self.year)


def known_source(source: str) -> None:
    """Refuse with `source.unknown` a source of funds the country profile does not have."""
    if source not in {known.code for known in profile.load().sources}:
        raise Refusal("source.unknown", "source", source=source)
