"""Papers of some purchases of the example, and how papers say suppliers are reached."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.files import Paper, keep_paper
from procurement import acts
from procurement.acts import DocumentValues, Step
from procurement.models import Acceptance, Contract, Opening, Purchase
from tracker.example.book import purchase_of
from tracker.example.people import Cast
from tracker.example.told import FOLDER, holder, told

FILES = FOLDER / "files"


def enter(session: Session, cast: Cast, folder: Path | None) -> None:
    """Attach the papers; keep their files in `folder`, where one is given."""
    story = told("papers")
    files = {kind: kept(kind, folder) for kind in story["papers"]}
    for entry in story["attached"]:
        purchase = purchase_of(session, entry["to"])
        for kind in entry["kinds"]:
            _attach(session, cast, purchase, kind, files[kind])
    for entry in story["contacts"]:
        place = holder("district")
        number, how = cast.suppliers[entry["of"]], {k: entry[k] for k in ("kind", "value")}
        acts.keep_contact(session, cast.officer(place), place, number, **how)
        journal.next_act(session)


def kept(kind: str, folder: Path | None) -> Paper:
    """The paper of a kind, kept in `folder`; without one it is judged and lies nowhere."""
    content = (FILES / f"{kind}.pdf").read_bytes()
    with TemporaryDirectory() as nowhere:
        return keep_paper(folder or Path(nowhere), content)


def _attach(session: Session, cast: Cast, purchase: Purchase, kind: str, file: Paper) -> None:
    on, step = _step(session, purchase, kind)
    values = DocumentValues(kind, file, number=f"{purchase.id}", on=on)
    acts.attach_document(session, cast.officer(purchase.place), purchase.id, values, step=step)
    journal.next_act(session)


def _step(session: Session, purchase: Purchase, kind: str) -> tuple[date | None, Step]:
    """The day of a paper, and the step it belongs to."""
    if kind == "protocol":
        of = select(Opening.on).where(Opening.purchase_id == purchase.id).order_by(Opening.id)
        return session.scalars(of).first(), Step()
    if kind == "specification":
        return purchase.planned_on, Step()
    contract = session.scalars(
        select(Contract).where(Contract.purchase_id == purchase.id).order_by(Contract.id)
    ).first()
    assert contract is not None
    if kind == "contract":
        return contract.signed_on, Step(contract=contract.id)
    came = session.scalars(
        select(Acceptance).where(Acceptance.contract_id == contract.id).order_by(Acceptance.id)
    ).first()
    assert came is not None
    return came.on, Step(acceptance=came.id)
