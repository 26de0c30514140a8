"""Rows of payments: money that moved under a contract, never beyond what may be paid now."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from core import clock
from core.errors import Refusal
from core.words import folded
from opendata.case_rows import NewRow, PaymentWork, Rows
from opendata.case_rows.contracts import KnownContracts, OpenContract
from opendata.case_rows.reading import Row, happened, money, number_of, text
from opendata.case_rows.words import KIND_WORDS
from opendata.sheets import Cell
from procurement import rules
from procurement.rules import Account

FILLED = ("kind", "on", "document", "amount", "reason")
_KINDS = {
    folded(told or ""): kind
    for kind, words in KIND_WORDS.items()
    for told in (kind, words.ky, words.ru, words.en)
}
OVER = {
    "payment.over_contract": "amount.over_contract",
    "payment.over_accepted": "amount.over_accepted",
    "payment.over_advance": "amount.over_advance",
    "payment.over_paid": "amount.over_paid",
}
"""What a limit of the rules is called where a cell of a table is beyond it."""


def template_rows(facts: KnownContracts) -> Rows:
    """A row for each open contract."""
    return [
        {
            "contract": one.coded,
            "supplier": one.supplier,
            "agreed": one.account.amount,
            "accepted": one.account.accepted,
            "paid": one.account.paid,
            "most": rules.most_payable(one.account, "payment"),
        }
        for one in facts.contracts.values()
    ]


@dataclass
class Judge:
    """Judges the rows of one table of payments, one after the other as they would be posted."""

    facts: KnownContracts
    new: list[NewRow] = field(default_factory=list)
    unchanged: int = 0
    _accounts: dict[int, Account] = field(default_factory=dict)
    _met: dict[tuple[int, str, str], int] = field(default_factory=dict)
    _work: list[PaymentWork] = field(default_factory=list)

    def row(self, row: Row) -> None:
        """The payment a row says, or the faults of its cells; nothing where it is not filled in."""
        if not row.fills(*FILLED):
            self.unchanged += 1
            return
        before = len(row.faults)
        contract = self.facts.find(row)
        kind = row.read("kind", _kind) if row.fills("kind") else "payment"
        on = row.needed("on", happened(clock.today()))
        document = row.needed("document", number_of)
        amount = row.needed("amount", money)
        reason = row.read("reason", text)
        if kind not in (None, "payment") and not row.fills("reason"):
            row.note("reason", Refusal("reason.needed"))
        if len(row.faults) > before or not (contract and kind and on and document and amount):
            return
        if self._may_be_paid(row, contract, kind, on, document, amount):
            self._work.append(PaymentWork(contract.id, kind, on, document, amount, reason))
            about = f"{contract.number}: {contract.supplier}"
            self.new.append(NewRow(row.at("amount"), about, "", None, amount, on, document))

    def _may_be_paid(
        self,
        row: Row,
        contract: OpenContract,
        kind: str,
        on: date,
        document: str,
        amount: Decimal,
    ) -> bool:
        told = (contract.id, document, kind)
        account = self._accounts.setdefault(contract.id, contract.account)
        broken = rules.beyond_limit(account, kind, amount)
        if on < contract.signed_on:
            row.note("on", Refusal("day.before_contract", signed_on=contract.signed_on))
        elif (document, kind) in contract.documents:
            row.note("document", Refusal("document.known"))
        elif told in self._met:
            row.note("document", Refusal("row.told_twice", first=self._met[told]))
        elif broken is not None:
            row.note("amount", Refusal(OVER[broken[0]], most=broken[1]))
        else:
            self._met[told] = row.number
            signed = -amount if kind == "refund" else amount
            self._accounts[contract.id] = replace(account, paid=account.paid + signed)
            return True
        return False

    def work(self) -> Iterator[PaymentWork]:
        """What is to be posted, in the order of the rows."""
        yield from self._work


def _kind(cell: Cell) -> str:
    kind = _KINDS.get(folded(cell.text))
    if kind is None:
        raise Refusal("payment_kind.not_found", found=cell.text[:40])
    return kind
