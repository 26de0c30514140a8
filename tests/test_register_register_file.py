"""Register files: the real ones are read whole, and every fault is named by row and column."""

import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register import register_file, text_file
from register.register_file import PlaceRow, RegisterFile, parent_errors, read

ROOT = Path(__file__).resolve().parent.parent
TEST_DATA = Path(os.environ.get("TEST_DATA", ROOT.parent / "shared" / "data"))


def real(name: str) -> RegisterFile:
    path = TEST_DATA / "kg" / name
    if not path.exists():
        pytest.skip(f"TEST_DATA has no kg/{name}")
    return read(path)


def test_the_real_list_of_places_is_read_whole():
    file = real("kg_soate_coate.csv")
    assert (file.kind, len(file.rows), file.errors) == ("places", 2438, ())
    assert Counter(row.kind for row in file.rows) == {
        "oblast": 7,
        "city": 16,
        "district": 44,
        "aimak": 453,
        "town": 63,
        "village": 1855,
    }
    assert all(row.name_ru and row.name_ky is None and row.name_en is None for row in file.rows)


def test_in_the_real_list_the_parent_is_the_one_linked_not_the_one_of_the_digits():
    places = {row.code: row for row in real("kg_soate_coate.csv").rows}
    assert places["41700000000021"].parent == "41721000000000"
    assert places["41721000000000"].parent == "KG"
    assert {row.code for row in places.values() if row.parent == "KG"} == {
        f"417{number}000000000" for number in ("11", "21", "02", "03", "04", "05", "06", "07", "08")
    }


def test_the_known_defects_of_the_real_list_are_mended_and_told():
    file = real("kg_soate_coate.csv")
    told = [(note.row, note.column, note.code) for note in file.notes]
    assert (18, "name_ru", "name.mended") in told
    assert next(row for row in file.rows if row.code == "41702220000000").name_ru == "Тонский район"
    gaps = [note.facts for note in file.notes if note.code == "row.number_missing"]
    assert {"after": 59, "before": 61} in gaps
    osh = [row.kind for row in file.rows if row.code in {"41721000000000", "41700000000021"}]
    assert osh == ["city", "city"]


def test_the_real_item_codes_are_read_whole_and_each_has_a_section_with_a_name():
    items = real("kg_okgz_cpv_ru_en.csv")
    sections = real("kg_okgz_sections_ru_en_ky.csv")
    assert (items.kind, len(items.rows), items.errors) == ("item_codes", 12513, ())
    assert (sections.kind, len(sections.rows), sections.errors) == ("sections", 46, ())
    assert {row.section for row in items.rows} <= {row.section for row in sections.rows}
    assert all(row.name_ky and row.name_ru and row.name_en for row in sections.rows)
    assert len({row.code for row in items.rows}) == 12513


def test_the_real_names_of_districts_join_the_places_and_speak_three_languages():
    names = real("kg_adm2_pcodes_ocha_en_ru_ky.csv")
    assert (names.kind, len(names.rows), names.errors) == ("place_names", 53, ())
    places = {row.code: row for row in real("kg_soate_coate.csv").rows}
    assert all(row.code in places and row.kind == places[row.code].kind for row in names.rows)
    by_code = {row.code: row for row in names.rows}
    ton = by_code["41702220000000"]
    assert (ton.name_ky, ton.name_ru, ton.name_en) == (
        "Тоң району",
        "Тонский район",
        "Ton district",
    )
    assert by_code["41702420000010"].name_ky == "Балыкчы шаары"
    assert by_code["41704220000000"].name_en == "At-Bashy district"


@pytest.mark.parametrize("name", ["kg_red_flags_ru_en_ky.csv", "kg_offences_code_extracts_ru.txt"])
def test_a_real_file_that_is_no_register_is_said_to_be_none(name):
    file = real(name)
    assert file.kind is None
    assert [error.code for error in file.errors] == ["file.header_unknown"]


PLACES = """code,kind,name_ky,name_ru,name_en,parent,valid_from,valid_until,successor
41704990000000,district,Үлгү району,Примерный район,Ulgu district,41704000000000,,,
41704990810000,aimak,Төр айыл аймагы,,,41704990000000,2020-01-01,01.01.2025,41704990000000
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_content_is_read_alike_whatever_its_outer_form(delimiter, encoding, ending):
    text = PLACES.replace(",", delimiter).replace("\n", ending)
    file = read(text.encode(encoding))
    assert file.errors == ()
    assert file.rows == (
        PlaceRow(
            code="41704990000000",
            kind="district",
            name_ky="Үлгү району",
            name_ru="Примерный район",
            name_en="Ulgu district",
            parent="41704000000000",
        ),
        PlaceRow(
            code="41704990810000",
            kind="aimak",
            name_ky="Төр айыл аймагы",
            parent="41704990000000",
            valid_from=date(2020, 1, 1),
            valid_until=date(2025, 1, 1),
            successor="41704990000000",
        ),
    )
    assert [row.row for row in file.rows] == [2, 3]


def test_windows_1251_is_read_and_broken_utf_8_is_not_taken_for_it():
    text = "code,kind,name_ru,parent\n41704990000000,district,Примерный район,41704000000000\n"
    assert read(text.encode("cp1251")).rows[0].name_ru == "Примерный район"
    broken = text.encode("utf-8").replace("й".encode(), b"\xd0", 1)
    file = read(broken)
    assert (file.kind, [(e.row, e.code) for e in file.errors]) == (None, [(2, "file.encoding")])


def test_columns_of_years_are_gathered():
    file = read(
        b"code,place,kind,name_en,inn,shifts,pupils_2025,pupils_2026,primary_2026\n"
        b"S-0001,41704990100000,boarding,A,00110011001101,2,100,110,40\n"
    )
    school = file.rows[0]
    assert (dict(school.pupils), dict(school.primary)) == ({2025: 100, 2026: 110}, {2026: 40})


def test_thresholds_and_rates_are_exact():
    limits = read(b"code,amount,name_en,standing,valid_from\nx,1000000.10,X,default,2026-01-01\n")
    assert limits.rows[0].amount == Decimal("1000000.10")
    rates = read(b"currency,day,rate,nominal\nUSD,23.11.2026,87.4512,1\nJPY,2026-11-23,56.1,100\n")
    assert [row.per_unit for row in rates.rows] == [Decimal("87.4512"), Decimal("0.561")]


def test_empty_lines_are_passed_over_and_still_counted():
    file = read(b"\n\ncode,kind,name_en,parent\n\n4170499000000,district,A,KG\n")
    assert [(e.row, e.column, e.code) for e in file.errors] == [(5, "code", "place.code_shape")]


def rows_of(header: str, *lines: str) -> bytes:
    return "\n".join((header, *lines, "")).encode()


P = "code,kind,name_ky,parent,valid_from,valid_until,successor,tile_column,tile_row,example"
S = "code,place,kind,name_ky,inn,shifts,pupils_2026"
C = "code,kind,name_ky,standing,valid_from,valid_until"
SOATE = "id,soate_code,name_ru,level,parent_id,parent_code"


@pytest.mark.parametrize(
    ("content", "row", "code"),
    [
        (b"", 0, "file.empty"),
        (b"\n \n", 0, "file.empty"),
        (b"PK\x03\x04anything", 0, "file.not_text"),
        (b"code,kind\0", 0, "file.not_text"),
        ("code,kind,name_ru".encode("utf-16"), 1, "file.encoding"),
        (b"code,kind,name_ru\n\x98\n", 2, "file.encoding"),
        (b"a,b\n1,2\n", 1, "file.header_unknown"),
        (b'code,kind,name_en,parent\n"open,district,A,KG\n', 2, "file.not_csv"),
        (b"code,kind,name_en,parent\n" + b"x" * 200_000 + b",district,A,KG\n", 2, "file.not_csv"),
        (b"code,kind" + b",x" * 200 + b"\n", 1, "file.too_many_columns"),
        (b"code,kind,name_en,code\n", 1, "column.doubled"),
        (b"code,kind,name_en,colour\n", 1, "column.unknown"),
        (b" " * (text_file.LARGEST + 1), 0, "file.too_large"),
    ],
    ids=range(13),
)
def test_a_file_that_cannot_be_read_says_why(content, row, code):
    file = read(content)
    assert [(error.row, error.code) for error in file.errors] == [(row, code)]
    assert file.rows == ()


def test_a_missing_and_a_huge_file_are_refused_before_they_are_read(tmp_path):
    assert [e.code for e in read(tmp_path / "none.csv").errors] == ["file.not_found"]
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(text_file.LARGEST + 1)
    error = read(huge).errors[0]
    assert (error.code, error.facts["most"]) == ("file.too_large", text_file.LARGEST)
    assert [e.code for e in read(tmp_path).errors] == ["file.not_found"]


def test_an_unknown_header_names_what_the_nearest_kind_lacks():
    facts = read(b"code,place,name_ky\n").errors[0].facts
    assert (facts["nearest"], facts["missing"]) == ("schools", "kind")


def test_after_a_thousand_errors_reading_stops_and_says_so():
    file = read(b"code,kind,name_en,parent\n" + b"x,district,A,KG\n" * 5000)
    assert len(file.errors) == register_file.MOST_ERRORS + 1
    assert file.errors[-1].code == "file.too_many_errors"


def test_parents_may_stand_in_the_file_or_be_known_already():
    rows = read(PLACES.encode()).rows
    assert parent_errors(rows, {"41704000000000"}) == []
    assert [(e.row, e.column, e.code) for e in parent_errors(rows, set())] == [
        (2, "parent", "place.parent_unknown")
    ]


def test_a_circle_of_parents_is_told_once():
    file = read(
        rows_of(
            "code,kind,name_en,parent",
            "41704990000001,aimak,A,41704990000002",
            "41704990000002,aimak,B,41704990000003",
            "41704990000003,aimak,C,41704990000002",
        )
    )
    assert [(e.row, e.code) for e in file.errors] == [(3, "place.parent_circle")]


HEADERS = st.sampled_from([P, S, C, SOATE, "code,name_ru,name_en", "currency,day,rate", "a,b"])


@settings(max_examples=300, deadline=None)
@given(header=HEADERS, body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_content_makes_reading_raise(header, body):
    file = read(header.encode() + b"\n" + body)
    assert isinstance(file, RegisterFile)
    assert all(error.code.count(".") == 1 for error in file.errors)
    assert file.kind or file.errors


@given(
    codes=st.lists(st.from_regex("[0-9]{14}", fullmatch=True), min_size=1, max_size=20, unique=True)
)
def test_every_good_row_is_kept_and_every_bad_one_named(codes):
    lines = [f"{code},district,А,KG" for code in codes] + ["x,district,А,KG"]
    file = read(rows_of("code,kind,name_ky,parent", *lines))
    assert [row.code for row in file.rows] == codes
    assert [error.row for error in file.errors] == [len(codes) + 2]
