"""The facts of a country profile as values; register.profile loads them.

Every fact that is not confirmed by a source says so: its `standing` is "default", and a page shows
it as an editable value, not as law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from core.errors import Refusal
from core.fiscal import in_force
from core.words import Words
from register.likeness import Scale
from register.profile_findings import FindingLists
from register.submission import SubmissionDays


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its name in three languages."""

    code: str
    names: Words


@dataclass(frozen=True, slots=True)
class SourceOfFunds:
    """Where money comes from. `kind`: state, local, special, donor, voluntary or in_kind."""

    code: str
    kind: str
    names: Words

    @property
    def is_money(self) -> bool:
        """False for help in kind, which never counts as planned or paid."""
        return self.kind != "in_kind"


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """A paper that shows what a thing is, as a purchase line may ask for it.

    `offered_for` are codes of requirements and of spending categories it is usual with.
    """

    code: str
    names: Words
    offered_for: tuple[str, ...]
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Law:
    """A law and its half-open period; `dates_standing` judges the period, `standing` the law."""

    code: str
    number: str
    adopted_on: date
    names: Words
    valid_from: date | None
    valid_until: date | None
    standing: str
    dates_standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method of procurement, in force as long as its law; `portal` are the portal's codes.

    `ocds` is how open it is by the four words of the Open Contracting Data Standard; `limit` the
    code of the threshold up to which a simplified method may be used, None for any other.
    """

    code: str
    law: Law
    names: Words
    competitive: bool
    portal: tuple[str, ...]
    ocds: str
    standing: str
    source: str
    limit: str | None = None

    def in_force(self, on: date) -> bool:
        """Is the law that knows this method in force on that day?"""
        return in_force(on, self.law.valid_from, self.law.valid_until)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a purchase may go without competition, under one law; `portal` are the portal's codes.

    The half-open period is the ground's own within its law's; `article` is None where no text of
    the law was seen to name it. `percent` is the most that may be bought more, of what was bought
    by competition; None where the ground is about something else.
    """

    code: str
    names: Words
    portal: tuple[str, ...]
    law: Law
    article: str | None
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str
    percent: Decimal | None = None

    def in_force(self, on: date) -> bool:
        """Does the law name this ground on that day?"""
        law = self.law
        return in_force(on, law.valid_from, law.valid_until) and in_force(
            on, self.valid_from, self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit in som with the half-open period it is meant for."""

    code: str
    names: Words
    amount: Decimal
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days; `unit` is calendar_days or working_days; of one law, or of none."""

    code: str
    names: Words
    days: int
    unit: str
    law: Law | None
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class MealNorm:
    """Som for one pupil's meal on a school day, in a zone and a half-open period."""

    zone: str
    amount: Decimal
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of the week that are free (Monday is 1); the holidays are in `file`, beside it."""

    weekend: tuple[int, ...]
    standing: str
    source: str
    file: str


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """When lessons are held, the same every year: half-open terms of (month, day)."""

    terms: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    standing: str
    source: str

    def in_term(self, day: date) -> bool:
        """Does the day lie in one of the terms?"""
        here = (day.month, day.day)
        return any(first <= here < until for first, until in self.terms)


@dataclass(frozen=True, slots=True)
class Perishables:
    """What spoils quickly, by the first digits of item codes, and after how many days."""

    item_codes: tuple[str, ...]
    days: int
    standing: str
    source: str

    def covers(self, item_code: str | None) -> bool:
        """Does a thing of this code spoil quickly? Without a code nobody knows, and it is no."""
        return bool(item_code) and str(item_code).startswith(self.item_codes)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is particular to one country. `folder` also holds its register files."""

    code: str
    names: Words
    currency: Named
    timezone: str
    languages: tuple[str, ...]
    ocid_prefix: str
    ocid_registered: bool
    fiscal_year_starts: tuple[int, int]
    kinds_of_place: tuple[Named, ...]
    kinds_of_school: tuple[Named, ...]
    sources: tuple[SourceOfFunds, ...]
    carry_over: Words
    reserve: Words
    laws: tuple[Law, ...]
    methods: tuple[Method, ...]
    grounds: tuple[Ground, ...]
    thresholds: tuple[Threshold, ...]
    terms: tuple[Term, ...]
    submission_days: tuple[SubmissionDays, ...]
    meal_norms: tuple[MealNorm, ...]
    meal_zones: tuple[Named, ...]
    certificates: tuple[CertificateKind, ...]
    calendar: Calendar
    school_year: SchoolYear
    perishables: Perishables
    likeness: Scale
    findings: FindingLists
    notices: Mapping[str, Words]
    folder: Path

    def source(self, code: str) -> SourceOfFunds:
        """The source of funds with that code; refuses `source.unknown` with `source`."""
        for source in self.sources:
            if source.code == code:
                return source
        raise Refusal("source.unknown", field="source", source=code)

    def source_words(self, code: str, *, carried: bool = False) -> Words:
        """The name of a source; `carried` makes it "carry-over of" that source."""
        names = self.source(code).names
        if not carried:
            return names
        return Words(
            **{
                language: getattr(self.carry_over, language).replace(
                    "{source}", names.told(language)[0]
                )
                for language in self.languages
            }
        )

    def law(self, code: str) -> Law | None:
        """The law with that code, if the profile has it."""
        return next((law for law in self.laws if law.code == code), None)

    def methods_on(self, on: date) -> tuple[Method, ...]:
        """The methods of procurement of the law in force on that day."""
        return tuple(method for method in self.methods if method.in_force(on))

    def method(self, code: str) -> Method:
        """The method with that code; refuses `method.unknown` with `method`."""
        for method in self.methods:
            if method.code == code:
                return method
        raise Refusal("method.unknown", field="method", method=code)

    def grounds_on(self, on: date) -> tuple[Ground, ...]:
        """The grounds for going without competition that are in force on that day."""
        return tuple(ground for ground in self.grounds if ground.in_force(on))

    def ground(self, code: str, law: Law, on: date) -> Ground | None:
        """A ground under a law: as it stood on that day, else as the law last named it."""
        known = [one for one in self.grounds if one.code == code and one.law.code == law.code]
        return next((one for one in known if one.in_force(on)), known[-1] if known else None)

    def threshold(self, code: str, on: date) -> Threshold | None:
        """The limit with that code on that day; None when none is known."""
        for limit in self.thresholds:
            if limit.code == code and in_force(on, limit.valid_from, limit.valid_until):
                return limit
        return None

    def term(self, code: str, on: date) -> Term | None:
        """The number of days with that code under the law of that day; None when not known."""
        for term in self.terms:
            law = term.law
            if term.code == code and (law is None or in_force(on, law.valid_from, law.valid_until)):
                return term
        return None

    def meal_norm(self, on: date, zone: str = "general") -> MealNorm | None:
        """Som per pupil and school day; a zone without a norm of its own follows the general."""
        for wanted in (zone, "general"):
            for norm in self.meal_norms:
                if norm.zone == wanted and in_force(on, norm.valid_from, norm.valid_until):
                    return norm
        return None
