"""The safety plan of a place: what its free money closes most with, changed and put into the draft.

The plan is asked for by the address, so it can be linked; it is worked out anew each time.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from budgets import acts as budgets
from core.access import Act
from core.errors import Refusal
from core.fiscal import is_year
from core.money import ZERO
from procurement import planning
from procurement.planning import Plan, Step
from procurement.reports import plan_gaps
from procurement.reports.plan_gaps import Funds, PlaceNeeds
from register import profile
from standard import reports as standard
from tracker import formats
from tracker.edge import perform, refuse
from tracker.extensions import db
from tracker.forms.plans import AskForm, PiecesForm, field_name
from tracker.office import office, plan_words
from tracker.office.doorstep import doer, holder, nothing_here, unless_done
from tracker.office.names import Names
from tracker.public.gaps import price_words

MOST_ROWS = 2_000
"""A longer plan is shown by its steps only: a page of more fields helps nobody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan is asked for, and what it is made from."""

    place: str
    year: int
    names: Names
    funds: Funds
    ask: AskForm
    needs: PlaceNeeds
    money: Decimal

    @property
    def source(self) -> str:
        """The source of funds the money is of."""
        return str(self.ask.source.data)


@office.route("/plans/<place>/<int(max=2147483647):year>", methods=["GET", "POST"])
def plans_show(place: str, year: int) -> Any:
    """Work the plan out; look at what an officer made of it; put it into the draft."""
    holder(place)
    doer(Act.ALLOCATE, place)
    if not is_year(year):
        nothing_here()
    unless_done(url_for(".budgets_show", place=place, year=year))
    asked = _asked(place, year)
    form = PiecesForm(data={"seen": str(asked.funds.card.seen if asked.funds.card else 1)})
    if asked.ask.errors:
        return _page(asked, form, (), None)
    if request.method == "POST":
        return _changed(asked, form)
    if form.is_back:
        form.read(asked.needs.needs)
        return _page(asked, form, planning.arranged(asked.needs.needs, form.pieces), None)
    plan = planning.plan(asked.needs.needs, asked.money)
    form.fill({part.need.pair: part.pieces for step in plan.steps for part in step.parts})
    return _page(asked, form, plan.steps, plan)


def _asked(place: str, year: int) -> Asked:
    """What the address asks for; at first all the money of the source that has most."""
    funds = plan_gaps.funds(db.session(), place, year)
    names = Names()
    ask = _ask(place, funds, names)
    if not ask.validate():
        return Asked(place, year, names, funds, ask, plan_gaps.NOTHING, ZERO)
    needs = plan_gaps.of_place(
        db.session(),
        place,
        year,
        priorities=ask.priority.data,
        domains=ask.domain.data or (),
        schools=ask.school.data or (),
    )
    money = ask.money.data if ask.money.data is not None else funds.left(ask.source.data)
    return Asked(place, year, names, funds, ask, needs, money)


def _ask(place: str, funds: Funds, names: Names) -> AskForm:
    """The form of the question, with its lists to choose from."""
    sources = [source.code for source in profile.load().sources if source.is_money]
    richest = max(sources, key=lambda code: (funds.left(code), -sources.index(code)))
    ask = AskForm(request.args or None, data={"source": richest})
    ask.priority.data = ask.priority.data or list(planning.WEIGHTS)
    ask.source.choices = [(code, _free(code, funds, names)) for code in sources]
    lists = standard.lists(db.session())
    ask.domain.choices = [
        (code, names.told(words, code)) for code, words in (lists.domains if lists else {}).items()
    ]
    ask.school.choices = {
        group: schools
        for group, choices in names.spots(place).items()
        if (schools := [choice for choice in choices if choice[0] != place])
    }
    return ask


def _free(source: str, funds: Funds, names: Names) -> str:
    left = formats.som(funds.left(source), names.lang)
    return _("%(source)s · free: %(left)s", source=names.source(source), left=left)


def _changed(asked: Asked, form: PiecesForm) -> Any:
    """A changed plan: checked to the tyiyn; put into the draft where that was asked for."""
    form.validate()
    form.read(asked.needs.needs)
    steps = planning.arranged(asked.needs.needs, form.pieces)
    try:
        planning.within(steps, asked.money)
        if not steps and not form.is_refused:
            raise Refusal("plan.nothing_chosen")
    except Refusal as refusal:
        refuse(form, refusal)
    if request.form.get("do") == "draft" and not form.is_refused:
        rows, seen = _rows(steps, asked), form.seen_version()
        act = budgets.allocate_many
        if perform(form, act, asked.place, asked.year, rows, seen=seen):
            flash(_put(steps, asked.names.lang))
            return redirect(url_for(".budgets_show", place=asked.place, year=asked.year), 303)
    return _page(asked, form, steps, None)


def _put(steps: tuple[Step, ...], lang: str) -> str:
    return _(
        "The plan is in the draft budget. Sums entered: %(count)s. In all: %(sum)s.",
        count=formats.number(sum(len(step.parts) for step in steps), lang),
        sum=formats.som(planning.spent(steps), lang),
    )


def _rows(steps: tuple[Step, ...], asked: Asked) -> list[budgets.LineValues]:
    """A line of the draft for each school and requirement; a new line says what it buys."""
    categories = standard.category_of_requirements(db.session())
    lang = asked.names.lang
    return [
        budgets.LineValues(
            beneficiary=part.need.school,
            category=categories[step.requirement],
            requirement=step.requirement,
            source=asked.source,
            carried=False,
            code=None,
            amount=part.cost,
            note=_(
                "By the safety plan. Pieces: %(pieces)s. Price: %(price)s (%(kind)s).",
                pieces=formats.number(part.pieces, lang),
                price=formats.som(part.need.price, lang),
                kind=price_words(asked.needs.cards[part.need.pair], lang),
            ),
        )
        for step in steps
        for part in step.parts
    ]


def _page(
    asked: Asked, form: PiecesForm, steps: tuple[Step, ...], plan: Plan | None
) -> tuple[str, int]:
    """The page; 422 where something in either form is refused."""
    asked.names.know([asked.place])
    page = render_template(
        "office/plans/show.html",
        asked=asked,
        ask=asked.ask,
        form=form,
        called=asked.names,
        place=asked.place,
        year=asked.year,
        weights=planning.WEIGHTS,
        field_name=field_name,
        **({} if asked.ask.errors else _told(asked, form, steps, plan)),
    )
    return page, 422 if asked.ask.errors or form.is_refused else 200


def _told(
    asked: Asked, form: PiecesForm, steps: tuple[Step, ...], plan: Plan | None
) -> dict[str, Any]:
    """What the page tells of a plan. Rows emptied by the officer stay, to be filled again."""
    needs, names = asked.needs, asked.names
    names.know({*needs.no_pupils, *(need.school for need in needs.needs)})
    rows: dict[str, list[planning.Need]] = {}
    for need in needs.needs:
        if need.pair in form.typed:
            rows.setdefault(need.requirement, []).append(need)
    told = plan_words.steps(steps, needs.cards)
    return {
        "steps": told,
        "rows": rows,
        "left_out": sorted(rows.keys() - {one.step.requirement for one in told}),
        "default_value": names.told(profile.load().notices["default_value"]),
        "headline": plan_words.headline(steps, asked.money, names.lang),
        "merits": plan_words.merits(plan, names.lang) if plan else [],
        "apart": plan_words.apart(
            needs, plan, {code: names.place(code) for code in needs.no_pupils}
        ),
        "spent": planning.spent(steps),
        "editable": len(form.typed) <= MOST_ROWS,
    }
