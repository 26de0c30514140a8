"""The principles of safe procurement: which a purchase meets. Pure: facts in, states out.

This project's own reading of the guide "Safe procurement": its text was not found. Every rule here
stands as a default, see docs/law.md and docs/decisions/0025.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from core.errors import Refusal
from core.money import ZERO

MET, NOT_MET, CANNOT_SAY = STATES = ("met", "not_met", "cannot_say")
PRINCIPLES = (
    "requirement",
    "criteria",
    "quality",
    "price",
    "local_green",
    "public_chain",
    "upkeep",
)
"""In the order in which they are shown."""
STANDING = "default"
ANSWERS = ("yes", "no")
MOST = 1000  # letters of a text


@dataclass(frozen=True, slots=True)
class SafeValues:
    """What a line says towards the principles of safe procurement; None: not told.

    `local` and `green` are "yes" or "no", `certificates_needed` "no" where none is needed;
    `criteria` are the safety criteria asked of the goods, `upkeep` what keeps them working.
    """

    criteria: str | None = None
    certificates_needed: str | None = None
    local: str | None = None
    green: str | None = None
    upkeep: str | None = None


UNTOLD = SafeValues()
SAFE = tuple(one.name for one in fields(SafeValues))
"""The columns of a line that hold these."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of a purchase. `tied`: does it cover a requirement of the purchase's edition?

    `certified`: are certificates asked for, or is it said that none is needed? `local` and `green`
    are "yes", "no" or None: not told. `amount` in som.
    """

    position: int
    amount: Decimal
    tied: bool
    certified: bool
    criteria: str | None
    local: str | None
    green: str | None
    upkeep: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A step that happened, by kind ("contract", "acceptance_act") and number, and whether its
    paper can be opened by everybody."""

    kind: str
    number: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the principles but the price look at, of one purchase.

    `checks` are its acceptances: with a parent, without one, or None where nobody told.
    `papers` are of every contract and acceptance; none before a contract.
    """

    lines: tuple[LineFacts, ...]
    specification: bool
    checks: tuple[bool | None, ...]
    papers: tuple[Paper, ...]


def told(safe: SafeValues, *, certified: bool) -> dict[str, str | None]:
    """The columns of a line. That no certificate is needed is not kept where one is asked for.

    Raises:
        Refusal: `safe.unknown_answer`; `safe.too_long` with `most` letters.
    """
    for name, known in (("local", ANSWERS), ("green", ANSWERS), ("certificates_needed", ("no",))):
        answer = getattr(safe, name)
        if answer is not None and answer not in known:
            raise Refusal("safe.unknown_answer", name)
    return {
        "certificates_needed": None if certified else safe.certificates_needed,
        "criteria": _text("criteria", safe.criteria),
        "local": safe.local,
        "green": safe.green,
        "upkeep": _text("upkeep", safe.upkeep),
    }


def _text(name: str, text: str | None) -> str | None:
    plain = (text or "").strip()
    if len(plain) > MOST:
        raise Refusal("safe.too_long", name, most=MOST)
    return plain or None


def states(facts: Facts) -> dict[str, str]:
    """The state of every principle but the price."""
    return {
        "requirement": _all(line.tied for line in facts.lines),
        "criteria": criteria(facts),
        "quality": quality(facts.checks),
        "local_green": _all(line.local and line.green for line in facts.lines),
        "public_chain": public_chain(facts.papers),
        "upkeep": _all(line.upkeep for line in facts.lines),
    }


def _all(kept: Iterable[object]) -> str:
    return MET if all(kept) else NOT_MET


def criteria(facts: Facts) -> str:
    """A specification is attached, or every line says its criteria; and every line asks for
    certificates, or says that none is needed."""
    said = facts.specification or all(line.criteria for line in facts.lines)
    return _all([said, *(line.certified for line in facts.lines)])


def quality(checks: Iterable[bool | None]) -> str:
    """Every acceptance had a parent in its commission. Not to be said before anything was
    accepted, nor where an acceptance does not tell who looked and none went without a parent."""
    told = tuple(checks)
    if False in told:
        return NOT_MET
    return MET if told and None not in told else CANNOT_SAY


def price(outside: bool | None, explained: bool) -> str:
    """The price lies within what comparable purchases cost, or it is said to everybody why not.

    `outside` is None where too few can be compared.
    """
    if outside is None:
        return CANNOT_SAY
    return MET if explained or not outside else NOT_MET


def public_chain(papers: Iterable[Paper]) -> str:
    """Every contract and every acceptance act can be opened by everybody. A payment has its
    number always. Before a contract there is nothing to show yet."""
    steps = tuple(papers)
    return _all(one.shown for one in steps) if steps else CANNOT_SAY


def share(lines: Iterable[LineFacts], answer: str) -> tuple[Decimal, Decimal]:
    """Of all that is bought: the som of what is `answer` ("local" or "green"), and of what says
    nothing of it."""
    yes = untold = ZERO
    for line in lines:
        said = getattr(line, answer)
        yes += line.amount if said == "yes" else ZERO
        untold += line.amount if said is None else ZERO
    return yes, untold
