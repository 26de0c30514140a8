"""Uploaded files: judged before they are unpacked, read in another process."""

import resource
import zipfile
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from opendata import sheet_reader
from opendata.sheets import Cell, reading
from tests import tables


def refusal_of(content, name="budget.xlsx"):
    with pytest.raises(Refusal) as refused:
        reading.read(content, name)
    return refused.value.code


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (tables.bomb_far_cell, "a.xlsx", "import.file_too_large"),
        (tables.bomb_many_rows, "a.xlsx", "import.file_too_large"),
        (tables.bomb_zip, "a.xlsx", "import.file_too_large"),
        (tables.bomb_members, "a.xlsx", "import.file_too_large"),
        (tables.with_entities, "a.xlsx", "import.not_a_table"),
        (lambda: b"<html><table><tr><td>1</td></tr></table>", "a.xlsx", "import.not_a_table"),
        (lambda: b"<html><table><tr><td>1</td></tr></table>", "a.csv", "import.not_a_table"),
        (lambda: tables.grid(("a",))[:500], "a.xlsx", "import.not_a_table"),
        (lambda: b"", "a.xlsx", "import.file_empty"),
        (lambda: tables.workbook(lambda _s, _b: None), "a.xlsx", "import.file_empty"),
        (lambda: b"%PDF-1.4", "a.pdf", "import.kind_unknown"),
        (lambda: b"0" * (20 * 1024 * 1024 + 1), "a.csv", "import.file_too_large"),
        (lambda: b"a" * 200_000 + b'"', "a.csv", "import.not_a_table"),
    ],
)
def test_a_bad_file_is_refused_and_our_memory_stays_flat(make, name, code):
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal_of(content, name) == code
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000  # kilobytes


def test_a_workbook_with_a_password_is_told_apart():
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    locked += "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert refusal_of(locked) == "import.file_encrypted"
    assert refusal_of(locked, "a.xls") == "import.file_encrypted"


def test_a_workbook_with_macros_is_not_let_in():
    file = BytesIO(tables.grid(("a",)))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refusal_of(file.getvalue()) == "import.macros"


def test_cells_keep_their_addresses_and_kinds():
    def fill(sheet, book):
        sheet.write_string("C3", "мектеп")
        sheet.write_number("D4", 0.1 + 0.2)
        sheet.write_formula("C5", "=1+1", None, "")
        sheet.write_formula("C6", "=1+1", None, 2)
        sheet.write_formula("C7", "=1/0", None, "#DIV/0!")
        sheet.write_boolean("C8", True)
        sheet.write_blank("BZ900", None, book.add_format({"bold": True}))

    (sheet,) = reading.read(tables.workbook(fill), "a.xlsx")
    assert sheet.cells == {
        (3, 3): Cell("text", "мектеп"),
        (4, 4): Cell("number", "0.3"),
        (5, 3): Cell("uncounted", ""),
        (6, 3): Cell("number", "2"),
        (7, 3): Cell("error", "#DIV/0!"),
        (8, 3): Cell("yes_no", "1"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_the_ways_offices_save_it(encoding, sign):
    text = f'Школа{sign}Сумма\r\n№ 1{sign}"1250,50"\r\n'
    (sheet,) = reading.read(text.encode(encoding), "budget.csv")
    assert [cell.text for _, cell in sorted(sheet.cells.items())] == [
        "Школа",
        "Сумма",
        "№ 1",
        "1250,50",
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.binary(max_size=400) | st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b),
    kind=st.sampled_from(["xlsx", "ods", "xls", "csv"]),
)
def test_no_bytes_crash_the_reader(content, kind):
    assert code_of(kind, content) in {None, *reading.CODES}


@cache
def a_sound_workbook() -> bytes:
    """Made once: a workbook tells the second it was made in, so two are not alike."""
    return tables.grid(tables.HEADER, (1, "№ 1", "FIR-01", tables.LOCAL, 5))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damaged_workbook_crashes_the_reader(data):
    sound = bytearray(a_sound_workbook())
    for _ in range(data.draw(st.integers(1, 8))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    assert code_of("xlsx", bytes(sound)) in {None, *reading.CODES}


def code_of(kind, content):
    """Why these bytes are refused; None when they are a table."""
    try:
        sheet_reader.read(kind, content)
    except Refusal as refusal:
        return refusal.code
    return None
