"""The panel beside a purchase that is being entered: what blocks, what asks, what is fine.

It reads and commits nothing. What flags will say once the purchase is public they say here, of
what is typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import abort, render_template, request
from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import InputRequired

from core import clock
from core.access import Role
from core.fiscal import is_year
from core.words import Words
from oversight.flags import price_outlier
from oversight.flags.result import Result
from oversight.matter import Line
from oversight.reports import typed
from oversight.reports.flags import FlagCard
from oversight.reports.typed import Told, Typed
from procurement import ground_rules
from procurement.reports import checks
from procurement.reports.checks import Balance, Checks, LineCheck, Need
from procurement.reports.compass import Placed
from procurement.reports.prices import ENOUGH
from register import profile, units
from standard import reports as standard
from standard.sentences import criterion_sentence
from tracker import answers, flags, formats
from tracker.edge import actor
from tracker.extensions import db
from tracker.flags import ShownFlag
from tracker.forms.purchases import PurchaseForm
from tracker.office import office, purchase_form
from tracker.office.doorstep import nothing_here
from tracker.office.names import Names
from tracker.office.purchase_form import Setting
from tracker.office.usual import usual


def place_and_year() -> tuple[str, int]:
    """The place and year a new purchase is for, by the address; 404 where they are not one's own.

    403 for those who are no officer anywhere.
    """
    officer_at = actor().holds(Role.OFFICER)
    if not officer_at:
        abort(403)
    place = request.args.get("place") or officer_at[0]
    year = request.args.get("year", default=clock.today().year, type=int)
    if place not in officer_at or not is_year(year):
        nothing_here()
    return place, year


@office.route("/purchases/checks", methods=["GET", "POST"])
def purchases_beside() -> str:
    """The panel alone, for what was typed so far: the form's fields, in the address or sent."""
    here = purchase_form.setting(*place_and_year())
    form = PurchaseForm(request.form if request.method == "POST" else request.args)
    draft = request.args.get("draft", default=0, type=int)
    return render_template("office/purchases/checks_alone.html", panel=Panel(form, here, draft))


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that has to be filled in before the purchase can be kept: where, and its name."""

    target: str
    name: str


class Panel:
    """The panel as its template shows it: the checks, and the words for them."""

    def __init__(self, form: PurchaseForm, here: Setting, draft: int = 0) -> None:
        self.called: Names = here.names
        self.here = here
        self.form = form
        known = {school.code for school in here.schools}
        lines = tuple(
            entry.form.entered(known, by_school=bool(form.by_school.data)) for entry in form.lines
        )
        self.checks: Checks = checks.of(
            db.session,
            here.place,
            lines,
            funds=here.funds,
            schools=[row["school"] for row in here.begun_with()],
            today=clock.today(),
        )
        self.enough = ENOUGH
        self.lists = standard.lists(db.session) if self.checks.said else None
        self.looked: tuple[Result, ...] = ()
        self.lines: tuple[Line, ...] = ()
        if self.checks.said:
            money = self._by_money()
            about = Typed(draft, here.place, self._method(), lines, money, self._told())
            matter, self.looked = typed.look(db.session(), about, clock.today())
            self.lines = matter.lines

    def _method(self) -> str:
        """The method chosen; what is no method is none."""
        known = {method.code for method in profile.load().methods}
        return self.form.method.data if self.form.method.data in known else ""

    def _told(self) -> Told:
        """What is typed of the ground and the plan; what cannot be one is nothing."""
        form = self.form
        grounds = {ground.code for ground in profile.load().grounds} | {ground_rules.OTHER}
        line = form.plan_line.data or ""
        return Told(
            year=self.here.year,
            ground=form.method_ground.data if form.method_ground.data in grounds else None,
            method_reason=(form.method_reason.data or "").strip() or None,
            plan_line=int(line) if line.isascii() and line.isdigit() and len(line) < 10 else None,
            outside_plan=form.outside_plan.data,
            due_on=form.due_on.data,
        )

    def _by_money(self) -> bool:
        """Is any of it paid by money? As long as no line is chosen, it is taken to be."""
        kinds = {source.code: source.is_money for source in profile.load().sources}
        chosen = [kinds.get(one.line.source, True) for one in self.checks.balances]
        return any(chosen) or not chosen

    @property
    def flags(self) -> tuple[ShownFlag, ...]:
        """What every flag says, as it will be shown once the purchase is public."""
        return flags.shown(FlagCard(result) for result in self.looked if result.public)

    @cached_property
    def usual(self) -> dict[str, str]:
        """How usual each raised flag is, in words."""
        return usual(self.here.place, self.here.year, self.flags, self.called)

    def answered(self, flag: ShownFlag) -> bool:
        """Is the sentence this flag asks for written already?"""
        if flag.code == price_outlier.CODE:
            return not any(self.unlike(number) for number in range(len(self.lines)))
        return bool((self.form.answers[flag.code].data or "").strip())

    def placed(self, number: int) -> Placed | None:
        """The price of a line (from 0) beside others; None: it is not compared."""
        measured = self.lines[number].measured if number < len(self.lines) else None
        return measured.placed if measured else None

    def unlike(self, number: int, *, answered: bool = False) -> bool:
        """Does the price of a line (from 0) want a reason that is (not) written yet?"""
        measured = self.lines[number].measured if number < len(self.lines) else None
        return bool(measured and measured.placed.outside and bool(measured.reason) == answered)

    def reason_at(self, number: int) -> str:
        """The control of the reason for a line's price."""
        return str(self.form.lines.entries[number].form.price_reason.id)

    def unit(self, code: str) -> str:
        """What a unit of measure is called."""
        return units.told(code, self.called.lang)

    def vague(self, number: int) -> bool:
        """Does the unit of a line (from 0) measure nothing?"""
        return number < len(self.lines) and self.lines[number].vague

    def known_unit(self, text: str) -> bool:
        """Is a unit as typed one of the list?"""
        return units.read(text) is not None

    @property
    def asks(self) -> str:
        """For the script: the controls of the sentences that are asked for, by their ids."""
        prices = [self.reason_at(n) for n in range(len(self.lines)) if self._outside(n)]
        rest = [f"answers-{flag.code}" for flag in self.flags if flag.asks]
        return " ".join([*prices, *(one for one in rest if one != f"answers-{price_outlier.CODE}")])

    def _outside(self, number: int) -> bool:
        return self.unlike(number) or self.unlike(number, answered=True)

    def lacks(self) -> list[Lack]:
        """What must be filled in still, in the order of the form."""
        return list(_lacks(self.form)) if self.checks.said else []

    def typed_at(self, balance: Balance) -> str:
        """The control where the sum that a budget line cannot bear is typed."""
        asking = (
            entry.form.quantity.id
            for entry, line in zip(self.form.lines, self.checks.lines, strict=True)
            if balance.line.id in line.line.asked()
        )
        return next(asking, "purchase")

    def told(self, words: Words) -> str:
        """A text in the language of the page."""
        return self.called.told(words)

    def criterion(self, line: LineCheck) -> str:
        """When the requirement of a line is met, in a sentence."""
        if line.requirement is None or self.lists is None:
            return ""
        return criterion_sentence(line.requirement.criterion, self.lists, self.called.lang)

    def standing(self, line: LineCheck) -> str:
        """Whether the number is law or a default of ours, in words."""
        status = line.requirement.criterion.value_status if line.requirement else None
        return self.told(self.lists.value_statuses[status]) if self.lists and status else ""

    def why(self, need: Need) -> str:
        """The state of a school where it cannot be said in numbers, and why."""
        if need.gap is None:
            return str(answers.word("unknown"))
        because = answers.why(need.gap.why, self.lists, self.called.lang)
        return f"{answers.word(need.gap.state)}. {because}".strip()

    def price_from(self, scope: str) -> str:
        """Whose prices were compared."""
        return {"region": _("of the region"), "country": _("of the country")}.get(scope, "")

    def times(self, line: LineCheck) -> str:
        """The price as a multiple of the median."""
        found = line.price.times if line.price else None
        return "" if found is None else formats.quantity(found, self.called.lang)


def _lacks(form: PurchaseForm) -> Iterator[Lack]:
    for control in (form.title, form.method):
        if not control.data:
            yield Lack(control.id, control.label.text)
    for number, entry in enumerate(form.lines, start=1):
        for control in entry.form:
            if _needed(control) and not control.data:
                yield Lack(control.id, f"{number}. {control.label.text}")
        if not entry.form.wanted():
            yield Lack(entry.form.shares.id, f"{number}. {_('For which schools')}")


def _needed(control: Field) -> bool:
    return any(isinstance(rule, InputRequired) for rule in control.validators)
