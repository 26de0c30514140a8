"""What councils do among the bulk files: samples with their results, rounds and visits."""

import pytest

from core.money import tyiyn
from opendata.bulk import table
from oversight.samples import acts
from oversight.samples.reports import samples
from tests.test_oversight_samples import PAPERS, announced, buy, drawn
from tests.visits_world import announced as round_announced
from tests.world import AIMAK, DISTRICT, YEAR, World
from tracker import bulk_samples, bulk_visits


@pytest.fixture
def councils(world: World, sqlite_only: str) -> World:
    """A drawn sample with one purchase looked at, and a round of two schools."""
    buy(world, 3, 5, 200)
    sample = announced(world, AIMAK, size=2)
    buy(world, 1)
    first, *_rest = drawn(world, sample)
    with world.act() as session:
        item = samples.chosen(session, sample)[0]
        paid = item.amount - 100
        how = {**PAPERS, "error": "price", "note": "100 сомго кымбат"}
        acts.look(session, world.council, sample, first, audited=paid, **how)
        round_announced(session, world, schools=["S-1001", "S-1002"])
    return world


def rows(world: World, of: table.Table) -> list[dict[str, object]]:
    """The rows of a table, by key of the column."""
    keys = [column.key for column in of.columns]
    with world.act() as session:
        return [dict(zip(keys, row, strict=True)) for row in table.read(session, of, None)]


def test_a_sample_its_population_and_what_was_found_are_in_them(councils: World) -> None:
    [sample] = rows(councils, bulk_samples.SAMPLES)
    assert (sample["place"], sample["year"], sample["size"], sample["units"]) == (AIMAK, YEAR, 2, 3)
    assert len(str(sample["secret"])) == 64
    items = rows(councils, bulk_samples.ITEMS)
    assert sum(int(one["amount"]) for one in items) == sample["amount"] == tyiyn(20_800)
    assert sum(1 for one in items if one["hits"]) == 2
    [looked] = [one for one in items if one["audited"] is not None]
    assert int(looked["amount"]) - int(looked["audited"]) == tyiyn(100)
    assert (looked["error"], looked["note"]) == ("price", "100 сомго кымбат")


def test_a_round_tells_its_domains_and_schools(councils: World) -> None:
    [one] = rows(councils, bulk_visits.ROUNDS)
    assert (one["place"], one["schools"], one["closed_on"]) == (DISTRICT, "S-1001 S-1002", None)
    assert one["domains"] == "physical psychological"
