"""procurement plan-safety: the plan from a terminal, as text and as JSON."""

import json
from decimal import Decimal

import pytest

from tests.doors import make_app
from tests.test_office_plans import lacking
from tests.world import AIMAK, YEAR

PLAN = ("procurement", "plan-safety", AIMAK, str(YEAR))


@pytest.fixture
def run(world, tmp_path):
    lacking(world)
    url = world.writer.url.render_as_string(hide_password=False)
    app = make_app(url, tmp_path / "instance")

    def invoke(*words):
        done = app.test_cli_runner().invoke(args=list(words), catch_exceptions=False)
        document = json.loads(done.stdout) if "--json" in words else None
        return done.exit_code, document, done.stdout + done.stderr

    return invoke


def test_the_plan_comes_as_one_document(run):
    code, told, _ = run(*PLAN, "--money", "20000", "--json")
    assert code == 0
    assert (told["money"], told["spent"], told["left"]) == ("20000.00", "12999.99", "7000.01")
    assert {step["requirement"]: step["pieces"] for step in told["steps"]} == {
        "FIR-01": 3,
        "MED-04": 2,
    }
    assert told["points"] == told["points_greedy"] == told["points_bound"]
    assert Decimal(told["gap_percent"]) == 0
    assert told["weights"] == {"1": 4, "2": 2, "3": 1}
    assert told["already_planned"] == "6666.66"
    assert [one["requirement"] for one in told["unpriced"]] == ["PHY-01"]
    fire = next(step for step in told["steps"] if step["requirement"] == "FIR-01")
    assert (fire["price_kind"], fire["price_standing"]) == ("reference", "default")


def test_the_plan_comes_as_lines_with_sums_and_the_gap(run):
    code, _, text = run(*PLAN, "--money", "20000")
    assert code == 0
    assert "money 20000.00 som, spent 12999.99, left 7000.01" in text
    assert "gap to the optimum 0.000000 %" in text
    assert "price reference (default)" in text


def test_priorities_and_domains_narrow_it(run):
    _, told, _ = run(*PLAN, "--money", "20000", "--domain", "health_food", "--json")
    assert [step["requirement"] for step in told["steps"]] == ["MED-04"]
    _, told, _ = run(*PLAN, "--money", "20000", "--priority", "3", "--json")
    assert told["steps"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*PLAN, "--money", "12x"), "money.not_a_number"),
        ((*PLAN, "--money", "-5"), "money.negative"),
        (("procurement", "plan-safety", "KG-none", "2026", "--money", "5"), "place.unknown"),
    ],
)
def test_what_cannot_be_is_refused(run, words, code):
    done, told, _ = run(*words, "--json")
    assert (done, told["error"]["code"]) == (1, code)
