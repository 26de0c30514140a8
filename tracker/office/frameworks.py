"""A framework agreement: a draft becomes one, it is signed, and called off from."""

from typing import Any

from flask import flash
from flask_babel import gettext as _

from budgets.reports.draft_lines import fundable
from core import clock
from core.access import Act
from procurement import acts
from procurement.reports import desk_file, frameworks
from procurement.reports.desk_file import PurchaseFile
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.after_signing import CallOffForm, FrameworkForm, SignFrameworkForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.purchase_form import told_fund
from tracker.office.purchases import names_for, seen, to_purchase, version_of


@office.route("/purchases/<int(max=2147483647):purchase_id>/framework", methods=["GET", "POST"])
def purchases_framework(purchase_id: int) -> Any:
    """Say of a draft that it is for a framework agreement, or that it is not."""
    version = version_of(purchase_id)
    purchase = seen(purchase_id).purchase
    doer(Act.DRAFT_PURCHASE, purchase.place)
    if purchase.status != "draft" or purchase.kind == "call_off":
        nothing_here()
    is_framework = purchase.kind == "framework"
    form = FrameworkForm(data={"seen": version})
    if form.validate_on_submit() and perform(
        form,
        acts.make_framework,
        purchase.id,
        framework=not is_framework,
        seen=form.seen_version(),
    ):
        flash(_("The draft is changed."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/framework.html", form, purchase=purchase, is_framework=is_framework
    )


@office.route(
    "/purchases/<int(max=2147483647):purchase_id>/sign-framework", methods=["GET", "POST"]
)
def purchases_sign_framework(purchase_id: int) -> Any:
    """Enter the framework agreement that was signed; it claims no money."""
    purchase = seen(purchase_id).purchase
    doer(Act.SIGN, purchase.place)
    if purchase.kind != "framework":
        nothing_here()
    award = next(iter(purchase.waiting), None)
    form = SignFrameworkForm(
        data={
            "signed_on": clock.today(),
            "amounts": [
                {"line": str(line), "amount": amount}
                for line, amount in purchase.agreed(award).items()
            ],
        }
    )
    if form.validate_on_submit() and perform(
        form,
        acts.sign_framework,
        purchase.id,
        number=form.number.data,
        signed_on=form.signed_on.data,
        valid_until=form.valid_until.data,
        amounts=form.sums(),
    ):
        flash(_("The framework agreement is signed. Money is claimed by each call-off."))
        return to_purchase(purchase.id)
    titles = {str(line.id): line.title for line in purchase.lines}
    return answer("office/purchases/sign_framework.html", form, purchase=purchase, titles=titles)


@office.route("/contracts/<int(max=2147483647):contract_id>/call-off", methods=["GET", "POST"])
def contracts_call_off(contract_id: int) -> Any:
    """Call off from a framework agreement: a draft with its lines and prices."""
    purchase = seen(desk_file.purchase_of_contract(db.session, contract_id)).purchase
    doer(Act.DRAFT_PURCHASE, purchase.place)
    framework = frameworks.of_contract(db.session, contract_id)
    if framework is None:
        nothing_here()
    names = names_for(purchase)
    year = clock.today().year
    form = CallOffForm(data={"title": framework.title, "parts": _parts(purchase, framework)})
    funds = fundable(db.session, purchase.place, year)
    names.know({fund.beneficiary for fund in funds})
    form.budget_line.choices = [("", _("Choose"))] + [
        (str(fund.id), told_fund(fund, names)) for fund in funds if fund.free > 0
    ]
    if form.validate_on_submit():
        done = perform(form, acts.call_off, contract_id, values=_called(form, names.lang, year))
        if done:
            flash(_("The call-off is drafted. Look it through and enter it into the plan."))
            return to_purchase(done.id)
    return answer(
        "office/purchases/call_off.html",
        form,
        purchase=purchase,
        framework=framework,
        called=names,
        year=year,
        lines={str(line.id): line for line in framework.lines},
    )


def _parts(purchase: PurchaseFile, framework: frameworks.Framework) -> list[dict[str, str]]:
    shares = {line.id: line.shares for line in purchase.lines}
    return [
        {"line": str(line.id), "school": share.school}
        for line in framework.lines
        for share in shares[line.bought]
    ]


def _called(form: CallOffForm, language: str, year: int) -> acts.CallOff:
    funding = (acts.FundingValues(int(form.budget_line.data)),)
    return acts.CallOff(
        title=form.title.data or "",
        language=language,
        year=year,
        due_on=form.due_on.data,
        lines={
            line: tuple(acts.ShareValues(school, amount, funding) for school, amount in of.items())
            for line, of in form.quantities().items()
        },
    )
