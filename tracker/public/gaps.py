"""How gaps are told: their numbers, their prices and what they cost, alike on all pages."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext

from procurement.reports import missing
from procurement.reports.costs import GAPS, Gap, PlaceGap
from procurement.reports.missing import Promise, Sum
from procurement.reports.prices import PriceCard
from standard.rules import JUDGED
from tracker import answers, formats
from tracker.names import Names
from tracker.public.offers import money
from tracker.tables import Cell

MARK = "*"
"""Stands after a number that is a default of ours."""
DASH = "–"


def is_default(code: str, names: Names) -> bool:
    """Is the number of a requirement a default rather than one from its source?"""
    card = names.catalogue.cards.get(code) if names.catalogue else None
    return card is not None and card.value_status == "default"


def is_judged(code: str, names: Names) -> bool:
    """Is a requirement answered by an assessment rather than by counting?"""
    card = names.catalogue.cards.get(code) if names.catalogue else None
    return card is not None and card.type in JUDGED


def priorities(names: Names) -> dict[str, int]:
    """The priority of each requirement in force; 1 comes first."""
    return (
        {code: card.priority for code, card in names.catalogue.cards.items()}
        if (names.catalogue)
        else {}
    )


def title(code: str, names: Names) -> Cell:
    """The name of a requirement with a link to its page."""
    return Cell(names.requirement(code), href=url_for("public.requirement", code=code))


def state(code: str) -> Cell:
    """A state as a word with its sign."""
    return Cell(code, text=answers.word(code))


def needed(value: Decimal | None, code: str, names: Names) -> Any:
    """How much is needed, marked where the number is a default; what is assessed has no amount."""
    if value is None:
        return None
    if is_judged(code, names):
        return Cell(value, text=DASH)
    told = formats.quantity(value, names.lang)
    return Cell(value, text=f"{told}{formats.NBSP}{MARK}" if is_default(code, names) else told)


def present(gap: Gap | PlaceGap, names: Names) -> Any:
    """What is there, with its share of what is needed; of an assessment, what was found."""
    amount = gap.counted if isinstance(gap, PlaceGap) else gap.have
    if amount is None:
        return None
    if is_judged(gap.requirement, names):
        return Cell(amount, text=_found(gap, names))
    share = missing.share(gap)
    note = formats.percent(share, names.lang) if share is not None else None
    return Cell(amount, text=formats.quantity(amount, names.lang), note=note)


def _found(gap: Gap | PlaceGap, names: Names) -> str:
    if isinstance(gap, PlaceGap):
        return DASH
    card = names.catalogue.cards.get(gap.requirement) if names.catalogue else None
    if card is not None and card.type == "boolean":
        return gettext("yes") if gap.have else gettext("no")
    return formats.quantity(gap.have or Decimal(0), names.lang)


PRICED = {
    "region": lazy_gettext("median of the region, purchases: %(count)s"),
    "country": lazy_gettext("median of the country, purchases: %(count)s"),
    "reference_sourced": lazy_gettext("reference price from a source"),
    "reference_default": lazy_gettext("conditional price of ours, not a market price"),
    "none": lazy_gettext("no price is known: it cannot be priced"),
}


def price_kind(card: PriceCard | None) -> str:
    """Where a price is from, for programs."""
    if card is None:
        return "none"
    return f"reference_{card.standing}" if card.kind == "reference" else card.kind


def price_words(card: PriceCard | None, lang: str) -> str:
    """Where a price is from, in words; a default is never a market price."""
    kind = price_kind(card)
    count = formats.number(card.count, lang) if card else ""
    return str(PRICED[kind]) % {"count": count}


def pricing(gap: Gap, names: Names) -> Cell:
    """How a gap is priced, or why it is not."""
    if gap.state in GAPS and not gap.to_buy:
        return Cell("deed", text=gettext("no buying closes it"))
    amount = formats.som(gap.price.amount, names.lang) if gap.price else None
    return Cell(price_kind(gap.price), text=price_words(gap.price, names.lang), note=amount)


def missing_cell(gap: Gap, promise: Promise | None, names: Names) -> Any:
    """How much is missing, why it cannot be priced, and what of it is bought already."""
    amount = missing.quantity(gap)
    if amount is None:
        return None
    judged = is_judged(gap.requirement, names)
    notes = []
    if gap.state in GAPS and missing.cost(gap) is None:
        notes.append(str(pricing(gap, names).text))
    if promise is not None:
        count = formats.quantity(promise.quantity, names.lang)
        notes.append("◐ " + gettext("bought, not here yet: %(count)s", count=count))
    text = DASH if judged else formats.quantity(amount, names.lang)
    return Cell(amount, text=text, note="; ".join(notes) or None)


def cost_cell(gap: Gap, names: Names) -> Any:
    """What closing a gap costs, and which price that is."""
    amount = missing.cost(gap)
    if not amount:
        return amount
    return Cell(amount, note=pricing(gap, names).text)


def sentence(gap: Gap, names: Names) -> str:
    """What is needed, present and missing, after the name of the requirement."""
    code, lang = gap.requirement, names.lang
    card = names.catalogue.cards.get(code) if names.catalogue else None
    if card is not None and card.type == "boolean":
        return gettext("assessed, and not met")
    if card is not None and card.type == "threshold":
        value = formats.quantity(gap.have or Decimal(0), lang)
        return gettext(
            "assessed, and not met; found: %(found)s (%(unit)s)",
            found=value,
            unit=names.unit_of(code),
        )
    need = formats.quantity(gap.needed or Decimal(0), lang)
    return gettext(
        "needed %(need)s, present %(have)s, missing %(gap)s (%(unit)s)",
        need=f"{need}{formats.NBSP}{MARK}" if is_default(code, names) else need,
        have=formats.quantity(gap.have or Decimal(0), lang),
        gap=formats.quantity(gap.missing or Decimal(0), lang),
        unit=names.unit_of(code),
    )


def lines(
    gaps: Iterable[Gap], names: Names, promises: Mapping[str, Promise]
) -> list[dict[str, Any]]:
    """The gaps of a school as its page lists them."""
    return [
        {
            "title": names.requirement(gap.requirement).told(names.lang),
            "href": url_for("public.requirement", code=gap.requirement),
            "sign": answers.WORDS[gap.state][0],
            "state": str(answers.WORDS[gap.state][1]),
            "sentence": sentence(gap, names),
            "why": answers.why(gap.why, None, names.lang),
            "cost": missing.cost(gap),
            "pricing": pricing(gap, names).text,
            "promise": promises.get(gap.requirement),
        }
        for gap in gaps
    ]


def sum_told(total: Sum) -> dict[str, Any]:
    """A sum of gaps for programs; money as text, None where not one gap has a price."""
    return {
        "missing_cost": money(total.cost) if total.cost or not total.gaps else None,
        "gaps": total.gaps,
        "gaps_priced": total.priced,
        "gaps_without_a_price": total.unpriced,
        "gaps_no_buying_closes": total.deeds,
    }
