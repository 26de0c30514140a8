"""The newest acts about a school, a place or a supplier, each once, for who follows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from budgets.models import Line, LineVersion
from journal.models import Entry, EntryPlace
from oversight.findings.models import Decision, Finding, Objection, Post, Remedy
from oversight.findings.reports.lists import numbers_of_school
from oversight.models import FlagAnswer
from oversight.reports.followed import LOOKED_AT, OF_FINDINGS, TABLES, Told, told
from procurement.models import (
    Acceptance,
    Award,
    Contract,
    Delivery,
    Payment,
    Penalty,
    Purchase,
    Share,
)
from register import reports as register

MOST_RECORDS = 500  # the newest of each kind of a school's or a supplier's records


def of_place(session: Session, code: str) -> tuple[Told, ...]:
    """The newest acts about a place itself, newest first; places below have feeds of their own."""
    return told(session, _about(session, code))


def of_country(session: Session) -> tuple[Told, ...]:
    """The newest acts of all, newest first: who follows the country follows everybody."""
    newest = (
        select(Entry.act_no)
        .where(Entry.table.in_(TABLES))
        .distinct()
        .order_by(Entry.act_no.desc())
        .limit(LOOKED_AT)
    )
    return told(session, session.scalars(newest))


def of_school(session: Session, code: str) -> tuple[Told, ...]:
    """The newest acts about a school and about the purchases it has a part in, newest first."""
    bought = select(Share.purchase_id).where(Share.school == code)
    signed = select(Contract.id).where(Contract.purchase_id.in_(bought))
    records = _ids(
        session,
        {
            Purchase: Purchase.id.in_(bought),
            Contract: Contract.purchase_id.in_(bought),
            Penalty: Penalty.contract_id.in_(signed),
            FlagAnswer: FlagAnswer.purchase_id.in_(bought),
        },
    )
    records["budget_versions"] = _versions(session, code)
    records |= _ids(session, _of_findings(numbers_of_school(code)))
    acts = {*_about(session, code), *_of_records(session, records)}
    return told(session, acts, school=code)


def of_supplier(session: Session, number: int) -> tuple[Told, ...]:
    """The newest acts of a supplier's awards, contracts, deliveries and payments, newest first."""
    signed = select(Contract.id).where(Contract.supplier_id == number)
    records = _ids(
        session,
        {
            Award: Award.supplier_id == number,
            Contract: Contract.supplier_id == number,
            Delivery: Delivery.contract_id.in_(signed),
            Acceptance: Acceptance.contract_id.in_(signed),
            Payment: Payment.contract_id.in_(signed),
            Penalty: Penalty.contract_id.in_(signed),
        },
    )
    bought = select(Contract.purchase_id).where(Contract.supplier_id == number)
    found = select(Finding.id).where(Finding.purchase_id.in_(bought))
    records |= _ids(session, _of_findings(found))
    return told(session, _of_records(session, records))


def of_findings(session: Session, code: str, *, whole: bool = False) -> tuple[Told, ...]:
    """The newest acts on findings about a school, or a place and all below it, as the pages of
    findings list them; `whole`: of the country."""
    acts = select(Entry.act_no).where(Entry.table.in_(OF_FINDINGS))
    if not whole:
        acts = acts.join(EntryPlace, EntryPlace.number == Entry.number)
        acts = acts.where(EntryPlace.place == code)
    found = set(session.scalars(acts.distinct().order_by(Entry.act_no.desc()).limit(LOOKED_AT)))
    below = Finding.place.in_(register.within([code]))
    numbers = select(Finding.id).where(or_(below, Finding.id.in_(numbers_of_school(code))))
    records = _ids(session, _of_findings(numbers))
    return told(session, found | _of_records(session, records))


def _of_findings(numbers: Any) -> dict[Any, Any]:
    """The records that tell of these findings."""
    parts = {model: model.finding_id.in_(numbers) for model in (Post, Objection, Remedy, Decision)}
    return {Finding: Finding.id.in_(numbers), **parts}


def _about(session: Session, code: str) -> list[int]:
    """The newest acts with a leaf about a place or school.

    The leaves of an act stand side by side, so from its newest leaf one look leads to its first,
    and the next to the act before: an import of 10 000 rows costs as much as one signature.
    """
    here, mine, first = aliased(EntryPlace), aliased(Entry), aliased(Entry)
    newest = select(func.max(EntryPlace.number)).where(EntryPlace.place == code).scalar_subquery()
    acts = select(newest.label("number"), literal(1).label("step")).cte("acts", recursive=True)
    its_first = select(func.min(first.number)).where(first.act_no == mine.act_no).correlate(mine)
    before = (
        select(func.max(here.number))
        .where(here.place == code, here.number < its_first.scalar_subquery())
        .correlate(mine)
        .scalar_subquery()
    )
    acts = acts.union_all(
        select(before, acts.c.step + 1)
        .join(mine, mine.number == acts.c.number)
        .where(acts.c.step < LOOKED_AT)
    )
    found = select(Entry.act_no).join(acts, acts.c.number == Entry.number)
    return list(session.scalars(found))


def _ids(session: Session, wanted: Mapping[Any, Any]) -> dict[str, list[str]]:
    """The newest keys of records by table."""
    return {
        model.__tablename__: [
            str(key)
            for key in session.scalars(
                select(model.id).where(where).order_by(model.id.desc()).limit(MOST_RECORDS)
            )
        ]
        for model, where in wanted.items()
    }


def _versions(session: Session, school: str) -> list[str]:
    """The versions of budgets that have a line for a school."""
    found = (
        select(LineVersion.version_id)
        .join(Line, Line.id == LineVersion.line_id)
        .where(Line.beneficiary == school)
        .distinct()
    )
    return [str(key) for key in session.scalars(found)]


def _of_records(session: Session, records: Mapping[str, Sequence[str]]) -> set[int]:
    """The newest acts that wrote a leaf about one of these records."""
    found: set[int] = set()
    for table, keys in records.items():
        if keys:
            newest = (
                select(Entry.act_no)
                .where(Entry.table == table, Entry.key.in_(keys))
                .distinct()
                .order_by(Entry.act_no.desc())
                .limit(LOOKED_AT)
            )
            found.update(session.scalars(newest))
    return found
