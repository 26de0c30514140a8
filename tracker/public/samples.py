"""Audit samples for everybody: what was announced, the drawing to be repeated, what it says."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from core.money import from_tyiyn
from journal.log import EVERYTHING
from oversight.findings.reports import origins
from oversight.samples import redraw
from oversight.samples.reports import samples as reports
from oversight.samples.reports.samples import Said, SampleCard
from oversight.samples.sampling import Draw
from register import reports as register
from tracker import formats, queries
from tracker import sample_words as words
from tracker.extensions import db
from tracker.pages import page
from tracker.public import public
from tracker.public import sample_tables as told
from tracker.public.offers import Shown, money, offer

NUMBER = "<int(max=2147483647):number>"
TABLES = ("sample", "population", "strata", "projection")


def _scope(number: int) -> str:
    """The place; until the drawing every act anywhere may be the checkpoint that is waited for."""
    card = reports.sample(db.session(), number)
    if card is None:
        abort(404)
    return card.place if card.drawn_on else EVERYTHING


@offer("/places/<code:code>/samples", scope="code", tables=("samples",))
def place_samples(code: str) -> Any:
    """The samples of a place and of all below it; a merged one leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_samples", code=spot.successor), 301)
    cards = reports.within(db.session(), [code])
    places = register.names(db.session, {one.place for one in cards})
    return Shown(
        "public/samples.html",
        f"{code}-samples",
        head={
            "place": code,
            "name": spot.name.told(formats.language())[0],
            "count": len(cards),
        },
        facts={"trail": register.trail(db.session, code)},
        tables=(told.samples(cards, places, "public.sample"),),
    )


@offer(f"/samples/{NUMBER}", scope=_scope, tables=TABLES)
def sample(number: int) -> Shown:
    """A sample whole: the announcement, the seed, what was drawn, what was found, what it says."""
    session = db.session()
    card = reports.sample(session, number)
    if card is None:
        abort(404)
    items = reports.population(session, number)
    draw = reports.drawn(card, items)
    said = reports.said(card, items, draw)
    places = register.names(session, {card.place, *(one.place for one in items)})
    opened = origins.of_sample(session, number)
    name = places[card.place].told(formats.language())[0] if card.place in places else card.place
    return Shown(
        "public/sample.html",
        f"sample-{number}",
        head={**_announced(card), "drawing": _drawing(card, draw), "result": _result(card, said)},
        facts={
            "card": card,
            "name": name,
            "trail": register.trail(session, card.place),
            "found": [one for one in items if one.evidence],
            "opened": opened,
            "waits": card.drawn_on is None and reports.checkpoint(session, card) is None,
            **facts(card, draw, said),
        },
        tables=(
            told.chosen(items, places, opened),
            told.population(items),
            told.strata(draw),
            told.steps(said.projection if said else None),
        ),
    )


def facts(card: SampleCard, draw: Draw | None, said: Said | None) -> dict[str, Any]:
    """What the pages of a sample say besides its tables."""
    return {
        "told": words.told(card, said) if said else None,
        "strata_words": str(words.STRATA[card.strata]),
        "tolerable": words.percent(Fraction(card.tolerable, 1000)),
        "standing": words.state(card),
        "command": command(card) if draw else None,
        "sums": _sums(said) if said else None,
        "factor": told.plain(said.projection.factor) if said else None,
    }


def command(card: SampleCard) -> str:
    """What is typed to draw it again."""
    return (
        f"python3 redraw.py sample-{card.id}-population.csv --size {card.size} "
        f"--strata {card.strata} --checkpoint {card.checkpoint_size} "
        f"--root {card.checkpoint_root} --secret {card.secret} --promise {card.promise}"
    )


def _announced(card: SampleCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "place": card.place,
        "year": card.year,
        "size": card.size,
        "strata": card.strata,
        "confidence_percent": card.confidence,
        "tolerable_percent": f"{card.tolerable // 10}.{card.tolerable % 10}",
        "purchases": card.units,
        "amount": money(card.amount),
        "journal_size": card.journal_size,
        "promise": card.promise,
        "announced_on": card.announced_on.isoformat(),
    }


def _drawing(card: SampleCard, draw: Draw | None) -> dict[str, Any] | None:
    """The seed and where it is from, for whoever draws it again; None before the drawing."""
    if draw is None or card.drawn_on is None or card.seed is None:
        return None
    return {
        "checkpoint": {"size": card.checkpoint_size, "root": card.checkpoint_root},
        "secret": card.secret,
        "seed": card.seed.hex(),
        "drawn_on": card.drawn_on.isoformat(),
        "command": command(card),
    }


def _result(card: SampleCard, said: Said | None) -> dict[str, Any] | None:
    """What it says with the numbers of the formula; None until all was looked at."""
    if said is None:
        return None
    return {
        "formula": "upper = certain + projected + factor * interval + allowance",
        **{name: money(sum_) for name, sum_ in _sums(said).items()},
        "factor": told.plain(said.projection.factor),
        "tolerable": money(words.som_of(card.tolerable_sum)),
        "verdict": said.verdict,
        "told": list(words.told(card, said).sentences),
    }


def _sums(said: Said) -> dict[str, Decimal]:
    """The parts of the formula, som; what is a limit is rounded up."""
    found = said.projection
    return {
        "certain": from_tyiyn(found.certain),
        "projected": words.som_of(found.projected),
        "likely": words.som_of(found.likely),
        "interval": words.som_above(found.interval),
        "basic_precision": words.som_of(found.basic),
        "allowance": words.som_of(found.allowance),
        "upper": words.som_above(found.upper),
    }


@public.get("/samples/redraw.py")
@page()
def redraw_script() -> BaseResponse:
    """The script by which anybody draws a sample again."""
    queries.read({})
    text = Path(redraw.__file__).read_text(encoding="utf-8")
    answer = Response(text, content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="redraw.py"'
    return answer
