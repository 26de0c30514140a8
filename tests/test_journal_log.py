"""The journal tells when a table, a leaf or a sum was changed behind its back."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.errors import Refusal
from journal import audit, leaf, verify
from journal.log import EVERYTHING
from journal.models import Entry, Scope, State
from tests.world import AIMAK, COUNTRY, DISTRICT, OBLAST, OTHER_AIMAK, World
from tracker.recounts import RECOUNTS

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcxyz_019", max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES)
def test_a_leaf_is_canonical_json(value: object) -> None:
    assert leaf.canonical(value).encode() == rfc8785.dumps(value)


def test_a_leaf_is_never_larger_than_16_kib_and_never_broken_text() -> None:
    with pytest.raises(Refusal, match=r"leaf\.not_writable"):
        leaf.canonical("\ud800")


def whole(world: World) -> list[tuple[str, str | None, str | None]]:
    with world.act() as session:
        return wrong(session)


def wrong(session: Session) -> list[tuple[str, str | None, str | None]]:
    found = verify.problems(session)
    found += audit.problems(session, audit.journaled(), RECOUNTS)
    return [(problem.table, problem.key, problem.column) for problem in found]


def bought(world: World) -> int:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    world.paid(contract, "32000")
    return contract


CHANGED = [
    # what somebody does behind our back, and what the check names
    (
        "UPDATE budget_line_versions SET amount = amount + 1 WHERE id = 1",
        ("budget_line_versions", "1", "amount"),
    ),
    ("UPDATE budget_lines SET amount = amount + 1 WHERE id = 3", ("budget_lines", "3", "amount")),
    ("UPDATE purchases SET amount = amount + 1", ("purchases", "1", "amount")),
    ("UPDATE purchase_lines SET unit_price = 1", ("purchase_lines", "1", "unit_price")),
    ("UPDATE purchase_shares SET amount = 0 WHERE id = 1", ("purchase_shares", "1", "amount")),
    ("UPDATE fundings SET amount = 0 WHERE id = 2", ("fundings", "2", "amount")),
    ("UPDATE awards SET amount = 1", ("awards", "1", "amount")),
    ("UPDATE contracts SET amount = amount + 1", ("contracts", "1", "amount")),
    ("UPDATE contract_lines SET amount = 1", ("contract_lines", "1", "amount")),
    ("UPDATE commitments SET amount = amount + 1 WHERE id = 1", ("commitments", "1", "amount")),
    ("UPDATE acceptances SET amount = 1", ("acceptances", "1", "amount")),
    ("UPDATE acceptance_lines SET amount = 1 WHERE id = 1", ("acceptance_lines", "1", "amount")),
    ("UPDATE payments SET amount = 1", ("payments", "1", "amount")),
    ("UPDATE payment_parts SET amount = 1 WHERE id = 1", ("payment_parts", "1", "amount")),
    ("UPDATE holdings SET quantity = 1 WHERE id = 1", ("holdings", "1", "quantity")),
    (
        "UPDATE totals SET paid = paid + 1 WHERE scope = 'S-1002' AND kind = 'category'",
        ("totals", "S-1002/2026/category/emergency/local_own", "paid"),
    ),
    (
        "UPDATE month_totals SET paid = 1 WHERE scope = 'S-1002'",
        ("month_totals", "S-1002/2026/3", "paid"),
    ),
    ("UPDATE supplier_totals SET paid = 1", ("supplier_totals", "1/2026", "paid")),
    ("UPDATE suppliers SET public_name = 'Башка'", ("suppliers", "1", "public_name")),
    (
        "UPDATE schools SET name_ky = 'Башка' WHERE code = 'S-1003'",
        ("schools", "S-1003", "name_ky"),
    ),
    ("DELETE FROM payment_parts WHERE id = 1", ("payment_parts", "1", None)),
    (
        "UPDATE journal_entries SET leaf = REPLACE(leaf, 'null', 'true') WHERE number = 3",
        ("journal_entries", "3", "hash"),
    ),
    ("UPDATE journal_entries SET key = 'x' WHERE number = 2", ("journal_entries", "2", "key")),
    ("DELETE FROM journal_entry_places WHERE number = 1", ("journal_entries", "1", "places")),
    ("UPDATE journal_state SET size = size", None),
    ("UPDATE journal_state SET acts = acts + 1", ("journal_state", "1", "acts")),
]


@pytest.fixture(scope="module")
def bought_world(lasting_world: World) -> World:
    """A world in which a purchase came to its end, for those who take back what they did."""
    bought(lasting_world)
    assert whole(lasting_world) == []
    return lasting_world


@pytest.mark.parametrize(("order", "named"), CHANGED, ids=lambda value: str(value)[:60])
def test_what_is_changed_by_sql_is_named(bought_world: World, order: str, named) -> None:
    with Session(bought_world.writer) as session:
        session.connection().exec_driver_sql(order)
        found = wrong(session)
        session.rollback()

    assert (named in found) if named else found == []


def test_what_was_changed_and_taken_back_left_nothing(bought_world: World) -> None:
    assert whole(bought_world) == []


def test_a_person_s_name_is_only_committed_to_and_can_be_forgotten(world: World) -> None:
    from procurement import acts as procurement
    from procurement.models import Supplier

    with world.act() as session:
        supplier = procurement.name_supplier(
            session,
            world.officer,
            AIMAK,
            name="Сыноочу Адам",
            inn="20101199900012",
            is_person=True,
        )
    with world.act() as session:
        entry = session.scalars(select(Entry).where(Entry.table == "suppliers")).one()
        assert "Сыноочу" not in entry.leaf
        assert "20101199900012" not in entry.leaf
        assert json.loads(entry.leaf)["personal"]["person_inn"].startswith("c1:")
    assert whole(world) == []
    with world.writer.begin() as connection:
        connection.execute(text("UPDATE suppliers SET person_name = 'Башка'"))
    assert whole(world) == [("suppliers", str(supplier.id), "person_name")]
    with world.act() as session:
        session.get(Supplier, supplier.id).person_name = None
        session.get(Supplier, supplier.id).person_inn = None
        session.execute(text("DELETE FROM journal_salts"))
    assert whole(world) == []


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ("UPDATE purchases SET rev = 0", ("purchases", "1", None)),
        (
            "INSERT INTO holdings (school, requirement, quantity, since, reference, rev) "
            "VALUES ('S-1003', 'FIR-01', 9000, '2026-01-01', 'x', 0)",
            ("holdings", "3", None),
        ),
    ],
)
def test_a_public_row_cannot_pass_for_a_draft(world: World, order: str, named) -> None:
    bought(world)
    with world.writer.begin() as connection:
        connection.exec_driver_sql(order)
    assert named in whole(world)


def test_a_record_named_twice_in_one_act_has_one_leaf(world: World) -> None:
    from core.access import Act
    from journal import enter
    from register.models import School
    from tests.world import OPERATOR

    with world.act() as session:
        school = session.get(School, "S-1001")
        school.kind = "primary"
        enter(session, OPERATOR, Act.LOAD_REGISTER, school, school, scopes=())
    assert whole(world) == []


@pytest.mark.parametrize(
    "text", ["ИНН 10201199900012 берди", "чалыңыз: +996 555 12-34-56", "жазыңыз: aida@example.kg"]
)
def test_free_text_with_personal_data_never_reaches_a_leaf(world: World, text: str) -> None:
    contract = world.contract()
    before = whole(world)
    from procurement import acts as procurement
    from tests.world import DAY

    with pytest.raises(Refusal, match=r"text\.holds_personal_data"), world.act() as session:
        procurement.amend(
            session,
            world.officer,
            contract,
            reason=text,
            on=DAY,
            due_on=DAY,
        )
    assert whole(world) == before == []


def test_a_leaf_that_is_no_object_any_more_is_named(world: World) -> None:
    bought(world)
    with world.writer.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE journal_entries SET leaf = '[]' WHERE number = "
            "(SELECT max(number) FROM journal_entries)"
        )
    assert any(table == "journal_entries" for table, _, _ in whole(world))


def test_an_official_of_two_places_is_named_at_the_one_acted_for(world: World) -> None:
    from core.access import Role
    from procurement import acts as procurement
    from tests.world import DAY, YEAR, extinguishers, held

    both = held(31, (Role.OFFICER, OTHER_AIMAK), (Role.OFFICER, AIMAK))
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        purchase = procurement.draft(session, both, AIMAK, YEAR, values)
        procurement.plan(session, both, purchase.id, on=DAY)
    with world.act() as session:
        leaves = session.scalars(
            select(Entry.leaf).where(Entry.leaf.contains('"account":31'))
        ).all()
        assert leaves
        assert {json.loads(text)["by"]["place"] for text in leaves} == {AIMAK}


def test_an_act_that_fails_leaves_nothing(world: World) -> None:
    with world.act() as session:
        before = session.scalar(select(State.size))
    with pytest.raises(Refusal, match=r"payment\.over_accepted"):
        world.paid(world.contract(), "32000.00")
    purchase_and_contract = whole(world)
    with world.act() as session:
        after = session.scalar(select(State.size))
        assert after > before
    assert purchase_and_contract == []


def test_an_act_marks_the_pages_of_all_it_lies_within_and_no_others(world: World) -> None:
    with world.act() as session:
        before = dict(session.execute(select(Scope.code, Scope.size)).all())
    world.purchase()
    with world.act() as session:
        after = dict(session.execute(select(Scope.code, Scope.size)).all())
        size = session.scalar(select(State.size))

    changed = {code for code in after if after[code] != before.get(code)}
    assert changed == {"S-1001", "S-1002", AIMAK, DISTRICT, OBLAST, COUNTRY, EVERYTHING}
    assert OTHER_AIMAK not in changed
    assert {after[code] for code in changed} == {size}


def test_a_record_s_leaves_are_chained(world: World) -> None:
    purchase = world.purchase()
    world.contract(purchase)
    with world.act() as session:
        leaves = [
            json.loads(text)
            for text in session.scalars(
                select(Entry.leaf).where(Entry.table == "purchases").order_by(Entry.number)
            )
        ]
        numbers = session.scalars(
            select(Entry.number).where(Entry.table == "purchases").order_by(Entry.number)
        ).all()

    assert [told["rev"] for told in leaves] == [1, 2, 3]
    assert [told["prev"] for told in leaves] == [None, *numbers[:2]]
    assert [told["row"]["status"] for told in leaves] == ["planned", "awarded", "contracted"]
    assert leaves[0]["by"] == {"account": 11, "place": AIMAK, "role": "officer"}
