"""Limits in som: an editor enters a value with its day, confirms it by a source, ends it."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import Act
from register import acts, limits
from register.limits import LimitCard
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.act import SeenForm
from tracker.forms.thresholds import ConfirmLimitForm, EndLimitForm, NewLimitForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.names import Names

ALWAYS = "always"
"""Stands in an address for a value whose beginning is not known."""


def _editor() -> str:
    country: str = current_app.config["TRACKER"].country
    doer(Act.SET_THRESHOLD, country)
    return country


def since(card: LimitCard) -> str:
    """The beginning of a value as it stands in an address."""
    return card.valid_from.isoformat() if card.valid_from else ALWAYS


@office.get("/thresholds")
def thresholds_list() -> str:
    """Every value of every limit, with its days and its standing."""
    country = _editor()
    return render_template(
        "office/thresholds/list.html",
        cards=limits.thresholds(db.session(), country),
        called=Names(),
        since=since,
        today=clock.today(),
    )


def _card(country: str, code: str, begins: str | None = None) -> LimitCard:
    """The value an address names; without a beginning the last one."""
    cards = [one for one in limits.thresholds(db.session(), country) if one.code == code]
    if begins is not None:
        cards = [one for one in cards if since(one) == begins]
    if not cards:
        nothing_here()
    return cards[-1]


def _page(heading: str, form: SeenForm, card: LimitCard) -> Any:
    names = Names()
    told = {"heading": heading, "card": card, "name": names.told(card.name, card.code)}
    return answer("office/thresholds/form.html", form, **told)


def _saved(told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for(".thresholds_list"), 303)


@office.route("/thresholds/<code>/new", methods=["GET", "POST"])
def thresholds_new(code: str) -> ResponseReturnValue:
    """Another value of a limit, from a day on; not confirmed yet."""
    country = _editor()
    card = _card(country, code)
    form = NewLimitForm(data={"seen": card.seen})
    if form.validate_on_submit() and perform(
        form,
        acts.set_threshold,
        country,
        code,
        amount=form.amount.data,
        valid_from=form.valid_from.data,
        source=form.source.data,
        seen=form.seen_version(),
    ):
        return _saved(_("The value is entered. Confirm it once its source was seen."))
    return _page(_("A new value of the limit"), form, card)


@office.route("/thresholds/<code>/<begins>/confirm", methods=["GET", "POST"])
def thresholds_confirm(code: str, begins: str) -> ResponseReturnValue:
    """Name the source of a value: from then on it is no default."""
    country = _editor()
    card = _card(country, code, begins)
    form = ConfirmLimitForm(data={"seen": card.seen})
    if form.validate_on_submit() and perform(
        form,
        acts.confirm_threshold,
        country,
        code,
        card.valid_from,
        source=form.source.data,
        on=form.on.data,
        seen=form.seen_version(),
    ):
        return _saved(_("The value is confirmed by its source."))
    return _page(_("Confirm the limit by a source"), form, card)


@office.route("/thresholds/<code>/<begins>/end", methods=["GET", "POST"])
def thresholds_end(code: str, begins: str) -> ResponseReturnValue:
    """End a value on a day."""
    country = _editor()
    card = _card(country, code, begins)
    form = EndLimitForm(data={"seen": card.seen})
    if form.validate_on_submit() and perform(
        form,
        acts.end_threshold,
        country,
        code,
        card.valid_from,
        until=form.until.data,
        source=form.source.data,
        seen=form.seen_version(),
    ):
        return _saved(_("The value has an end."))
    return _page(_("End the limit"), form, card)
