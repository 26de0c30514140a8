"""Rows of bids as the processes flags judge: one for each lot, or one for the whole purchase."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from oversight.cardinal.process import ACTIVE, DISQUALIFIED, VALID, Award, Bid, Process

Lots = Mapping[int | None, Sequence[int]]
"""The suppliers chosen, by the key of the lot."""


def processes(
    bids: Iterable[Any], chosen: Lots, ends: date | None
) -> tuple[tuple[int | None, Process], ...]:
    """Of one opening: each lot's key (None: no lots) with its process, in the order of keys.

    `bids` are (lot_id, supplier_id, amount, standing, received_on). A rejected offer is what
    Cardinal calls disqualified, whoever says why.
    """
    by_lot: dict[int | None, list[Bid]] = {}
    for lot, supplier, amount, standing, received_on in bids:
        status = VALID if standing == "valid" else DISQUALIFIED
        by_lot.setdefault(lot, []).append(Bid(status, (supplier,), amount, received_on))
    return tuple(
        (lot, Process(tuple(by_lot[lot]), _awards(chosen.get(lot, ())), ends))
        for lot in sorted(by_lot, key=lambda key: key or 0)
    )


def _awards(suppliers: Sequence[int]) -> tuple[Award, ...]:
    return tuple(Award(ACTIVE, (supplier,)) for supplier in suppliers)
