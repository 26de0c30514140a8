"""The lines of a draft budget: entered, changed, taken out."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from budgets import acts
from budgets.models import QUARTERS
from budgets.reports import draft_lines, drafts
from core.access import Act
from core.money import som
from standard import reports as standard
from tracker import formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.budgets import WHOLE, AmountForm, LineForm, RemoveLineForm, line_form
from tracker.office import office
from tracker.office.budgets import found_version
from tracker.office.doorstep import answer, doer, nothing_here, unless_done
from tracker.office.names import Names

SAMPLE = som("1234567.89")
"""By which the page's script sees how sums are written in the language of the page."""
LINES = "/budgets/<place>/<int(max=2147483647):year>/lines"


@office.route(f"{LINES}/new", methods=["GET", "POST"])
def budgets_line_new(place: str, year: int) -> Any:
    """Enter a line; what the last one was for is offered again."""
    card = found_version(place, year, "draft")
    doer(Act.ALLOCATE, place)
    names = Names()
    last = draft_lines.last_line(db.session, card)
    after = request.args.get("after", "som")  # a line was just saved, its sum in this unit
    known = _as_before(last) if last else {}
    form = _line_form(names, place, year, seen=card.seen, unit=after, **known)
    if form.validate_on_submit() and perform(
        form, acts.allocate, card.id, _values(form), seen=form.seen_version()
    ):
        _say_saved(card, form.source.data, names)
        if request.form.get("do") == "another":
            further = url_for(".budgets_line_new", place=place, year=year, after=form.unit.data)
            return redirect(further, 303)
        return redirect(url_for(".budgets_show", place=place, year=year), 303)
    return _page("office/budgets/line_new.html", form, names, card)


def _say_saved(card: drafts.VersionCard, source: str, names: Names) -> None:
    """That a line is saved, and what is left now of the source it draws on."""
    rooms = {room.source: room.left for room in drafts.rooms(db.session, card)}
    if source not in rooms:  # somebody else was quick to take the line out again
        flash(_("The line is saved."))
        return
    told = {"source": names.source(source), "sum": formats.som(rooms[source], names.lang)}
    flash(_("The line is saved. Source of funds: %(source)s. Left: %(sum)s", **told))


def _as_before(line: draft_lines.LineRow) -> dict[str, object]:
    """What a next line often has in common with this one."""
    return {
        "beneficiary": line.beneficiary,
        "requirement": line.requirement or WHOLE + line.category,
        "source": line.source,
        "carried": line.carried,
        "code": line.code,
        "function": line.function,
    }


def _line_form(names: Names, place: str, year: int, **known: object) -> LineForm:
    """The form of a line, with the lists to choose from."""
    made = line_form(names.codes("economic", year), names.codes("functional", year))
    form = made(data=known)
    nothing = [("", _("Choose"))]
    form.beneficiary.choices = {None: nothing, **names.spots(place)}
    form.requirement.choices = {None: nothing, **names.purposes()}
    form.source.choices = [*nothing, *names.sources()]
    return form


def _values(form: LineForm) -> acts.LineValues:
    category, requirement = form.purpose(standard.category_of_requirements(db.session))
    return acts.LineValues(
        beneficiary=form.beneficiary.data,
        category=category,
        requirement=requirement,
        source=form.source.data,
        carried=bool(form.carried.data),
        code=(form.code.data or "").strip() or None,
        amount=form.amount.data,
        note=(form.note.data or "").strip() or None,
        function=(form.function.data or "").strip() or None,
        quarters=form.quarters(),
    )


def _page(
    template: str,
    form: LineForm | AmountForm | RemoveLineForm,
    names: Names,
    card: drafts.VersionCard,
    line: draft_lines.LineRow | None = None,
) -> tuple[str, int]:
    rooms = drafts.rooms(db.session, card)
    names.know([card.place, *([line.beneficiary] if line else [])])
    return answer(
        template,
        form,
        called=names,
        place=card.place,
        year=card.year,
        rooms=rooms,
        line=line,
        sample=SAMPLE,
    )


def _found(place: str, year: int, key: int) -> tuple[drafts.VersionCard, draft_lines.LineRow]:
    card = found_version(place, year, "draft")
    doer(Act.ALLOCATE, place)
    line = draft_lines.draft_line(db.session, card, key)
    if line is None:
        unless_done(url_for(".budgets_show", place=place, year=year))
        nothing_here()
    return card, line


@office.route(f"{LINES}/<int(max=2147483647):key>", methods=["GET", "POST"])
def budgets_line_change(place: str, year: int, key: int) -> Any:
    """Change a line; one that amends an approved line keeps what it is for."""
    card, line = _found(place, year, key)
    names = Names()
    known = {"seen": card.seen, "amount": line.new, "note": line.note}
    known |= dict(zip(QUARTERS, line.quarters or (), strict=False))
    form: LineForm | AmountForm
    if line.line_id is None:
        form = _line_form(names, place, year, **known, **_as_before(line))
    else:
        form = AmountForm(data=known)
    if form.validate_on_submit():
        values = _values(form) if isinstance(form, LineForm) else _amended(line, form)
        if perform(form, acts.change_line, line.id, values, seen=form.seen_version()):
            _say_saved(card, values.source, names)
            return redirect(url_for(".budgets_show", place=place, year=year), 303)
    return _page("office/budgets/line_change.html", form, names, card, line)


def _amended(line: draft_lines.LineRow, form: AmountForm) -> acts.LineValues:
    return acts.LineValues(
        beneficiary=line.beneficiary,
        category=line.category,
        requirement=line.requirement,
        source=line.source,
        carried=line.carried,
        code=line.code,
        amount=form.amount.data,
        note=(form.note.data or "").strip() or None,
        line_id=line.line_id,
        function=line.function,
        quarters=form.quarters(),
    )


@office.route(f"{LINES}/<int(max=2147483647):key>/remove", methods=["GET", "POST"])
def budgets_line_remove(place: str, year: int, key: int) -> Any:
    """Take a line out of the draft."""
    card, line = _found(place, year, key)
    form = RemoveLineForm(data={"seen": card.seen})
    if form.validate_on_submit() and perform(
        form, acts.remove_line, line.id, seen=form.seen_version()
    ):
        flash(_("The line is taken out."))
        return redirect(url_for(".budgets_show", place=place, year=year), 303)
    return _page("office/budgets/line_remove.html", form, Names(), card, line)
