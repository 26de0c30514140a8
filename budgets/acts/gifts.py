"""What a trustee council took: recorded, put right by a reversal, and told in a report.

Only a trustee council takes gifts, not the director nor teachers (docs/law.md, "Voluntary gifts").
It enters them itself, or an officer does by its document. Nothing of a giver is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import gift_rules as rules
from budgets.models import Gift, GiftReport, GiftReversal
from budgets.reports import gifts as reports
from core import clock
from core.access import Act, Actor, Role, require
from core.columns import quantity as exact
from core.errors import Refusal
from core.fiscal import is_year
from core.models import lock
from core.money import som, tyiyn
from core.words import LANGUAGES
from register import reports as register
from standard import reports as standard
from standard.found import MOST_FILES
from standard.norms import norms


@dataclass(frozen=True, slots=True)
class GiftValues:
    """What a council enters of one receipt; `value` in som, `quantity` in the requirement's pieces.

    There is no field for a giver, and none may be added: tests/test_budgets_gifts.py.
    """

    on: date
    kind: str
    value: Decimal
    about: str
    category: str
    requirement: str | None
    document: str
    document_number: str
    document_on: date
    quantity: Decimal | None = None
    files: Sequence[Mapping[str, Any]] = field(default=())


def record(session: Session, actor: Actor, scope: str, values: GiftValues) -> Gift:
    """Record what was taken for a school, or for a place with its schools.

    Raises:
        NotPermitted: neither a council of the school or of a place it lies within, nor an officer
            of the place it lies in.
        Refusal: `gift.not_by_school`; `line.unknown_beneficiary`; `date.in_future`;
            `budget.no_such_year`; `gift.unknown_kind`; `gift.no_value`; those of `_purpose`, of
            `_text` and of `_quantity`; `gift.unknown_document`; `assessment.many_files`.
    """
    lineage = _permitted(session, actor, Act.RECORD_GIFT, scope)
    clock.not_after_today(values.on)
    if not is_year(values.on.year):
        raise Refusal("budget.no_such_year", "on", year=values.on.year)
    if values.kind not in rules.KINDS:
        raise Refusal("gift.unknown_kind", "kind")
    if som(values.value) <= 0:
        raise Refusal("gift.no_value", "value")
    _purpose(session, values)
    if values.document not in rules.DOCUMENTS:
        raise Refusal("gift.unknown_document", "document")
    clock.not_after_today(values.document_on, "document_on")
    if len(values.files) > MOST_FILES:
        raise Refusal("assessment.many_files", "files", most=MOST_FILES)
    gift = Gift(
        scope=scope,
        on=values.on,
        kind=values.kind,
        value=som(values.value),
        about=_text(values.about, "about", rules.MOST_ABOUT),
        category=values.category,
        requirement=values.requirement,
        quantity=_quantity(session, values),
        document=values.document,
        document_number=_text(values.document_number, "document_number", rules.MOST_NUMBER),
        document_on=values.document_on,
        files=[dict(file) for file in values.files],
        recorded_by=actor.account,
    )
    session.add(gift)
    journal.enter(session, actor, Act.RECORD_GIFT, gift, scopes=lineage)
    return gift


def reverse(session: Session, actor: Actor, gift_id: int, *, reason: str) -> GiftReversal:
    """Say that an entry was wrong: it counts no longer, and stays to be seen. Of today.

    What is right is recorded anew. Reports published before keep the totals they told.

    Raises:
        NotPermitted: as `record`.
        Refusal: `gift.not_by_school`; `gift.reversed_already` with `on`; those of `_text`.
    """
    gift = lock(session, Gift, gift_id)
    lineage = _permitted(session, actor, Act.REVERSE_GIFT, gift.scope)
    before = session.get(GiftReversal, gift_id)
    if before is not None:
        raise Refusal("gift.reversed_already", reversed_on=before.on)
    reversal = GiftReversal(
        gift=gift,
        on=clock.today(),
        reason=_text(reason, "reason", rules.MOST_REASON),
        reversed_by=actor.account,
    )
    session.add(reversal)
    journal.enter(
        session, actor, Act.REVERSE_GIFT, reversal, scopes=lineage, reason=reversal.reason
    )
    return reversal


def publish_report(
    session: Session,
    actor: Actor,
    scope: str,
    year: int,
    quarter: int,
    *,
    told: str,
    language: str,
    minutes: str,
    minutes_on: date,
    reason: str | None = None,
    seen: int | None = None,
) -> GiftReport:
    """Publish what the council tells of a quarter, or with 0 of the year, with today's totals.

    A second report of a period takes the place of the first, which stays to be read. `seen` is
    how many entries there were on the page it was made from.

    Raises:
        NotPermitted: as `record`.
        Refusal: `gift.not_by_school`; `line.unknown_beneficiary`; `gift_report.no_period`;
            `gift_report.not_over` with `until`; `practice.language`; those of `_text`;
            `date.in_future`; `gift_report.minutes_early` with `until`, for minutes of a day when
            the period was not over; `gift_report.needs_reason`; `record.changed_meanwhile`.
    """
    lineage = _permitted(session, actor, Act.REPORT_GIFTS, scope)
    _over(year, quarter, minutes_on)
    if language not in LANGUAGES:
        raise Refusal("practice.language", "language")
    before = session.scalar(
        select(func.max(GiftReport.number)).where(
            GiftReport.scope == scope, GiftReport.year == year, GiftReport.quarter == quarter
        )
    )
    if before and not (reason or "").strip():
        raise Refusal("gift_report.needs_reason", "reason")
    totals = reports.told_of(session, scope, year, quarter)
    if seen is not None and seen != totals.entries:
        raise Refusal("record.changed_meanwhile", seen=seen, now=totals.entries)
    report = GiftReport(
        scope=scope,
        year=year,
        quarter=quarter,
        number=(before or 0) + 1,
        money=totals.received.money,
        goods=totals.received.goods,
        works=totals.received.works,
        set_aside=totals.set_aside,
        paid=totals.paid,
        purposes=_purposes(totals),
        told=_text(told, "told", rules.MOST_TOLD),
        language=language,
        minutes=_text(minutes, "minutes", rules.MOST_NUMBER),
        minutes_on=minutes_on,
        reason=_text(reason or "", "reason", rules.MOST_REASON) if before else None,
        published_on=clock.today(),
        published_by=actor.account,
    )
    session.add(report)
    journal.enter(session, actor, Act.REPORT_GIFTS, report, scopes=lineage)
    return report


def _permitted(session: Session, actor: Actor, act: Act, scope: str) -> tuple[str, ...]:
    """The school or place with all it lies within, if this actor may; see `record`.

    Who acts for the school does not act for its council, whatever else they are.
    """
    lineage = register.lineage(session, scope)
    school = register.school(session, scope)
    if school is None and register.place(session, scope) is None:
        raise Refusal("line.unknown_beneficiary", "scope", code=scope)
    if scope in actor.holds(Role.SCHOOL):
        raise Refusal("gift.not_by_school")
    require(actor, act, *rules.doors(actor, lineage, school.place if school else scope))
    return lineage


def _purpose(session: Session, values: GiftValues) -> None:
    """Refuse `category.unknown`, `requirement.unknown`, `line.other_category`."""
    categories = standard.category_of_requirements(session)
    if values.category not in set(categories.values()):
        raise Refusal("category.unknown", "category", code=values.category)
    if values.requirement is not None:
        if values.requirement not in categories:
            raise Refusal("requirement.unknown", "requirement", code=values.requirement)
        if categories[values.requirement] != values.category:
            raise Refusal("line.other_category", "requirement", code=values.requirement)


def _quantity(session: Session, values: GiftValues) -> Decimal | None:
    """How many pieces came of what a requirement counts; nothing of money and of whole categories.

    Raises:
        Refusal: `gift.needs_quantity`; `gift.idle_quantity`; `assessment.not_whole` with `found`;
            those of `core.columns.quantity`.
    """
    norm = norms(session).get(values.requirement or "")
    counted = values.kind in rules.IN_KIND and norm is not None and norm.entry == "count"
    if not counted:
        if values.quantity is not None:
            raise Refusal("gift.idle_quantity", "quantity")
        return None
    if values.quantity is None or exact(values.quantity) <= 0:
        raise Refusal("gift.needs_quantity", "quantity")
    number = exact(values.quantity)
    if norm is not None and norm.whole and number != number.to_integral_value():
        raise Refusal("assessment.not_whole", "quantity", found=number)
    return number


def _text(text: str, field: str, most: int) -> str:
    """A text as it is kept, by which no person can be found.

    Raises:
        Refusal: `gift.no_text`; `gift.long_text` with `most` characters;
            `text.holds_personal_data`, here or from the journal (docs/decisions/0008).
    """
    kept = text.strip()
    if not kept:
        raise Refusal("gift.no_text", field)
    if len(kept) > most:
        raise Refusal("gift.long_text", field, most=most)
    if rules.holds_a_telephone(kept):
        raise Refusal("text.holds_personal_data", field)
    return kept


def _over(year: int, quarter: int, minutes_on: date) -> None:
    """Refuse a period that is none or not over, and minutes of a day before its end."""
    if not is_year(year) or quarter not in (rules.WHOLE_YEAR, *rules.QUARTERS):
        raise Refusal("gift_report.no_period")
    _first, until = rules.period(year, quarter)
    if clock.today() < until:
        raise Refusal("gift_report.not_over", until=until)
    clock.not_after_today(minutes_on, "minutes_on")
    if minutes_on < until:
        raise Refusal("gift_report.minutes_early", "minutes_on", until=until)


def _purposes(totals: reports.ToTell) -> list[dict[str, str]]:
    """What for, by category: sums in tyiyn, as text, for the leaf."""
    return [
        {
            "category": one.category,
            "money": str(tyiyn(one.money)),
            "in_kind": str(tyiyn(one.in_kind)),
            "set_aside": str(tyiyn(one.set_aside)),
            "paid": str(tyiyn(one.paid)),
        }
        for one in totals.purposes
    ]
