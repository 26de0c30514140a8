"""A base of the first leaves of the journal: every row from its leaf, every kept sum counted.

Reckoned as of the moment of the last leaf: what was valid, late or comparable on that day. Prices
are compared as the night would have compared them then (docs/decisions/0029).
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from budgets import filling as budgets
from core import clock
from core.engines import open_scratch
from core.models import Base
from journal import audit, past
from oversight import price_principle
from oversight.kept import following
from procurement import filling as procurement
from procurement import peers, prices
from procurement.models import PurchasePrinciple
from register import filling as register
from standard import totals

DERIVE = register.DERIVE | procurement.DERIVE


def build(source: Session, path: Path, size: int, moment: datetime, country: str) -> None:
    """Write the base of the first `size` leaves to `path`, an empty file.

    `moment` is that of the last of them. `source` is only read.

    Raises:
        Refusal: `journal.leaf_damaged` with its `number`.
    """
    engine = open_scratch(path)
    try:
        _create(engine)
        with clock.standing(moment), Session(engine) as session, session.begin():
            past.copy(source, session, size)
            past.rows(source, session, audit.journaled(), DERIVE)
            fill(session, country)
    finally:
        engine.dispose()


def _create(engine: Engine) -> None:
    """All tables. Without the indexes that allow a document once while it stands: which stand is
    known only when all rows are there."""
    Base.metadata.create_all(engine)
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            if index.unique and index.dialect_options["sqlite"]["where"] is not None:
                index.drop(engine)


def fill(session: Session, country: str) -> None:
    """Count all that no leaf holds, each from what the one before has counted."""
    today = clock.today()
    procurement.fill_spent(session)
    budgets.fill(session)
    procurement.fill(session)
    _compare(session, country)
    totals.recount(session, today)
    peers.renew(session, today)
    following.renew(session, today)


def _compare(session: Session, country: str) -> None:
    """Prices of things, and of every purchase beside them: each once, however many there are."""
    today = clock.today()
    price_principle.renew(session, today)
    waiting = select(func.count()).where(
        PurchasePrinciple.principle == "price", PurchasePrinciple.compared_on.is_(None)
    )
    while left := session.scalar(waiting):
        price_principle.renew(session, today)
        if session.scalar(waiting) == left:
            break
    prices.compare(session, country, today)
