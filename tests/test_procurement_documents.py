"""Documents of a purchase: attached, listed, opened by whom they are for, withdrawn."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotPermitted, Refusal
from journal.models import Entry
from procurement import acts, papers
from procurement.models import Document
from procurement.reports import documents, leaves
from tests.scans import paper
from tests.world import DAY, World

CONTRACT = acts.DocumentValues("contract", paper("a"), number="К-1", on=DAY)


def attach(world: World, purchase: int, values=CONTRACT, *, who=None, **step: int) -> int:
    with world.act() as session:
        step = acts.Step(**step)
        return acts.attach_document(session, who or world.officer, purchase, values, step=step).id


def listed(world: World, purchase: int) -> tuple[documents.DocumentPart, ...]:
    with Session(world.writer) as session:
        return documents.of_purchase(session, purchase)


def opens(world: World, name: str, kind: str = "pdf") -> bool:
    with Session(world.writer) as session:
        return documents.is_public(session, paper(name).sha256, kind)


def code_of(refused) -> str:
    return refused.value.code


def test_a_document_is_listed_with_its_step_and_everybody_opens_it(world: World):
    contract = world.contract()
    attach(world, 1, contract=contract)
    (one,) = listed(world, 1)
    assert (one.kind, one.contract, one.pages, one.size, one.opens) == (
        "contract", "К-1", 2, 1000, True,
    )  # fmt: skip
    assert opens(world, "a")
    assert not opens(world, "a", "jpg")
    assert not opens(world, "b")
    with Session(world.writer) as session:
        acts_told = [leaf.act for leaf in leaves.of_purchase(session, 1)]
    assert acts_told[-1] == "procurement.attach_document"


def test_a_delivery_brings_its_contract_along_and_a_foreign_step_is_refused(world: World):
    delivery = world.delivered(world.contract(), {"S-1001": 7})
    attach(world, 1, replace(CONTRACT, kind="waybill"), delivery=delivery)
    assert listed(world, 1)[0].contract == "К-1"
    other = world.purchase()
    for step in ({"delivery": delivery}, {"contract": 1}, {"acceptance": 99}, {"payment": 99}):
        with pytest.raises(Refusal) as refused:
            attach(world, other, **step)
        assert code_of(refused) == "document.other_purchase"


def test_personal_data_and_photographs_are_listed_and_not_opened(world: World):
    world.purchase()
    attach(world, 1, replace(CONTRACT, withheld="Ишенимдүү адамдын маалыматы бар."))
    attach(world, 1, replace(CONTRACT, kind="photograph", file=paper("c", kind="jpg")))
    assert [one.opens for one in listed(world, 1)] == [False, False]
    assert not opens(world, "a")
    assert not opens(world, "c", "jpg")


def test_what_is_kept_back_once_is_not_opened_through_another_purchase(world: World):
    first, second = world.purchase(), world.purchase()
    attach(world, second)
    assert opens(world, "a")
    attach(world, first, replace(CONTRACT, withheld="Жеке маалымат бар."))
    assert not opens(world, "a")
    assert [one.opens for one in listed(world, second)] == [False]


def test_a_withdrawn_document_stays_listed_and_nobody_opens_it(world: World):
    world.purchase()
    number = attach(world, 1)
    with world.act() as session:
        acts.withdraw_document(session, world.officer, number, reason="Башка келишимдики.")
    (one,) = listed(world, 1)
    assert (one.opens, one.withdrawn_reason) == (False, "Башка келишимдики.")
    assert not opens(world, "a")
    with pytest.raises(Refusal) as refused, world.act() as session:
        acts.withdraw_document(session, world.officer, number, reason="Дагы.")
    assert code_of(refused) == "document.withdrawn_before"
    attach(world, 1)  # the right one may be the same file, listed anew
    assert len(listed(world, 1)) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "letter"}, "document.unknown_kind"),
        ({"kind": "quotation"}, "document.before_award"),
        ({"title": "т" * 201}, "document.long_title"),
        ({"on": DAY.replace(year=2099)}, "date.in_future"),
        ({}, "document.doubled"),
    ],
    ids=["kind", "offer", "title", "future", "doubled"],
)
def test_what_cannot_be_is_refused_and_leaves_no_leaf(world: World, changes, code):
    world.purchase()
    attach(world, 1)
    before = size(world)
    with pytest.raises(Refusal) as refused:
        attach(world, 1, replace(CONTRACT, **changes))
    assert code_of(refused) == code
    assert size(world) == before


def size(world: World) -> tuple[int | None, int | None]:
    with Session(world.writer) as session:
        return (
            session.scalar(select(func.count()).select_from(Entry)),
            session.scalar(select(func.count()).select_from(Document)),
        )


def test_only_the_officer_attaches_and_a_school_to_what_came_to_it(world: World):
    delivery = world.delivered(world.contract(), {"S-1001": 7})
    attach(world, 1, replace(CONTRACT, kind="waybill"), who=world.school, delivery=delivery)
    with pytest.raises(NotPermitted):
        attach(world, 1, who=world.school)
    with pytest.raises(NotPermitted):
        attach(world, 1, who=world.other_officer)
    with pytest.raises(NotPermitted), world.act() as session:
        acts.withdraw_document(session, world.school, 1, reason="Жок.")
    with Session(world.writer) as session:
        assert documents.owners(session, paper("a").sha256) >= {"S-1001", "S-1002"}


def test_an_offer_is_attached_once_the_supplier_is_chosen(world: World):
    world.contract()
    attach(world, 1, replace(CONTRACT, kind="quotation"))
    assert listed(world, 1)[0].opens
    assert set(papers.PICTURES) < set(papers.KINDS)
