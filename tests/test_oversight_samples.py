"""A sample is announced, drawn by a later checkpoint, looked at, and told: by acts."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Act, Role
from core.errors import NotPermitted, Refusal
from core.money import som
from journal import heads, merkle, verify
from journal.audit import journaled, problems
from journal.models import Entry
from oversight.samples import acts, sampling
from oversight.samples.models import AuditItem, AuditSample, AuditSecret
from oversight.samples.projection import BETWEEN
from oversight.samples.reports import population, samples, worksheet
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World, extinguishers, held

ASKED = {"size": 3, "strata": "none", "confidence": 90, "tolerable": 20}
STRANGER = held(33, (Role.COUNCIL, OTHER_AIMAK))
PAPERS = {"evidence": "К-1, А-1", "language": "ky"}


def buy(world: World, *counts: int) -> None:
    """A signed contract of so many extinguishers each, 100 som a piece."""
    plain = extinguishers(world.lines["fire"])
    for count in counts:
        share = replace(plain.lines[0].shares[0], quantity=Decimal(count))
        line = replace(
            plain.lines[0], quantity=Decimal(count), unit_price=som(100), shares=(share,)
        )
        world.contract(world.purchase(lines=(line,)), number=f"К-{count}")


def announced(world: World, place: str = DISTRICT, **how: object) -> int:
    """A sample of the district's council."""
    with world.act() as session:
        return acts.announce(session, world.council, place, YEAR, **{**ASKED, **how}).id


def drawn(world: World, sample: int) -> tuple[int, ...]:
    """Drawn by the checkpoint of today; the purchases."""
    with world.act() as session:
        card = samples.sample(session, sample)
        acts.draw(session, world.council, sample, checkpoint=samples.checkpoint(session, card))
    with world.act() as session:
        return tuple(one.purchase for one in samples.chosen(session, sample))


def refused(world: World, act: object, *keys: object, **values: object) -> str:
    """The code an act of the council is refused with; nothing of it is kept."""
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, world.council, *keys, **values)
    return caught.value.code


def test_the_population_is_what_contracts_bind_at_the_place_and_below(world: World) -> None:
    buy(world, 5, 200)
    world.purchase()  # planned only: nothing is bound
    with world.act() as session:
        found = population.of_place(session, DISTRICT, YEAR)
        assert [(one.purchase, one.place, one.amount) for one in found] == [
            (1, AIMAK, som(500)),
            (2, AIMAK, som(20_000)),
        ]
        assert population.of_place(session, AIMAK, YEAR) == found
        assert population.of_place(session, OTHER_AIMAK, YEAR) == ()
        assert population.of_place(session, DISTRICT, YEAR + 1) == ()


def test_it_is_fixed_when_announced_and_drawn_by_the_next_act_alone(world: World) -> None:
    buy(world, 3, 5, 7, 11, 200)
    sample = announced(world)
    with world.act() as session:
        card = samples.sample(session, sample)
        until = samples.announced_until(session, card)
        assert verify.root(session)[0] == until
        assert (samples.checkpoint(session, card), card.units, card.amount) == (
            None,
            5,
            som(22_600),
        )
        leaves = [json.loads(leaf) for leaf in session.scalars(select(Entry.leaf))]
        assert session.get(AuditSecret, sample).secret not in json.dumps(leaves)
    assert refused(world, acts.draw, sample, checkpoint=until) == "sample.old_seed"
    assert refused(world, acts.draw, sample, checkpoint=until + 1) == "sample.too_early"
    buy(world, 13)  # several acts; the first of them is the checkpoint
    with world.act() as session:
        first = samples.checkpoint(session, samples.sample(session, sample))
        now = verify.root(session)[0]
    assert until < first < now
    assert refused(world, acts.draw, sample, checkpoint=now) == "sample.other_seed"
    assert refused(world, acts.draw, sample, checkpoint=card.journal_size) == "sample.old_seed"
    chosen = drawn(world, sample)
    assert len(chosen) == 3
    assert 5 in chosen  # 20 000 of 22 600 is above any interval
    assert 6 not in chosen  # bought after the announcement
    assert refused(world, acts.draw, sample, checkpoint=first) == "sample.drawn"
    with world.act() as session:
        kept = session.get(AuditSample, sample)
        assert kept.checkpoint_root == heads.root_at(session, first).hex()
        assert heads.size_of(session, bytes.fromhex(kept.checkpoint_root)) == first
        assert sampling.promise_of(kept.secret) == kept.promise
        assert session.get(AuditSecret, sample) is None
        card, items = samples.sample(session, sample), samples.population(session, sample)
        again = samples.drawn(card, items)
        assert tuple(one.purchase for one in again.chosen) == chosen
        assert problems(session, journaled()) == []
        assert verify.problems(session) == []


def test_the_same_leaves_and_secret_draw_the_same_on_both_databases(world: World) -> None:
    """What is drawn is told by the population and the seed, and both are in the journal."""
    buy(world, *range(1, 13))
    with world.act() as session:
        units = population.units(population.of_place(session, AIMAK, YEAR))
    seed = sampling.seed_of(4711, "ab" * 32, "cd" * 32)
    found = sampling.draw(units, 5, "none", seed)
    assert [one.purchase for one in found.chosen] == [6, 8, 10, 11, 12]


def test_the_root_of_an_earlier_size_is_told_from_what_is_kept(world: World) -> None:
    buy(world, *range(1, 13))
    with world.act() as session:
        hashes = list(session.scalars(select(Entry.hash).order_by(Entry.number)))
        assert len(hashes) > 257
        for size in (1, 2, 255, 256, 257, len(hashes)):
            root = merkle.root_of(hashes[:size])
            assert heads.root_at(session, size) == root
            assert heads.size_of(session, root) == size
        assert heads.size_of(session, bytes(32)) is None
        with pytest.raises(LookupError):
            heads.root_at(session, len(hashes) + 1)


def test_what_cannot_be_announced_is_refused_in_words(world: World) -> None:
    announce = acts.announce
    assert refused(world, announce, DISTRICT, YEAR, **ASKED) == "sample.no_money"
    buy(world, 3, 5)
    assert refused(world, announce, DISTRICT, YEAR, **ASKED) == "sample.larger_than_population"
    for wrong, code in (
        ({"strata": "x"}, "sample.choose"),
        ({"confidence": 50}, "sample.choose"),
        ({"tolerable": 0}, "sample.tolerable"),
        ({"size": 0}, "sample.too_small"),
    ):
        told = {**ASKED, "size": 2, **wrong}
        assert refused(world, announce, DISTRICT, YEAR, **told) == code
    assert refused(world, announce, DISTRICT, 10**30, **ASKED) == "sample.year"
    assert refused(world, announce, "41700000000000", YEAR, **ASKED) == "record.unknown"
    for place, actor in ((AIMAK, STRANGER), (COUNTRY, world.council), (AIMAK, world.officer)):
        with pytest.raises(NotPermitted), world.act() as session:
            announce(session, actor, place, YEAR, **ASKED)
    sample = announced(world, size=2)
    with pytest.raises(NotPermitted), world.act() as session:
        acts.draw(session, STRANGER, sample, checkpoint=1)
    with world.act() as session:
        assert samples.within(session, [OTHER_AIMAK]) == ()
        assert [one.id for one in samples.within(session, [COUNTRY])] == [sample]


def test_results_are_entered_and_the_sample_says_what_they_come_to(world: World) -> None:
    buy(world, 3, 5, 7, 11, 200)
    sample = announced(world)
    clean = {"audited": som(0), "error": None, "note": "", **PAPERS}
    assert refused(world, acts.look, sample, 5, **clean) == "sample.not_drawn"
    buy(world, 1)
    chosen = drawn(world, sample)
    [missed] = {1, 2, 3, 4} - set(chosen) - {min({1, 2, 3, 4} - set(chosen))}
    assert refused(world, acts.look, sample, missed, **clean) == "sample.not_chosen"
    for wrong, code in (
        ({"audited": som(-1)}, "sample.below_zero"),
        ({"audited": som(20_001)}, "sample.above_book"),
        ({}, "sample.say_error"),
        ({"error": "price"}, "sample.say_why"),
        ({"error": "price", "note": "x", "evidence": " "}, "sample.say_evidence"),
        ({"error": "price", "note": "x" * 1001}, "sample.too_long"),
        ({"error": "price", "note": "+996 555 123456"}, "sample.personal"),
        ({"error": "price", "note": "x", "language": "de"}, "sample.choose"),
    ):
        assert refused(world, acts.look, sample, 5, **{**clean, **wrong}) == code
    with pytest.raises(NotPermitted), world.act() as session:
        acts.look(session, STRANGER, sample, 5, **clean)
    assert _asked(world) == 3
    with world.act() as session:
        found = {one.purchase: one.amount for one in samples.chosen(session, sample)}
        for purchase, amount in found.items():
            short = som(1_000) if purchase == 5 else som(0)
            acts.look(session, world.council, sample, purchase, audited=amount - short,
                      error="quantity", note="Бири келген жок.", **PAPERS)  # fmt: skip
    assert _asked(world) == 0
    with world.act() as session:
        card, items = samples.sample(session, sample), samples.population(session, sample)
        draw = samples.drawn(card, items)
        said, interval = samples.said(card, items, draw), draw.interval
        assert interval == Decimal(260_000) / 2
        assert (said.projection.certain, said.projection.steps) == (100_000, ())
        assert said.projection.upper == 100_000 + said.projection.factor * interval
        assert said.verdict == BETWEEN or said.projection.likely > card.tolerable_sum
        assert session.get(AuditItem, (sample, chosen[0])).error is None  # all of it is due
        assert worksheet.papers(session, sample)[5].contracts[0].amount == som(20_000)
        assert problems(session, journaled()) == []
        told = [json.loads(leaf)["act"] for leaf in session.scalars(select(Entry.leaf))]
        assert told.count(Act.ANNOUNCE_SAMPLE) == 1 + 5
        assert told.count(Act.DRAW_SAMPLE) == 1 + 3
        assert told.count(Act.LOOK_AT_SAMPLE) == 3


def _asked(world: World) -> int:
    """How many papers the office is still asked for."""
    with Session(world.writer) as session:
        return sum(one.purchases for one in samples.asked_of(session, [AIMAK]))
