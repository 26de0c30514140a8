"""Bids and lots of a purchase, as the bid and lot extensions of the standard name them. Pure."""

from decimal import Decimal
from typing import Any

from opendata.literals import clean, day, filled
from opendata.ocds import parties
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher

LOT = {"failed": "unsuccessful", "given_up": "cancelled"}
"""Our standing of a lot that ended → lots[].status."""
STANDING = {"valid": "valid", "rejected": "disqualified"}


def bids(case: Case, by: Publisher) -> dict[str, Any]:
    """Every bid that was opened, of all openings: who offered how much, and what became of it."""
    numbers = {opening.id: opening.number for opening in case.openings}
    return filled(
        details=[
            filled(
                id=str(bid.id),
                date=day(bid.received_on),
                description=clean(bid.reason or f"№ {numbers[bid.opening_id]}"),
                status=STANDING[bid.standing],
                tenderers=[parties.seller(case, bid.supplier, by)],
                value=by.value(bid.amount),
                relatedLots=related(bid.lot_id),
            )
            for bid in case.bids
        ]
    )


def lots(case: Case, tender: str, by: Publisher) -> list[dict[str, Any]]:
    """The lots of a purchase; one that did not end otherwise stands as the tender, or is complete
    once it is awarded."""
    awarded = {award.lot_id for award in case.awards}
    found = []
    for lot in case.lots:
        worth = sum((line.amount for line in case.lines if line.lot_id == lot.id), Decimal(0))
        chosen = "complete" if awarded & {None, lot.id} else _waiting(tender)
        found.append(
            filled(
                id=str(lot.id),
                title=clean(lot.title),
                description=clean(lot.reason),
                status=LOT.get(lot.status, chosen),
                value=by.value(worth),
            )
        )
    return found


def _waiting(tender: str) -> str:
    """A lot without an award, of a tender in which others may have one."""
    return "active" if tender == "complete" else tender


def tenderers(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Who offered, each once."""
    numbers = dict.fromkeys(bid.supplier for bid in case.bids)
    return [parties.seller(case, number, by) for number in numbers]


def number_of_tenderers(case: Case) -> int | None:
    """How many offered: counted where bids were opened, else as the award says."""
    if case.openings:
        return len({bid.supplier for bid in case.bids})
    offers = {award.offers for award in case.awards}
    return offers.pop() if len(offers) == 1 else None


def related(lot: int | None) -> list[str] | None:
    """A reference to a lot, if any."""
    return None if lot is None else [str(lot)]
