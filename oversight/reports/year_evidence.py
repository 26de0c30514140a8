"""What stands behind the word of holders and their schools: photographs, papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, extract, func, select
from sqlalchemy.orm import Session, aliased

from oversight.reports.year_schools import Holders, Key, Schools, within
from oversight.year_spending import Marks, Photographs, Reused
from procurement import papers
from procurement.models import Document, Purchase
from standard.models import Assessment, Coverage, Holding

PICTURES = ("jpg", "png")
"""Kinds of files that are photographs; a scan in a PDF may well stand for many things."""
SHOWN = 3
"""So many requirements of one school are more than one photograph of a room shows: a default of
this project, no norm."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A photograph as it was attached: what it stands for, and in which year."""

    year: int
    school: str | None = None
    requirement: str | None = None
    purchase: int | None = None


def photographs(session: Session, holders: Holders, schools: Schools) -> dict[Key, Photographs]:
    """By holder and year: how many photographs were attached, and which of them stand for several
    things, of that year or of one before. Compared is within one holder."""
    places = sorted({place for place, _ in holders})
    uses: dict[str, dict[str, list[_Use]]] = {place: {} for place in places}
    for place, sha256, on, purchase in session.execute(_of_purchases(places)):
        uses[place].setdefault(sha256, []).append(_Use(on.year, purchase=purchase))
    owners = _owners(schools)
    for school, requirement, on, files in session.execute(_of_schools(within(schools))):
        for file in files:
            if file.get("kind") in PICTURES:
                use = _Use(on.year, school, requirement)
                for place in owners[school]:
                    uses[place].setdefault(file["sha256"], []).append(use)
    return {(place, year): _of_year(uses[place].values(), year) for place, year in holders}


def _owners(schools: Schools) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, of in schools.items():
        for school in of:
            found.setdefault(school, []).append(place)
    return found


def _of_purchases(places: list[str]) -> Any:
    return (
        select(Document.place, Document.sha256, Document.attached_on, Document.purchase_id)
        .join(Purchase, Purchase.id == Document.purchase_id)
        .where(Purchase.place.in_(places), Document.kind.in_(sorted(papers.PICTURES)))
        .where(Document.withdrawn_on.is_(None))
    )


def _of_schools(schools: list[str]) -> Any:
    return select(Assessment.school, Assessment.requirement, Assessment.on, Assessment.files).where(
        Assessment.school.in_(schools), cast(Assessment.files, Text) != "[]"
    )


def _of_year(uses: Iterable[list[_Use]], year: int) -> Photographs:
    count, found = 0, []
    for every in uses:
        of = [use for use in every if use.year <= year]
        if any(use.year == year for use in of):
            count += 1
            one = _reused(of)
            if one is not None:
                found.append(one)
    return Photographs(count, tuple(found))


def _reused(of: list[_Use]) -> Reused | None:
    """What one photograph stands for, where that is more than one photograph can show."""
    purchases = sorted({use.purchase for use in of if use.purchase is not None})
    schools = sorted({use.school for use in of if use.school is not None})
    requirements = sorted({use.requirement for use in of if use.requirement is not None})
    if len(purchases) > 1 or len(schools) > 1:
        return Reused(tuple(schools), (), tuple(purchases))
    if len(requirements) >= SHOWN:
        return Reused(tuple(schools), tuple(requirements), tuple(purchases))
    return None


def marks(session: Session, holders: Holders, schools: Schools) -> dict[Key, Marks]:
    """By holder and year: the requirements its schools then said they meet, and are held to meet
    today; and those of them that nothing else shows."""
    year = extract("year", Assessment.on).label("year")
    rows = session.execute(
        select(Assessment.school, year, func.count(), func.count().filter(_bare()))
        .join(
            Coverage,
            (Coverage.school == Assessment.school)
            & (Coverage.requirement == Assessment.requirement),
        )
        .where(Assessment.school.in_(within(schools)), Assessment.role == "school")
        .where(Coverage.state == "met", ~_later().exists())
        .group_by(Assessment.school, year)
    )
    told: dict[Key, tuple[int, int]] = {
        (school, int(of)): (count, bare) for school, of, count, bare in rows
    }
    return {(place, year): _marks(told, schools.get(place, {}), year) for place, year in holders}


def _marks(told: Mapping[Key, tuple[int, int]], schools: Iterable[str], year: int) -> Marks:
    of = [(code, *told[code, year]) for code in schools if (code, year) in told]
    return Marks(
        sum(count for _, count, _ in of),
        sum(bare for _, _, bare in of),
        tuple(code for code, _, bare in of if bare),
    )


def _later() -> Any:
    """A finding that takes the place of this one: of a later day, or written down after it."""
    later = aliased(Assessment)
    return select(later.id).where(
        later.school == Assessment.school,
        later.requirement == Assessment.requirement,
        (later.on > Assessment.on) | ((later.on == Assessment.on) & (later.id > Assessment.id)),
    )


def _bare() -> Any:
    """The condition that nothing but the school's word stands behind a finding."""
    bought = select(Holding.id).where(
        Holding.school == Assessment.school,
        Holding.requirement == Assessment.requirement,
        Holding.reference.startswith("acceptance_line:"),
    )
    return (
        (cast(Assessment.files, Text) == "[]")
        & Assessment.checked.is_distinct_from("agrees")
        & ~bought.exists()
    )
