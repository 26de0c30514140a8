"""Adopting an edition of the Standard, where it is known what purchases rest on."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from budgets.models import DraftLine, Line, Version
from core.access import Act, Actor, require
from core.errors import Refusal
from procurement.models import Covers, PurchaseLine
from standard import catalogue_file
from standard.acts import Adopted, adopt
from standard.acts.edition_drafts import as_seen
from standard.catalogue_writer import write
from standard.edition_diff import diff
from standard.models import Edition
from standard.reports.editions import catalogue_of


def adopt_edition(session: Session, actor: Actor, country: str, text: str, *, on: date) -> Adopted:
    """Adopt a catalogue file as the edition in force: `standard.acts.adopt`.

    A requirement that a purchase or a budget line names cannot be left out: what was bought for it
    would stand for nothing.

    Raises:
        NotPermitted, Refusal: those of `standard.acts.adopt`.
    """
    covered = _counts(session, Covers.requirement)
    return adopt(session, actor, country, text, on=on, used=used(session), covered=covered)


def adopt_draft(
    session: Session,
    actor: Actor,
    country: str,
    draft_id: int,
    *,
    on: date,
    seen: int | None,
    edition: str | None = None,
    against: int | None = None,
) -> Adopted:
    """Adopt the edition in work, by `adopt_edition`; the draft is gone then.

    `edition` gives it another code; `against` is the number of the edition in force that the
    changes were shown against.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `record.changed_meanwhile` when the draft is another than `seen`, or the edition
            in force another than `against`; `edition.nothing_changes`; `edition.code_wrong`;
            those of `standard.acts.adopt`.
    """
    require(actor, Act.ADOPT_EDITION, country)
    draft = as_seen(session, draft_id, seen)
    in_force = session.scalar(select(func.max(Edition.id)))
    if against is not None and against != in_force:
        raise Refusal("record.changed_meanwhile", seen=against)
    text = draft.text
    catalogue = catalogue_file.read(text)
    if not diff(catalogue_of(session, in_force), catalogue):
        raise Refusal("edition.nothing_changes")
    if edition is not None and edition != catalogue.edition:
        catalogue = replace(catalogue, edition=edition)
        text = write(catalogue)
        if catalogue_file.problems(text):
            raise Refusal("edition.code_wrong", "edition", found=edition[:60])
    done = adopt_edition(session, actor, country, text, on=on)
    session.delete(draft)
    session.flush()
    return done


def used(session: Session) -> dict[str, int]:
    """How many purchase lines and budget lines, also of drafts, name each requirement."""
    in_work = select(Version.id).where(Version.status == "draft")
    counts = _counts(session, PurchaseLine.requirement)
    counts.update(_counts(session, Covers.requirement))
    counts.update(_counts(session, Line.requirement))
    counts.update(_counts(session, DraftLine.requirement, DraftLine.version_id.in_(in_work)))
    return counts


def _counts(session: Session, column: Any, *where: ColumnElement[bool]) -> Counter[str]:
    """How many rows name each requirement in a column."""
    rows = session.execute(
        select(column, func.count()).where(column.is_not(None), *where).group_by(column)
    )
    return Counter(dict(rows.all()))
