"""register load, standard load and show, opendata import: from a terminal, on an empty base."""

import json

import pytest

from tests.conftest import ROOT
from tests.doors import make_app
from tests.world import CATALOGUE

PROFILE = ROOT / "register/profiles/KG"


@pytest.fixture
def run(url, tmp_path):
    app = make_app(url, tmp_path / "instance")

    def invoke(*words):
        done = app.test_cli_runner().invoke(args=[str(word) for word in (*words, "--json")])
        return done.exit_code, json.loads(done.stdout)

    return invoke


def test_a_register_is_loaded_once(run):
    code, told = run("register", "load", PROFILE / "places.csv")
    assert (code, told["kind"], told["errors"]) == (0, "places", [])
    assert told["new"] == told["read"] > 9
    code, told = run("register", "load", PROFILE / "places.csv")
    assert (code, told["unchanged"]) == (0, told["read"])


def test_a_fault_is_told_by_row_and_column_and_nothing_is_loaded(run, tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(
        "code,kind,name_ky,name_ru,name_en,parent\nKG,country,Өлкө,,,\n1,moon,Ай,,,KG\n"
    )
    code, told = run("register", "load", path)
    assert code == 1
    assert told["new"] == 0
    assert {(error["row"], error["column"]) for error in told["errors"]} >= {(3, "kind")}
    assert all(error["message"] for error in told["errors"])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_real_registers_load_and_a_second_time_change_nothing(run, test_data):
    assert run("register", "load", PROFILE / "places.csv")[0] == 0
    for name, least in (
        ("kg_soate_coate.csv", 2_400),
        ("kg_okgz_cpv_ru_en.csv", 12_000),
        ("kg_okgz_sections_ru_en_ky.csv", 40),
    ):
        code, told = run("register", "load", test_data / "kg" / name)
        assert (code, told["errors"]) == (0, [])
        assert told["read"] >= least
        code, told = run("register", "load", test_data / "kg" / name)
        assert (code, told["new"], told["changed"]) == (0, 0, 0)
        assert told["unchanged"] == told["read"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_catalogue_is_adopted_once_and_shown(run, tmp_path):
    assert run("register", "load", PROFILE / "places.csv")[0] == 0
    code, told = run("standard", "load", CATALOGUE)
    assert (code, told["errors"], told["changed"]) == (0, [], [])
    assert len(told["added"]) > 50
    assert run("standard", "load", CATALOGUE)[1]["added"] == []

    code, shown = run("standard", "show")
    assert [one["code"] for one in shown["requirements"]] == told["added"]
    code, shown = run("standard", "show", "FIR-01")
    assert shown["requirements"][0]["title"].keys() == {"ky", "ru", "en"}
    assert shown["requirements"][0]["source"]["kind"]
    code, shown = run("standard", "show", "XXX-99")
    assert (code, shown["error"]["code"]) == (1, "requirement.unknown")

    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("meta: {edition: x}\n")
    code, told = run("standard", "load", wrong)
    assert code == 1
    assert all(error["line"] and error["message"] for error in told["errors"])


def test_the_real_plan_comes_in_with_its_warnings_and_only_once(run, test_data):
    assert run("register", "load", PROFILE / "places.csv")[0] == 0
    plan = test_data / "ocds/kg-annual-plan-2018.json"
    code, told = run("opendata", "import", plan, "--place", "KG")
    (file,) = told["files"]
    assert (code, file["status"], file["processes"], file["reason"]) == (0, "imported", 1, None)
    assert "plan.items_do_not_add_up" in {warning["code"] for warning in file["warnings"]}
    assert all(warning["message"] for warning in file["warnings"])
    code, told = run("opendata", "import", plan, "--place", "KG")
    assert (code, told["files"][0]["status"]) == (0, "unchanged")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_every_published_file_ends_in_a_status_and_a_reason(run, test_data):
    assert run("register", "load", PROFILE / "places.csv")[0] == 0
    paths = sorted((test_data / "ocds").rglob("*.json"))
    code, told = run("opendata", "import", *paths, "--place", "KG")
    assert code == 1
    assert len(told["files"]) == len(paths)
    assert sum(file["status"] == "imported" for file in told["files"]) == 1
    for file in told["files"]:
        assert file["status"] == "imported" or (file["reason"] and file["message"])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_that_is_not_there_is_one_sentence(run, tmp_path):
    for words in (("register", "load"), ("standard", "load"), ("opendata", "import")):
        code, told = run(*words, tmp_path / "none.csv")
        assert code == 1
        assert "none.csv" in json.dumps(told)
