"""How the lots of a purchase stand; part of the acts that decide about them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import Award, Contract, Lot, Purchase


def lots_of(session: Session, purchase: Purchase) -> Sequence[Lot]:
    """The lots of a purchase by number; none where it is bought as one."""
    return session.scalars(
        select(Lot).where(Lot.purchase_id == purchase.id).order_by(Lot.number)
    ).all()


def open_lots(session: Session, purchase: Purchase) -> list[Lot]:
    """The lots neither failed nor given up."""
    return [lot for lot in lots_of(session, purchase) if lot.status == "open"]


def awarded(session: Session, purchase: Purchase) -> dict[int | None, bool]:
    """The lots that have an award, by key: is its contract signed? An award of all is under None,
    and under each lot."""
    rows = session.execute(
        select(Award.lot_id, Contract.id)
        .outerjoin(Contract, Contract.award_id == Award.id)
        .where(Award.purchase_id == purchase.id)
    )
    standing: dict[int | None, bool] = {}
    for lot, contract in rows:
        standing[lot] = contract is not None
    if None in standing:
        standing |= {lot.id: standing[None] for lot in lots_of(session, purchase)}
    return standing


def waiting_awards(session: Session, purchase: Purchase) -> Sequence[Award]:
    """The awards whose contract is not signed yet, of lots that were not given up."""
    return session.scalars(
        select(Award)
        .outerjoin(Contract, Contract.award_id == Award.id)
        .outerjoin(Lot, Lot.id == Award.lot_id)
        .where(Award.purchase_id == purchase.id, Contract.id.is_(None))
        .where((Award.lot_id.is_(None)) | (Lot.status == "open"))
        .order_by(Award.id)
    ).all()
