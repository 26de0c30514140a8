"""The workspace of an editor: the next edition in work. Nobody's promise yet, so no journal.

There is one at a time, kept as the text of its file. Whatever is kept can be read: a change that
would make the text unreadable is refused and changes nothing.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.words import Words
from standard import catalogue_file
from standard.catalogue_file import Catalogue, RequirementEntry
from standard.catalogue_use import left_out
from standard.catalogue_walk import Problem
from standard.catalogue_writer import write
from standard.models import Edition, EditionDraft
from standard.reports.editions import catalogue_of

LONGEST_CODE = 32
ENTRY = {  # what may be wrong with one requirement, said without the line of a file nobody sees
    "catalogue.basis_without_wording": ("entry.basis_without_wording", "basis"),
    "catalogue.code_wrong": ("entry.code_wrong", None),
    "catalogue.entry_too_large": ("entry.too_large", None),
    "catalogue.key_missing": ("entry.incomplete", None),
    "catalogue.language_missing": ("entry.incomplete", None),
    "catalogue.number_wrong": ("entry.number_wrong", None),
    "catalogue.number_not_positive": ("entry.number_wrong", None),
    "catalogue.pair_without_category": ("entry.pair_without_category", "pair"),
    "catalogue.category_wrong": ("entry.pair_without_category", "pair"),
    "catalogue.per_wrong_for_type": ("entry.per_wrong_for_type", "per"),
    "catalogue.quantity_over_limit": ("entry.quantity_over_limit", "quantity"),
    "catalogue.text_empty": ("entry.incomplete", None),
    "catalogue.value_unknown": ("entry.value_unknown", None),
}


def next_code(code: str, taken: Collection[str]) -> str:
    """Return a free edition code after `code`: "2026-2" is followed by "2026-3"."""
    found = re.fullmatch(r"(.+)-([0-9]{1,6})", code)
    stem, number = (found[1], int(found[2])) if found else (code, 1)
    while True:
        number += 1
        candidate = f"{stem[: LONGEST_CODE - len(str(number)) - 1]}-{number}"
        if candidate not in taken:
            return candidate


def open_draft(session: Session, actor: Actor, country: str, *, at: datetime) -> EditionDraft:
    """The edition in work; a new one begins with the edition in force and a free code.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `edition.none_in_force` before any edition was adopted.
    """
    require(actor, Act.DRAFT_EDITION, country)
    number = session.scalar(select(Edition.id).order_by(Edition.id.desc()).limit(1))
    if number is None:
        raise Refusal("edition.none_in_force")
    lock(session, Edition, number)  # two editors who begin at once get the same draft
    known = session.scalar(select(EditionDraft).order_by(EditionDraft.id).limit(1))
    if known is not None:
        return known
    catalogue = catalogue_of(session, number)
    if catalogue is None:
        raise Refusal("edition.none_in_force")
    code = next_code(catalogue.edition, set(session.scalars(select(Edition.code))))
    begun = replace(catalogue, edition=code, country=country)
    draft = EditionDraft(text="", version=0, written_by=actor.account, changed_at=at)
    _keep(draft, actor, write(begun), None, at)
    session.add(draft)
    session.flush()
    return draft


def as_seen(session: Session, draft_id: int, seen: int | None) -> EditionDraft:
    """The draft, locked, if nobody changed it since `seen`. No act by itself.

    Raises:
        Refusal: `record.changed_meanwhile`, also when the draft has been adopted or discarded.
    """
    known = session.get(EditionDraft, draft_id, with_for_update=True, populate_existing=True)
    if known is None or seen != known.version:
        raise Refusal("record.changed_meanwhile", seen=seen)
    return known


def change_requirement(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    entry: RequirementEntry,
    *,
    seen: int | None,
) -> EditionDraft:
    """Say a requirement of the draft otherwise; it keeps its place in the order.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `requirement.unknown`; `record.changed_meanwhile`; those of ENTRY, at their field.
    """
    draft, catalogue = _open(session, actor, country, draft_id, seen)
    if not _has(catalogue, entry.code):
        raise Refusal("requirement.unknown", "code", code=entry.code)
    entries = tuple(entry if one.code == entry.code else one for one in catalogue.requirements)
    return _keep(draft, actor, write(replace(catalogue, requirements=entries)), entry.code)


def add_requirement(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    entry: RequirementEntry,
    *,
    seen: int | None,
) -> EditionDraft:
    """Add a requirement, behind the last of the same domain and subdomain, or of the domain.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `entry.code_doubled`; `record.changed_meanwhile`; those of ENTRY, at their field.
    """
    draft, catalogue = _open(session, actor, country, draft_id, seen)
    if _has(catalogue, entry.code):
        raise Refusal("entry.code_doubled", "code", code=entry.code)
    entries = list(catalogue.requirements)
    entries.insert(_place(catalogue, entry), entry)
    changed = replace(catalogue, requirements=tuple(entries))
    return _keep(draft, actor, write(changed), entry.code)


def remove_requirement(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    code: str,
    *,
    seen: int | None,
    used: Mapping[str, int],
) -> EditionDraft:
    """Leave a requirement out of the draft.

    `used` says of how many purchases and budget lines each requirement is the reason
    (`procurement.acts.editions.used`); adopting asks for it anew.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `requirement.unknown`; `edition.requirement_in_use` with `count`;
            `record.changed_meanwhile`; `edition.last_requirement`.
    """
    draft, catalogue = _open(session, actor, country, draft_id, seen)
    if not _has(catalogue, code):
        raise Refusal("requirement.unknown", "code", code=code)
    if used.get(code):
        raise Refusal("edition.requirement_in_use", requirement=code, count=used[code])
    left = tuple(one for one in catalogue.requirements if one.code != code)
    if not left:
        raise Refusal("edition.last_requirement")
    return _keep(draft, actor, write(replace(catalogue, requirements=left)), None)


def rename(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    *,
    edition: str,
    title: Words,
    seen: int | None,
) -> EditionDraft:
    """Give the draft another edition code and title.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `edition.doubled` when an adopted edition has this code; `entry.code_wrong`;
            `entry.incomplete` for a language without text; `record.changed_meanwhile`.
    """
    draft, catalogue = _open(session, actor, country, draft_id, seen)
    if session.scalar(select(Edition.id).where(Edition.code == edition)):
        raise Refusal("edition.doubled", "edition", edition=edition)
    changed = replace(catalogue, edition=edition, title=title)
    return _keep(draft, actor, write(changed), None)


def replace_text(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    text: str,
    *,
    seen: int | None,
    used: Mapping[str, int],
) -> EditionDraft:
    """Put an editor's own file in the place of the draft, as it is written. `used` as above.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: the file's first problem, with its line; `catalogue.requirement_in_use` with line,
            requirement and count; `edition.other_country`; `record.changed_meanwhile`.
    """
    draft, _before = _open(session, actor, country, draft_id, seen)
    catalogue = catalogue_file.read(text)
    if catalogue.country != country:
        raise Refusal("edition.other_country", found=catalogue.country, country=country)
    for problem in left_out(text, catalogue, used):
        raise _refused(problem)
    return _keep(draft, actor, text, None)


def discard(
    session: Session, actor: Actor, country: str, draft_id: int, *, seen: int | None
) -> None:
    """Throw the draft away; the edition in force stays.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `record.changed_meanwhile`.
    """
    require(actor, Act.DRAFT_EDITION, country)
    session.delete(as_seen(session, draft_id, seen))
    session.flush()


def _open(
    session: Session, actor: Actor, country: str, draft_id: int, seen: int | None
) -> tuple[EditionDraft, Catalogue]:
    require(actor, Act.DRAFT_EDITION, country)
    draft = as_seen(session, draft_id, seen)
    return draft, catalogue_file.read(draft.text)


def _has(catalogue: Catalogue, code: str) -> bool:
    return any(one.code == code for one in catalogue.requirements)


def _keep(
    draft: EditionDraft, actor: Actor, text: str, code: str | None, at: datetime | None = None
) -> EditionDraft:
    """Keep a text that can be read; `code` is the requirement a form has just changed."""
    found = catalogue_file.problems(text)
    for problem in sorted(found, key=lambda one: one.requirement != code):
        raise _refused(problem, typed=code is not None or problem.requirement is None)
    draft.text = text
    draft.version += 1
    draft.written_by = actor.account
    draft.changed_at = at or clock.now()
    return draft


def _refused(problem: Problem, *, typed: bool = False) -> Refusal:
    """A problem of a file as a refusal; of what was `typed` into a form, at its field."""
    facts = {"line": problem.line, "requirement": problem.requirement, **problem.facts}
    if typed and problem.code in ENTRY:
        code, field = ENTRY[problem.code]
        return Refusal(code, field or _field(str(facts.get("key", ""))), **facts)
    return Refusal(problem.code, **facts)


def _field(key: str) -> str:
    """The value a place of the file stands for: "criterion.meaning.ky" is "meaning_ky"."""
    parts = [part for part in key.split(".") if part not in ("meta", "criterion")]
    return parts[0] if parts[:1] in (["items"], ["okgz"]) else "_".join(parts)


def _place(catalogue: Catalogue, entry: RequirementEntry) -> int:
    """Where a new requirement goes in the order of the file."""
    for names in (("domain", "subdomain"), ("domain",)):
        wanted = [getattr(entry, name) for name in names]
        for position in range(len(catalogue.requirements), 0, -1):
            one = catalogue.requirements[position - 1]
            if [getattr(one, name) for name in names] == wanted:
                return position
    return len(catalogue.requirements)
