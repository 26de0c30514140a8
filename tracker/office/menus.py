"""The menu of a purchase's line of food."""

from datetime import timedelta
from typing import Any

from flask import flash
from flask_babel import gettext as _

from core.access import Act
from procurement import acts
from procurement.reports import meal_lines, meals
from procurement.reports.meals import Menu
from tracker import formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.meals import MenuForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.purchases import names_for, seen, to_purchase


@office.route(
    "/purchases/<int(max=2147483647):purchase_id>/menu/<int(max=2147483647):line>",
    methods=["GET", "POST"],
)
def purchases_menu(purchase_id: int, line: int) -> Any:
    """Say what is served on each day of a food contract, or put it right."""
    purchase = seen(purchase_id).purchase
    doer(Act.SET_MENU, purchase.place)
    titles = {one.id: one.title for one in purchase.lines}
    if line not in titles or line not in meal_lines.food_lines(db.session(), purchase_id):
        nothing_here()
    before = meals.menus_of(db.session(), purchase_id).get(line)
    form = MenuForm(data=_filled(before))
    if before is None:
        del form.reason
    if form.validate_on_submit() and perform(
        form,
        acts.set_menu,
        line,
        form.values(),
        reason=form.reason.data if "reason" in form else None,
        seen=form.seen_version(),
    ):
        flash(_("The menu is saved. Everybody sees it on the pages of the schools’ food."))
        return to_purchase(purchase_id)
    return answer(
        "office/purchases/menu.html",
        form,
        purchase=purchase,
        called=names_for(purchase),
        line_title=titles[line],
        before=before,
    )


def _filled(menu: Menu | None) -> dict[str, object]:
    if menu is None:
        return {"language": formats.language(), "seen": 0}
    return {
        "title": menu.title,
        "language": menu.language,
        "days": "\n".join(menu.days),
        "children": menu.children,
        "since": menu.since,
        "last": menu.until - timedelta(days=1),
        "seen": menu.version,
    }
