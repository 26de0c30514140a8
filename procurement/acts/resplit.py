"""The goods of a contract shared out anew between its schools; the money moves with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Act, Actor, require
from core.columns import quantity
from core.errors import Refusal
from core.money import ZERO, apportion
from procurement import rules
from procurement.acts.amendments import change_allowed
from procurement.acts.contracts import running_contract
from procurement.acts.deliveries import outstanding
from procurement.acts.reach import reach
from procurement.models import (
    AcceptanceLine,
    Contract,
    ContractLine,
    DeliveryLine,
    Funding,
    PurchaseLine,
    Share,
)

NONE = Decimal(0)
Key = tuple[int, str]
"""A contract line and a school of it."""


def resplit(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    reason: str,
    on: date,
    parts: Mapping[Key, Decimal],
    seen: int | None = None,
) -> Contract:
    """Give schools of a contract other parts of its lines, with a published reason.

    `parts` are quantities by contract line and school; who is not named keeps its part. What was
    accepted keeps its value; the rest of the money goes with the rest of the goods. What it was
    before stays in the journal.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `running_contract` and `change_allowed`; `contract.unchanged`;
            `delivery.other_school`; `quantity.negative`;
            `share.below_delivered` with `school`, `came`, `found`;
            `share.not_the_whole`; `commitment.below_accepted` where more is paid in advance;
            `line.not_enough` where the school that gets more is paid from another budget line.
    """
    contract, purchase = running_contract(session, contract_id)
    require(actor, Act.AMEND_CONTRACT, contract.place)
    change_allowed(contract, reason, on, seen)
    shares = _shares(session, contract.id)
    new = _wanted(shares, parts)
    _nothing_taken_back(shares, new, outstanding(session, contract.id))
    records: list[Contract | Share | Funding] = [contract]
    amounts: dict[int, Decimal] = {}
    for row in contract.lines:
        mine = [share for (line, _), share in shares.items() if line == row.id]
        wanted = [new[row.id, share.school] for share in mine]
        if wanted == [share.quantity for share in mine]:
            continue
        if not rules.adds_up(row.quantity, wanted):
            raise Refusal(
                "share.not_the_whole",
                "parts",
                whole_quantity=row.quantity,
                parts_quantity=sum(wanted, NONE),
            )
        records += _share_anew(session, row, mine, wanted)
        amounts |= _money(session, row, mine)
    budgets.recommit(session, actor, amounts, reason=reason)
    contract.amendments += 1
    contract.amended_on, contract.amendment_reason = on, reason
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.AMEND_CONTRACT, *records, scopes=scopes, reason=reason)
    return contract


def _shares(session: Session, contract_id: int) -> dict[Key, Share]:
    """The parts of a contract as they are, in the order of lines and schools."""
    rows = session.execute(
        select(ContractLine.id, Share)
        .join(Share, Share.line_id == ContractLine.purchase_line_id)
        .where(ContractLine.contract_id == contract_id)
        .order_by(ContractLine.id, Share.school)
        .options(selectinload(Share.fundings))
    )
    return {(line, share.school): share for line, share in rows}


def _wanted(shares: Mapping[Key, Share], parts: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """The quantity each part is to have; refused where a part is nobody's here, or none changes."""
    new = {key: share.quantity for key, share in shares.items()}
    for key, amount in parts.items():
        if key not in new:
            raise Refusal("delivery.other_school", "parts", school=key[1])
        new[key] = quantity(amount)
        if new[key] < 0:
            raise Refusal("quantity.negative", "parts")
    if all(new[key] == share.quantity for key, share in shares.items()):
        raise Refusal("contract.unchanged")
    return new


def _nothing_taken_back(
    shares: Mapping[Key, Share], new: Mapping[Key, Decimal], left: Mapping[Key, Decimal]
) -> None:
    """Refuse to leave a school less than has come to it already."""
    for key, share in shares.items():
        came = share.quantity - left[key]
        if new[key] < came:
            raise Refusal(
                "share.below_delivered", "parts", school=share.school, came=came, found=new[key]
            )


def _share_anew(
    session: Session, row: ContractLine, shares: Sequence[Share], wanted: Sequence[Decimal]
) -> list[Share | Funding]:
    """Quantities as wanted, and the estimate spread by them; what changed."""
    line = session.get_one(PurchaseLine, row.purchase_line_id)
    changed: list[Share | Funding] = []
    for share, part, amount in zip(shares, wanted, apportion(line.amount, wanted), strict=True):
        if (share.quantity, share.amount) == (part, amount):
            continue
        given = apportion(amount, [funding.amount for funding in share.fundings])
        share.quantity, share.amount = part, amount
        for funding, some in zip(share.fundings, given, strict=True):
            funding.amount = some
        changed += [share, *share.fundings]
    return changed


def _money(session: Session, row: ContractLine, shares: Sequence[Share]) -> dict[int, Decimal]:
    """What each commitment of a line is to be: what was accepted, the rest by what is to come."""
    commitments: dict[str, list[Commitment]] = {}
    for one in session.scalars(
        select(Commitment).where(Commitment.contract_line == row.id).order_by(Commitment.line_id)
    ):
        commitments.setdefault(one.school, []).append(one)
    accepted = dict(
        session.execute(
            select(DeliveryLine.school, func.sum(AcceptanceLine.accepted))
            .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
            .where(DeliveryLine.contract_line_id == row.id)
            .group_by(DeliveryLine.school)
        ).all()
    )
    kept = sum((one.accepted for of in commitments.values() for one in of), ZERO)
    to_come = [share.quantity - accepted.get(share.school, NONE) for share in shares]
    amounts: dict[int, Decimal] = {}
    for share, rest in zip(shares, apportion(row.amount - kept, to_come), strict=True):
        of = commitments[share.school]
        weights = {funding.id: funding.amount for funding in share.fundings}
        parts = apportion(rest, [weights[one.funding] for one in of])
        amounts |= {one.id: one.accepted + part for one, part in zip(of, parts, strict=True)}
    return amounts
