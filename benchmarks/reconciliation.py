"""Payments beside an extract of 5 000 lines: read in its own process, understood, matched.

The extract is invented: most rows are our payments, every tenth without its document, every
twentieth with another sum, some missing on either side. Beside it one pass over the rows that only
counts, so that the figure can be compared between machines.
"""

import argparse
import io
import random
import time
from datetime import date, timedelta

import xlsxwriter

from core.money import from_tyiyn
from opendata.reconciliation import Ours, Theirs, extract, rules
from opendata.sheets import reading

HEAD = ("Дата", "Номер документа", "ИНН", "Получатель", "Сумма", "Назначение платежа")
FIRST = date(2026, 1, 5)


def payments(count: int, chance: random.Random) -> list[Ours]:
    """Invented payments under a contract for every five of them; a tenth of one round sum."""
    return [
        Ours(
            key=number,
            on=FIRST + timedelta(days=chance.randrange(350)),
            amount=from_tyiyn(chance.choice((1_000_000, *[chance.randrange(10**7) + 1] * 9))),
            document=f"П-{number}",
            inn=f"{number % 400:014d}",
            name=f"«Сыноо {number % 400}» ЖЧК",
            contract=f"К-{number // 5}/2026",
        )
        for number in range(count)
    ]


def rows_of(ours: list[Ours], chance: random.Random) -> list[Theirs]:
    """The same as a treasury would have them, with what goes wrong."""
    rows = []
    for one in ours:
        if chance.random() < 0.03:
            continue
        amount = one.amount * 2 if one.key % 20 == 5 else one.amount
        document = "" if one.key % 10 == 0 else f"000{one.document}"
        purpose = f"Оплата по договору № {one.contract} за оборудование"
        rows.append(Theirs(one.key, one.on, amount, document, one.inn, one.name, purpose))
    chance.shuffle(rows)
    return rows


def workbook(rows: list[Theirs]) -> bytes:
    """The extract as an .xlsx."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Выписка")
    sheet.write_row(0, 0, HEAD)
    for number, row in enumerate(rows, start=1):
        told = (f"{row.on:%d.%m.%Y}", row.document, row.inn, row.name)
        sheet.write_row(number, 0, [*told, float(row.amount), row.purpose])
    book.close()
    return file.getvalue()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    options = parser.parse_args()
    chance = random.Random(26)
    ours = payments(options.rows, chance)
    content = workbook(rows_of(ours, chance))
    began, cpu = time.perf_counter(), time.process_time()
    (sheet,) = reading.read(content, "extract.xlsx")
    read = time.perf_counter()
    told = extract.read(extract.guessed(sheet), date(2026, 1, 1), date(2026, 12, 31))
    understood = time.perf_counter()
    found = rules.matched(ours, told.rows)
    done, busy = time.perf_counter(), time.process_time() - cpu
    sum(cell.text == "" for cell in sheet.cells.values())
    counted = time.perf_counter() - done
    print(f"rows {len(told.rows)}, payments {len(ours)}, faults {len(told.errors)}")
    print(f"read in its own process {read - began:6.2f} s")
    print(f"understood              {understood - read:6.2f} s")
    print(f"matched                 {done - understood:6.2f} s")
    print(f"all                     {done - began:6.2f} s  (goal 5)")
    print(f"CPU of this process     {busy:6.2f} s")
    print(f"all : one pass over its cells  {(done - began) / max(counted, 1e-6):.0f}")
    print({name: str(value) for name, value in rules.tally(found).items()})


if __name__ == "__main__":
    main()
