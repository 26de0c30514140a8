"""Oversight from a terminal: what the red flags say."""

from collections.abc import Iterator
from typing import Any

import click

from core import clock
from core.errors import Refusal
from oversight.flags.result import Result
from oversight.reports import flags as reports
from tracker import flags as words
from tracker.cli.answers import Answer, answered
from tracker.extensions import db
from tracker.pages import as_of

oversight = click.Group("oversight", help="Oversight: red flags of purchases.")


@oversight.command("flags")
@click.option("--purchase", type=int, metavar="ID", help="Only of this purchase; a draft too.")
@answered()
def flags(purchase: int | None) -> Answer:
    """Say what each red flag finds: raised, not raised, or "cannot be said" with the reason."""
    found = list(_all() if purchase is None else _one(purchase))
    document = {
        "size": as_of().size,
        "results": [{"purchase": number, **words.record(one)} for number, one in found],
    }
    return Answer(document, [_line(number, one) for number, one in found])


def _one(purchase: int) -> Iterator[tuple[int, Result]]:
    results = reports.of_purchase(db.session(), purchase, clock.today())
    if not results:
        raise Refusal("record.unknown", table="purchases", key=str(purchase))
    return ((purchase, one) for one in results)


def _all() -> Iterator[tuple[int, Result]]:
    """Of all public purchases, one holder and year at a time."""
    for place, year in reports.holders(db.session()):
        looked = reports.of_place(db.session(), place, year, clock.today())
        for number, results in sorted(looked.items()):
            yield from ((number, one) for one in results)


def _line(purchase: int, one: Result) -> str:
    told: list[Any] = [purchase, one.flag, one.version, one.look.state, one.look.why or ""]
    facts = " ".join(f"{name}={value}" for name, value in one.look.facts.items())
    return "\t".join(map(str, (*told, facts))).rstrip()
