"""What was accepted of each commitment, followed through the journal. Not in any leaf.

An acceptance adds to every commitment of a school's part by what the commitment and the part were
then (`procurement.rules.value_added`); a return takes off by what was accepted. Where one
commitment bears a part, that is the sum of the acts; where several do, it is done over again, in
the order in which it was done.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from budgets.models import Commitment
from core.columns import quantity
from core.models import table_of
from core.money import ZERO, apportion, from_tyiyn
from journal.models import Entry
from procurement.models import Acceptance, AcceptanceLine, ContractLine, DeliveryLine, Share
from procurement.rules import value_added

Part = tuple[int, str]
"""A contract line and a school of it."""
CHUNK = 900  # values in one statement


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an acceptance, of a return (which takes off), or of what undoes one."""

    id: int
    accepted: Decimal
    amount: Decimal
    takes_off: bool
    beside: bool  # of a closed year, whose commitments keep their figures


def fill(session: Session) -> None:
    """Write what was accepted of every commitment, in a base that holds the journal."""
    told = _lines(session)
    borne: dict[Part, list[int]] = {}
    for number, line, school in session.execute(
        select(Commitment.id, Commitment.contract_line, Commitment.school).order_by(
            Commitment.line_id, Commitment.id
        )
    ):
        if (line, school) in told:
            borne.setdefault((line, school), []).append(number)
    several = {part: numbers for part, numbers in borne.items() if len(numbers) > 1}
    found = {
        numbers[0]: sum((line.amount for line in told[part] if not line.beside), ZERO)
        for part, numbers in borne.items()
        if len(numbers) == 1
    }
    for amounts in _followed(session, several, told):
        found |= amounts
    change = update(table_of(Commitment)).where(table_of(Commitment).c.id == bindparam("number"))
    rows = [{"number": number, "new": amount} for number, amount in sorted(found.items())]
    if rows:
        session.connection().execute(change.values(accepted=bindparam("new")), rows)
    session.expire_all()


def _lines(session: Session) -> dict[Part, list[Line]]:
    """What was accepted and taken off of each part, in the order in which it happened."""
    rows = session.execute(
        select(
            DeliveryLine.contract_line_id,
            DeliveryLine.school,
            AcceptanceLine.id,
            AcceptanceLine.accepted,
            AcceptanceLine.amount,
            Acceptance.kind,
            Acceptance.closed_year,
        )
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .order_by(AcceptanceLine.id)
    )
    told: dict[Part, list[Line]] = {}
    for part, school, number, accepted, amount, kind, closed in rows:
        line = Line(number, accepted, amount, kind is not None, closed is not None)
        told.setdefault((part, school), []).append(line)
    return told


def _followed(
    session: Session, several: Mapping[Part, Sequence[int]], told: Mapping[Part, Sequence[Line]]
) -> Iterable[dict[int, Decimal]]:
    """What was accepted of the commitments of each part that several bear, by their number."""
    if not several:
        return
    shares = {
        (line, school): share
        for line, school, share in session.execute(
            select(ContractLine.id, Share.school, Share.id).join(
                Share, Share.line_id == ContractLine.purchase_line_id
            )
        )
        if (line, school) in several
    }
    amounts = _History(
        session, Commitment, "amount", _all(several.values()), lambda text: from_tyiyn(int(text))
    )
    wholes = _History(session, Share, "quantity", shares.values(), quantity)
    acts = _acts(session, [line.id for part in several for line in told[part]])
    for part, numbers in several.items():
        had = dict.fromkeys(numbers, ZERO)
        before = Decimal(0)
        for line in told[part]:
            act = acts[line.id]
            then = {number: amounts.at(number, act) for number in numbers}
            if not line.takes_off:
                whole = wholes.at(shares[part], act)
                had = {
                    number: held + value_added(then[number], held, whole, before, line.accepted)
                    for number, held in had.items()
                }
            elif not line.beside:
                off = apportion(-line.amount, list(had.values()))
                had = {n: held - less for (n, held), less in zip(had.items(), off, strict=True)}
            before += line.accepted
        yield had


def _all(groups: Iterable[Sequence[int]]) -> list[int]:
    return [number for group in groups for number in group]


def _acts(session: Session, lines: Sequence[int]) -> dict[int, int]:
    """By which act each line of an acceptance was written."""
    table, found = AcceptanceLine.__tablename__, {}
    for keys in _chunks(lines):
        rows = session.execute(
            select(Entry.key, func.min(Entry.act_no))
            .where(Entry.table == table, Entry.key.in_(keys))
            .group_by(Entry.key)
        )
        found.update({int(key): act for key, act in rows})
    return found


def _chunks(numbers: Iterable[int]) -> Iterable[list[str]]:
    keys = [str(number) for number in numbers]
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


class _History:
    """What one column of some records was after each act."""

    def __init__(
        self,
        session: Session,
        model: Any,
        column: str,
        numbers: Iterable[int],
        read: Callable[[str], Decimal],
    ) -> None:
        self._after: dict[int, list[tuple[int, Decimal]]] = {}
        for keys in _chunks(numbers):
            rows = session.execute(
                select(Entry.key, Entry.act_no, Entry.leaf)
                .where(Entry.table == model.__tablename__, Entry.key.in_(keys))
                .order_by(Entry.number)
            )
            for key, act, text in rows:
                value = read(json.loads(text)["row"][column])
                self._after.setdefault(int(key), []).append((act, value))

    def at(self, number: int, act: int) -> Decimal:
        """What it was when this act was done."""
        return [value for at, value in self._after[number] if at <= act][-1]
