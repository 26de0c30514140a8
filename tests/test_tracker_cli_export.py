"""opendata export: the tree of files, its JSON, what is left alone and what is refused."""

import json

import pytest

from opendata.package import parquet
from tests.doors import site
from tests.world import AIMAK, YEAR


@pytest.fixture
def run(world, tmp_path):
    world.contract()
    with site(world, tmp_path / "site") as app:

        def invoke(*words):
            done = app.test_cli_runner().invoke(
                args=["opendata", "export", *map(str, words), "--json"], catch_exceptions=False
            )
            return done.exit_code, json.loads(done.stdout)

        yield invoke


def test_the_country_is_written_as_a_tree_and_a_second_time_nothing(run, tmp_path):
    out = tmp_path / "open" / "data"
    code, told = run(out)

    assert code == 0
    assert {"path", "rows", "bytes", "sha256"} == told["files"][0].keys()
    paths = {file["path"] for file in told["files"]}
    assert paths | {"manifest.json"} == {
        str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()
    }
    for path in ("ocds/records/ocds-213czf-1.json", "ocds/compiled.jsonl", "fdp/datapackage.json"):
        assert path in paths
    assert ("parquet/lines.parquet" in paths) == parquet.is_here()
    assert told["journal_size"] == json.loads((out / "manifest.json").read_text())["journal_size"]

    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    code, again = run(out)
    assert (code, again["written"]) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert [path.name for path in out.parent.iterdir()] == ["data"]


def test_only_what_changed_is_written_and_what_is_gone_goes(run, world, tmp_path):
    out = tmp_path / "out"
    run(out, "--place", AIMAK, "--year", YEAR)
    kept = (out / "ocds/releases/ocds-213czf-1.json").stat().st_mtime_ns
    world.purchase(title="Жаңы")
    code, told = run(out, "--place", AIMAK)

    assert code == 0
    assert 0 < told["written"] < len(told["files"])
    assert (out / "ocds/releases/ocds-213czf-2.json").exists()
    assert not (out / "xlsx/year.xlsx").exists()
    assert (out / "ocds/releases/ocds-213czf-1.json").stat().st_mtime_ns == kept


def test_an_empty_folder_is_filled_and_one_broken_off_is_made_whole(run, tmp_path):
    out = tmp_path / "out"
    (out / ".partial-of-a-run-that-was-killed").mkdir(parents=True)
    code, told = run(out)
    assert (code, told["written"]) == (0, len(told["files"]))

    (out / "report.json").write_text("{")
    (out / "README.txt").unlink()
    code, told = run(out)
    assert (code, told["written"]) == (0, 2)
    assert json.loads((out / "report.json").read_text())["place"]


def test_a_folder_of_somebody_else_is_left_alone(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "manifest.json").write_text('{"files": [{"path": "../important"}]}')
    (tmp_path / "important").write_text("мен")
    for wrong, field in ((tmp_path / "mine", "folder"), (tmp_path / "important", "folder")):
        code, told = run(wrong)
        assert (code, told["error"]["code"]) == (1, "export.foreign_folder")
        assert told["error"]["field"] == field
    assert (tmp_path / "important").read_text() == "мен"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_place_or_year_that_is_not_there(run, tmp_path):
    assert run(tmp_path / "a", "--place", "999")[1]["error"]["code"] == "place.unknown"
    assert run(tmp_path / "a", "--year", "1800")[1]["error"]["code"] == "export.year_unknown"
    assert not (tmp_path / "a").exists()
