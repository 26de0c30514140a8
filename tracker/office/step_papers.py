"""A step of a purchase with its scan: the act and its document are kept together, or neither."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.access import Actor
from procurement import acts
from procurement.acts import DocumentValues, Step
from tracker import evidence
from tracker.edge import perform
from tracker.forms.papers import PaperForm


@dataclass(frozen=True, slots=True)
class Proved:
    """What kind of document proves a step, and the fields that give its number and its day."""

    kind: str
    step: str
    number: str
    on: str


CONTRACT = Proved("contract", "contract", "number", "signed_on")
WAYBILL = Proved("waybill", "delivery", "waybill", "on")
ACCEPTANCE = Proved("acceptance_act", "acceptance", "number", "on")
PAYMENT = Proved("invoice", "payment", "document", "on")


def perform_with_paper(
    form: PaperForm,
    act: Callable[..., Any],
    *keys: Any,
    purchase: int,
    proved: Proved,
    **values: Any,
) -> Any:
    """Do an act asked for by a form, and attach the scan given with it to what it made.

    As `tracker.edge.perform`; also False when the file is refused.
    """
    files = evidence.paper(form.paper)
    if files is None:
        return False
    document = None
    if files:
        number: str = values[proved.number]
        on: date = values[proved.on]
        withheld = (form.withheld.data or "").strip() or None
        document = DocumentValues(proved.kind, files[0], None, number, on, withheld)
    told = {"act": act, "purchase": purchase, "step": proved.step, "attached": document}
    return perform(form, _both, *keys, told=told, **values)


def _both(session: Session, actor: Actor, *keys: Any, told: dict[str, Any], **values: Any) -> Any:
    made = told["act"](session, actor, *keys, **values)
    if told["attached"] is not None:
        step = Step(**{told["step"]: made.id})
        acts.attach_document(session, actor, told["purchase"], told["attached"], step=step)
    return made
