"""The country profile, loaded: `load("KG")` reads register/profiles/KG/profile.yaml once.

Every scalar is read as text and turned into a date, a Decimal or a number here, so that no amount
ever passes through a float. A missing key, an unknown one or a wrong value is named by its path.
"""

import re
from collections.abc import Mapping
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from core.errors import Refusal
from register import likeness, profile_findings, submission
from register.profile_facts import (
    Calendar,
    CertificateKind,
    Ground,
    Law,
    MealNorm,
    Method,
    Named,
    Perishables,
    Profile,
    SchoolYear,
    SourceOfFunds,
    Term,
    Threshold,
)
from register.profile_keys import Fault, Section
from register.rows import STANDINGS

__all__ = [
    "Calendar",
    "CertificateKind",
    "Ground",
    "Law",
    "MealNorm",
    "Method",
    "Named",
    "Perishables",
    "Profile",
    "SchoolYear",
    "SourceOfFunds",
    "Term",
    "Threshold",
    "load",
    "read",
]

PROFILES = Path(__file__).parent / "profiles"
KINDS_OF_SOURCE = ("state", "local", "special", "donor", "voluntary", "in_kind")
METHODS_OF_OCDS = ("open", "selective", "limited", "direct")
UNITS_OF_TERM = ("calendar_days", "working_days")


@cache
def load(country: str = "KG") -> Profile:
    """The profile of a country the program comes with, read once.

    Raises:
        Refusal: `profile.unknown` with `country`; those of `read`.
    """
    if not re.fullmatch(r"[A-Z]{2}", country) or not (PROFILES / country).is_dir():
        raise Refusal("profile.unknown", country=country[:40])
    return read(PROFILES / country)


def read(folder: Path) -> Profile:
    """The profile in a folder, which is named by the country's code.

    Raises:
        Refusal: `profile.faulty` with `country` and `where`: the path of the key that is missing,
            unknown or not what it should be, or "profile.yaml" when the file cannot be read.
    """
    try:
        text = (folder / "profile.yaml").read_text(encoding="utf-8")
        top = Section(yaml.load(text, Loader=yaml.BaseLoader), "profile.yaml")
        profile = _profile(top, folder)
        top.end()
    except Fault as fault:
        raise Refusal("profile.faulty", country=folder.name, where=str(fault)) from fault
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refusal("profile.faulty", country=folder.name, where="profile.yaml") from error
    return profile


def _profile(top: Section, folder: Path) -> Profile:
    laws = top.each("laws", _law)
    by_code = {law.code: law for law in laws}
    methods = top.each("methods", partial(_method, laws=by_code))
    prefix, registered = top.section("ocid", lambda of: (of.text("prefix"), of.yes("registered")))
    return Profile(
        code=top.one_of("code", (folder.name,)),
        names=top.words("names"),
        currency=top.section("currency", _named),
        timezone=top.text("timezone"),
        languages=top.texts("languages"),
        ocid_prefix=prefix,
        ocid_registered=registered,
        fiscal_year_starts=top.read("fiscal_year_starts", _day_of_year),
        kinds_of_place=top.each("kinds_of_place", _named),
        kinds_of_school=top.each("kinds_of_school", _named),
        sources=top.each("sources_of_funds", _source),
        carry_over=top.words("carry_over"),
        reserve=top.words("reserve"),
        laws=laws,
        methods=methods,
        grounds=tuple(chain(*top.each("grounds", partial(_ground, laws=by_code)))),
        thresholds=top.each("thresholds", _threshold),
        terms=top.each("terms", partial(_term, laws=by_code)),
        submission_days=top.each(
            "submission_days", partial(submission.read, methods=[one.code for one in methods])
        ),
        meal_norms=top.each("meal_norms", _meal_norm),
        meal_zones=top.each("meal_zones", _named),
        certificates=top.each("certificates", _certificate),
        calendar=top.section("calendar", _calendar),
        school_year=top.section("school_year", _school_year),
        perishables=top.section("perishables", _perishables),
        likeness=top.section("likeness", likeness.read),
        findings=top.section("findings", profile_findings.read),
        notices=top.all_words("notices"),
        folder=folder,
    )


def _day_of_year(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _named(section: Section) -> Named:
    return Named(code=section.text("code"), names=section.words("names"))


def _source(section: Section) -> SourceOfFunds:
    return SourceOfFunds(
        code=section.text("code"),
        kind=section.one_of("kind", KINDS_OF_SOURCE),
        names=section.words("names"),
    )


def _law(section: Section) -> Law:
    return Law(
        code=section.text("code"),
        number=section.text("number"),
        adopted_on=section.day("adopted_on"),
        names=section.words("names"),
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        standing=section.one_of("standing", STANDINGS),
        dates_standing=section.one_of("dates_standing", STANDINGS),
        source=section.text("source"),
    )


def _method(section: Section, laws: Mapping[str, Law]) -> Method:
    return Method(
        code=section.text("code"),
        law=laws[section.one_of("law", laws)],
        names=section.words("names"),
        competitive=section.yes("competitive"),
        portal=section.texts("portal"),
        ocds=section.one_of("ocds", METHODS_OF_OCDS),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
        limit=section.text("limit") if section.has("limit") else None,
    )


def _ground(section: Section, laws: Mapping[str, Law]) -> tuple[Ground, ...]:
    """One ground, once for each law that names it."""
    code, names, portal = section.text("code"), section.words("names"), section.texts("portal")
    return tuple(
        Ground(code, names, portal, *under)
        for under in section.each("under", partial(_under, laws=laws))
    )


def _under(section: Section, laws: Mapping[str, Law]) -> tuple[Any, ...]:
    return (
        laws[section.one_of("law", laws)],
        section.text("article") if section.has("article") else None,
        section.maybe_day("valid_from"),
        section.maybe_day("valid_until"),
        section.one_of("standing", STANDINGS),
        section.text("source"),
        section.amount("percent") if section.has("percent") else None,
    )


def _threshold(section: Section) -> Threshold:
    return Threshold(
        code=section.text("code"),
        names=section.words("names"),
        amount=section.amount("amount"),
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _term(section: Section, laws: Mapping[str, Law]) -> Term:
    law = laws[section.one_of("law", laws)] if section.has("law") else None
    return Term(
        code=section.text("code"),
        names=section.words("names"),
        days=section.read("days", int),
        unit=section.one_of("unit", UNITS_OF_TERM),
        law=law,
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _meal_norm(section: Section) -> MealNorm:
    return MealNorm(
        zone=section.text("zone"),
        amount=section.amount("amount"),
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _certificate(section: Section) -> CertificateKind:
    return CertificateKind(
        code=section.text("code"),
        names=section.words("names"),
        offered_for=section.texts("offered_for"),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _calendar(section: Section) -> Calendar:
    return Calendar(
        weekend=tuple(int(number) for number in section.texts("weekend")),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
        file=section.text("file"),
    )


def _school_year(section: Section) -> SchoolYear:
    return SchoolYear(
        terms=section.each("terms", _school_term),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _school_term(section: Section) -> tuple[tuple[int, int], tuple[int, int]]:
    return section.read("from", _day_of_year), section.read("until", _day_of_year)


def _perishables(section: Section) -> Perishables:
    return Perishables(
        item_codes=section.read("item_codes", _digits),
        days=section.read("days", int),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _digits(text: str) -> tuple[str, ...]:
    codes = tuple(text.split())
    if not all(code.isascii() and code.isdigit() for code in codes):
        raise ValueError(text)
    return codes
