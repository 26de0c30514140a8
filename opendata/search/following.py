"""The index kept current: by what the journal says was written since, in the act's transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal.models as leaves
from core.upsert import upsert
from opendata.search import alike
from opendata.search.index import Writer, batches
from opendata.search.kinds import COUNTED_DOWN, KINDS
from opendata.search.models import SearchEntry, SearchState
from opendata.search.sources import SOURCES
from opendata.search.words import joined
from procurement.models import Award, Contract, PurchaseLine, Supplier
from register.models import Place, School

TABLES = {
    "places": "place",
    "schools": "school",
    "editions": "requirement",
    "requirements": "requirement",
    "suppliers": "supplier",
    "awards": "supplier",
    "contracts": "supplier",
    "purchases": "purchase",
    "findings": "finding",
    "item_codes": "item",
}
"""Whose leaves change what can be found."""

CHOSEN: dict[str, type[Award] | type[Contract]] = {
    "awards": Award,
    "contracts": Contract,
}  # by these a supplier becomes public
FIRST = 5_000  # leaves that a base without a state may have to be followed from its beginning


@dataclass
class Changes:
    """What has to be looked at again, by kind."""

    keys: dict[str, set[str]] = field(default_factory=dict)
    edition: bool = False

    def add(self, kind: str, keys: Iterable[str]) -> None:
        """These things of a kind."""
        self.keys.setdefault(kind, set()).update(keys)

    def take(self, kind: str) -> set[str]:
        """Those of a kind so far."""
        return self.keys.get(kind, set())


def follow(session: Session) -> bool:
    """Index what was journaled since it was last written; False: the index is too far behind.

    Called at the end of the transaction, before it is kept. An index of another form, or of a base
    that had none, is left to `rebuild`, which an act has no time for.
    """
    session.flush()
    now, since, form = _standing(session)
    if (form is None and now > FIRST) or form not in (None, alike.form()):
        return False
    if since == now and (form is not None or now == 0):
        return True
    changes = _changes(session, since)
    if changes.keys or changes.edition:
        _renew(session, changes)
    _keep(session, now)
    return True


def behind(session: Session) -> bool:
    """Has the index not come as far as the journal, or is it of another form?"""
    now, since, form = _standing(session)
    return now > 0 and (since < now or form != alike.form())


def _standing(session: Session) -> tuple[int, int, str | None]:
    """The journal's size, the size up to which the index has come, and its form if it has one."""
    row = session.execute(
        select(leaves.State.size, SearchState.size, SearchState.form)
        .outerjoin(SearchState, SearchState.id == leaves.State.id)
        .where(leaves.State.id == 1)
    ).first()
    return (row[0], row[1] or 0, row[2]) if row is not None else (0, 0, None)


def rebuild(session: Session) -> int:
    """Make the index anew out of the tables; how many things can be found now."""
    session.flush()
    writer = Writer(session)
    writer.empty()
    for kind in KINDS:
        writer.put(SOURCES[kind](session, None))
    writer.close()
    _keep(session, _standing(session)[0])
    return session.scalar(select(func.count()).select_from(SearchEntry)) or 0


def catch_up(session: Session) -> None:
    """Bring the index to where the journal is, by following or, where that cannot be, anew."""
    if not follow(session):
        rebuild(session)
        return
    # Erasing a person's name writes no leaf, so nothing above tells of it.
    persons = session.scalars(select(Supplier.id).where(Supplier.is_person))
    writer = Writer(session)
    _look_again(session, writer, "supplier", {str(number) for number in persons})
    writer.close()


def _keep(session: Session, size: int) -> None:
    upsert(session, SearchState, [{"id": 1, "size": size, "form": alike.form()}])


def _changes(session: Session, since: int) -> Changes:
    changes = Changes()
    rows = session.execute(
        select(leaves.Entry.table, leaves.Entry.key).where(
            leaves.Entry.number >= since, leaves.Entry.table.in_(TABLES)
        )
    )
    chosen: dict[str, set[int]] = {}
    for table, key in rows:
        if table in CHOSEN:
            chosen.setdefault(table, set()).add(int(key))
        elif TABLES[table] == "requirement":
            changes.edition = True
        else:
            changes.add(TABLES[table], (key,))
    for table, numbers in chosen.items():
        model = CHOSEN[table]
        for batch in batches(sorted(numbers)):
            found = session.scalars(select(model.supplier_id).where(model.id.in_(batch)))
            changes.add("supplier", map(str, found))
    return changes


def _renew(session: Session, changes: Changes) -> None:
    """Places first: what lies within a place is found by the place's names too."""
    writer = Writer(session)
    if places := changes.take("place"):
        _around(session, changes, _look_again(session, writer, "place", _heirs(session, places)))
        _look_again(session, writer, "place", changes.take("place"))
    if changes.edition:
        there = select(SearchEntry.key).where(SearchEntry.kind == "requirement")
        writer.take_out("requirement", set(session.scalars(there)))
        writer.put(SOURCES["requirement"](session, None))
    for kind in ("school", "supplier", "purchase", "finding"):
        _look_again(session, writer, kind, changes.take(kind))
    known = select(SearchEntry.key).where(SearchEntry.kind == "item")
    named = changes.take("item")
    codes = {key for key in session.scalars(known) if key in named} if named else set()
    codes |= _bought(session, changes.take("purchase"))
    _look_again(session, writer, "item", codes)
    writer.close()


def _look_again(session: Session, writer: Writer, kind: str, keys: Collection[str]) -> set[str]:
    """Index these things as they are now; those that are no more go. The keys that changed."""
    changed: set[str] = set()
    for batch in batches(sorted(keys)):
        things = list(SOURCES[kind](session, batch))
        gone = set(batch) - {thing.key for thing in things}
        changed |= {key for _kind, key in writer.put(things)}
        writer.take_out(kind, gone)
    return changed


def _heirs(session: Session, codes: Collection[str]) -> set[str]:
    """Places, and those they are merged into, to the last, or were until now."""
    found, open_ = set(codes), set(codes)
    while open_:
        heirs: set[str] = set()
        for batch in batches(sorted(open_)):
            successor = select(Place.successor).where(
                Place.code.in_(batch), Place.successor.is_not(None)
            )
            heirs |= {code for code in session.scalars(successor) if code}
        open_ = heirs - found
        found |= heirs
    there = session.execute(
        select(SearchEntry.key, SearchEntry.terms).where(SearchEntry.kind == "place")
    ).all()
    without = {joined(code) for code in set(codes) - {row.key for row in there}}
    if without:
        found |= {row.key for row in there if not without.isdisjoint(row.terms.split())}
    return found


def _around(session: Session, changes: Changes, places: set[str]) -> None:
    """What has to be looked at again because these places are called or lie otherwise."""
    within, open_ = set(places), set(places)
    while open_:
        below: set[str] = set()
        for batch in batches(sorted(open_)):
            below |= set(session.scalars(select(Place.code).where(Place.parent.in_(batch))))
        open_ = below - within
        within |= below
    changes.add("place", within)
    for batch in batches(sorted(within)):
        changes.add("school", session.scalars(select(School.code).where(School.place.in_(batch))))
    for batch in batches(sorted(places)):
        for kind in COUNTED_DOWN:
            held = select(SearchEntry.key).where(
                SearchEntry.kind == kind, SearchEntry.place.in_(batch)
            )
            changes.add(kind, session.scalars(held))


def _bought(session: Session, purchases: Collection[str]) -> set[str]:
    """The item codes of the public ones of these purchases."""
    codes: set[str] = set()
    for batch in batches(sorted(purchases)):
        public = select(SearchEntry.key).where(
            SearchEntry.kind == "purchase", SearchEntry.key.in_(batch)
        )
        numbers = [int(key) for key in session.scalars(public)]
        lines = select(PurchaseLine.item_code).where(
            PurchaseLine.purchase_id.in_(numbers), PurchaseLine.item_code.is_not(None)
        )
        codes |= {code for code in session.scalars(lines.distinct()) if code}
    return codes
