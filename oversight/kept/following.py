"""Flags follow the journal: each act looks again at the purchases it touched; the night at all."""

import json
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from core import clock
from core.models import table_of
from core.upsert import upsert
from journal import models as leaves
from oversight import flags
from oversight.kept import keeping, looking
from oversight.kept.beside import Beside
from oversight.kept.looking import LookAtAll, in_turn
from oversight.kept.models import (
    FlagLook,
    FlagMeasure,
    FlagState,
    FlagTotal,
    RaisedFlag,
)
from oversight.measures import Measures
from oversight.models import FlagAnswer
from oversight.reports import flags as reports
from oversight.reports import measuring
from oversight.reports.measures import taken
from oversight.reviews.models import FlagReview
from procurement.models import Contract, PlanLine, Purchase
from procurement.rules import PUBLIC

AT_ONCE = 2_000  # purchases looked at together
HOLDERS = 500  # holders' years looked at together: SQLite takes no deeper condition than 1000
FAR = 20_000  # leaves an act may look back over: a large import has about so many
ANSWERS = frozenset({FlagAnswer.__tablename__, FlagReview.__tablename__})
"""Leaves of what is only said about flags: nothing they look at."""


def follow(session: Session) -> bool:
    """Look again at each purchase that leaves since the last look are about.

    Called at the end of an act's transaction, before it is kept. False, and nothing is looked at:
    what is kept is of other rules, or too far behind; then all has to be looked at (`renew`), which
    an act has no time for.
    """
    session.flush()
    now, since, catalogue = _standing(session)
    if catalogue not in (None, flags.catalogue()) or now - since > FAR:
        return False
    if since == now:
        return True
    numbers = sorted(_touched(session, since))
    today = clock.today()
    totals: Counter[keeping.Total] = Counter()
    for start in range(0, len(numbers), AT_ONCE):
        totals.update(_looked(session, numbers[start : start + AT_ONCE], today, now))
    keeping.add_totals(session, totals)
    upsert(session, FlagState, [{"id": 1, "size": now, "catalogue": flags.catalogue()}])
    return True


def behind(session: Session) -> bool:
    """Has the keeping not come as far as the journal, or is it of other rules?"""
    now, since, catalogue = _standing(session)
    return now > 0 and (since < now or catalogue != flags.catalogue())


def renew(session: Session, today: date, look: LookAtAll = in_turn) -> int:
    """Measure anew, and look at everything: public purchases and holders' years; how many.

    What did not change writes nothing. Where the rules are others than before, the letters and
    totals go first; what is up stays to be compared, so that only what these rules put up or down
    gets a history. `look` is `in_turn`, or together.in_processes for a large base whose
    rows are all committed.
    """
    now, _, catalogue = _standing(session)
    if catalogue != flags.catalogue():
        for model in (FlagLook, FlagTotal):
            session.execute(delete(model))
        session.execute(delete(RaisedFlag).where(RaisedFlag.flag.not_in(_codes())))
    measures = take_measures(session, today)
    holders = reports.holders(session)
    seen = 0
    totals: Counter[keeping.Total] = Counter()
    for found in look(session, list(in_parts(session, holders)), today, measures):
        totals.update(keeping.keep(session, found, today, now))
        seen += len(found)
    totals.update(_gone(session, holders, today, now))
    keeping.add_totals(session, totals)
    upsert(session, FlagState, [{"id": 1, "size": now, "catalogue": flags.catalogue()}])
    return seen


def _codes() -> list[str]:
    """The codes of all flags of now; what one that was given up had raised is not kept."""
    return [rule.CODE for rule in (*flags.FLAGS, *flags.YEAR_FLAGS)]


def take_measures(session: Session, today: date) -> Measures:
    """Put measures as of today in place of the last ones, under a new name."""
    rows = [
        {
            "flag": one.flag,
            "name": one.name,
            "scope": one.scope,
            "value": f"{one.value:f}",
            "count": one.count,
            "on": one.on,
        }
        for one in measuring.measure(session, today)
    ]
    session.execute(delete(FlagMeasure))
    if rows:
        session.execute(insert(table_of(FlagMeasure)), rows)
    _, since, catalogue = _standing(session)
    name = secrets.token_hex(16)
    told = {"id": 1, "size": since, "catalogue": catalogue or flags.catalogue(), "measured": name}
    upsert(session, FlagState, [told])
    return taken(session)


def _standing(session: Session) -> tuple[int, int, str | None]:
    """The journal's size, the size up to which flags were looked at, and by which catalogue."""
    row = session.execute(
        select(leaves.State.size, FlagState.size, FlagState.catalogue)
        .outerjoin(FlagState, FlagState.id == leaves.State.id)
        .where(leaves.State.id == 1)
    ).first()
    return (row[0], row[1] or 0, row[2]) if row is not None else (0, 0, None)


def _touched(session: Session, since: int) -> set[int]:
    """The purchases that leaves from this number on are about, or concern (`Beside`)."""
    numbers: set[int] = set()
    contracts: set[int] = set()
    plan_lines: set[int] = set()
    beside = Beside()
    rows = session.execute(
        select(leaves.Entry.table, leaves.Entry.key, leaves.Entry.leaf).where(
            leaves.Entry.number >= since
        )
    )
    for table, key, leaf in rows:
        if table == Purchase.__tablename__:
            numbers.add(int(key))
        elif table == PlanLine.__tablename__:
            plan_lines.add(int(key))
        elif table not in ANSWERS:
            row = json.loads(leaf)["row"]
            if row.get("purchase_id"):
                numbers.add(int(row["purchase_id"]))
            elif row.get("contract_id"):
                contracts.add(int(row["contract_id"]))
            else:
                beside.add(table, key, row)
    if contracts:
        of = Contract
        numbers.update(session.scalars(select(of.purchase_id).where(of.id.in_(contracts))))
    if plan_lines:
        numbers.update(
            session.scalars(select(Purchase.id).where(Purchase.plan_line_id.in_(plan_lines)))
        )
    return numbers | beside.purchases(session)


def _looked(
    session: Session, numbers: Sequence[int], today: date, size: int
) -> Counter[keeping.Total]:
    wanted = select(Purchase.id).where(Purchase.id.in_(numbers), Purchase.status.in_(PUBLIC))
    return keeping.keep(session, looking.purchases(session, wanted, today), today, size)


def in_parts(
    session: Session, holders: Sequence[tuple[str, int]]
) -> Iterator[list[tuple[str, int]]]:
    """Holders' years put together until they have enough purchases for one look."""
    many = reports.purchases_of(session)
    part: list[tuple[str, int]] = []
    count = 0
    for holder in holders:
        part.append(holder)
        count += many.get(holder, 0)
        if count >= AT_ONCE or len(part) >= HOLDERS:
            yield part
            part, count = [], 0
    if part:
        yield part


def _gone(
    session: Session, holders: Sequence[tuple[str, int]], today: date, size: int
) -> Counter[keeping.Total]:
    """Forget the looks at what is not public any more: a purchase read in and taken back.

    Of what is up too: under other rules than before there are no looks of it.
    """
    public = select(Purchase.id).where(Purchase.status.in_(PUBLIC))
    known = set(holders)
    gone = {
        (number, place, year)
        for of in (FlagLook, RaisedFlag)
        for number, place, year in session.execute(
            select(of.purchase_id, of.place, of.year)
            .where((of.purchase_id == 0) | of.purchase_id.not_in(public))
            .distinct()
        )
        if number or (place, year) not in known
    }
    return keeping.forget(session, gone, today, size) if gone else Counter()
