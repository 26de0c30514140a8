"""Who else offered, in which lots: the tables of a purchase's page."""

from flask_babel import gettext

from procurement.reports.bids import BidPart
from procurement.reports.trail_parts import Trail
from tracker import bid_words
from tracker.tables import Cell, Column, Table


def bids(trail: Trail) -> Table:
    """Every bid that was opened, of every opening: its price, and what became of it and why.

    A person who trades alone is named by a number of ours.
    """
    several = len(trail.openings) > 1
    return Table(
        "bids",
        gettext("Bids"),
        (
            Column("protocol", gettext("Protocol"), hidden=not several),
            Column("opened_on", gettext("Opened on"), "day", hidden=True),
            Column("lot", gettext("Lot"), hidden=not trail.lots),
            Column("supplier", gettext("Supplier")),
            Column("supplier_id", gettext("Supplier’s number"), "count", hidden=True),
            Column("amount", gettext("Price offered"), "som"),
            Column("received_on", gettext("Came on"), "day", hidden=True),
            Column("standing", gettext("What became of it")),
        ),
        tuple(
            (
                opening.number,
                opening.on,
                _lot(bid.lot),
                bid_words.seller(bid.supplier_id, bid.name),
                bid.supplier_id,
                bid.amount,
                bid.received_on,
                _standing(bid),
            )
            for opening in trail.openings
            for bid in opening.bids
        ),
    )


def _lot(number: int | None) -> Cell | None:
    """A lot by its number, said to be one: on a phone it stands above its row alone."""
    if number is None:
        return None
    return Cell(number, text=gettext("Lot %(number)s", number=number))


def _standing(bid: BidPart) -> Cell:
    """Chosen, not chosen, or rejected with the reason; the lowest is said to be so."""
    if bid.standing == "rejected":
        return Cell("rejected", text=gettext("rejected"), note=bid.reason)
    lowest = gettext("the lowest price") if bid.lowest else None
    if bid.chosen:
        return Cell("chosen", text=gettext("chosen"), note=lowest)
    return Cell("valid", text=gettext("not chosen"), note=lowest)


def lots(trail: Trail) -> Table:
    """The lots a purchase is bought in, and how each stands."""
    states = bid_words.lot_states()
    return Table(
        "lots",
        gettext("Lots"),
        (
            Column("lot", gettext("Lot")),
            Column("title", gettext("What")),
            Column("standing", gettext("Standing")),
            Column("reason", gettext("Why"), hidden=True),
        ),
        tuple(
            (
                _lot(lot.number),
                Cell(lot.title, lang=trail.language),
                Cell(lot.standing, text=states[lot.standing], note=lot.reason),
                lot.reason,
            )
            for lot in trail.lots
        ),
    )
