"""A contract shared out anew: quantities move, and the money with them, to the tyiyn."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from budgets.models import Commitment
from budgets.recounts import RECOUNTS as OF_BUDGETS
from core.access import Actor
from core.errors import NotPermitted, Refusal
from core.money import som
from journal import audit
from procurement import acts
from procurement.models import Contract, Share
from procurement.recounts import RECOUNTS
from procurement.reports import amendments
from tests.world import DAY, World


def resplit(world: World, contract: int, first: str, second: str, by: Actor | None = None) -> None:
    """The ten extinguishers of a contract shared out anew over its two schools."""
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        parts = {(line, "S-1001"): Decimal(first), (line, "S-1002"): Decimal(second)}
        acts.resplit(
            session, by or world.officer, contract, reason="Окуучу көбөйдү.", on=DAY, parts=parts
        )


def stands(world: World) -> dict[str, tuple[Decimal, Decimal]]:
    """By school: its quantity, and the money claimed for it."""
    with world.act() as session:
        assert audit.problems(session, audit.journaled(), [*OF_BUDGETS, *RECOUNTS]) == []
        claimed = dict(session.execute(select(Commitment.school, Commitment.amount)).all())
        return {
            school: (quantity, claimed[school])
            for school, quantity in session.execute(select(Share.school, Share.quantity))
        }


def test_quantities_and_money_move_together(world: World) -> None:
    contract = world.contract()
    resplit(world, contract, "5", "5")
    assert stands(world) == {"S-1001": (5, som(16_000)), "S-1002": (5, som(16_000))}
    resplit(world, contract, "0", "10")
    assert stands(world) == {"S-1001": (0, som(0)), "S-1002": (10, som(32_000))}


def test_what_has_come_stays_and_the_last_acceptance_is_exact(world: World) -> None:
    contract = world.contract(amount=som("31999.99"))
    world.accepted(world.delivered(contract, {"S-1001": 4}))
    with pytest.raises(Refusal) as refusal:
        resplit(world, contract, "3", "7")
    assert refusal.value.code == "share.below_delivered"
    resplit(world, contract, "4", "6")
    world.accepted(world.delivered(contract, {"S-1002": 6}, "Ж-2"), number="А-2")
    assert sum(amount for _, amount in stands(world).values()) == som("31999.99")
    with world.act() as session:
        assert session.get(Contract, contract).accepted == som("31999.99")


REFUSED = """
first  second  code
7      3       contract.unchanged
6      3       share.not_the_whole
-1     11      quantity.negative
"""


def test_parts_that_cannot_be_are_refused(world: World) -> None:
    contract = world.contract()
    for row in REFUSED.strip().splitlines()[1:]:
        first, second, code = row.split()
        with pytest.raises(Refusal) as refusal:
            resplit(world, contract, first, second)
        assert refusal.value.code == code, row
    with pytest.raises(NotPermitted):
        resplit(world, contract, "5", "5", by=world.other_officer)
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        told = {"reason": "Себеп.", "on": DAY, "parts": {(line, "S-1003"): Decimal(1)}}
        with pytest.raises(Refusal, match=r"delivery\.other_school"):
            acts.resplit(session, world.officer, contract, **told)


def test_every_change_says_what_was_before_who_when_and_why(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        acts.amend(
            session,
            world.officer,
            contract,
            reason="Баасы өстү.",
            on=DAY,
            amounts={line: som(40_000)},
        )
    resplit(world, contract, "6", "4")
    with world.act() as session:
        price, parts = amendments.of_contracts(session, [contract])
        assert amendments.of_contracts(session, []) == ()
    assert (price.amount_before, price.amount) == (som(32_000), som(40_000))
    assert (price.reason, price.on, price.role) == ("Баасы өстү.", DAY, "officer")
    assert [(one.before, one.after) for one in price.lines] == [(som(32_000), som(40_000))]
    assert price.shares == ()
    assert (parts.amount_before, parts.amount) == (som(40_000), som(40_000))
    assert [(one.school, one.before, one.after) for one in parts.shares] == [
        ("S-1001", 7, 6),
        ("S-1002", 3, 4),
    ]
    assert parts.at >= price.at
