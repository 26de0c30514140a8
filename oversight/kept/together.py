"""Looking at everything on all processors: each part of all holders in a process of its own.

The processes are forked and read the base as it is committed; so this is for the commands of the
machine, never for an act of the web, and not where the caller has written what flags look at.
They collect no garbage: what they make is in no circles, and looking for some takes long.
"""

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from core.engines import open_reader
from oversight.kept import looking
from oversight.kept.looking import Part, Seen
from oversight.measures import Measures
from procurement.reports.market import Market


@dataclass
class _Work:
    """What every process has: handed down when it is forked."""

    url: URL
    today: date
    measures: Measures
    market: Market
    reader: Engine | None = None


_WORK: list[_Work] = []


def in_processes(
    session: Session, parts: Sequence[Part], today: date, measures: Measures
) -> Iterator[list[Seen]]:
    """The parts in their order, looked at by as many processes as there are processors."""
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    many = min(os.cpu_count() or 1, len(parts))
    if many < 2:
        yield from looking.in_turn(session, parts, today, measures)
        return
    _WORK[:] = [_Work(bind.url, today, measures, Market(session))]
    try:
        with multiprocessing.get_context("fork").Pool(many, gc.disable) as pool:
            yield from pool.imap(_look, parts)
    finally:
        _WORK.clear()


def _look(part: Part) -> list[Seen]:
    work = _WORK[0]
    if work.reader is None:
        work.reader = open_reader(work.url)
    with Session(work.reader) as session:
        return looking.at_holders(session, part, work.today, work.measures, work.market)
