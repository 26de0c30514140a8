"""Certificates a purchase line asked for: at an acceptance each is answered, yes or no."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from core.errors import Refusal
from core.files import Paper
from core.words import Words
from procurement import papers
from procurement.acts.documents import DocumentValues, Step, attach_document
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Certificate,
    ContractLine,
    DeliveryLine,
    PurchaseLine,
)
from register import profile

Asked = tuple[int, str]  # a purchase line and the code of a certificate


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate of a purchase line: its number where it was presented, else why it was not."""

    line: int
    code: str
    number: str | None = None
    on: date | None = None
    reason: str | None = None
    file: Paper | None = None
    withheld: str | None = None


def asked(session: Session, delivery_lines: Collection[int]) -> dict[Asked, str]:
    """The certificates asked for of these delivered lines: (purchase line, code) → its title."""
    rows = session.execute(
        select(PurchaseLine.id, PurchaseLine.title, PurchaseLine.certificates)
        .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .join(DeliveryLine, DeliveryLine.contract_line_id == ContractLine.id)
        .where(DeliveryLine.id.in_(list(delivery_lines)), PurchaseLine.certificates.is_not(None))
        .distinct()
        .order_by(PurchaseLine.id)
    )
    return {(line, code): title for line, title, codes in rows for code in papers.parted(codes)}


def answered(
    session: Session, lines: Sequence[AcceptanceLine], shown: Sequence[Shown], on: date
) -> Mapping[Asked, Shown]:
    """The answers by what was asked, when each certificate of what was accepted has one.

    Raises:
        Refusal: `acceptance.certificate_unanswered` or `acceptance.certificate_unasked`, each with
            `line` (its title or number) and `certificate` in words;
            `acceptance.certificate_answer` for one without a number and without a reason, or with
            both; `acceptance.certificate_later` for one of a day after the act.
    """
    accepted = [line.delivery_line_id for line in lines if line.accepted]
    wanted = asked(session, [line.delivery_line_id for line in lines])
    answers = {(one.line, one.code): one for one in shown}
    for (line, code), title in asked(session, accepted).items():
        if (line, code) not in answers:
            raise _refusal("acceptance.certificate_unanswered", title, code)
    for (line, code), one in answers.items():
        if (line, code) not in wanted:
            raise _refusal("acceptance.certificate_unasked", str(line), code)
        if bool((one.number or "").strip()) == bool((one.reason or "").strip()):
            raise _refusal("acceptance.certificate_answer", wanted[line, code], code)
        if one.on is not None and one.on > on:
            raise Refusal("acceptance.certificate_later", "certificates", on=on)
    return answers


def _refusal(code: str, line: str, certificate: str) -> Refusal:
    called = {one.code: one.names for one in profile.load().certificates}
    told = called.get(certificate, Words(certificate, certificate, certificate))
    return Refusal(code, "certificates", line=line, certificate=told)


def kept(
    session: Session,
    actor: Actor,
    purchase_id: int,
    acceptance: Acceptance,
    answers: Iterable[Shown],
) -> list[Certificate]:
    """The answers as records of an acceptance; their files are attached to it."""
    records = [_record(session, actor, purchase_id, acceptance, one) for one in answers]
    session.add_all(records)
    session.flush()
    return records


def _record(
    session: Session, actor: Actor, purchase_id: int, acceptance: Acceptance, one: Shown
) -> Certificate:
    number, reason = (one.number or "").strip() or None, (one.reason or "").strip() or None
    document = None
    if one.file is not None and number is not None:
        values = DocumentValues("certificate", one.file, None, number, one.on, one.withheld)
        step = Step(acceptance=acceptance.id)
        document = attach_document(session, actor, purchase_id, values, step=step)
    return Certificate(
        acceptance_id=acceptance.id,
        purchase_line_id=one.line,
        place=acceptance.place,
        code=one.code,
        number=number,
        on=one.on if number else None,
        reason=reason,
        document_id=document.id if document else None,
    )
