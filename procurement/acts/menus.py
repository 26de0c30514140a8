"""The menu of a food contract: what is served on each day of its cycle, to how many, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.words import LANGUAGES
from procurement import meal_rules as rules
from procurement.acts.reach import reach
from procurement.models import MenuCycle, Purchase, PurchaseLine
from procurement.reports.meal_lines import feeds


@dataclass(frozen=True, slots=True)
class MenuValues:
    """A menu: its days in turn, in `language`; `until` is the first day it no longer holds."""

    title: str
    language: str
    days: Sequence[str]
    children: int
    since: date
    until: date


def set_menu(
    session: Session,
    actor: Actor,
    line_id: int,
    values: MenuValues,
    *,
    reason: str | None = None,
    seen: int | None = None,
) -> MenuCycle:
    """Say which menu a purchase line of food is about; a second time with the reason for it.

    `seen` is the version the page was made from (0: there was none).

    Raises:
        NotPermitted: no officer of the holder of the money.
        Refusal: `record.unknown`; `menu.draft`; `menu.cancelled`; `menu.not_food`; those of
            `_judged`; `menu.needs_reason`; `record.changed_meanwhile`.
    """
    line = lock(session, PurchaseLine, line_id)
    purchase = session.get_one(Purchase, line.purchase_id)
    require(actor, Act.SET_MENU, purchase.place)
    if purchase.status == "draft":
        raise Refusal("menu.draft")
    if purchase.status == "cancelled":
        raise Refusal("menu.cancelled")
    if not feeds(session, line.id):
        raise Refusal("menu.not_food")
    told = _judged(values)
    menu = session.scalars(
        select(MenuCycle).where(MenuCycle.line_id == line.id).with_for_update()
    ).one_or_none()
    now = menu.rev if menu is not None else 0
    if seen is not None and seen != now:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    why = _text(reason or "", "reason", rules.MOST_NOTE) if menu is not None else None
    if menu is None:
        menu = MenuCycle(line_id=line.id, purchase_id=purchase.id, place=purchase.place)
        session.add(menu)
    menu.title, menu.language, menu.days = told.title, told.language, "\n".join(told.days)
    menu.children, menu.since, menu.until = told.children, told.since, told.until
    menu.reason, menu.written_by = why, actor.account
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.SET_MENU, menu, scopes=scopes, reason=why)
    return menu


def _judged(values: MenuValues) -> MenuValues:
    """A menu as it is kept; empty lines between its days are left out.

    Raises:
        Refusal: `practice.language`; `menu.no_children` with `most`; `menu.period`; `menu.no_days`
            with `most`; those of `_text`.
    """
    if values.language not in LANGUAGES:
        raise Refusal("practice.language", "language")
    if not 0 < values.children <= rules.MOST_CHILDREN * 10:
        raise Refusal("menu.no_children", "children", most=rules.MOST_CHILDREN * 10)
    if not values.since < values.until or (values.until - values.since).days > 366:
        raise Refusal("menu.period", "until")
    days = [" ".join(day.split()) for day in values.days if day.strip()]
    if not 0 < len(days) <= rules.MOST_DAYS:
        raise Refusal("menu.no_days", "days", most=rules.MOST_DAYS)
    return MenuValues(
        _text(values.title, "title", rules.MOST_TITLE),
        values.language,
        [_text(day, "days", rules.MOST_DISHES) for day in days],
        values.children,
        values.since,
        values.until,
    )


def _text(text: str, field: str, most: int) -> str:
    """A text that has to be there.

    Raises:
        Refusal: `menu.needs_reason` or `menu.no_text`; `meals.long_text` with `most` characters.
    """
    kept = text.strip()
    if not kept:
        raise Refusal("menu.needs_reason" if field == "reason" else "menu.no_text", field)
    if len(kept) > most:
        raise Refusal("meals.long_text", field, most=most)
    return kept
