"""Everything as files: complete, the same in every form, true to the pages, without a person."""

import csv
import gzip
import hashlib
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from budgets.reports import figures
from core import clock
from core.models import Base
from core.words import Words
from journal.records import PERSONAL
from opendata.bulk import kept, values, writing
from opendata.bulk.datapackage import TYPES
from opendata.bulk.table import Table
from opendata.package.columns import Column
from opendata.package.stage import Stage
from opendata.package.tables import guarded, unguarded
from tests.doors import site
from tests.published import DRAFT, PERSON, PERSON_INN, reading
from tests.world import AIMAK, COUNTRY, YEAR, World
from tracker import bulk

Row = dict[str, Any]
PARQUET = find_spec("duckdb") is not None
NARROWED = {
    "budget_versions",
    "lines",
    "line_versions",
    "purchases",
    "lots",
    "items",
    "covers",
    "shares",
}
NARROWED |= {"fundings", "awards", "pupils", "codes", "flag_answers", "flag_reviews"}


@pytest.fixture(scope="module")
def made(story: World, tmp_path_factory: pytest.TempPathFactory) -> kept.Kept:
    """The bulk files of the story."""
    with site(story, tmp_path_factory.mktemp("bulk")) as app, app.app_context():
        done = bulk.renew()
        assert done.made
        assert not bulk.renew().made
        return done.kept


def told(made: kept.Kept, name: str) -> list[Row]:
    """The rows of a table as JSON lines have them."""
    lines = (made.folder / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1]
    return [json.loads(line) for line in lines]


def test_every_row_of_every_table_is_there(made: kept.Kept, story: World) -> None:
    rows = {one["name"]: one["rows"] for one in made.manifest["tables"]}
    assert rows.keys() == {table.name for table in bulk.ALL}
    with reading(story) as session:
        for table in bulk.ALL:
            if table.name not in NARROWED:
                kept_in = Base.metadata.tables[table.source]
                count = session.scalar(select(func.count()).select_from(kept_in))
                assert rows[table.name] == count, table.name
    assert min(rows[name] for name in ("purchases", "coverage", "journal", "pupils", "codes")) >= 3
    assert DRAFT not in {row["purchase"] for row in told(made, "purchases")}
    assert {row["purchase"] for row in told(made, "items")} <= {
        row["purchase"] for row in told(made, "purchases")
    }


def test_the_rows_add_up_to_the_pages_to_the_tyiyn(made: kept.Kept, story: World) -> None:
    def som(rows: list[Row], column: str) -> Decimal:
        return sum((Decimal(row[column]) for row in rows), Decimal(0))

    lines, agreed = told(made, "lines"), told(made, "commitments")
    with reading(story) as session:
        for scope in (COUNTRY, AIMAK, "S-1001"):
            page = figures.figures(session, scope, YEAR)
            assert page is not None
            own = [row for row in told(made, "totals") if row["scope"] == scope]
            own = [row for row in own if row["by"] == "category"]
            for name in ("planned", "committed", "accepted", "paid"):
                whole = getattr(page.money, name) + getattr(page.in_kind, name)
                assert som(own, name) == whole, (scope, name)
        page = figures.figures(session, COUNTRY, YEAR)
    assert som(lines, "amount") == page.money.planned + page.in_kind.planned
    assert som(agreed, "amount") == som(lines, "committed") == page.money.committed
    assert som(agreed, "paid") == som(lines, "paid") == page.money.paid
    assert som(told(made, "shares"), "amount") == som(told(made, "purchases"), "amount")


def _in_csv(made: kept.Kept, table: Table) -> list[Row]:
    content = (made.folder / f"{table.name}.csv").read_bytes().decode("utf-8-sig")
    kinds = {column.key: column.kind for column in table.columns}
    return [
        {key: unguarded(cell) if kinds[key] == "text" else cell for key, cell in row.items()}
        for row in csv.DictReader(io.StringIO(content, newline=""))
    ]


def _in_parquet(made: kept.Kept, table: Table) -> list[Row]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(":memory:") as base:
        found = base.execute(f"SELECT * FROM '{made.folder / table.name}.parquet'")
        keys = [about[0] for about in found.description]
        return [dict(zip(keys, row, strict=True)) for row in found.fetchall()]


def _plain(value: Any, kind: str) -> Any:
    """A value of Parquet as JSON has it."""
    if value is None or kind in ("text", "exact", "count", "flag"):
        return value
    if kind == "quantity":
        return values.measure(int(value * 1000))
    if kind == "moment":
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return str(value)


def _spelled(value: Any) -> str:
    """A value of JSON as CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_every_form_tells_the_same(made: kept.Kept) -> None:
    for table in bulk.ALL:
        rows = told(made, table.name)
        spelled = [{key: _spelled(value) for key, value in row.items()} for row in rows]
        assert _in_csv(made, table) == spelled, table.name
        book = CalamineWorkbook.from_path(str(made.folder / f"{table.name}.xlsx"))
        assert book.sheet_names == [table.name, "columns"]
        head, *cells = book.get_sheet_by_name(table.name).to_python() or [[]]
        assert head == [column.key for column in table.columns]
        assert len(cells) == len(rows)
        for form in writing.PACKED:
            whole = (made.folder / f"{table.name}.{form}").read_bytes()
            packed = (made.folder / f"{table.name}.{form}.gz").read_bytes()
            assert gzip.decompress(packed) == whole
        if PARQUET:
            kinds = {column.key: column.kind for column in table.columns}
            assert rows == [
                {key: _plain(value, kinds[key]) for key, value in row.items()}
                for row in _in_parquet(made, table)
            ], table.name


def test_the_manifest_and_the_list_of_hashes_are_true(made: kept.Kept, story: World) -> None:
    there = {
        str(path.relative_to(made.folder)) for path in made.folder.rglob("*") if path.is_file()
    }
    assert there == {*made.files, "manifest.json"}
    sums = dict(
        reversed(line.split("  ")) for line in (made.folder / "SHA256SUMS").read_text().splitlines()
    )
    for path, file in made.files.items():
        content = (made.folder / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.bytes, file.sha256)
        assert path == "SHA256SUMS" or sums[path] == file.sha256
    assert made.manifest["left_out"] == ([] if PARQUET else ["parquet"])
    assert made.manifest["journal_size"] == len(told(made, "journal"))


def test_nothing_personal_is_in_any_file(made: kept.Kept) -> None:
    surname = PERSON.split()[0]
    for path in made.files:
        content = (made.folder / path).read_bytes()
        text = gzip.decompress(content) if path.endswith(".gz") else content
        for secret in (PERSON_INN, surname):
            assert secret.encode() not in text, path
        if path.endswith((".csv", ".jsonl")) and "journal" not in path:
            for cell in csv.reader(io.StringIO(text.decode("utf-8-sig"))):
                assert not [one for one in cell if PERSONAL.search(one)], path
    trader = next(row for row in told(made, "suppliers") if row["is_person"])
    assert (trader["name"], trader["inn"]) == (None, None)


def test_the_descriptor_tells_types_keys_and_links_that_hold(made: kept.Kept) -> None:
    """As the table schema of Frictionless has it: each cell fits, keys are one, links lead."""
    package = json.loads((made.folder / "datapackage.json").read_text("utf-8"))
    keys = {}
    for resource, table in zip(package["resources"], bulk.ALL, strict=True):
        file = made.files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (file.bytes, f"sha256:{file.sha256}")
        schema, rows = resource["schema"], told(made, table.name)
        fields = schema["fields"]
        assert [field["name"] for field in fields] == [column.key for column in table.columns]
        assert {field["type"] for field in fields} <= {one["type"] for one in TYPES.values()}
        assert all(field["title_ru"] and field["title_ky"] for field in fields), table.name
        named = [tuple(row[key] for key in schema["primaryKey"]) for row in rows]
        assert len(set(named)) == len(named), table.name
        assert not any(None in one for one in named), table.name
        assert named == sorted(named) or table.name == "codes", table.name
        keys[resource["name"]] = rows
        for link in schema.get("foreignKeys", ()):
            there, fields = link["reference"]["resource"], link["reference"]["fields"]
            known = {tuple(row[key] for key in fields) for row in keys[there or resource["name"]]}
            own = {tuple(row[key] for key in link["fields"]) for row in rows}
            assert {one for one in own if None not in one} <= known, (table.name, link)


@settings(max_examples=6, deadline=None)  # each is five files; many rows try more than many files
@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**9),
            st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9),
            st.none() | st.integers(-(10**16), 10**16),
            st.none() | st.integers(-(10**15), 10**15),
            st.none() | st.dates(date(1990, 1, 1)),
            st.none() | st.booleans(),
        ),
        max_size=30,
    )
)
def test_whatever_is_in_a_row_is_told_the_same_in_every_form(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    kinds = {"n": "count", "t": "text", "som": "som", "q": "quantity", "d": "day", "f": "flag"}
    columns = tuple(Column(key, kind, Words("x")) for key, kind in kinds.items())
    table = Table("t", Words("t"), Words("t"), "t", tuple((c, None) for c in columns), ("n",))
    folder = tmp_path_factory.mktemp("rows")
    writing.write(table, rows, Stage(folder), clock.now())
    made = kept.Kept(folder, {}, {})
    lines = told(made, "t")
    assert [row["som"] and int(Decimal(row["som"]) * 100) for row in lines] == [r[2] for r in rows]
    assert [row["q"] and int(Decimal(row["q"]) * 1000) for row in lines] == [r[3] for r in rows]
    spelled = [{key: _spelled(value) for key, value in row.items()} for row in lines]
    assert _in_csv(made, table) == spelled
    if PARQUET:
        found = _in_parquet(made, table)
        assert [{k: _plain(v, kinds[k]) for k, v in row.items()} for row in found] == lines


@given(st.text("'=+-@\t\rаb", max_size=6))
def test_a_guarded_text_is_told_again_as_it_was_typed(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_files_are_made_anew_when_something_has_changed_and_two_stay(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site(world, tmp_path) as app, app.app_context():
        monkeypatch.setattr(bulk, "ALL", bulk.ALL[:2])
        first = bulk.renew().kept
        before = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
        assert not bulk.renew().made
        assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == before
        world.purchase()
        second = bulk.renew()
        assert second.made
        assert second.kept.mark.journal_size > first.mark.journal_size
        monkeypatch.setattr(bulk, "ALL", bulk.ALL[:1])  # a new program describes them otherwise
        third = bulk.renew()
        assert third.made
        assert third.kept.mark.journal_size == second.kept.mark.journal_size
        assert sorted(bulk.home().iterdir()) == sorted((second.kept.folder, third.kept.folder))
        assert bulk.newest() == third.kept


def test_time_alone_makes_files_stale_on_the_day_an_answer_changes() -> None:
    today = clock.today()
    manifest = {"on": today.isoformat(), "changes_on": (today + timedelta(2)).isoformat()}
    found = kept.Kept(Path(), manifest, {})
    assert [found.stale(today + timedelta(days)) for days in (0, 1, 2)] == [False, False, True]
