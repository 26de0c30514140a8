"""Flags of a purchase as pages and programs tell them: rule, numbers, standing, and the answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from flask import url_for

from oversight.flags.result import CANNOT_SAY, Result
from oversight.reports.flags import Answer, FlagCard
from register import profile, units
from register import reports as register
from tracker import formats, paper_words, review_words
from tracker.extensions import db
from tracker.names import Names
from tracker.phrases.flags import FACTS, FLAGS, REASONS, REFUSED, STANDINGS, WORDS, FlagWords
from tracker.review_words import ShownReview


@dataclass(frozen=True, slots=True)
class Number:
    """One fact in words: "Median: 3 200 som"; `links` are records with a page."""

    label: str
    text: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """A flag as macros/flags.html draws it. `limit_note` and `limit_source` tell of a threshold."""

    code: str
    state: str
    words: FlagWords
    standing: str
    version: str
    numbers: tuple[Number, ...]
    said: str
    blocks: str
    asks: bool
    limit_note: str
    limit_source: str
    answer: Answer | None
    older: tuple[Answer, ...]
    public: bool
    reviews: tuple[ShownReview, ...] = ()


def shown(cards: Iterable[FlagCard], *, private: bool = False) -> tuple[ShownFlag, ...]:
    """The flags of a purchase in the language of the page; for a council `private` ones too."""
    return tuple(_shown(card) for card in cards if private or card.result.public)


def _shown(card: FlagCard) -> ShownFlag:
    result, look = card.result, card.result.look
    return ShownFlag(
        code=result.flag,
        state=look.state,
        words=FLAGS[result.flag],
        standing=str(STANDINGS[result.standing]),
        version=result.version,
        numbers=() if look.state == CANNOT_SAY else numbers(look.facts),
        said=str(REASONS[look.why]) % look.facts if look.why else "",
        blocks=str(REFUSED[look.refused_by]) if look.refused_by else "",
        asks=result.asks,
        limit_note=_limit_note(look.facts),
        limit_source=look.facts.get("threshold_source", ""),
        answer=card.answer,
        older=card.older,
        public=result.public,
        reviews=review_words.shown(card.reviews),
    )


def numbers(facts: Mapping[str, Any]) -> tuple[Number, ...]:
    """The facts of a flag as people read them, also of an answer kept long ago."""
    found = []
    for name, (label, kind) in FACTS.items():
        if facts.get(name) is None or (name == "outside" and len(facts[name]) < 2):
            continue
        if kind in LINKED:
            links = LINKED[kind](facts[name])
            if links:
                found.append(Number(str(label), "", links))
        else:
            found.append(Number(str(label), _written(facts[name], kind)))
    return tuple(found)


def in_one_line(facts: Mapping[str, Any]) -> str:
    """The same in a cell of a table: "Median: 3 200 som · Line: 2"."""
    told = []
    for one in numbers(facts):
        text = ", ".join(name for name, _ in one.links) or one.text
        told.append(f"{one.label}: {text}")
    return " · ".join(told)


Links = tuple[tuple[str, str], ...]


def _numbered(endpoint: str, numbers: Iterable[str]) -> Links:
    return tuple(
        (f"№\N{NO-BREAK SPACE}{number}", url_for(endpoint, number=int(number)))
        for number in numbers
    )


def _schools(codes: Iterable[str]) -> Links:
    known, lang = register.names(db.session(), codes), formats.language()
    names = {code: known[code].told(lang)[0] if code in known else code for code in codes}
    return tuple((name, url_for("public.school_latest", code=code)) for code, name in names.items())


def _requirements(codes: Iterable[str]) -> Links:
    names = Names()
    return tuple(
        (names.requirement(code).told(names.lang)[0], url_for("public.requirement", code=code))
        for code in codes
    )


LINKED: dict[str, Callable[[Iterable[str]], Links]] = {
    "purchases": partial(_numbered, "public.purchase"),
    "suppliers": partial(_numbered, "public.supplier"),
    "schools": _schools,
    "requirements": _requirements,
}
"""Kinds of facts that lead to pages of their own. No flag names anybody."""


def _written(value: Any, kind: str) -> str:
    lang = formats.language()
    match kind:
        case "som":
            return formats.som(Decimal(value), lang)
        case "day":
            return formats.day(date.fromisoformat(value))
        case "number":
            return formats.number(int(value), lang)
        case "percent":
            return f"{formats.number(Decimal(value) * 100, lang, 1)}%"
        case "hundredths":
            return f"{formats.number(Decimal(value), lang, 1)}%"
        case "word":
            return str(WORDS.get(value, value))
        case "quantity":
            return formats.quantity(Decimal(value), lang)
        case "category":
            return Names().category(value).told(lang)[0]
        case "unit":
            return units.told(value, lang)
        case "papers":
            return ", ".join(str(paper_words.KINDS[kind]) for kind in value)
        case "words":
            return ", ".join(str(WORDS.get(one, one)) for one in value)
        case "list":
            return ", ".join(value)
    return str(value)


def _limit_note(facts: Mapping[str, Any]) -> str:
    """That a threshold is a default of the profile and not yet checked law."""
    if facts.get("threshold_standing") != "default":
        return ""
    return profile.load().notices["no_thresholds"].told(formats.language())[0]


def records(cards: Iterable[FlagCard]) -> list[dict[str, Any]]:
    """The same for programs: sums as "1250.50", codes instead of words. Never private ones."""
    return [
        {
            **record(card.result),
            "answer": _answer(card.answer),
            "older": _older(card.older),
            "reviews": [review_words.record(one) for one in card.reviews],
        }
        for card in cards
        if card.result.public
    ]


def record(result: Result) -> dict[str, Any]:
    """What one flag says, for programs."""
    return {
        "flag": result.flag,
        "version": result.version,
        "standing": result.standing,
        "state": result.look.state,
        "severity": result.look.severity,
        "facts": dict(result.look.facts),
        "why": result.look.why,
    }


def _older(answers: Iterable[Answer]) -> list[dict[str, Any] | None]:
    return [_answer(answer) for answer in answers]


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "text": answer.text,
        "language": answer.language,
        "on": answer.on.isoformat(),
        "version": answer.rule_version,
        "facts": dict(answer.facts),
    }
