"""Whose pages a purchase is on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import Purchase, Share
from register import reports as register


def reach(session: Session, purchase: Purchase) -> set[str]:
    """The holder of the money and the schools of a purchase, with all they lie within."""
    schools = session.scalars(
        select(Share.school).where(Share.purchase_id == purchase.id).distinct()
    )
    lines = register.lineages(session, [purchase.place, *schools])
    return {code for line in lines.values() for code in line}
