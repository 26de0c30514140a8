"""The panel beside a purchase that is being entered: what is left, missing, usual."""

from flask import abort, render_template, request
from flask_babel import gettext as _

from core import clock
from core.access import Role
from core.fiscal import is_year
from core.words import Words
from procurement.reports import checks
from procurement.reports.checks import Balance, Checks, LineCheck, Need
from procurement.reports.prices import ENOUGH
from standard import reports as standard
from standard.sentences import criterion_sentence
from tracker import answers, formats
from tracker.edge import actor
from tracker.extensions import db
from tracker.forms.purchases import PurchaseForm
from tracker.office import office, purchase_form
from tracker.office.doorstep import nothing_here
from tracker.office.names import Names
from tracker.office.purchase_form import Setting


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


@office.get("/purchases/checks")
def purchases_beside() -> str:
    """The panel alone, for what was typed so far: the address holds the fields of the form."""
    here = purchase_form.setting(*place_and_year())
    form = PurchaseForm(request.args)
    return render_template("office/purchases/checks_alone.html", panel=Panel(form, here))


class Panel:
    """The panel as its template shows it: the checks, and the words for them."""

    def __init__(self, form: PurchaseForm, here: Setting) -> None:
        self.called: Names = here.names
        known = {school.code for school in here.schools}
        self.here = here
        self.form = form
        self.checks: Checks = checks.of(
            db.session,
            here.place,
            [
                entry.form.entered(known, by_school=bool(form.by_school.data))
                for entry in form.lines
            ],
            funds=here.funds,
            schools=[row["school"] for row in here.begun_with()],
            today=clock.today(),
        )
        self.enough = ENOUGH
        self.lists = standard.lists(db.session) if self.checks.said else None

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

    def price_from(self, line: LineCheck) -> str:
        """Whose prices were compared."""
        kind = line.price.card.kind if line.price and line.price.card else ""
        return {"region": _("of the region"), "country": _("of the country")}.get(kind, "")

    def times(self, line: LineCheck) -> str:
        """The price as a multiple of the median."""
        found = line.price.times if line.price else None
        return "" if found is None else formats.quantity(found, self.called.lang)
