"""What a council's finding may name in a country: bodies, violations, legal bases, the quorum.

No list of these was found in a law: the lists are this project's own, and say so by their standing.
A legal basis is only what a source was found for; docs/law.md shows each in a row of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from core.fiscal import in_force
from core.words import Words
from register.profile_keys import Section
from register.rows import STANDINGS


@dataclass(frozen=True, slots=True)
class Body:
    """A body besides the office that answers findings at a desk of its own."""

    code: str
    names: Words
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class ViolationType:
    """A kind of shortcoming a finding can name."""

    code: str
    names: Words
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A rule of law a finding may rest on, in its half-open period."""

    code: str
    names: Words
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str

    def in_force(self, on: date) -> bool:
        """Did the rule hold on that day, as far as is known?"""
        return in_force(on, self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True)
class Quorum:
    """More than `percent` of a council's members have to vote, in a half-open period."""

    percent: int
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str


Coded = TypeVar("Coded", Body, ViolationType, LegalBasis)


@dataclass(frozen=True, slots=True)
class FindingLists:
    """All lists that findings of a country use."""

    bodies: tuple[Body, ...]
    violations: tuple[ViolationType, ...]
    bases: tuple[LegalBasis, ...]
    quorums: tuple[Quorum, ...]

    def body(self, code: str) -> Body | None:
        """The body with that code."""
        return _coded(self.bodies, code)

    def violation(self, code: str) -> ViolationType | None:
        """The kind of shortcoming with that code."""
        return _coded(self.violations, code)

    def basis(self, code: str, on: date | None = None) -> LegalBasis | None:
        """The rule with that code; with a day, only if it was in force then or ended before it.

        What was done under a law that is gone is judged by that law; a rule to come is none yet.
        """
        found = _coded(self.bases, code)
        to_come = found and on and found.valid_from and found.valid_from > on
        return None if to_come else found

    def quorum(self, on: date) -> Quorum:
        """The quorum of that day; the first of the list where none is in force."""
        for one in self.quorums:
            if in_force(on, one.valid_from, one.valid_until):
                return one
        return self.quorums[0]


def _coded(known: Iterable[Coded], code: str) -> Coded | None:
    return next((one for one in known if one.code == code), None)


def read(section: Section) -> FindingLists:
    """The lists as the profile has them."""
    return FindingLists(
        bodies=section.each("bodies", lambda of: Body(**_named(of))),
        violations=section.each("violations", lambda of: ViolationType(**_named(of))),
        bases=section.each("legal_bases", _basis),
        quorums=section.each("quorum", _quorum),
    )


def _named(section: Section) -> dict:
    return {
        "code": section.text("code"),
        "names": section.words("names"),
        "standing": section.one_of("standing", STANDINGS),
        "source": section.text("source"),
    }


def _basis(section: Section) -> LegalBasis:
    return LegalBasis(
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        **_named(section),
    )


def _quorum(section: Section) -> Quorum:
    return Quorum(
        percent=section.read("percent", _percent),
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _percent(text: str) -> int:
    percent = int(text)
    if not 0 <= percent < 100:
        raise ValueError(text)
    return percent
