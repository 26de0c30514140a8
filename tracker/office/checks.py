"""What the flags say of a purchase: looked at any time, answered where one is raised.

A draft goes into the plan from here: what everybody will see beside it, its officer sees first.
"""

from typing import Any

from flask import flash, render_template
from flask_babel import gettext as _

from core import clock
from core.access import Act, may
from oversight import acts
from oversight.reports import flags as looked
from tracker import flags, formats
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.flags import ShownFlag
from tracker.forms.flags import JustifyForm, plan_form
from tracker.forms.procurement import PlanForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.purchases import names_for, seen, to_purchase, version_of
from tracker.office.usual import usual

PAGE = "/purchases/<int(max=2147483647):purchase_id>"


@office.get(f"{PAGE}/checks")
def purchases_checks(purchase_id: int) -> str:
    """What every flag says of a purchase today, a draft or not."""
    purchase = seen(purchase_id).purchase
    found = flags.shown(looked.cards(db.session(), purchase.id, clock.today()))
    called = names_for(purchase)
    return render_template(
        "office/purchases/checks.html",
        purchase=purchase,
        called=called,
        flags=found,
        usual=usual(purchase.place, purchase.year, found, called),
        may_answer=purchase.status != "draft" and may(actor(), Act.JUSTIFY, purchase.place),
        may_plan=purchase.status == "draft" and may(actor(), Act.PLAN_PURCHASE, purchase.place),
    )


@office.route(f"{PAGE}/checks/<flag>", methods=["GET", "POST"])
def purchases_justify(purchase_id: int, flag: str) -> Any:
    """Answer a raised flag of a public purchase."""
    purchase = seen(purchase_id).purchase
    doer(Act.JUSTIFY, purchase.place)
    cards = looked.cards(db.session(), purchase.id, clock.today())
    found = [one for one in flags.shown(cards) if one.code == flag and one.state == "raised"]
    if not found or purchase.status == "draft":
        nothing_here()
    form = JustifyForm(data={"language": formats.language()})
    if form.validate_on_submit() and perform(
        form, acts.justify, purchase.id, flag, text=form.text.data, language=form.language.data
    ):
        flash(_("The answer stands beside the flag."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/justify.html",
        form,
        purchase=purchase,
        called=names_for(purchase),
        flag=found[0],
    )


@office.route(f"{PAGE}/plan", methods=["GET", "POST"])
def purchases_plan(purchase_id: int) -> Any:
    """Put a draft into the plan with what is said to its flags; from here on everybody sees it."""
    version = version_of(purchase_id)
    purchase = seen(purchase_id).purchase
    doer(Act.PLAN_PURCHASE, purchase.place)
    today = clock.today()
    begun = {"on": today, "seen": version, "language": formats.language()}
    day = PlanForm(data=begun).on.data or today
    found = flags.shown(looked.cards(db.session(), purchase.id, day))
    raised = [one for one in found if one.asks]
    asked = plan_form((one.code, str(one.words.title)) for one in raised)
    form = asked(data={**begun, **looked.meant(db.session(), purchase.id, today)})
    if form.validate_on_submit() and _published(form, purchase.id, raised):
        flash(_("The purchase is in the plan and public."))
        return to_purchase(purchase.id)
    called = names_for(purchase)
    return answer(
        "office/purchases/plan.html",
        form,
        purchase=purchase,
        called=called,
        flags=found,
        usual=usual(purchase.place, purchase.year, found, called),
    )


def _published(form: PlanForm, purchase_id: int, raised: list[ShownFlag]) -> Any:
    return perform(
        form,
        acts.publish,
        purchase_id,
        on=form.on.data,
        answers={one.code: form[one.code].data for one in raised},
        language=form["language"].data if raised else formats.language(),
        seen=form.seen_version(),
    )
