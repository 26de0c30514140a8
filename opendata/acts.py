"""What an import does: the acts an officer would do, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.acts import LineValues
from budgets.models import Budget
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import ZERO
from opendata import before, reports
from opendata.budget_rows.mappings import Chosen
from opendata.models import Batch, ColumnMapping
from opendata.ocds import Found
from opendata.passport_rows.known import seen as passports_seen
from procurement import acts as procurement
from register import reports as register
from standard.acts import passports
from standard.models import Passport


@dataclass(frozen=True, slots=True)
class File:
    """The file a table came in: its content's SHA-256, the name it bore, its bytes."""

    sha256: str
    name: str
    size: int


def import_budget(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    values: Sequence[LineValues],
    *,
    seen: int,
    file: File,
    ceilings: Mapping[str, Decimal] | None = None,
    reason: str | None = None,
) -> Batch:
    """Put the lines of a table in place of all a draft holds; opens one where there is none.

    `seen` is the draft's number of changes the preview was compared with, 0 for no budget yet;
    `ceilings`, som by source, are set first where the preview said so. `reason` waits with the
    batch for the version's handing in. What the draft held is kept, until it is handed in.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.changed_meanwhile` when somebody worked on the draft since; those of
            `budgets.acts.open_draft`, `set_ceilings` and `replace_lines`.
    """
    require(actor, Act.ALLOCATE, place)
    now = session.scalar(
        select(Budget.version).where(Budget.place == place, Budget.year == year).with_for_update()
    )
    if (now or 0) != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now or 0)
    draft = budgets.open_draft(session, actor, place, year)
    was = before.held(session, draft)
    budgets.replace_lines(session, actor, draft.id, values, ceilings=ceilings or None)
    _only_the_last(session, place, year)
    batch = Batch(
        place=place,
        year=year,
        sha256=file.sha256,
        name=file.name[-80:],
        size=file.size,
        rows=len(values),
        total=sum((one.amount for one in values), ZERO),
        reason=(reason or "").strip() or None,
        version_id=draft.id,
        after=draft.budget.version,
        before=was,
        account=actor.account,
        at=clock.now(),
    )
    session.add(batch)
    session.flush()
    return batch


def _only_the_last(session: Session, place: str, year: int) -> None:
    """Of imports one after another only the last can be undone: drop what the others kept."""
    earlier = (Batch.place == place) & (Batch.year == year) & (Batch.kind == "budget")
    session.execute(
        update(Batch)
        .where(earlier, Batch.before.is_not(None))
        .values(before=null())
        .execution_options(synchronize_session=False)
    )


def undo_import(session: Session, actor: Actor, number: int) -> Batch:
    """Give a draft back the lines and ceilings it had before an import. Done once, it stays so.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.unknown`; `undo.handed_in`, `undo.changed_since`, `undo.nothing_kept`
            (an import of before there was a way back); those of `budgets.acts.replace_lines`.
    """
    batch = lock(session, Batch, number)
    require(actor, Act.ALLOCATE, batch.place)
    if batch.undone_at is not None:
        return batch
    session.execute(
        select(Budget.version)
        .where(Budget.place == batch.place, Budget.year == batch.year)
        .with_for_update()
    )
    kept = reports.undoable(session, batch)
    lines, ceilings = before.lines_of(kept), before.ceilings_of(kept)
    budgets.replace_lines(session, actor, batch.version_id or 0, lines, ceilings=ceilings)
    batch.undone_at, batch.undone_by, batch.before = clock.now(), actor.account, None
    session.flush()
    return batch


def choose_columns(
    session: Session, actor: Actor, place: str, *, fingerprint: str, chosen: Chosen
) -> ColumnMapping:
    """Remember which column of an office's own table is which, by the words of its header.

    Chosen anew for the same header, the new choice takes the place of the old.

    Raises:
        NotPermitted: the actor is no officer of the place.
    """
    require(actor, Act.ALLOCATE, place)
    mapping = session.scalar(
        select(ColumnMapping)
        .where(ColumnMapping.place == place, ColumnMapping.fingerprint == fingerprint)
        .with_for_update()
    ) or ColumnMapping(place=place, fingerprint=fingerprint)
    mapping.mapping = {"columns": dict(chosen.columns), "factor": chosen.factor}
    mapping.account, mapping.at = actor.account, clock.now()
    session.add(mapping)
    session.flush()
    return mapping


def import_passports(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    values: Mapping[str, Mapping[str, str]],
    *,
    seen: int,
    sha256: str,
) -> Batch:
    """Fill in the passports of a place's schools (or of one school), all of them or none.

    `values` are the facts by school; `seen` is the state of the place's passports the preview was
    compared with. The receipt of a single school's table is that of the place it lies in.

    Raises:
        NotPermitted: neither the school itself nor an officer of a place the schools lie within.
        Refusal: `place.unknown`; `passport.nothing_changed` without a school;
            `record.changed_meanwhile` when a passport of the place was filled in since;
            `passport.school_elsewhere` with `found`; those of `standard.acts.passports.fill`.
    """
    if not register.names(session, [place]):
        raise Refusal("place.unknown", "place", place=place[:32])
    line = register.lineage(session, place)
    require(actor, Act.FILL_PASSPORT, *line)
    if not values:
        raise Refusal("passport.nothing_changed")
    now = passports_seen(session, place, year)
    if now != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    lineages = register.lineages(session, values)
    for school, lineage in lineages.items():
        if place not in lineage:
            raise Refusal("passport.school_elsewhere", "file", found=school)
    versions: dict[str, int] = dict(
        session.execute(
            select(Passport.school, Passport.version).where(
                Passport.year == year, Passport.school.in_(list(values))
            )
        ).all()
    )
    seen_of = {school: versions.get(school, 0) for school in values}
    passports.fill_many(session, actor, year, values, seen=seen_of)
    batch = Batch(
        kind="passports",
        place=line[0] if register.place(session, place) else line[1],
        year=year,
        sha256=sha256,
        rows=len(values),
        total=ZERO,
        account=actor.account,
        at=clock.now(),
    )
    session.add(batch)
    session.flush()
    return batch


def import_plans(
    session: Session, actor: Actor, place: str | None, found: Sequence[Found]
) -> dict[str, int]:
    """Bring the plan lines of published processes to a place: {"new", "changed", "unchanged"}.

    `place` None: each process goes to the place its buyer's address names.

    Raises:
        NotPermitted, Refusal: those of `procurement.acts.import_plan`; `opendata.place_needed`
            with `process` when a buyer names no place.
    """
    done = {"new": 0, "changed": 0, "unchanged": 0}
    for process in found:
        where = place or process.place
        if where is None:
            raise Refusal("opendata.place_needed", "place", process=process.ocid)
        require(actor, Act.IMPORT_PLAN, *register.lineage(session, where))
        counts = procurement.import_plan(session, actor, where, process.origin, process.lines)
        done = {name: done[name] + counts[name] for name in done}
    return done
