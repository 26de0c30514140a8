"""By which papers does a school have something? Acceptance acts behind the Standard's holdings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import Acceptance, AcceptanceLine, Contract, Purchase

KIND = "acceptance_line:"


@dataclass(frozen=True, slots=True)
class Paper:
    """The acceptance act behind a holding, and the contract and purchase it belongs to."""

    number: str
    on: date
    with_parent: bool
    contract: str
    purchase: int
    title: str
    language: str


def papers(session: Session, references: Iterable[str]) -> dict[str, Paper]:
    """The papers of those references that name a line of an acceptance act, by reference."""
    numbers = {
        int(reference.removeprefix(KIND)) for reference in references if reference.startswith(KIND)
    }
    if not numbers:
        return {}
    rows = session.execute(
        select(
            AcceptanceLine.id,
            Acceptance.number,
            Acceptance.on,
            Acceptance.with_parent,
            Contract.number,
            Purchase.id,
            Purchase.title,
            Purchase.language,
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(Contract, Contract.id == Acceptance.contract_id)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .where(AcceptanceLine.id.in_(sorted(numbers)))
    )
    return {f"{KIND}{row[0]}": Paper(*row[1:]) for row in rows}
