"""How a purchase stands to the principles of safe procurement, as pages and programs tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from oversight import price_principle
from oversight.flags import price_outlier
from oversight.reports.flags import FlagCard
from procurement import principles
from procurement.principles import PRINCIPLES, Facts, LineFacts
from procurement.reports import principles as reports
from tracker import flags, formats, paper_words
from tracker.phrases.principles import KINDS, STATES, WORDS, PrincipleWords


@dataclass(frozen=True, slots=True)
class ShownPrinciple:
    """One principle: its state in a word, the facts behind it, and what officers wrote of it.

    `texts` are (line, text) in the language of the purchase; `at_flag`: the numbers of flag R017
    stand beside the flag.
    """

    code: str
    state: str
    word: str
    kind: str
    words: PrincipleWords
    facts: tuple[str, ...]
    texts: tuple[tuple[int, str], ...] = ()
    at_flag: bool = False


def shown(
    session: Session, purchase: int, cards: Iterable[FlagCard]
) -> tuple[ShownPrinciple, ...] | None:
    """The seven of a purchase in their order; None of one given up.

    The price is as its flag says now, which the kept table learns by night.
    """
    found = reports.of_purchase(session, purchase)
    if found is None:
        return None
    card = next(one for one in cards if one.result.flag == price_outlier.CODE)
    state = price_principle.state_of(card.result.look.state, card.answer is not None)
    states = principles.states(found) | {"price": state}
    told = _told(found) | {"price": _price(card)}
    texts = {
        "criteria": [(one.position, one.criteria) for one in found.lines],
        "upkeep": [(one.position, one.upkeep) for one in found.lines],
    }
    return tuple(
        ShownPrinciple(
            code=code,
            state=states[code],
            word=str(STATES[states[code]]),
            kind=KINDS[states[code]],
            words=WORDS[code],
            facts=tuple(told[code]),
            texts=tuple((line, text) for line, text in texts.get(code, ()) if text),
            at_flag=code == "price" and states[code] != "cannot_say",
        )
        for code in PRINCIPLES
    )


def records(listed: Iterable[ShownPrinciple] | None) -> list[dict[str, Any]]:
    """The same for programs; empty of a purchase given up."""
    return [
        {
            "principle": one.code,
            "state": one.state,
            "standing": principles.STANDING,
            "facts": list(one.facts),
            "texts": [{"line": line, "text": text} for line, text in one.texts],
        }
        for one in listed or ()
    ]


def _told(facts: Facts) -> dict[str, list[str]]:
    """The facts behind every principle but the price, as sentences."""
    lines = facts.lines
    return {
        "requirement": _untold(lines, [one.tied for one in lines]) or [_all_lines(lines)],
        "criteria": _criteria(facts),
        "quality": _quality(facts.checks),
        "local_green": _shares(lines),
        "public_chain": _papers(facts),
        "upkeep": _untold(lines, [one.upkeep for one in lines]),
    }


def _untold(lines: Sequence[LineFacts], told: Sequence[object]) -> list[str]:
    """The lines that do not tell, by number."""
    found = [str(one.position) for one, said in zip(lines, told, strict=True) if not said]
    return [gettext("Lines that do not tell: %(lines)s.", lines=", ".join(found))] if found else []


def _all_lines(lines: Sequence[LineFacts]) -> str:
    return gettext("Lines that tell: %(count)s, all of them.", count=len(lines))


def _criteria(facts: Facts) -> list[str]:
    lines = facts.lines
    told = []
    if facts.specification:
        told.append(gettext("The technical specification is attached."))
    else:
        told += [
            gettext("Criteria. %(told)s", told=one)
            for one in _untold(lines, [one.criteria for one in lines]) or [_all_lines(lines)]
        ]
    return told + [
        gettext("Certificates. %(told)s", told=one)
        for one in _untold(lines, [one.certified for one in lines]) or [_all_lines(lines)]
    ]


def _quality(checks: Sequence[bool | None]) -> list[str]:
    if not checks:
        return [gettext("Nothing is accepted yet.")]
    return [
        gettext(
            "Acceptances: %(count)s. With a parent: %(parent)s. Commission not told: %(untold)s.",
            count=len(checks),
            parent=checks.count(True),
            untold=checks.count(None),
        )
    ]


def _price(card: FlagCard) -> list[str]:
    """The numbers of flag R017, or why there are none."""
    (flag,) = flags.shown([card])
    if flag.said:
        return [flag.said]
    return [f"{one.label}: {one.text}." for one in flag.numbers]


def _shares(lines: Sequence[LineFacts]) -> list[str]:
    """Of the money: how much is for local goods, for green ones, and of how much nobody told."""
    whole = sum((one.amount for one in lines), Decimal(0))
    lang = formats.language()
    sentences = {
        "local": gettext("Of local make, of the money: %(share)s; not told: %(untold)s."),
        "green": gettext("Green, of the money: %(share)s; not told: %(untold)s."),
    }
    told = []
    for answer, sentence in sentences.items():
        yes, untold = principles.share(lines, answer)
        told.append(
            sentence
            % {
                "share": formats.percent(formats.share(yes, whole) or 0, lang),
                "untold": formats.percent(formats.share(untold, whole) or 0, lang),
            }
        )
    return told


def _papers(facts: Facts) -> list[str]:
    if not facts.papers:
        return [gettext("No contract yet.")]
    hidden = [f"{paper_words.kind(one.kind)} {one.number}" for one in facts.papers if not one.shown]
    told = [
        gettext(
            "Contracts and acceptance acts: %(count)s. Everybody can open: %(shown)s.",
            count=len(facts.papers),
            shown=len(facts.papers) - len(hidden),
        )
    ]
    if hidden:
        told.append(gettext("Not to be opened: %(papers)s.", papers=", ".join(hidden)))
    return told
