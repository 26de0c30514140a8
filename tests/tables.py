"""Tables for tests, made by code: as officers have them, and as nobody should send them."""

import io
import struct
import zipfile
from collections.abc import Callable
from html import escape
from typing import Any

import xlsxwriter

from opendata.sheets import NUMBER, address, reading

HEADER = ("№", "Школа", "Требование", "Источник финансирования", "Сумма, сом")
LOCAL = "местный бюджет: собственные доходы"


def workbook(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """The bytes of an .xlsx with one sheet filled by `fill(sheet, book)`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, options)
    fill(book.add_worksheet("Лист1"), book)
    book.close()
    return file.getvalue()


def grid(*rows: tuple[Any, ...], top: int = 0) -> bytes:
    """A sheet with these rows; numbers are numbers, texts texts."""

    def fill(sheet: Any, _book: Any) -> None:
        for number, row in enumerate(rows, start=top):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)

    return workbook(fill)


def officers_own(sheet: Any, _book: Any) -> None:
    """A budget as officers have it; rows 8 and 9 have a fault each, row 11 a wrong sum."""
    sheet.merge_range("A1:G1", "Булак айыл аймагынын 2026-жылга коопсуздук бюджети")
    sheet.merge_range("A2:G2", "(миң сом)")
    sheet.merge_range("A4:A5", "№")
    sheet.merge_range("B4:B5", "Мектептин аталышы")
    sheet.merge_range("C4:C5", "Стандарттын талабы")
    sheet.merge_range("D4:D5", "Каржы булагы")
    sheet.merge_range("E4:F4", "План")
    sheet.write_string("E5", "2025-ж.")
    sheet.write_string("F5", "2026-ж.")
    sheet.merge_range("G4:G5", "Эскертүү")
    for column in range(7):
        sheet.write_number(5, column, column + 1)
    own = "жергиликтүү бюджет: өздүк кирешелер"
    body = [
        (1, "№ 1 мектеп", "FIR-01", own, 10, "12,5", ""),
        (2, "№ 2 мектеп", "FIR-01", own, 0, "12x", ""),
        (3, "№ 2 мектеп", "FIR-02", own, 0, None, "формула"),
        (4, "Булак айыл аймагы", "FIR-02", "республикалык бюджет", 0, 1.25, ""),
    ]
    for number, row in enumerate(body, start=6):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif value not in (None, ""):
                sheet.write_number(number, column, value)
    sheet.write_formula("F9", "=E9*2", None, "")
    sheet.write_string("B11", "Жыйынтыгы")
    sheet.write_number("F11", 999)
    sheet.write_string("B13", "Башкы эсепчи: ____________")


def bomb_far_cell() -> bytes:
    """One cell at the last address there is: a few kilobytes that reserve a whole sheet."""
    return workbook(lambda sheet, _: [sheet.write(0, 0, 1), sheet.write(1_048_575, 16_383, 1)])


def bomb_many_rows(count: int = 60_000) -> bytes:
    """More rows than any budget has."""

    def fill(sheet: Any, _book: Any) -> None:
        for row in range(count):
            sheet.write_number(row, 0, row)

    return workbook(fill, constant_memory=True)


def bomb_zip(megabytes: int = 60) -> bytes:
    """Noughts, packed a thousandfold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (megabytes * 1024 * 1024))
    return file.getvalue()


def bomb_members(count: int = 300) -> bytes:
    """Many empty members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"xl/{number}.xml", b"")
    return file.getvalue()


def with_entities() -> bytes:
    """A workbook whose sheet declares entities of its own: a laugh that grows."""
    sound = zipfile.ZipFile(io.BytesIO(grid(("a",))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            content = sound.read(name)
            if name.endswith("sheet1.xml"):
                laugh = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'
                content = content.replace(b"<worksheet", laugh, 1)
            archive.writestr(name, content)
    return file.getvalue()


def edited(content: bytes, cells: dict[str, Any]) -> bytes:
    """A workbook with other values in some cells of its first sheet, as a person leaves it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for number, told in enumerate(reading.read(content, "a.xlsx")):
        sheet = book.add_worksheet(told.name)
        for (row, column), cell in told.cells.items():
            if number == 0 and address(row, column) in cells:
                continue
            value = float(cell.text) if cell.kind == NUMBER else cell.text
            sheet.write(row - 1, column - 1, value)
        if number == 0:
            for at, value in cells.items():
                sheet.write(at, value)
    book.close()
    return file.getvalue()


def ods(*rows: tuple[str | float, ...]) -> bytes:
    """The smallest .ods there can be: one sheet with these rows."""
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    cells = "".join(
        "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces}>'
        f'<office:body><office:spreadsheet><table:table table:name="Бюджет">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return file.getvalue()


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def _ods_cell(value: str | float) -> str:
    if isinstance(value, str):
        text = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def xls(*rows: tuple[str | float, ...]) -> bytes:
    """The smallest .xls there can be: one sheet with these rows, as Excel 97 kept it."""
    name = "Бюджет"
    cells = b"".join(
        _xls_cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    book, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), _record(0x0A, b"")
    text = name.encode("utf-16-le")
    first = len(book) + 4 + 8 + len(text) + len(end)  # where the sheet begins
    listed = _record(0x0085, struct.pack("<IBBBB", first, 0, 0, len(name), 1) + text)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    return _compound("Workbook", book + listed + end + sheet + size + cells + end)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xls_cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        text = struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, text)
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream: its header, its table of sectors, its folder, the stream."""
    none, end, free = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, end, *range(3, 2 + sectors), end]
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(24, b"\0")
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        told = struct.pack("<64sHBBIII", text, len(text) + 2, kind, 1, none, none, child)
        return told + struct.pack("<16xI8x8xIQ", 0, start, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, none, 2, len(stream))
    return (
        header
        + struct.pack("<128I", *table, *[free] * (128 - len(table)))
        + folder.ljust(512, b"\0")
        + stream
    )
