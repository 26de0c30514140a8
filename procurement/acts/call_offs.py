"""What a call-off takes of its framework agreement: never more, and never dearer, than was agreed.

Steps of other acts, which permit and journal them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.models import touched
from core.money import ZERO
from procurement import rules
from procurement.models import Contract, ContractLine, Purchase, PurchaseLine


def framework_of(session: Session, purchase: Purchase) -> Contract | None:
    """The contract of the framework a purchase was called off from; None for any other purchase."""
    if purchase.framework_id is None:
        return None
    return session.get_one(Contract, purchase.framework_id)


def may_be_called(
    session: Session, purchase: Purchase, lines: Sequence[PurchaseLine], on: date
) -> None:
    """Refuse a call-off its framework does not hold, on a day; any other purchase passes.

    Raises:
        Refusal: `call_off.framework_ended`; `call_off.not_valid` with `since` and `until`;
            `call_off.over_price` with `line`, `asked`, `most` in som; `call_off.over_quantity`
            with `line`, `found`, `left`; `call_off.over_ceiling` with `asked`, `most` in som.
    """
    framework = framework_of(session, purchase)
    if framework is None:
        return
    _in_force(session, framework, on)
    agreed = _agreed(session, framework)
    for line in lines:
        base = agreed[line.framework_line]
        _not_dearer(line.title, line.quantity, line.amount, base)
        if line.quantity > base.quantity - base.called:
            raise _too_many(line.title, line.quantity, base)
    asked = sum((line.amount for line in lines), ZERO)
    if asked > (framework.ceiling or ZERO) - framework.called:
        raise _too_much(asked, framework)


def same_supplier(session: Session, purchase: Purchase, supplier: int) -> None:
    """Refuse `call_off.other_supplier`: a call-off is from who signed the framework."""
    framework = framework_of(session, purchase)
    if framework is not None and framework.supplier_id != supplier:
        raise Refusal("call_off.other_supplier", "supplier")


def claim(
    session: Session,
    purchase: Purchase,
    contract: Contract,
    rows: Iterable[ContractLine],
    lines: Iterable[PurchaseLine],
) -> None:
    """Take what a signed call-off comes to of its framework, by the database's own arithmetic.

    Raises:
        Refusal: those of `may_be_called`; `call_off.other_supplier`.
    """
    framework = framework_of(session, purchase)
    if framework is None:
        return
    _in_force(session, framework, contract.signed_on)
    same_supplier(session, purchase, contract.supplier_id)
    agreed = _agreed(session, framework)
    bought = {line.id: line for line in lines}
    for row in sorted(rows, key=lambda row: bought[row.purchase_line_id].framework_line or 0):
        line = bought[row.purchase_line_id]
        base = agreed[line.framework_line]
        _not_dearer(line.title, row.quantity, row.amount, base)
        taken = (
            update(ContractLine)
            .where(
                ContractLine.id == base.id,
                ContractLine.called + row.quantity <= ContractLine.quantity,
            )
            .values(called=ContractLine.called + row.quantity)
        )
        if touched(session, taken) != 1:
            session.refresh(base)
            raise _too_many(line.title, row.quantity, base)
        row.framework_line = base.id
        session.refresh(base)
    _take(session, framework, contract.amount)


def amended(session: Session, purchase: Purchase, contract: Contract, by: Decimal) -> None:
    """Take what an amended call-off costs more of its framework, or give back what it costs less.

    Raises:
        Refusal: `call_off.over_price`, `call_off.over_ceiling`.
    """
    framework = framework_of(session, purchase)
    if framework is None or not by:
        return
    agreed = _agreed(session, framework)
    for row in contract.lines:
        title = session.get_one(PurchaseLine, row.purchase_line_id).title
        _not_dearer(title, row.quantity, row.amount, agreed[row.framework_line])
    _take(session, framework, by)


def _in_force(session: Session, framework: Contract, on: date) -> None:
    status = session.scalar(select(Purchase.status).where(Purchase.id == framework.purchase_id))
    if status != "contracted":
        raise Refusal("call_off.framework_ended", status=status)
    if framework.valid_until is None or not framework.signed_on <= on <= framework.valid_until:
        raise Refusal("call_off.not_valid", since=framework.signed_on, until=framework.valid_until)


def _agreed(session: Session, framework: Contract) -> dict[int | None, ContractLine]:
    rows = session.scalars(
        select(ContractLine)
        .where(ContractLine.contract_id == framework.id)
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def _not_dearer(title: str, quantity: Decimal, amount: Decimal, base: ContractLine) -> None:
    most = rules.line_amount(quantity, base.unit_price)
    if amount > most:
        raise Refusal("call_off.over_price", "amounts", line=title, asked=amount, most=most)


def _too_many(title: str, quantity: Decimal, base: ContractLine) -> Refusal:
    left = base.quantity - base.called
    return Refusal("call_off.over_quantity", "amounts", line=title, found=quantity, left=left)


def _too_much(asked: Decimal, framework: Contract) -> Refusal:
    left = (framework.ceiling or ZERO) - framework.called
    return Refusal("call_off.over_ceiling", "amounts", asked=asked, most=left)


def _take(session: Session, framework: Contract, by: Decimal) -> None:
    taken = (
        update(Contract)
        .where(Contract.id == framework.id, Contract.called + by <= Contract.ceiling)
        .values(called=Contract.called + by)
    )
    found = touched(session, taken)
    session.refresh(framework)
    if found != 1:
        raise _too_much(by, framework)
