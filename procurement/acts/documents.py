"""Papers of a purchase: attached for everybody to read, withdrawn with a reason, never lost."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.files import Paper
from core.models import lock
from procurement import kept_principles, papers
from procurement.acts.reach import reach
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    Delivery,
    DeliveryLine,
    Document,
    Payment,
    Purchase,
)

MOST_TITLE = 200  # letters


@dataclass(frozen=True, slots=True)
class Step:
    """Which step of a purchase a document belongs to: none of these is the purchase itself."""

    contract: int | None = None
    delivery: int | None = None
    acceptance: int | None = None
    payment: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """A document as it is attached. `withheld`: it holds personal data, and why it is not shown."""

    kind: str
    file: Paper
    title: str | None = None
    number: str | None = None
    on: date | None = None
    withheld: str | None = None


def attach_document(
    session: Session,
    actor: Actor,
    purchase_id: int,
    values: DocumentValues,
    *,
    step: Step = Step(),
) -> Document:
    """Attach a document that is kept already; from here on everybody sees that there is one.

    All but photographs can be opened by everybody, unless `withheld` says why not. A school
    attaches to what came to it.

    Raises:
        NotPermitted: neither officer of the place nor the school a step is about.
        Refusal: `document.of_draft`; `document.unknown_kind`; `document.long_title`;
            `document.before_award` for an offer while suppliers still compete; `date.in_future`;
            `document.other_purchase`; `document.doubled` for the same file at the same step.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.ATTACH_DOCUMENT, purchase.place, *_schools(session, step))
    if purchase.status == "draft":
        raise Refusal("document.of_draft")
    _paper(values, purchase.status)
    whole = _placed(session, purchase_id, step)
    _once(session, purchase_id, values, whole)
    withheld = (values.withheld or "").strip() or None
    document = Document(
        purchase_id=purchase.id,
        place=purchase.place,
        contract_id=whole.contract,
        delivery_id=whole.delivery,
        acceptance_id=whole.acceptance,
        payment_id=whole.payment,
        kind=values.kind,
        title=(values.title or "").strip() or None,
        number=(values.number or "").strip() or None,
        on=values.on,
        sha256=values.file.sha256,
        file_kind=values.file.kind,
        size=values.file.size,
        pages=values.file.pages,
        is_public=papers.is_public(values.kind, withheld),
        withheld=withheld,
        attached_on=clock.today(),
    )
    session.add(document)
    session.flush()
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.ATTACH_DOCUMENT, document, scopes=scopes)
    kept_principles.keep(session, purchase.id)
    return document


def _schools(session: Session, step: Step) -> list[str]:
    """The schools a delivery or an acceptance is about: their people attach to it too."""
    if step.acceptance is not None:
        query = select(AcceptanceLine.school).where(AcceptanceLine.acceptance_id == step.acceptance)
    elif step.delivery is not None:
        query = select(DeliveryLine.school).where(DeliveryLine.delivery_id == step.delivery)
    else:
        return []
    return sorted(set(session.scalars(query)))


def _paper(values: DocumentValues, status: str) -> None:
    """Refuse a document that cannot be what it says."""
    if values.kind not in papers.KINDS:
        raise Refusal("document.unknown_kind", "kind", kind=values.kind)
    if len((values.title or "").strip()) > MOST_TITLE:
        raise Refusal("document.long_title", "title", most=MOST_TITLE)
    if values.kind == "quotation" and status in papers.SEALED:
        raise Refusal("document.before_award", "kind")
    if values.on is not None:
        clock.not_after_today(values.on)


def _placed(session: Session, purchase_id: int, step: Step) -> Step:
    """The step with the contract above it, when it belongs to this purchase."""
    contract, delivery = step.contract, step.delivery
    if step.acceptance is not None:
        row = session.get(Acceptance, step.acceptance)
        contract, delivery = (row.contract_id, row.delivery_id) if row else (-1, None)
    elif step.delivery is not None:
        came = session.get(Delivery, step.delivery)
        contract = came.contract_id if came else -1
    elif step.payment is not None:
        paid = session.get(Payment, step.payment)
        contract = paid.contract_id if paid else -1
    if contract is not None:
        whose = select(Contract.purchase_id).where(Contract.id == contract)
        if session.scalar(whose) != purchase_id:
            raise Refusal("document.other_purchase")
    return Step(contract, delivery, step.acceptance, step.payment)


def _once(session: Session, purchase_id: int, values: DocumentValues, step: Step) -> None:
    """The same file is not listed twice at one step, but as two kinds it may be."""
    doubled = select(Document.id).where(
        Document.purchase_id == purchase_id,
        Document.sha256 == values.file.sha256,
        Document.kind == values.kind,
        Document.contract_id.is_not_distinct_from(step.contract),
        Document.acceptance_id.is_not_distinct_from(step.acceptance),
        Document.payment_id.is_not_distinct_from(step.payment),
        Document.withdrawn_on.is_(None),
    )
    if session.scalar(doubled.limit(1)) is not None:
        raise Refusal("document.doubled", "file")


def withdraw_document(session: Session, actor: Actor, document_id: int, *, reason: str) -> Document:
    """Withdraw a document: it stays listed, struck through, with the reason; nobody else opens it.

    Raises:
        NotPermitted: no officer of the place.
        Refusal: `document.withdrawn_before` with `withdrawn_on`; `document.needs_reason`.
    """
    document = lock(session, Document, document_id)
    require(actor, Act.WITHDRAW_DOCUMENT, document.place)
    if document.withdrawn_on is not None:
        raise Refusal("document.withdrawn_before", withdrawn_on=document.withdrawn_on)
    if not reason.strip():
        raise Refusal("document.needs_reason", "reason")
    purchase = lock(session, Purchase, document.purchase_id)
    document.withdrawn_on, document.withdrawn_reason = clock.today(), reason.strip()
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.WITHDRAW_DOCUMENT, document, scopes=scopes, reason=reason)
    kept_principles.keep(session, purchase.id)
    return document
