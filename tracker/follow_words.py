"""An act in the words of a feed: what was done, with which thing, for how much, and its page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext

from core.access import Act
from core.money import from_tyiyn
from oversight.reports.followed import Matter, Told
from tracker import formats
from tracker.act_words import act_words
from tracker.public.names import Names

LONGEST = 200  # characters of a question that stand in a title

# Which field of the telling record is the sum of an act; others have none.
SUMS: Mapping[str, str] = {
    Act.PLAN_PURCHASE: "amount",
    Act.ANNOUNCE: "amount",
    Act.AWARD: "amount",
    Act.SIGN: "amount",
    Act.AMEND_CONTRACT: "amount",
    Act.ACCEPT: "amount",
    Act.GIVE_BACK: "amount",
    Act.PAY: "amount",
    Act.WITHHOLD: "amount",
    Act.SUBMIT_BUDGET: "total",
    Act.APPROVE_BUDGET: "total",
    Act.DECIDE_TRANSFER: "amount",
    Act.RECORD_GIFT: "value",
}
# Acts about a whole purchase: its quantity is told. A delivery or a payment may be a part of it.
WHOLE = frozenset({Act.PLAN_PURCHASE, Act.ANNOUNCE, Act.AWARD, Act.SIGN})


def title(told: Told, names: Names) -> str:
    """One line: "A contract was signed: Extinguishers, 40 pieces — 96 000 som"."""
    said = _done(told)
    if _is_import(told):
        return f"{said}: {formats.number(told.records, names.lang)}"
    about = _about(told, names)
    amount = _sum(told)
    line = f"{said}: {about}" if about else said
    return f"{line} — {formats.som(amount, names.lang)}" if amount is not None else line


def more(told: Told, names: Names) -> str:
    """What stands under the line: a school's part, the answer given, the reason, the entry."""
    lines = []
    if told.part is not None and not _is_import(told):
        part = formats.som(told.part, names.lang)
        lines.append(gettext("This school’s part: %(sum)s.", sum=part))
    text = told.row.get("answer") or (told.row.get("text") if told.act == Act.JUSTIFY else None)
    lines += [str(said) for said in (text, told.reason) if said]
    lines.append(
        gettext("Entry in the journal: %(number)s.", number=formats.number(told.number, names.lang))
    )
    return "\n".join(lines)


def page_of(told: Told, home: str) -> str:
    """The address of the page that shows it: a purchase, a round, a budget, gifts; else `home`."""
    year = int(told.row["year"]) if str(told.row.get("year") or "").isdigit() else None
    if told.matter is not None and not _is_import(told):
        return url_for("public.purchase", number=told.matter.id)
    if told.act in (Act.ANNOUNCE_ROUND, Act.CLOSE_ROUND):
        return url_for("public.monitoring_round", number=told.row["id"])
    if told.act == Act.HAND_IN_VISIT:
        return url_for("public.school_visits", code=told.row["school"])
    if told.table.startswith(("budget_", "hearing_")) and year and told.row.get("place"):
        return url_for("public.place_budget", code=told.row["place"], year=year)
    return home


def _is_import(told: Told) -> bool:
    """Did one act bring many purchases in? Then their number is told, not the first of them."""
    return told.table == "purchases" and told.records > 1


def _done(told: Told) -> str:
    """The act; where one act has several kinds, the very one."""
    kinds = {
        (Act.PAY, "refund"): gettext("Money came back"),
        (Act.PAY, "advance"): gettext("Paid in advance"),
        (Act.HOLD_HEARING, "announced"): gettext("A budget hearing was announced"),
        (Act.HOLD_HEARING, "held"): gettext("A budget hearing was held"),
        (Act.HOLD_HEARING, "called_off"): gettext("A budget hearing was called off"),
    }
    kind = told.row.get("status" if told.act == Act.HOLD_HEARING else "kind")
    return kinds.get((Act(told.act), str(kind))) or act_words(told.act)


def _about(told: Told, names: Names) -> str:
    if told.matter is not None:
        return _thing(told.matter, names) if told.act in WHOLE else told.matter.title
    row = told.row
    if told.table == "hearing_questions":
        return str(row["text"])[:LONGEST]
    if told.table == "gifts":
        return str(row["about"] or "")[:LONGEST]
    return str(row.get("year") or "")


def _thing(matter: Matter, names: Names) -> str:
    """The purchase by its name; where it is one thing, with how many."""
    if len(matter.things) != 1:
        return matter.title
    _, quantity, unit = matter.things[0]
    return f"{matter.title}, {formats.quantity(quantity, names.lang)} {names.unit(unit)}"


def _sum(told: Told) -> Decimal | None:
    value: Any = told.row.get(SUMS.get(told.act, ""))
    return None if value is None else from_tyiyn(int(value))
