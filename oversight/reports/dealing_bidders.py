"""Who bid for purchases, and which of them gave the same contact."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from oversight.dealing import SharedContact
from procurement.models import Bid, SupplierContact
from register import profile


def contacts(
    session: Session, wanted: Select[Any], purchases: Iterable[Any]
) -> tuple[dict[int, int], dict[int, tuple[SharedContact, ...]]]:
    """How many suppliers of whom a contact of one kind is known bid for each purchase, of the kind
    most are known by; and the pairs of them with one contact.

    A contact that is no longer used is compared too: it was shared once.
    """
    competitive = {one.code for one in profile.load().methods if one.competitive}
    if not any(one.method in competitive for one in purchases):
        return {}, {}
    bidders = _counted(session, wanted)
    if not any(count > 1 for count in bidders.values()):
        return bidders, {}
    one, other = aliased(SupplierContact), aliased(SupplierContact)
    mine, theirs = aliased(Bid), aliased(Bid)
    rows = session.execute(
        select(mine.purchase_id, one.kind, mine.supplier_id, theirs.supplier_id)
        .distinct()
        .join(
            theirs,
            (theirs.purchase_id == mine.purchase_id) & (theirs.supplier_id > mine.supplier_id),
        )
        .join(one, one.supplier_id == mine.supplier_id)
        .join(
            other,
            (other.supplier_id == theirs.supplier_id)
            & (other.kind == one.kind)
            & (other.match_key == one.match_key),
        )
        .where(mine.purchase_id.in_(wanted))
        .order_by(mine.purchase_id, one.kind, mine.supplier_id, theirs.supplier_id)
    )
    shared: dict[int, tuple[SharedContact, ...]] = {}
    for number, kind, first, second in rows:
        shared[number] = (*shared.get(number, ()), SharedContact(kind, first, second))
    return bidders, shared


def _counted(session: Session, wanted: Select[Any]) -> dict[int, int]:
    counted = session.execute(
        select(Bid.purchase_id, SupplierContact.kind, func.count(Bid.supplier_id.distinct()))
        .join(SupplierContact, SupplierContact.supplier_id == Bid.supplier_id)
        .where(Bid.purchase_id.in_(wanted))
        .group_by(Bid.purchase_id, SupplierContact.kind)
    )
    bidders: dict[int, int] = {}
    for number, _kind, suppliers in counted:
        bidders[number] = max(bidders.get(number, 0), suppliers)
    return bidders
