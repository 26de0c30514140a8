"""Compiled releases of OCDS read as Cardinal's `prepare` and its exclusions leave them."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from oversight.cardinal.process import Award, Bid, Process
from oversight.cardinal.results import Told

UNPRICED, EXCLUDED = "NPC", "EXC"
"""Methods of the fixtures in which no prices are compared, and which are left out."""


def told(path: Path) -> Iterator[Told]:
    """The processes of a file of releases, one a line, in the currency of its first offer."""
    currency: str | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        release = json.loads(line, parse_float=Decimal)
        tender = release.get("tender", {})
        details = tender.get("procurementMethodDetails")
        if tender.get("status") == "cancelled" or details == EXCLUDED:
            continue
        bids = release.get("bids", {}).get("details", [])
        for bid in bids:
            currency = currency or bid.get("value", {}).get("currency")
        period = tender.get("tenderPeriod", {})
        process = Process(
            tuple(_bid(bid, currency) for bid in bids),
            tuple(_award(award) for award in release.get("awards", [])),
            _moment(period.get("endDate")),
            details != UNPRICED,
        )
        yield Told(
            str(release["ocid"]),
            process,
            _moment(period.get("startDate")),
            tender.get("procurementMethod"),
            details,
            tender.get("numberOfTenderers"),
            _id(release.get("buyer", {})),
            _id(tender.get("procuringEntity", {})),
        )


def _bid(bid: dict[str, Any], currency: str | None) -> Bid:
    value = bid.get("value", {})
    compared = "amount" in value and value.get("currency") == currency
    amount = Decimal(value["amount"]) if compared else None
    return Bid(bid.get("status", ""), _ids(bid, "tenderers"), amount, _moment(bid.get("date")))


def _award(award: dict[str, Any]) -> Award:
    codes = [str(item.get("classification", {}).get("id", "")) for item in award.get("items", [])]
    return Award(award.get("status", ""), _ids(award, "suppliers"), tuple(filter(None, codes)))


def _ids(of: dict[str, Any], key: str) -> tuple[str, ...]:
    found = of.get(key, [])
    ids = (_id(one) for one in (found if isinstance(found, list) else [found]))
    return tuple(one for one in ids if one is not None)


def _id(reference: dict[str, Any]) -> str | None:
    return None if reference.get("id") is None else str(reference["id"])


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
