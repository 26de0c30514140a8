"""The contracts that tables of deliveries and payments are about, and how a cell names one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.words import Words, folded
from opendata.case_rows import DELIVERIES
from opendata.case_rows.reading import Row, key_in
from procurement.acts import standing
from procurement.models import (
    Acceptance,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    Payment,
    Purchase,
    PurchaseLine,
    Share,
    Supplier,
)
from procurement.reports.desk_deliveries import outstanding
from procurement.rules import Account
from procurement.supplier_rules import name_key
from register import reports as register

Part = tuple[int, str]  # a contract line and a school


@dataclass(frozen=True, slots=True)
class OpenContract:
    """A contract that still takes deliveries and payments.

    `items` are title and unit by contract line; `agreed` and `left` quantities by contract line
    and school; `came` the (waybill, line, school) noted already; `documents` (document, kind).
    """

    id: int
    number: str
    supplier: str
    signed_on: date
    account: Account
    items: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    agreed: Mapping[Part, Decimal] = field(default_factory=dict)
    left: Mapping[Part, Decimal] = field(default_factory=dict)
    came: frozenset[tuple[str, int, str]] = frozenset()
    documents: frozenset[tuple[str, str]] = frozenset()

    @property
    def coded(self) -> str:
        """How a template names it: its number, and our key in brackets."""
        return f"{self.number} [{self.id}]"


@dataclass(frozen=True, slots=True)
class KnownContracts:
    """The open contracts of a place's purchases of a year.

    `closed` are others of that place and year by their state; `elsewhere` those of other places,
    `other_years` those of the place's other years. `seen` counts what was delivered, accepted,
    paid and amended so far.
    """

    kind: str
    place: str
    year: int
    place_name: Words
    names: Mapping[str, Words]
    contracts: Mapping[int, OpenContract]
    closed: Mapping[int, str] = field(default_factory=dict)
    elsewhere: frozenset[int] = frozenset()
    other_years: Mapping[int, int] = field(default_factory=dict)
    seen: int = 0

    def find(self, row: Row) -> OpenContract | None:
        """The contract a row names, by our key or its number; None when the fault is noted.

        A supplier named beside it has to be the contract's own: nothing is paid to another.
        """
        try:
            contract = self._found(row)
        except Refusal as refusal:
            row.note("contract", refusal)
            return None
        named = row.cell("supplier").text
        if named and name_key(named) != name_key(contract.supplier):
            row.note("supplier", Refusal("contract_row.other_supplier", name=contract.supplier))
            return None
        return contract

    def _found(self, row: Row) -> OpenContract:
        cell = row.cell("contract")
        if not cell.text:
            raise Refusal("contract_row.missing")
        key = key_in(cell)
        if key is not None:
            return self._by_key(key)
        wanted = folded(cell.text)
        same = [one for one in self.contracts.values() if folded(one.number) == wanted]
        if len(same) > 1:
            raise Refusal("contract_row.ambiguous", codes=[one.coded for one in same][:5])
        if not same:
            raise Refusal("contract_row.not_found")
        return same[0]

    def _by_key(self, key: int) -> OpenContract:
        if key in self.contracts:
            return self.contracts[key]
        if key in self.elsewhere:
            raise Refusal("contract_row.elsewhere")
        if key in self.other_years:
            raise Refusal("contract_row.other_year", year=self.other_years[key])
        if key in self.closed:
            raise Refusal("contract_row.closed", status=self.closed[key])
        raise Refusal("contract_row.not_found")


def known(session: Session, kind: str, place: str, year: int) -> KnownContracts:
    """The open contracts of a place's year, with what a table of this kind is judged against.

    Raises:
        Refusal: `place.unknown`.
    """
    name = register.names(session, [place]).get(place)
    if name is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    here = (Purchase.place == place, Purchase.year == year)
    supplier = func.coalesce(Supplier.public_name, Supplier.person_name, "")
    rows = session.execute(
        select(Contract, supplier, Purchase.status)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .where(*here, Contract.ceiling.is_(None))  # under a framework itself nothing moves
        .order_by(Contract.id)
    ).all()
    contracts = {
        row.id: OpenContract(
            row.id,
            row.number,
            told,
            row.signed_on,
            standing.account(row),
        )
        for row, told, status in rows
        if status == "contracted"
    }
    facts = KnownContracts(
        kind=kind,
        place=place,
        year=year,
        place_name=name,
        names={card.code: card.name for card in register.schools_within(session, place)},
        contracts=contracts,
        closed={row.id: status for row, _, status in rows if status != "contracted"},
        seen=seen(session, place, year),
    )
    return _goods(session, facts) if kind == DELIVERIES else _money(session, facts)


def seen(session: Session, place: str, year: int) -> int:
    """How often something happened under the contracts of a place's year: it only grows."""
    ours = (
        select(Contract.id)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .where(Purchase.place == place, Purchase.year == year)
    )
    counts = [
        int(session.scalar(select(func.count()).where(contract.in_(ours))) or 0)
        for contract in (Delivery.contract_id, Acceptance.contract_id, Payment.contract_id)
    ]
    steps = select(func.count(), func.sum(Contract.amendments)).where(Contract.id.in_(ours))
    contracts, amendments = session.execute(steps).one()
    return sum(counts) + contracts + int(amendments or 0)


def with_keys(session: Session, facts: KnownContracts, keys: Iterable[int]) -> KnownContracts:
    """The same, also knowing of contracts that are not of this place and year whose they are."""
    unknown = sorted(set(keys) - set(facts.contracts) - set(facts.closed))
    rows = session.execute(
        select(Contract.id, Purchase.place, Purchase.year)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .where(Contract.id.in_(unknown))
    ).all()
    return replace(
        facts,
        elsewhere=frozenset(key for key, place, _ in rows if place != facts.place),
        other_years={key: year for key, place, year in rows if place == facts.place},
    )


def _goods(session: Session, facts: KnownContracts) -> KnownContracts:
    """The same with the goods of each contract: agreed, come, left."""
    ids = list(facts.contracts)
    items: dict[int, dict[int, tuple[str, str]]] = {key: {} for key in ids}
    agreed: dict[int, dict[Part, Decimal]] = {key: {} for key in ids}
    for contract, line, title, unit, school, part in session.execute(
        select(
            ContractLine.contract_id,
            ContractLine.id,
            PurchaseLine.title,
            PurchaseLine.unit,
            Share.school,
            Share.quantity,
        )
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .join(Share, Share.line_id == PurchaseLine.id)
        .where(ContractLine.contract_id.in_(ids))
        .order_by(ContractLine.id, Share.school)
    ):
        items[contract][line] = (title, unit)
        agreed[contract][line, school] = part
    came = _came(session, ids)
    contracts = {
        key: replace(
            one,
            items=items[key],
            agreed=agreed[key],
            left=outstanding(session, key),
            came=frozenset(came[key]),
        )
        for key, one in facts.contracts.items()
    }
    return replace(facts, contracts=contracts)


def _came(session: Session, ids: list[int]) -> dict[int, set[tuple[str, int, str]]]:
    """What was delivered under each contract: (waybill, contract line, school)."""
    came: dict[int, set[tuple[str, int, str]]] = {key: set() for key in ids}
    for contract, waybill, line, school in session.execute(
        select(
            Delivery.contract_id,
            Delivery.waybill,
            DeliveryLine.contract_line_id,
            DeliveryLine.school,
        )
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .where(Delivery.contract_id.in_(ids))
    ):
        came[contract].add((folded(waybill), line, school))
    return came


def _money(session: Session, facts: KnownContracts) -> KnownContracts:
    """The same with the documents that payments of each contract were posted by."""
    documents: dict[int, set[tuple[str, str]]] = {key: set() for key in facts.contracts}
    for contract, document, kind in session.execute(
        select(Payment.contract_id, Payment.document, Payment.kind).where(
            Payment.contract_id.in_(list(facts.contracts))
        )
    ):
        documents[contract].add((document, kind))
    contracts = {
        key: replace(one, documents=frozenset(documents[key]))
        for key, one in facts.contracts.items()
    }
    return replace(facts, contracts=contracts)
