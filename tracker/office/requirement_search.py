"""Requirements found by a word, each with what the schools need, have and lack, and its price."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template, request

from core.words import Words
from procurement.reports import costs, missing, prices
from procurement.reports.costs import Gap
from procurement.reports.prices import PriceCard
from tracker.extensions import db
from tracker.office import office, purchase_form
from tracker.office.purchase_checks import place_and_year
from tracker.office.purchase_form import MOST_SHOWN, Setting

MOST_FOUND = 8
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class AtSchool:
    """A requirement at one school; None: nobody counted it, or it cannot be said in numbers."""

    school: str
    needed: Decimal | None
    have: Decimal | None
    missing: Decimal | None


@dataclass(frozen=True, slots=True)
class FoundRequirement:
    """A requirement as the picker shows it: sums over the schools that can be counted."""

    code: str
    title: Words
    schools: tuple[AtSchool, ...]
    price: PriceCard | None

    @property
    def counted(self) -> tuple[AtSchool, ...]:
        """The schools of which it can be said in numbers."""
        return tuple(one for one in self.schools if one.missing is not None)

    @property
    def needed(self) -> Decimal:
        """What these schools need together."""
        return sum((one.needed or NONE for one in self.counted), NONE)

    @property
    def have(self) -> Decimal:
        """What they have."""
        return sum((one.have or NONE for one in self.counted), NONE)

    @property
    def missing(self) -> Decimal:
        """What they lack."""
        return sum((one.missing or NONE for one in self.counted), NONE)


def found(words: str, here: Setting) -> Sequence[FoundRequirement]:
    """The first requirements that hold every one of these words, or whose code does."""
    if not words.strip():
        return ()
    wanted = here.names.cards_with(words)[:MOST_FOUND]
    codes = [card.code for card in wanted]
    schools = [school.code for school in here.schools][:MOST_SHOWN]
    region = costs.region_of(db.session, here.place) or ""
    gaps = costs.of_requirements(db.session, schools, codes, region)
    cards = prices.of_region(db.session, region) if codes else {}
    return [
        FoundRequirement(
            card.code,
            card.title,
            tuple(_at(school, gaps.get((school, card.code))) for school in schools),
            cards.get(card.code),
        )
        for card in wanted
    ]


def _at(school: str, gap: Gap | None) -> AtSchool:
    if gap is None:
        return AtSchool(school, None, None, None)
    return AtSchool(school, gap.needed, gap.have, missing.quantity(gap))


@office.get("/purchases/requirements")
def purchases_requirements() -> str:
    """What was found so far, alone: for the script that stands beside the form."""
    here = purchase_form.setting(*place_and_year())
    words = request.args.get("q", "")[:60]
    return render_template(
        "office/purchases/_requirements.html",
        requirements=found(words, here),
        asked=words,
        called=here.names,
    )
