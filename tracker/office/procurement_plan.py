"""The annual procurement plan in the office: proposed, entered, published, changed."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from budgets.reports.draft_lines import fundable
from budgets.rules import RESERVE
from core import clock
from core.access import Act, may
from core.fiscal import is_year, year_end
from procurement import acts, plan_rules
from procurement.reports import plan as reports
from procurement.reports.plan import PlanCard
from procurement.reports.plan_money import planned_by_line, purses
from register import profile
from standard import reports as standard
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.act import SeenForm
from tracker.forms.budgets import WHOLE
from tracker.forms.plan_lines import (
    DropDraftForm,
    DropLineForm,
    PlanLineForm,
    ProposeForm,
    PublishedLineForm,
    PublishForm,
)
from tracker.office import office
from tracker.office.doorstep import answer, doer, holder, nothing_here, unless_done
from tracker.office.names import Names
from tracker.office.purchase_form import told_fund
from tracker.plan_line_words import (
    STANDING_KINDS,
    left_words,
    month_words,
    standing_words,
    when_words,
)

PLAN = "/places/<place>/<int(max=2147483647):year>/plan"
LINE = "/plan-lines/<int(max=2147483647):number>"


def keeper(place: str, year: int) -> None:
    """Only for whoever may keep this plan."""
    holder(place)
    doer(Act.KEEP_PLAN, place)
    if not is_year(year):
        nothing_here()


@office.get(PLAN)
def procurement_plan_show(place: str, year: int) -> str:
    """The plan with its drafts, what was bought under each line, and where it passes the money."""
    holder(place)
    if not is_year(year):
        nothing_here()
    return _shown(place, year, ProposeForm(), PublishForm())


def _shown(place: str, year: int, propose: ProposeForm, publish: PublishForm) -> str:
    names, session = Names(), db.session()
    told = reports.plan(session, place, year, drafts=True)
    money, planned = purses(session, place, year), planned_by_line(session, place, year)
    funds = {fund.id: fund for fund in fundable(session, place, year)}
    names.know({place, *(fund.beneficiary for fund in funds.values())})
    return render_template(
        "office/procurement_plan/show.html",
        place=place,
        year=year,
        plan=told,
        drafts=[line for line in told.lines if line.standing == "draft"],
        unplanned=sum(one.amount for one in plan_rules.proposed(money, planned)),
        over_lines=[
            (told_fund(funds[int(one.key)], names), one)
            for one in plan_rules.over_lines(money, planned)
        ],
        over_sources=[
            (names.source(*_source(str(one.key))), one)
            for one in plan_rules.over_sources(money, planned)
        ],
        versions=reports.versions(session, told.lines),
        propose=propose,
        publish=publish,
        called=names,
        may_keep=may(actor(), Act.KEEP_PLAN, place),
        kinds=STANDING_KINDS,
        standing_words=standing_words,
        when_words=when_words,
        left_words=left_words,
    )


def _source(purse: str) -> tuple[str, bool]:
    source, _colon, carried = purse.partition(":")
    return source, bool(carried)


def _to_plan(place: str, year: int) -> ResponseReturnValue:
    return redirect(url_for(".procurement_plan_show", place=place, year=year), 303)


@office.post(f"{PLAN}/propose")
def procurement_plan_propose(place: str, year: int) -> ResponseReturnValue:
    """Draft a line for all that the budget gives and the plan does not have yet."""
    keeper(place, year)
    form = ProposeForm()
    if form.validate_on_submit():
        made = perform(form, acts.propose_plan, place, year, language=Names().lang)
        if made:
            flash(
                ngettext(
                    "%(num)s line is proposed. Look it through, then publish.",
                    "%(num)s lines are proposed. Look them through, then publish.",
                    made,
                )
            )
            return _to_plan(place, year)
    return _shown(place, year, form, PublishForm()), 422


@office.post(f"{PLAN}/publish")
def procurement_plan_publish(place: str, year: int) -> ResponseReturnValue:
    """Publish every draft of the plan."""
    keeper(place, year)
    form = PublishForm()
    if form.validate_on_submit():
        count = perform(form, acts.publish_plan, place, year, on=clock.today())
        if count:
            flash(_("The plan is published. Everybody sees it now."))
            return _to_plan(place, year)
    return _shown(place, year, ProposeForm(), form), 422


@office.route(f"{PLAN}/new", methods=["GET", "POST"])
def procurement_plan_new(place: str, year: int) -> ResponseReturnValue:
    """Enter one line by hand."""
    keeper(place, year)
    names = Names()
    form = PlanLineForm(data={"language": names.lang, "seen": 0})
    fill(form, place, year, names)
    if form.validate_on_submit():
        values = form.values(standard.category_of_requirements(db.session()))
        if perform(form, acts.add_plan_line, place, year, values):
            flash(_("The line is a draft. Nobody sees it before you publish."))
            return _to_plan(place, year)
    return answer(
        "office/procurement_plan/line.html", form, place=place, year=year, card=None, called=names
    )


def fill(form: PlanLineForm, place: str, year: int, names: Names) -> None:
    """Give the form its lists to choose from."""
    purposes = {group: list(choices) for group, choices in names.purposes().items()}
    for choices in purposes.values():
        choices[:] = [one for one in choices if one[0] != WHOLE + RESERVE]
    form.purpose.choices = {None: [("", _("Choose"))], **{g: c for g, c in purposes.items() if c}}
    form.when.choices = {
        None: [("", _("not said yet"))],
        _("By quarter"): [(f"q{number}", when_words(number, None)) for number in range(1, 5)],
        _("By month"): [(f"m{number}", month_words(number)) for number in range(1, 13)],
    }
    form.method.choices = [("", _("not said yet")), *methods(year, names)]
    funds = fundable(db.session(), place, year)
    names.know({place, *(fund.beneficiary for fund in funds)})
    known = {one.line for one in purses(db.session(), place, year)}
    form.budget_lines.choices = [
        (str(fund.id), told_fund(fund, names)) for fund in funds if fund.id in known
    ]


def methods(year: int, names: Names) -> list[tuple[str, str]]:
    """The methods of the laws in force on the year's first or last day."""
    found = {
        method.code: f"{names.told(method.names)} ({names.told(method.law.names)})"
        for day in (date(year, 1, 1), year_end(year))
        for method in profile.load().methods_on(day)
    }
    return list(found.items())


def _line(number: int) -> tuple[str, int, PlanCard]:
    """A line of one's own plan; 404 for what is somebody else's."""
    found = reports.line(db.session(), number)
    if found is None:
        unless_done(url_for(".desk_show"))
        nothing_here()
    keeper(found[0], found[1])
    return found


@office.route(LINE, methods=["GET", "POST"])
def procurement_plan_change(number: int) -> ResponseReturnValue:
    """Change a line; of a published one, with a reason everybody can read."""
    place, year, card = _line(number)
    names = Names()
    if card.standing == "withdrawn":
        nothing_here()
    kind = PlanLineForm if card.standing == "draft" else PublishedLineForm
    form = kind(data={**_as_it_is(card), "seen": card.seen})
    fill(form, place, year, names)
    if form.validate_on_submit():
        values = form.values(standard.category_of_requirements(db.session()))
        how = {"seen": form.seen_version(), "reason": reason_of(form)}
        if perform(form, acts.change_plan_line, number, values, **how):
            flash(_("The line is saved."))
            return _to_plan(place, year)
    return answer(
        "office/procurement_plan/line.html", form, place=place, year=year, card=card, called=names
    )


def reason_of(form: SeenForm) -> str | None:
    """Why a published line changes; a draft needs no reason."""
    return form.reason.data if "reason" in form else None


def _as_it_is(card: PlanCard) -> dict[str, object]:
    when = f"m{card.month}" if card.month else f"q{card.quarter}" if card.quarter else ""
    return {
        "title": card.title,
        "language": card.language or "ru",
        "purpose": card.requirement or (WHOLE + card.category if card.category else ""),
        "amount": card.amount,
        "when": when,
        "method": card.method or "",
        "item_code": card.item_code,
        "budget_lines": [str(line) for line, _sum in card.fundings],
    }


@office.route(f"{LINE}/drop", methods=["GET", "POST"])
def procurement_plan_drop(number: int) -> ResponseReturnValue:
    """Throw a draft away; withdraw a published line, with a reason."""
    place, year, card = _line(number)
    kind = DropDraftForm if card.standing == "draft" else DropLineForm
    form = kind(data={"seen": card.seen})
    if form.validate_on_submit():
        how = {"seen": form.seen_version(), "reason": reason_of(form)}
        if perform(form, acts.drop_plan_line, number, **how) is not False:
            flash(_("The line is taken out."))
            return _to_plan(place, year)
    return answer(
        "office/procurement_plan/drop.html",
        form,
        place=place,
        year=year,
        card=card,
        called=Names(),
    )
