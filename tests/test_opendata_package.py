"""The package of a place and year: the page's totals, exact numbers, no persons, the same bytes."""

import hashlib
import json
import re
from decimal import Decimal
from functools import partial
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from budgets.models import Total
from core.money import som
from core.upsert import upsert
from opendata import literals, package
from opendata.fiscal import descriptor
from opendata.package.columns import SHEETS, TABLES
from opendata.scope import Scope
from tests import published
from tests.doors import site
from tests.published import ANNOUNCED, CANCELLED, DRAFT, ENDED, OF_A_PERSON
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR

STANDINGS = ("planned", "committed", "accepted", "paid", "free")


@pytest.fixture(scope="module")
def made(story, tmp_path_factory):
    """The package of the aimak."""
    return published.packed(story, tmp_path_factory.mktemp("made") / "package")


def test_the_totals_are_those_of_the_public_page_to_the_tyiyn(story, tmp_path):
    with site(story, tmp_path / "site") as app:
        browser = app.test_client()
        for place in (COUNTRY, DISTRICT, AIMAK, OTHER_AIMAK):
            page = browser.get(f"/ky/places/{place}/{YEAR}.json").json["data"]
            of = published.packed(story, tmp_path / place, place)
            [year] = of.json("report.json")["years"]
            assert year["figures"] == page["figures"], place
            assert year["in_kind"] == page["in_kind"]
            assert year["categories"] == _without_names(page["categories"])
            assert year["sources"] == _without_names(page["sources"])
            assert year["differences"] == []
            _add_up(of, page)


def _without_names(rows):
    return [{name: value for name, value in row.items() if name != "name"} for row in rows]


def _add_up(of, page):
    """The rows of the tables, added by hand, are the page's sums."""
    lines = of.rows("csv/lines.csv")
    for name in STANDINGS:
        assert _sum(lines, name) == som(page["figures"][name] or "0")
    fiscal = of.rows("fdp/budget.csv")
    for name, phase in descriptor.PHASES.items():
        rows = [row for row in fiscal if row["phase_id"] == phase]
        assert _sum(rows, "amount") == som(page["figures"][name] or "0")
        for total in page["categories"]:
            own = [row for row in rows if row["program_code"] == total["category"]]
            assert _sum(own, "amount") == som(total[name])


def _sum(rows, name):
    return sum((Decimal(row[name]) for row in rows), Decimal(0))


def test_a_kept_sum_that_is_wrong_is_told_and_not_hidden(world, tmp_path):
    with world.act() as session:
        keys = {"scope": AIMAK, "year": YEAR, "kind": "category"}
        row = {**keys, "code": "food", "purse": "republican", "paid": som("0.01")}
        rest = dict.fromkeys(("planned", "committed", "accepted"), som(0))
        upsert(session, Total, [{**row, **rest}], add=("planned", "committed", "accepted", "paid"))
    of = published.packed(world, tmp_path / "package")

    assert of.made.differences == 2
    assert {"by": "purses", "code": "republican", "standing": "paid", "page": "0.01"}.items() <= (
        of.json("report.json")["years"][0]["differences"][1].items()
    )


def test_every_file_is_what_the_manifest_says(made):
    manifest = made.json("manifest.json")
    for file in manifest["files"]:
        content = (made.folder / file["path"]).read_bytes()
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    rows = {file["path"]: file["rows"] for file in manifest["files"]}
    assert rows["csv/purchases.csv"] == rows["ocds/compiled.jsonl"] == 4
    assert rows["csv/lines.csv"] * 4 == rows["fdp/budget.csv"]
    assert made.names == sorted([*rows, "manifest.json"])
    assert manifest["journal_size"] == made.made.journal_size > 0
    assert (manifest["place"], manifest["year"]) == (AIMAK, YEAR)


def test_the_same_data_is_the_same_bytes(story, made, tmp_path):
    assert published.packed(story, tmp_path / "again").content == made.content


def test_the_statements_do_not_grow_with_the_purchases(world, tmp_path):
    counts = []
    for purchases in (1, 3):
        for _ in range(purchases):
            world.purchase()
        with published.reading(world) as session:
            seen: list[int] = []
            note = partial(_noted, seen)
            event.listen(session.bind, "before_cursor_execute", note)
            folder = tmp_path / str(purchases)
            folder.mkdir()
            package.build(session, Scope(AIMAK, YEAR), published.publisher(session), folder)
            counts.append(len(seen))

    assert counts[0] == counts[1]


def _noted(seen, *_about):
    seen.append(1)


def test_no_person_is_in_any_file(made):
    texts = [path.read_text("utf-8-sig") for path in _plain(made.folder)]
    book = CalamineWorkbook.from_filelike(BytesIO((made.folder / "xlsx/year.xlsx").read_bytes()))
    texts += [str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    everything = "\n".join(texts)

    for secret in (published.PERSON, published.PERSON_INN, "555 123456"):
        assert secret not in everything
    # A hash may hold fourteen digits in a row by chance: only a number standing alone counts.
    assert not re.search(r"(?<![0-9A-Za-z])[12]\d{13}(?![0-9A-Za-z])", everything)
    assert "Жеке ишкер № 2" in everything
    assert "00000000000001" in everything  # of a firm the number is public


def _plain(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".xlsx"]


def test_a_draft_is_nowhere(made):
    assert {row["purchase"] for row in made.rows("csv/purchases.csv")} == {
        str(number) for number in (ENDED, OF_A_PERSON, CANCELLED, ANNOUNCED)
    }
    assert f"ocds/releases/ocds-213czf-{DRAFT}.json" not in made.names


def test_the_workbook_has_the_tables_as_sheets_and_runs_no_formula(made):
    book = CalamineWorkbook.from_filelike(BytesIO((made.folder / "xlsx/year.xlsx").read_bytes()))
    assert book.sheet_names == [TABLES[name].title.ky for name in SHEETS]
    for name, sheet in zip(SHEETS, book.sheet_names, strict=True):
        head, *rows = book.get_sheet_by_name(sheet).to_python()
        assert head == [column.title.ky for column in TABLES[name].columns]
        assert len(rows) == len(made.rows(f"csv/{name}.csv"))
    titles = [row[5] for row in book.get_sheet_by_name("Сатып алуулар").to_python()]
    assert "=Экинчи" in titles  # as text; in the CSV an apostrophe guards it
    assert "'=Экинчи" in {row["title"] for row in made.rows("csv/purchases.csv")}


def test_the_tables_speak_the_language_asked_for_and_the_standards_do_not_change(story, tmp_path):
    ky, ru = (published.packed(story, tmp_path / lang, language=lang) for lang in ("ky", "ru"))

    assert ru.rows("csv/totals.csv")[0]["name"] == "пожарная безопасность и чрезвычайные ситуации"
    assert ky.rows("csv/totals.csv")[0]["name"] != ru.rows("csv/totals.csv")[0]["name"]
    for path in ("fdp/budget.csv", "ocds/compiled.jsonl", "report.json"):
        assert ky.text(path) == ru.text(path)
    assert all(title in ky.text("README.txt") for title in ("Журнал", "Записей", "Entries"))


def test_all_years_have_no_workbook_and_one_report_each(story, tmp_path):
    of = published.packed(story, tmp_path / "all", COUNTRY, None)

    assert [year["year"] for year in of.json("report.json")["years"]] == [YEAR]
    assert "xlsx/year.xlsx" not in of.names
    assert of.json("manifest.json")["year"] is None


def test_a_place_that_has_nothing_gets_a_package_that_says_so(story, tmp_path):
    of = published.packed(story, tmp_path / "empty", OTHER_AIMAK)

    assert of.rows("csv/lines.csv") == of.rows("csv/purchases.csv") == []
    assert of.json("report.json")["years"][0]["figures"] == dict.fromkeys(STANDINGS)
    assert "fiscalPeriod" not in of.json("fdp/datapackage.json")


def test_the_fiscal_package_keeps_to_its_specification(made, test_data):
    """Version 1 of the specification, and the taxonomy of os-types 1.17.0."""
    known = json.loads((test_data / "ocds-standard/fdp/os-types.json").read_text())
    told = made.json("fdp/datapackage.json")
    [table] = told["resources"]
    content = (made.folder / "fdp" / table["path"]).read_bytes()
    fields = table["schema"]["fields"]

    assert re.fullmatch(r"[a-z0-9._-]+", told["name"])
    assert (told["profile"], table["profile"]) == ("tabular-data-package", "tabular-data-resource")
    assert table["bytes"] == len(content)
    assert table["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert list(made.rows("fdp/budget.csv")[0]) == [field["name"] for field in fields]
    columns = [field["columnType"] for field in fields if "columnType" in field]
    assert set(columns) <= known.keys()
    assert len(columns) == len(set(columns))
    for name in columns:  # a label stands beside its code, a level beside the one above
        needs = {known[name].get("labelfor"), known[name].get("parent")} - {None}
        assert needs <= set(columns), name
    kinds = {"integer": r"-?\d+", "number": r"\d+\.\d\d", "boolean": "true|false", "string": ".*"}
    for row in made.rows("fdp/budget.csv"):
        for field in fields:
            assert row[field["name"]] == "" or re.fullmatch(
                kinds[field["type"]], row[field["name"]]
            )


def test_json_is_exact_and_takes_no_float():
    amount = Decimal("90071992547409931.07")
    assert literals.json_text({"а": [amount, None, True, 7, {}]}) == (
        '{"а":[90071992547409931.07,null,true,7,{}]}'
    )
    for wrong in (0.1, Decimal("NaN"), {1, 2}):
        with pytest.raises(TypeError):
            literals.json_text([wrong])
