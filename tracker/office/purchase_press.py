"""What the buttons of the purchase form do before anything is saved; the page comes back filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from core import clock
from core.columns import FINEST
from procurement import rules
from procurement.reports import checks
from procurement.reports.checks import Need
from register import item_search
from register.item_search import FoundItem
from tracker.extensions import db
from tracker.forms.purchase_lines import PurchaseLineForm, ShareForm
from tracker.forms.purchases import PurchaseForm
from tracker.office.purchase_form import MOST_SHOWN, Setting


@dataclass(slots=True)
class Pressed:
    """What a button did: the sentence for the reader, and the item codes found for a line."""

    told: str = ""
    items: dict[str, list[FoundItem]] = field(default_factory=dict)  # by the name of the line


def press(form: PurchaseForm, button: str, here: Setting) -> Pressed:
    """Do what a button of the form asks for. Of one that is not known nothing comes."""
    name, _colon, rest = button.partition(":")
    place, _colon, chosen = rest.partition(":")
    line = next((entry for entry in form.lines if entry.name == f"lines-{place}"), None)
    if name == "items" and line is not None:
        return _find_items(line.name, line.form)
    if name == "item" and line is not None:
        _put(line.form.item_code, chosen[:12])
        return Pressed(_("The item code is put in."))
    if name in SPLITS and line is not None:
        return Pressed(SPLITS[name](line.form, here))
    if name == "drop" and line is not None and len(form.lines.entries) > 1:
        form.lines.entries.remove(line)
        return Pressed(_("The line is taken out."))
    if name == "line":
        return Pressed(_("A line is added at the end.") if _add_line(form, here) else "")
    if name == "pick":
        return Pressed(_pick(form, rest[:20], here))
    if name == "schools":
        return Pressed(_add_schools(form, here))
    if name == "by_school":
        form.by_school.data = "" if form.by_school.data else "1"
    return Pressed()


def _put(control: object, value: object) -> None:
    """Put a value into a control as if it had been typed well."""
    control.data, control.raw_text, control.errors = value, None, []  # type: ignore[attr-defined]


def _add_line(form: PurchaseForm, here: Setting) -> bool:
    if len(form.lines.entries) >= (form.lines.max_entries or 0):
        return False
    form.lines.append_entry({"shares": _schools_shown(form) or here.begun_with()})
    return True


def _schools_shown(form: PurchaseForm) -> list[dict[str, str]]:
    first = form.lines.entries[0].form if form.lines.entries else None
    return [{"school": row.form.school.data} for row in first.shares] if first else []


def _pick(form: PurchaseForm, code: str, here: Setting) -> str:
    """A requirement that was found goes to the first line without one, else to a new line."""
    if code not in here.categories:
        return ""
    free = [entry for entry in form.lines if not entry.form.requirement.data]
    if not free and not _add_line(form, here):
        return ""
    entry = free[0] if free else form.lines.entries[-1]
    _put(entry.form.requirement, code)
    form.find.data = ""
    number = form.lines.entries.index(entry) + 1
    return _("The requirement is chosen. Line: %(number)s.", number=number)


def _find_items(name: str, line: PurchaseLineForm) -> Pressed:
    """Item codes by what stands in the field of the code, or else by what is bought."""
    asked = (line.item_code.data or "").strip() or (line.title.data or "").strip()
    found = item_search.find(db.session, asked)
    if found:
        return Pressed(_("Choose a code in the list below the field."), {name: found})
    return Pressed(_("No item code was found. Write another word, such as what the thing is."))


def by_pupils(line: PurchaseLineForm, here: Setting) -> str:
    """Spread a line's quantity over the schools shown, by their pupils of the year; where no
    school's pupils are known the parts are equal."""
    rows = _rows(line)
    weights = [Decimal(here.pupils(row.school.data or "") or 0) for row in rows]
    if not _spread(line, rows, weights):
        return ""
    return ngettext(
        "Split by pupils over %(num)s school. Check the quantities.",
        "Split by pupils over %(num)s schools. Check the quantities.",
        len(rows),
    )


def equally(line: PurchaseLineForm, here: Setting) -> str:
    """Spread it in equal parts, as far as whole pieces go."""
    rows = _rows(line)
    if not _spread(line, rows, [Decimal(1)] * len(rows)):
        return ""
    return ngettext(
        "Split equally over %(num)s school. Check the quantities.",
        "Split equally over %(num)s schools. Check the quantities.",
        len(rows),
    )


def by_gap(line: PurchaseLineForm, here: Setting) -> str:
    """Spread it by what each school still lacks of the requirement and is under no contract.

    Where no quantity is given yet, each school gets all that it lacks.
    """
    rows = _rows(line)
    lacking = {need.school: need.lacking for need in _needs(line, rows, here)}
    weights = [lacking.get(row.school.data or "", Decimal(0)) for row in rows]
    if not any(weights):
        return _("Nothing to split by: no school here is known to lack this. Split it otherwise.")
    if line.quantity.data is None and not line.covers.data:
        _put(line.quantity, sum(weights, Decimal(0)))
    if not _spread(line, rows, weights):
        return ""
    return ngettext(
        "Split by what is missing over %(num)s school. Check the quantities.",
        "Split by what is missing over %(num)s schools. Check the quantities.",
        sum(1 for weight in weights if weight),
    )


Split = Callable[[PurchaseLineForm, Setting], str]
SPLITS: dict[str, Split] = {"split": by_pupils, "split_gap": by_gap, "split_equal": equally}


def _needs(line: PurchaseLineForm, rows: Sequence[ShareForm], here: Setting) -> Sequence[Need]:
    schools = [row.school.data or "" for row in rows]
    entered = line.entered(set(schools), by_school=False)
    found = checks.of(
        db.session, here.place, [entered], funds=(), schools=schools, today=clock.today()
    )
    return found.lines[0].needs if found.lines[0].counted else ()


def _rows(line: PurchaseLineForm) -> list[ShareForm]:
    return sorted((row.form for row in line.shares), key=lambda row: row.school.data or "")


def _spread(line: PurchaseLineForm, rows: Sequence[ShareForm], weights: Sequence[Decimal]) -> bool:
    """Split the quantity by weights, exactly, by largest remainder; whole numbers stay whole."""
    whole = line.quantity.data
    if whole is None or whole <= 0 or not rows:
        line.quantity.errors = [
            *line.quantity.errors,
            _("Give the quantity first, and the schools; then it can be split."),
        ]
        return False
    step = Decimal(1) if whole == whole.to_integral_value() else FINEST
    for row, part in zip(rows, rules.split_quantity(whole, weights, step), strict=True):
        _put(row.quantity, part or None)
    return True


def _add_schools(form: PurchaseForm, here: Setting) -> str:
    known = {school.code for school in here.schools}
    chosen = [code for code in form.more_schools.data or [] if code in known]
    for entry in form.lines:
        shown = {row.form.school.data for row in entry.form.shares}
        for code in chosen:
            if code not in shown and len(entry.form.shares.entries) < MOST_SHOWN * 10:
                entry.form.shares.append_entry({"school": code})
    form.more_schools.data = []
    return _("The schools are added to the table.") if chosen else ""
