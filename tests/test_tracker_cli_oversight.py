"""oversight flags: of purchases and of years, of one purchase or of a place and all below it."""

import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from oversight import flags
from oversight.flags import no_requirement
from oversight.flags.result import not_raised
from tests.doors import site
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, YEAR, World


@pytest.fixture
def run(world: World, tmp_path: Any, sqlite_only: str) -> Iterator[Any]:
    """Two purchases of one holder, and the command."""
    world.purchase()
    world.purchase(title="Экинчи")
    with site(world, tmp_path / "site") as app:

        def invoke(*words: str) -> tuple[int, Any]:
            done = app.test_cli_runner().invoke(args=["oversight", "flags", *words])
            return done.exit_code, json.loads(done.stdout) if "--json" in words else done.output

        yield invoke


def of_a_year() -> ModuleType:
    """A flag that looks at years and finds nothing."""
    rule = ModuleType("oversight.flags.of_a_year")
    rule.__dict__.update({k: v for k, v in vars(no_requirement).items() if k.isupper()})
    rule.__dict__.update(CODE="Y01", look=lambda matter: not_raised(lines=matter.year))
    return rule


def test_each_result_says_whose_money_and_year_it_is_of(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flags, "YEAR_FLAGS", (of_a_year(),))
    code, told = run("--json")
    assert code == 0
    assert told["size"] > 0
    assert {(one["place"], one["year"]) for one in told["results"]} == {(AIMAK, YEAR)}
    years = [one for one in told["results"] if one["purchase"] is None]
    assert [(one["flag"], one["state"]) for one in years] == [("Y01", "not_raised")]
    purchases = [one["purchase"] for one in told["results"] if one["flag"] == "S01"]
    assert purchases == [1, 2]
    _, text = run()
    assert f"{AIMAK}/{YEAR}\tY01\t1.0\tnot_raised" in text


def test_a_place_is_meant_with_all_below_it_and_an_unknown_one_is_refused(run: Any) -> None:
    _, everything = run("--json")
    assert run("--place", DISTRICT, "--json")[1] == everything
    assert run("--place", OTHER_AIMAK, "--json")[1]["results"] == []
    code, told = run("--place", "nowhere", "--json")
    assert (code, told["error"]["code"]) == (1, "place.unknown")
    code, told = run("--purchase", "9", "--json")
    assert (code, told["error"]["code"]) == (1, "record.unknown")
    _, one = run("--purchase", "2", "--json")
    assert one["results"] == [row for row in everything["results"] if row["purchase"] == 2]
    assert run("--purchase", "2", "--place", AIMAK)[0] == 2
