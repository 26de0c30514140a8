"""What may be announced and written down of a visit, and what it comes to. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.columns import FINEST, quantity
from core.errors import Refusal
from journal.records import PERSONAL
from standard.found import MOST_FILES, Before, faults, noted
from standard.rules import Norm, holds

VISITORS = ("council", "parent", "pupil", "school", "officer", "specialist", "press")
"""Who came, by role: a council's member, a parent, a pupil, the school's own staff, an officer of
the place, a specialist (health, fire, building), the press."""
VERDICTS = ("as_said", "differs", "not_seen")
JUDGED = ("met", "partly", "missing")
"""The states a share is counted of; what was not seen, or cannot be said, is in no share."""
FEW = 5
"""Shares are told of this many schools or more, fewer are counted: the project's own number."""
MOST_CHOSEN = 300  # schools one by one in a round; more: all of the place
POSTS = frozenset({"medical_worker", "psychologist_post", "responsible_person"})
"""Units that are people at work: counted as posts filled and needed, never as things to buy."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was typed of one requirement. `files` are those core.files.keep gave; `drop`: those
    kept before go. `correct`: an own figure is to stand in the inventory."""

    verdict: str
    value: Decimal | None = None
    note: str | None = None
    correct: bool = False
    files: Sequence[Mapping[str, Any]] = ()
    drop: bool = False


def period(first_on: date, last_on: date) -> None:
    """Refuse with `round.ends_before` a round that ends before it begins."""
    if last_on < first_on:
        raise Refusal("round.ends_before", "last_on", first_on=first_on)


def domains(chosen: Collection[str], known: Collection[str]) -> list[str]:
    """The domains chosen, in the Standard's order.

    Raises:
        Refusal: `round.no_domain`; `round.unknown_domain`.
    """
    if not chosen:
        raise Refusal("round.no_domain", "domains")
    if set(chosen) - set(known):
        raise Refusal("round.unknown_domain", "domains")
    return [code for code in known if code in chosen]


def schools(chosen: Collection[str], within: Collection[str]) -> list[str] | None:
    """The schools chosen, by code; None for all of the place.

    Raises:
        Refusal: `round.no_school` where the place has none; `round.school_elsewhere` with `school`;
            `round.too_many_chosen` with `most`.
    """
    if not within:
        raise Refusal("round.no_school", "place")
    stranger = next((code for code in chosen if code not in within), None)
    if stranger is not None:
        raise Refusal("round.school_elsewhere", "schools", school=stranger)
    if len(set(chosen)) > MOST_CHOSEN:
        raise Refusal("round.too_many_chosen", "schools", most=MOST_CHOSEN)
    return sorted(set(chosen)) or None


def text(typed: str | None, field: str = "note") -> str | None:
    """A note that can stand before everybody for ever; None where nothing was written.

    Raises:
        Refusal: `assessment.long_note` with `most`; `text.holds_personal_data`.
    """
    told = noted(typed, field)
    if told is not None and PERSONAL.search(told):
        raise Refusal("text.holds_personal_data", field)
    return told


def visitors(chosen: Collection[str]) -> list[str]:
    """Who came, in the order of VISITORS.

    Raises:
        Refusal: `visit.nobody` unless somebody of the list came.
    """
    told = [role for role in VISITORS if role in chosen]
    if not told or set(chosen) - set(VISITORS):
        raise Refusal("visit.nobody", "visitors")
    return told


def day(on: date, first_on: date, last_on: date, today: date) -> None:
    """Refuse a visit on a day outside its round: `visit.outside_round`, `date.in_future`."""
    if on > today:
        raise Refusal("date.in_future", "on", today=today)
    if not first_on <= on <= last_on:
        raise Refusal("visit.outside_round", "on", first_on=first_on, last_on=last_on)


def answer(
    norm: Norm, told: Told, said: Decimal | None, whole: int | None, on: date
) -> dict[str, Any]:
    """One answer as a draft keeps it; `said` is what the inventory says and still holds, `whole`
    what a share is part of, in thousandths.

    Raises:
        Refusal: at "CODE-verdict", "CODE-value" or "CODE-note": `visit.choose`,
            `visit.nothing_said` where there is nothing to agree with; `visit.no_figure` for a
            difference without its number; `visit.same_figure`; `visit.say_what_differs`; those of
            `text` and of `standard.found.faults`; `assessment.many_files` with `most`.
    """
    code = norm.code
    if told.verdict not in VERDICTS:
        raise Refusal("visit.choose", f"{code}-verdict")
    if told.verdict == "as_said" and said is None:
        raise Refusal("visit.nothing_said", f"{code}-verdict")
    note = text(told.note, f"{code}-note")
    differs = told.verdict == "differs"
    if differs:
        _figure(norm, told.value, said, whole, on)
        if note is None:
            raise Refusal("visit.say_what_differs", f"{code}-note")
    if len(told.files) > MOST_FILES:
        raise Refusal("assessment.many_files", f"{code}-files", most=MOST_FILES)
    return {
        "verdict": told.verdict,
        "said": None if said is None else str(said),
        "value": str(quantity(told.value)) if differs and told.value is not None else None,
        "note": note,
        "correct": differs and told.correct and norm.entry != "event",
        "files": [dict(one) for one in told.files],
    }


def _figure(
    norm: Norm, value: Decimal | None, said: Decimal | None, whole: int | None, on: date
) -> None:
    if value is None:
        raise Refusal("visit.no_figure", f"{norm.code}-value")
    if value == said:
        raise Refusal("visit.same_figure", f"{norm.code}-value")
    for refusal in faults(norm, on, value, Before(None, whole), f"{norm.code}-value"):
        raise refusal


def state_of(norm: Norm, needed: Decimal | None, value: Decimal) -> str:
    """How far a requirement is met by this value: as standard.coverage tells it of what is held.

    `needed` is None where the passport does not tell it: "unknown".
    """
    found = int(value * 1000)
    if norm.judged:
        return "met" if holds(norm.comparator, found, norm.quantity) else "missing"
    if needed is None:
        return "unknown"
    bound = int(needed * 1000)
    if holds(norm.comparator, found, bound):
        return "met"
    return "partly" if norm.comparator == ">=" and found else "missing"


def is_open(verdict: str, said: Decimal | None, value: Decimal | None) -> bool:
    """Is it otherwise than the inventory says? Where that says nothing, nothing differs."""
    return bool(said) if verdict == "not_seen" else said is not None and value is not None


def decimal(kept: str | None) -> Decimal | None:
    """A number of a draft."""
    return None if kept is None else Decimal(kept).quantize(FINEST)
