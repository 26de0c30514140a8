"""Tables for tests, made by code: as officers have them, and as nobody should send them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

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
