"""The criteria of the edition in force, ready to be counted with."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from standard.catalogue_file import criterion_from
from standard.models import CodedEntry, Edition, Requirement
from standard.rules import Norm, norm

_kept: dict[tuple[int, str], Mapping[str, Norm]] = {}  # by number and hash: editions never change


def norms(session: Session) -> Mapping[str, Norm]:
    """By the code of each requirement in force; none before an edition is adopted."""
    last = session.execute(
        select(Edition.id, Edition.sha256).order_by(Edition.id.desc()).limit(1)
    ).one_or_none()
    if last is None:
        return {}
    key = (last.id, last.sha256)
    found = _kept.get(key)
    if found is None:  # held by a name: another thread may put another edition in its place
        found = _read(session, last.id)
        _kept.clear()
        _kept[key] = found
    return found


def _read(session: Session, edition_id: int) -> Mapping[str, Norm]:
    derived = {
        code
        for code, entry in session.execute(
            select(CodedEntry.code, CodedEntry.entry).where(
                CodedEntry.edition_id == edition_id, CodedEntry.kind == "bases"
            )
        )
        if entry["counted"] == "derived"
    }
    rows = session.execute(
        select(Requirement.code, Requirement.unit, Requirement.criterion, Requirement.lasts).where(
            Requirement.edition_id == edition_id
        )
    )
    found = {}
    for code, unit, data, lasts in rows:
        criterion = criterion_from(data, unit)
        found[code] = norm(
            code,
            criterion,
            derived=criterion.basis in derived,
            lasts=int(lasts["months"]) if lasts else None,
        )
    return found
