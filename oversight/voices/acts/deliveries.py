"""What people without an account say of a delivery, and which of their photographs all may see."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock, touched
from oversight.voices import networks, rules
from oversight.voices.models import Heard, Photograph, Report
from procurement.models import Contract, Purchase, PurchaseLine, Share
from procurement.rules import PUBLIC
from register import reports as register


def report(
    session: Session,
    actor: Actor,
    purchase_id: int,
    school: str,
    *,
    what: str,
    on: date,
    network: str,
    code_sha256: str,
    line_id: int | None = None,
    photograph: Mapping[str, Any] | None = None,
) -> Report:
    """Say of a delivery to a school what is seen there; public with the third independent report.

    `network` stands for the connection it came over, on this day alone. A later report of the same
    connection and day replaces the earlier one. Those of days gone lose their `network` here. What
    is not public has no leaf; what is, only its sums.

    Raises:
        Refusal: `record.unknown` for a purchase that is not public; `check.not_for_school`;
            `check.not_signed` before there is a contract; `check.unknown_line`, `check.choose`.
    """
    purchase = _public(session, purchase_id)
    lineage = register.lineage(session, school)
    require(actor, Act.REPORT_DELIVERY, *lineage)
    if what not in rules.WHATS:
        raise Refusal("check.choose", "what")
    _is_for(session, purchase.id, school, line_id)
    same = (Report.purchase_id == purchase.id, Report.school == school)
    networks.forget(session, on)
    touched(
        session,
        update(Report)
        .where(*same, Report.on == on, Report.network == network)
        .values(replaced=True),
    )
    told = Report(
        purchase_id=purchase.id,
        school=school,
        place=purchase.place,
        line_id=line_id,
        what=what,
        on=on,
        network=network,
        code_sha256=code_sha256,
        photograph=dict(photograph) if photograph else None,
    )
    session.add(told)
    session.flush()
    heard = _heard(session, purchase, school, on)
    if heard is not None:
        scopes = {*lineage, *register.lineage(session, purchase.place)}
        journal.enter(session, actor, Act.REPORT_DELIVERY, heard, scopes=scopes)
    return told


def _public(session: Session, purchase_id: int) -> Purchase:
    """Its row is held, so that two third reports do not both come too early."""
    purchase = lock(session, Purchase, purchase_id)
    if purchase.status not in PUBLIC:
        raise Refusal("record.unknown", table="purchases", key=str(purchase_id))
    return purchase


def _is_for(session: Session, purchase: int, school: str, line: int | None) -> None:
    """Refuse a school this purchase buys nothing for, a line not for it, or no contract yet."""
    lines = select(Share.line_id).join(PurchaseLine, PurchaseLine.id == Share.line_id)
    lines = lines.where(PurchaseLine.purchase_id == purchase, Share.school == school)
    mine = set(session.scalars(lines))
    if not mine:
        raise Refusal("check.not_for_school")
    if line is not None and line not in mine:
        raise Refusal("check.unknown_line", "line")
    signed = select(Contract.id).where(Contract.purchase_id == purchase).limit(1)
    if session.scalar(signed) is None:
        raise Refusal("check.not_signed")


def _heard(session: Session, purchase: Purchase, school: str, on: date) -> Heard | None:
    """The sums of what stands, kept for everybody; None while too few are independent."""
    rows = session.execute(
        select(Report.what, func.count())
        .where(Report.purchase_id == purchase.id, Report.school == school, ~Report.replaced)
        .group_by(Report.what)
    )
    counts = dict.fromkeys(rules.WHATS, 0) | dict(rows.tuples().all())
    heard = session.get(Heard, (purchase.id, school))
    if heard is None and not rules.are_heard(counts):
        return None
    if heard is None:
        heard = Heard(purchase_id=purchase.id, school=school, place=purchase.place)
        session.add(heard)
    for what, count in counts.items():
        setattr(heard, what, count)
    heard.last_on = on
    return heard


def show_photograph(session: Session, actor: Actor, report_id: int) -> Photograph:
    """Let everybody see the photograph of a report, once the reports themselves are public.

    Raises:
        NotPermitted: no editor of the school or of a place it lies within.
        Refusal: `photograph.none`; `photograph.too_few`; `photograph.shown`.
    """
    told = lock(session, Report, report_id)
    lineage = register.lineage(session, told.school)
    require(actor, Act.SHOW_PHOTOGRAPH, *lineage)
    if told.photograph is None:
        raise Refusal("photograph.none")
    if session.get(Heard, (told.purchase_id, told.school)) is None:
        raise Refusal("photograph.too_few", most=rules.INDEPENDENT)
    sha256 = str(told.photograph["sha256"])
    shown = select(Photograph.id).where(
        Photograph.sha256 == sha256,
        Photograph.purchase_id == told.purchase_id,
        Photograph.school == told.school,
        Photograph.off_on.is_(None),
    )
    if session.scalar(shown) is not None:
        raise Refusal("photograph.shown")
    photograph = Photograph(
        purchase_id=told.purchase_id,
        school=told.school,
        place=told.place,
        sha256=sha256,
        shown_on=clock.today(),
    )
    session.add(photograph)
    scopes = {*lineage, *register.lineage(session, told.place)}
    journal.enter(session, actor, Act.SHOW_PHOTOGRAPH, photograph, scopes=scopes)
    return photograph


def take_off_photograph(session: Session, actor: Actor, photograph_id: int) -> Photograph:
    """Take a photograph off the public pages again.

    Raises:
        NotPermitted: no editor of the school or of a place it lies within.
        Refusal: `photograph.off`.
    """
    photograph = lock(session, Photograph, photograph_id)
    lineage = register.lineage(session, photograph.school)
    require(actor, Act.SHOW_PHOTOGRAPH, *lineage)
    if photograph.off_on is not None:
        raise Refusal("photograph.off")
    photograph.off_on = clock.today()
    scopes = {*lineage, *register.lineage(session, photograph.place)}
    journal.enter(session, actor, Act.SHOW_PHOTOGRAPH, photograph, scopes=scopes)
    return photograph
