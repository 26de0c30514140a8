"""What a purchase is told in: its lines, shares, awards, contracts, deliveries, payments."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import ZERO
from procurement.reports.amendments import Amendment
from procurement.reports.bids import LotPart, OpeningPart
from procurement.rules import Account, stage

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class LinePart:
    """What is bought. `agreed` and `agreed_price` are the contract's, None before it."""

    id: int
    lot_id: int | None
    title: str
    item_code: str | None
    requirement: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat_rate: str | None
    price_reason: str | None
    amount: Decimal
    agreed: Decimal | None
    agreed_price: Decimal | None
    covers: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class SharePart:
    """A school's part of a line, and how much of it came (not refused) and was accepted."""

    line: int
    school: str
    quantity: Decimal
    amount: Decimal
    came: Decimal
    accepted: Decimal

    @property
    def missing(self) -> Decimal:
        """What has not come yet."""
        return max(self.quantity - self.came, NONE)


@dataclass(frozen=True, slots=True)
class AwardPart:
    """Who was chosen, out of how many offers, and why. `lot` is the number of one lot, if any."""

    id: int
    lot: int | None
    on: date
    supplier_id: int
    supplier: str
    amount: Decimal
    offers: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractPart:
    """A contract as it stands; what it was before an amendment is in the journal."""

    id: int
    award_id: int
    number: str
    signed_on: date
    due_on: date
    amount: Decimal
    released: Decimal
    advance_limit: Decimal
    amendments: int
    amended_on: date | None
    amendment_reason: str | None
    terminated_on: date | None
    terminated_by: str | None
    termination_reason: str | None
    accepted: Decimal
    paid: Decimal
    withheld: Decimal
    returned: Decimal
    ceiling: Decimal | None
    valid_until: date | None
    called: Decimal
    supplier_id: int
    supplier: str
    supplier_inn: str | None

    @property
    def account(self) -> Account:
        """How it stands, for the rules."""
        return Account(
            self.amount,
            self.accepted,
            self.paid,
            self.advance_limit,
            self.withheld,
            self.returned,
        )


@dataclass(frozen=True, slots=True)
class DeliveryPart:
    """A delivery by its waybill; or what undoes one, with the reason."""

    id: int
    contract_id: int
    on: date
    waybill: str
    reverses: int | None = None
    reason: str | None = None
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class AcceptancePart:
    """An acceptance act; `refused`: was any part found wanting? Of `kind` as in the table."""

    id: int
    delivery_id: int
    on: date
    number: str
    amount: Decimal
    with_parent: bool
    remarks: str | None
    refused: bool
    kind: str | None = None
    corrects: int | None = None
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """Money that moved; `kind` is payment, advance or refund. Below zero it undoes another."""

    id: int
    kind: str
    on: date
    amount: Decimal
    document: str
    reason: str | None
    reverses: int | None = None
    closed_year: int | None = None
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class PenaltyPart:
    """A penalty withheld, with the days of delay counted; below zero it undoes another."""

    id: int
    on: date
    amount: Decimal
    document: str
    days_late: int
    reason: str
    reverses: int | None
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """A purchase with all its steps. `fundings`: (budget line, som); sums are som.

    `edition` is the code of the edition of the Standard it was made under.
    """

    id: int
    place: str
    year: int
    title: str
    language: str
    status: str
    kind: str | None
    framework_id: int | None
    method: str
    method_reason: str | None
    method_ground: str | None
    plan_line_id: int | None
    outside_plan: str | None
    category: str
    amount: Decimal
    due_on: date | None
    planned_on: date | None
    announced_on: date | None
    edition: str
    lines: tuple[LinePart, ...]
    shares: tuple[SharePart, ...]
    fundings: tuple[tuple[int, Decimal], ...]
    awards: tuple[AwardPart, ...]
    contracts: tuple[ContractPart, ...]
    deliveries: tuple[DeliveryPart, ...]
    acceptances: tuple[AcceptancePart, ...]
    payments: tuple[PaymentPart, ...]
    penalties: tuple[PenaltyPart, ...]
    amendments: tuple[Amendment, ...]
    lots: tuple[LotPart, ...]
    openings: tuple[OpeningPart, ...]

    @property
    def stage(self) -> str | None:
        """How far what is under contract has come (procurement.rules.STAGES); None before."""
        if not self.contracts or self.kind == "framework":
            return None
        account = Account(self.committed, self.accepted, self.paid, ZERO, self.withheld)
        return stage(
            account,
            delivered=bool(self.deliveries),
            kept=any(share.came for share in self.shares),
        )

    @property
    def running(self) -> bool:
        """Does any contract still bring something?"""
        return any(contract.terminated_on is None for contract in self.contracts)

    @property
    def lost_lines(self) -> frozenset[int]:
        """The lines of which nothing more will come: their lot failed, was given up, or its
        contract was ended early."""
        lots = {lot.id for lot in self.lots if not lot.in_force}
        ended = {one.award_id for one in self.contracts if one.terminated_on is not None}
        numbers = {award.lot for award in self.awards if award.id in ended}
        lots |= {lot.id for lot in self.lots if lot.number in numbers}
        return frozenset(line.id for line in self.lines if line.lot_id in lots or None in numbers)

    @property
    def committed(self) -> Decimal:
        """What the contracts come to."""
        return sum((contract.amount for contract in self.contracts), ZERO)

    @property
    def accepted(self) -> Decimal:
        """The value of what was accepted."""
        return sum((contract.accepted for contract in self.contracts), ZERO)

    @property
    def paid(self) -> Decimal:
        """What was paid, less what came back."""
        return sum((contract.paid for contract in self.contracts), ZERO)

    @property
    def withheld(self) -> Decimal:
        """The penalties that stand."""
        return sum((contract.withheld for contract in self.contracts), ZERO)

    @property
    def refund_due(self) -> Decimal:
        """What suppliers owe back for goods that were given back to them."""
        return sum((contract.account.refund_due for contract in self.contracts), ZERO)

    @property
    def due(self) -> date | None:
        """The day by which all should have come."""
        running = [one for one in self.contracts if one.terminated_on is None] or self.contracts
        return max((contract.due_on for contract in running), default=self.due_on)

    @property
    def all_came(self) -> bool:
        """Has nothing stayed away that is still to come? Under a framework itself nothing comes."""
        if self.kind == "framework":
            return True
        lost = self.lost_lines
        return not any(share.missing for share in self.shares if share.line not in lost)
