"""Oversight from a terminal: what the red flags say; an audit sample to try."""

from collections.abc import Iterator
from typing import Any

import click

from core import clock
from core.errors import Refusal
from core.money import from_tyiyn
from journal import heads
from oversight.flags.result import Result
from oversight.reports import flags as reports
from oversight.samples import rules, sampling
from oversight.samples.reports import population
from oversight.samples.sampling import STRATA, Draw
from register import reports as register
from tracker import flags as words
from tracker import sample_words
from tracker.cli.answers import Answer, answered
from tracker.extensions import db
from tracker.pages import as_of

oversight = click.Group("oversight", help="Oversight: red flags of purchases, audit samples.")


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


@oversight.command("sample")
@click.argument("place")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--size", type=click.IntRange(min=1), required=True, help="Purchases to look at.")
@click.option(
    "--seed", metavar="HEX", help="64 hexadecimal digits; else the journal's root of now."
)
@click.option("--strata", type=click.Choice(list(STRATA)), default="none", show_default=True)
@answered()
def sample(place: str, year: int, size: int, seed: str | None, strata: str) -> Answer:
    """Draw SIZE purchases of PLACE and YEAR by money units, from what is in the base now.

    Nothing is written: a council announces its samples on its pages. A seed that is the journal's
    root of a time when not all of these purchases were entered is refused.
    """
    session = db.session()
    if register.place(session, place) is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    counted = population.of_place(session, place, year)
    parts = len({one.raised for one in counted}) if STRATA[strata] else 1
    rules.drawable(size, len(counted), parts)
    told, checkpoint = _seed(place, seed)
    draw = sampling.draw(population.units(counted), size, strata, told)
    document = {
        "seed": told.hex(),
        "checkpoint": checkpoint,
        "interval": _interval(draw),
        "population": {
            "purchases": len(counted),
            "amount": f"{sum(one.amount for one in counted):.2f}",
        },
        "items": [
            {
                "purchase": one.purchase,
                "amount": f"{from_tyiyn(one.amount):.2f}",
                "hits": one.hits,
                "certain": one.certain,
                "stratum": one.stratum,
            }
            for one in draw.chosen
        ],
    }
    lines = [f"{one.purchase}\t{from_tyiyn(one.amount):.2f}\t{one.hits}" for one in draw.chosen]
    return Answer(document, [*lines, f"seed {told.hex()}, interval {_interval(draw)}"])


def _seed(place: str, typed: str | None) -> tuple[bytes, dict[str, Any] | None]:
    """The seed, and the checkpoint it is the root of; None of one that is no root of this journal.

    Raises:
        Refusal: `sample.bad_seed`; `sample.old_seed`.
    """
    if typed is None:
        state = as_of()
        return bytes.fromhex(state.root), {"size": state.size, "root": state.root}
    try:
        seed = bytes.fromhex(typed)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise Refusal("sample.bad_seed", "seed")
    size = heads.size_of(db.session(), seed)
    if size is None:
        return seed, None
    needed = population.entered_until(db.session(), place)
    if size < needed:
        raise Refusal("sample.old_seed", "seed", asked=size, size=needed)
    return seed, {"size": size, "root": seed.hex()}


def _interval(draw: Draw) -> str | None:
    """The longest interval, som, rounded up; None where everything is looked at."""
    return f"{sample_words.som_above(draw.interval):.2f}" if draw.interval else None
