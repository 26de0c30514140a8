"""Adopting an edition of the Standard."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from standard import catalogue_file, totals
from standard.catalogue_file import (
    Catalogue,
    Criterion,
    RequirementEntry,
    criterion_data,
    criterion_from,
    lists_data,
)
from standard.catalogue_use import counted_otherwise, left_out
from standard.catalogue_walk import Problem
from standard.models import Assessment, CodedEntry, Edition, Holding, Requirement


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an edition brought: codes of requirements that are new, changed or gone."""

    edition: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def adopt(
    session: Session,
    actor: Actor,
    country: str,
    text: str,
    *,
    on: date,
    used: Mapping[str, int],
    covered: Mapping[str, int],
) -> Adopted:
    """Adopt a catalogue file as the edition in force; every school is counted anew by it.

    The edition already in force changes nothing. `used` says of how many purchases and budget
    lines each requirement is the reason, `covered` how many purchases hold a quantity of it:
    `procurement.acts.adopt_edition` asks for both, a floor above. Purchases keep the edition they
    were made under.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: those of `catalogue_file.read`, with the line; `edition.doubled` when another
            catalogue was adopted under the same edition code; `catalogue.requirement_in_use` with
            `line`, `requirement` and `count` where one that is used is left out, and
            `catalogue.counted_otherwise` where one is counted in another unit or by another basis
            than the quantities that are written down of it.
    """
    require(actor, Act.ADOPT_EDITION, country)
    catalogue = catalogue_file.read(text)
    digest = sha256(text.encode()).hexdigest()
    last = session.scalar(select(Edition).order_by(Edition.id.desc()).limit(1))
    if last is not None and last.sha256 == digest:
        return Adopted(last.code, (), (), ())
    if session.scalar(select(Edition.id).where(Edition.code == catalogue.edition)):
        raise Refusal("edition.doubled", edition=catalogue.edition)
    before = _by_code(session, last)
    _refuse_first(left_out(text, catalogue, used))
    numbered = _numbered(session, covered)
    _refuse_first(counted_otherwise(text, catalogue, _counted_before(session, numbered), numbered))
    edition = Edition(
        code=catalogue.edition,
        adopted_on=on,
        sha256=digest,
        title_ky=catalogue.title.ky,
        title_ru=catalogue.title.ru,
        title_en=catalogue.title.en,
    )
    session.add(edition)
    session.flush()
    lists = [
        CodedEntry(edition_id=edition.id, kind=kind, code=code, position=position, entry=entry)
        for kind, entries in lists_data(catalogue.lists).items()
        for position, (code, entry) in enumerate(entries.items(), start=1)
    ]
    rows = _rows(catalogue, edition.id)
    session.add_all([*lists, *rows])
    journal.enter(
        session, actor, Act.ADOPT_EDITION, edition, *lists, *rows, scopes=("standard", country)
    )
    totals.recount(session)
    after = {row.code: row for row in rows}
    return Adopted(
        edition.code,
        tuple(code for code in after if code not in before),
        tuple(code for code in after if code in before and _said(after[code]) != before[code]),
        tuple(code for code in before if code not in after),
    )


def _refuse_first(problems: Sequence[Problem]) -> None:
    """Refuse a file by the first of what is wrong with it."""
    for problem in problems:
        facts = {"line": problem.line, "requirement": problem.requirement, **problem.facts}
        raise Refusal(problem.code, **facts)


def _numbered(session: Session, covered: Mapping[str, int]) -> dict[str, int]:
    """How many records hold a quantity of each requirement: holdings, findings, purchases."""
    counts = Counter(covered)
    for model in (Holding, Assessment):
        rows = session.execute(select(model.requirement, func.count()).group_by(model.requirement))
        counts.update(dict(rows.all()))
    return counts


def _counted_before(session: Session, codes: Iterable[str]) -> dict[str, Criterion]:
    """The criterion each of these had last, also where the edition in force has left it out."""
    rows = session.execute(
        select(Requirement.code, Requirement.criterion, Requirement.unit)
        .where(Requirement.code.in_(list(codes)))
        .order_by(Requirement.edition_id)
    )
    return {code: criterion_from(data, unit) for code, data, unit in rows}


SAID = (
    *("domain", "subdomain", "category", "title_ky", "title_ru", "title_en"),
    *("why_ky", "why_ru", "why_en", "unit", "criterion", "priority"),
    *("source_kind", "source", "items", "okgz", "lasts"),
)


def _said(row: Requirement) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in SAID)


def _by_code(session: Session, edition: Edition | None) -> dict[str, tuple[object, ...]]:
    if edition is None:
        return {}
    rows = session.scalars(select(Requirement).where(Requirement.edition_id == edition.id))
    return {row.code: _said(row) for row in rows}


def _rows(catalogue: Catalogue, edition_id: int) -> list[Requirement]:
    return [
        _row(entry, edition_id, position)
        for position, entry in enumerate(catalogue.requirements, start=1)
    ]


def _row(entry: RequirementEntry, edition_id: int, position: int) -> Requirement:
    return Requirement(
        edition_id=edition_id,
        code=entry.code,
        domain=entry.domain,
        subdomain=entry.subdomain,
        category=entry.category,
        position=position,
        priority=entry.priority,
        title_ky=entry.title.ky,
        title_ru=entry.title.ru,
        title_en=entry.title.en,
        why_ky=entry.why.ky,
        why_ru=entry.why.ru,
        why_en=entry.why.en,
        unit=entry.unit,
        criterion=criterion_data(entry.criterion),
        source_kind=entry.source.kind,
        source={"ref": entry.source.ref, "note": entry.source.note},
        items=[{"ky": item.ky, "ru": item.ru, "en": item.en} for item in entry.items],
        okgz=[{"code": item.code, "name": item.name} for item in entry.okgz],
        lasts=_lasting(entry),
    )


def _lasting(entry: RequirementEntry) -> dict[str, Any] | None:
    if entry.lasts is None:
        return None
    return {"months": str(entry.lasts.months), "value_status": entry.lasts.value_status}
