"""What a table of the annual plan is judged against: its lines, and lists to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from budgets.reports.draft_lines import fundable
from core.errors import Refusal
from core.fiscal import is_year, year_end
from core.words import LANGUAGES, Words
from opendata.plan_rows.words import TIMES
from procurement.acts.plan_entry import Ground, ground_of
from procurement.reports import plan as reports
from procurement.reports.plan import PlanCard
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of one place and year. `choices` are the lists of each column: code → name.

    `lines` are the lines of the plan that may still change, drafts too, by number; `seen` is the
    plan's state.
    """

    place: str
    year: int
    place_name: Words
    ground: Ground
    choices: Mapping[str, Mapping[str, Words]]
    lines: Mapping[int, PlanCard]
    seen: int


def known(session: Session, place: str, year: int) -> Known:
    """Everything a table of this place's plan is judged against.

    Raises:
        Refusal: `place.unknown`, `budget.no_such_year`.
    """
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    ground = ground_of(session, place, year)
    lists = standard.lists(session)
    categories = {code: one.name for code, one in lists.categories.items()} if lists else {}
    plan = reports.plan(session, place, year, drafts=True)
    return Known(
        place=place,
        year=year,
        place_name=register.names(session, [place])[place],
        ground=ground,
        choices={
            "requirement": standard.titles(session),
            "category": categories,
            "when": TIMES,
            "method": _methods(year),
            "budget_lines": _funds(session, place, year, ground, categories),
        },
        lines={card.id: card for card in plan.lines if card.standing != "withdrawn"},
        seen=reports.state(session, place, year),
    )


def _methods(year: int) -> dict[str, Words]:
    return {
        method.code: method.names
        for day in (date(year, 1, 1), year_end(year))
        for method in profile.load().methods_on(day)
    }


def _funds(
    session: Session, place: str, year: int, ground: Ground, categories: Mapping[str, Words]
) -> dict[str, Words]:
    """The budget lines that may pay, each told by what it is for, from where and for whom."""
    titles = standard.titles(session)
    funds = [fund for fund in fundable(session, place, year) if fund.id in ground.purses]
    spots = register.names(session, {fund.beneficiary for fund in funds})
    found = {}
    for fund in funds:
        nothing = Words(fund.category, fund.category, fund.category)
        purpose = titles.get(fund.requirement or "") or categories.get(fund.category, nothing)
        source = profile.load().source_words(fund.source, carried=fund.carried)
        parts = (purpose, source, spots.get(fund.beneficiary, nothing))
        told = {lang: " · ".join(part.told(lang)[0] for part in parts) for lang in LANGUAGES}
        found[str(fund.id)] = Words(told["ky"], told["ru"], told["en"])
    return found
