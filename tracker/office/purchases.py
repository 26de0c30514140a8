"""A purchase of the office: drafted, shown with all its steps, put into the plan."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from core import clock
from core.access import Act, Role, may
from oversight.reports import flags as looked
from procurement import acts, moves, rules
from procurement.models import Purchase
from procurement.reports import amendments, desk_file, frameworks, meal_lines, meals, trail
from procurement.reports.desk_file import PurchaseFile
from register import profile, units
from register import reports as register
from tracker import bid_words, paper_words, principles
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.procurement import DiscardForm
from tracker.forms.purchases import PurchaseForm
from tracker.office import office, purchase_form, requirement_search
from tracker.office.doorstep import HOLDERS, answer, doer, nothing_here, unless_done
from tracker.office.names import Names
from tracker.office.purchase_checks import Panel, place_and_year
from tracker.office.purchase_press import Pressed, press
from tracker.public import purchase_plan
from tracker.public.amendments import table
from tracker.tables import Table


@dataclass(frozen=True, slots=True)
class Seen:
    """A purchase and how much of it is this person's business.

    `schools` are those of a person of a school; None for the officers and approvers of the holder.
    """

    purchase: PurchaseFile
    schools: frozenset[str] | None

    def mine(self, schools: Collection[str]) -> bool:
        """Does this concern the person: everything, or their own school?"""
        return self.schools is None or not self.schools.isdisjoint(schools)


def seen(purchase_id: int | None) -> Seen:
    """A purchase as this person may see it; 404 where it is not theirs to work on.

    Officers and approvers see those of their own places, drafts too; a school sees what is under
    contract for it.
    """
    purchase = desk_file.purchase(db.session, purchase_id) if purchase_id else None
    if purchase is None:
        unless_done(url_for(".purchases_list"))
        nothing_here()
    who = actor()
    if purchase.place in who.holds(*HOLDERS):
        return Seen(purchase, None)
    own = frozenset(who.holds(Role.SCHOOL)) & purchase.schools
    if not own or purchase.status not in rules.UNDER_CONTRACT:
        nothing_here()
    return Seen(purchase, own)


def names_for(purchase: PurchaseFile) -> Names:
    """Names, with those of the purchase's schools already known."""
    names = Names()
    names.know({purchase.place, *purchase.schools})
    return names


def to_purchase(purchase_id: int) -> Response:
    """Back to the purchase's page."""
    return redirect(url_for(".purchases_show", purchase_id=purchase_id), 303)


def worked_on(purchase_id: int, act: Act) -> PurchaseFile:
    """The purchase, for somebody who may do that act with it."""
    purchase = seen(purchase_id).purchase
    doer(act, purchase.place)
    return purchase


def about(purchase: PurchaseFile) -> dict[str, Any]:
    """What every page of a step shows of its purchase."""
    return {"purchase": purchase, "called": names_for(purchase)}


@office.get("/purchases/<int(max=2147483647):purchase_id>")
def purchases_show(purchase_id: int) -> str:
    """All steps so far, and those that may come next."""
    found = seen(purchase_id)
    purchase = found.purchase
    may_work = may(actor(), Act.PLAN_PURCHASE, purchase.place)
    return render_template(
        "office/purchases/show.html",
        called=names_for(purchase),
        purchase=purchase,
        found=found,
        may_work=may_work,
        may_come=_may_come(purchase),
        words=bid_words,
        paper_words=paper_words,
        agreement=frameworks.of_purchase(db.session, purchase_id),
        called_from=frameworks.of_contract(db.session, purchase.framework)
        if purchase.framework
        else None,
        one_fund_each=purchase_form.one_fund_each(purchase),
        today=clock.today(),
        parts={(part.line, part.school): part for part in trail.shares(db.session, purchase_id)},
        public=purchase.status in rules.PUBLIC,
        food=meal_lines.food_lines(db.session(), purchase_id),
        menus=meals.menus_of(db.session(), purchase_id),
        changes=changes_of(purchase),
        safe=_safe(purchase_id) if may_work else None,
        **purchase_plan.facts(purchase),
    )


def _safe(purchase_id: int) -> tuple[principles.ShownPrinciple, ...] | None:
    """How it stands to the principles of safe procurement, of a draft as far as can be seen."""
    cards = looked.cards(db.session(), purchase_id, clock.today())
    return principles.shown(db.session(), purchase_id, cards)


STEPS = {
    "plan": Act.PLAN_PURCHASE,
    "announce": Act.ANNOUNCE,
    "open": Act.OPEN_BIDS,
    "fail": Act.FAIL_PURCHASE,
    "award": Act.AWARD,
    "sign": Act.SIGN,
    "close": Act.CLOSE_PURCHASE,
    "cancel": Act.CANCEL_PURCHASE,
    "end_lot": Act.END_LOT,
}


def _may_come(purchase: PurchaseFile) -> dict[str, bool]:
    """Which steps the page offers: those of the table of moves for which there is something."""
    may_be = {name: moves.may(purchase.status, act) for name, act in STEPS.items()}
    opened = purchase.opening is not None
    competitive = profile.load().method(purchase.method).competitive
    if competitive and purchase.kind != "call_off":
        may_be["award"] &= opened
    if purchase.status in ("awarded", "contracted"):
        may_be["award"] &= bool(purchase.lots_to_award)
    may_be["sign"] &= bool(purchase.waiting)
    may_be["close"] &= not purchase.waiting and not purchase.lots_to_award
    return may_be


def changes_of(purchase: PurchaseFile) -> dict[int, Table]:
    """What further agreements changed, by contract; only of those that were changed."""
    changed = [contract.id for contract in purchase.contracts if contract.amendments]
    found = amendments.of_contracts(db.session, changed)
    titles = {line.id: line.title for line in purchase.lines}
    schools = register.names(db.session, {share.school for one in found for share in one.shares})
    return {
        number: table([one for one in found if one.contract == number], titles, schools)
        for number in changed
    }


@office.route("/purchases/new", methods=["GET", "POST"])
def purchases_new() -> Any:
    """Enter a purchase for one's place and a year, both told by the address."""
    here = purchase_form.setting(*place_and_year())
    form = PurchaseForm(data={**_beginning(here), "language": here.names.lang})
    return _edit(form, here, None)


def _beginning(here: purchase_form.Setting) -> dict[str, object]:
    """A form with one empty line; the list of requirements narrowed if the address says how."""
    return {
        "find": request.args.get("q", "")[:60],
        "lines": [{"shares": here.begun_with()}],
    }


@office.route("/purchases/<int(max=2147483647):purchase_id>/change", methods=["GET", "POST"])
def purchases_change(purchase_id: int) -> Any:
    """Change a draft."""
    version = version_of(purchase_id)
    purchase = seen(purchase_id).purchase
    doer(Act.DRAFT_PURCHASE, purchase.place)
    is_call_off = purchase.kind == "call_off"
    if purchase.status != "draft" or is_call_off or not purchase_form.one_fund_each(purchase):
        unless_done(url_for(".purchases_show", purchase_id=purchase_id))
        nothing_here()
    here = purchase_form.setting(purchase.place, purchase.year)
    form = PurchaseForm(data={**purchase_form.as_drafted(purchase, here), "seen": version})
    return _edit(form, here, purchase)


def version_of(purchase_id: int) -> int | None:
    """Which state a draft is in. Asked before the draft itself: at worst its page is newer than
    it says, and is refused without need."""
    return db.session.scalar(select(Purchase.version).where(Purchase.id == purchase_id))


def _edit(form: PurchaseForm, here: purchase_form.Setting, purchase: PurchaseFile | None) -> Any:
    """Show the screen, do what its buttons ask for, and at last save."""
    button = request.form.get("do", "save") if request.method == "POST" else ""
    saving = button in ("save", "save_and_check")
    pressed = Pressed() if saving else press(form, button, here)
    purchase_form.fill(form, here)
    if saving and form.validate_on_submit():
        if purchase is None:
            done = perform(form, acts.draft, here.place, here.year, form.values())
        else:
            done = perform(form, acts.redraft, purchase.id, form.values(), seen=form.seen_version())
        if done:
            flash(_("The draft is saved. Nobody but you and the approver sees it yet."))
            if button == "save_and_check":
                return redirect(url_for(".purchases_checks", purchase_id=done.id), 303)
            return to_purchase(done.id)
    wrong = bool(form.problems())
    page = render_template(
        "office/purchases/edit.html",
        form=form,
        setting=here,
        called=here.names,
        purchase=purchase,
        pressed=pressed,
        panel=Panel(form, here, purchase.id if purchase else 0),
        guidance=purchase_form.guidance(form),
        requirements=requirement_search.found(form.find.data or "", here),
        units=[units.told(code, here.names.lang) for code in units.known()],
    )
    return page, 422 if wrong else 200


@office.route("/purchases/<int(max=2147483647):purchase_id>/discard", methods=["GET", "POST"])
def purchases_discard(purchase_id: int) -> Any:
    """Throw a draft away."""
    purchase = seen(purchase_id).purchase
    doer(Act.DRAFT_PURCHASE, purchase.place)
    form = DiscardForm()
    if form.validate_on_submit() and perform(form, acts.discard, purchase.id):
        flash(_("The draft is thrown away."))
        return redirect(url_for(".purchases_list"), 303)
    return answer(
        "office/purchases/discard.html", form, purchase=purchase, called=names_for(purchase)
    )
