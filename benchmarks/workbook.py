"""A workbook of a budget of 10 000 lines, through the office's own pages.

Sent and looked at, confirmed, handed in; and an amendment of two cells of the exported workbook.
Memory is what this whole process took at most, server and client in one, and apart from it the
process that reads a workbook. Goals on 2 cores: looked at in 3 s, confirmed in 10 s, 300 MB.
"""

import argparse
import io
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.grounds import application, empty, folder
from core.access import Role, operator
from opendata.sheets import reading
from procurement import acts as procurement
from register import acts as register
from register.rows import PlaceRow, SchoolRow
from standard import reports as standard
from tracker.accounts import acts as accounts
from tracker.accounts import passwords

PLACE, YEAR = "41700010101000", 2027
EMAIL, PASSWORD = "officer@example.invalid", "токой арасында жол"
CATALOGUE = Path(__file__).parent.parent / "standard/catalogue/2026.yaml"
HEADER = ("Мектеп", "Стандарттын талабы", "Каржы булагы", "Сумма, сом", "Эскертүү")
SOURCES = ("local_own", "republican", "special_means")


def place_of_schools(writer: Engine, schools: int) -> list[str]:
    """A place with so many schools, the Standard, an officer; the codes of the requirements."""
    by = operator("KG")
    with Session(writer) as session, session.begin():
        places = [
            PlaceRow(code="KG", kind="country", parent=None, name_ky="Өлкө", name_ru=""),
            PlaceRow(code=PLACE, kind="aimak", parent="KG", name_ky="Булак", name_ru=""),
        ]
        register.load(session, by, "KG", "places", places)
        rows = [
            SchoolRow(code=code, place=PLACE, kind="secondary", name_ky=name, pupils={YEAR: 100})
            for code, name in named(schools)
        ]
        register.load(session, by, "KG", "schools", rows)
        text = CATALOGUE.read_text(encoding="utf-8")
        procurement.adopt_edition(session, by, "KG", text, on=date(2026, 1, 5))
        account = accounts.create(session, by, EMAIL, Role.OFFICER, PLACE)
        passwords.set_hash(session, account.id, passwords.hash_of(PASSWORD))
        return [card.code for card in standard.requirements(session)]


def named(schools: int) -> Iterator[tuple[str, str]]:
    """The code and name of each school."""
    return ((f"S-{number:04d}", f"№ {number} мектеп") for number in range(1001, 1001 + schools))


def workbook(rows: int, schools: int, requirements: list[str]) -> bytes:
    """An officer's own table with so many lines."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Бюджет")
    sheet.write_row(0, 0, HEADER)
    lines = product(named(schools), requirements, SOURCES)
    for row, ((_code, name), requirement, source) in enumerate(islice(lines, rows), start=1):
        sheet.write_row(row, 0, (name, requirement, source, 1000.5 + row, "план"))
    book.close()
    return file.getvalue()


def edited(content: bytes, cells: dict[int, float]) -> bytes:
    """A template with other sums in some of its rows, as a person leaves it."""
    sheets = reading.read(content, "a.xlsx")
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for told in sheets:
        sheet = book.add_worksheet(told.name)
        sums = next((c for (r, c), cell in told.cells.items() if cell.text == "amount"), None)
        for (row, column), cell in told.cells.items():
            if column == sums and row in cells and told is sheets[0]:
                sheet.write_number(row - 1, column - 1, cells[row])
            elif cell.kind == "number":
                sheet.write_number(row - 1, column - 1, float(cell.text))
            else:
                sheet.write_string(row - 1, column - 1, cell.text)
    book.close()
    return file.getvalue()


class Officer:
    """Somebody at the office's pages, with a stop-watch."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.taken: dict[str, tuple[float, float]] = {}

    def timed(self, name: str, method: str, path: str, **how: Any) -> Any:
        """Ask for a page, and remember how many seconds it took in all: of the clock, of CPU."""
        began, worked = time.perf_counter(), _cpu()
        answer = getattr(self.client, method)(path, **how)
        seconds, cpu = self.taken.get(name, (0.0, 0.0))
        self.taken[name] = (seconds + time.perf_counter() - began, cpu + _cpu() - worked)
        assert answer.status_code in (200, 303), (path, answer.status_code, answer.text[:4000])
        return answer

    def fields(self, text: str) -> dict[str, str]:
        """The hidden fields of a page's last form."""
        own = text.split("<form")[-1]
        return {
            name: value
            for name in ("csrf_token", "once", "seen", "number")
            for value in re.findall(rf'name="{name}"[^>]*value="([^"]*)"', own)
        }

    def sends(self, name: str, content: bytes) -> Any:
        """Send a workbook; the page that shows what would happen."""
        path = f"/ky/office/imports/new?place={PLACE}&year={YEAR}"
        token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', self.client.get(path).text)
        form = {"csrf_token": token[1] if token else "", "file": (io.BytesIO(content), "a.xlsx")}
        sent = self.timed(name, "post", path, data=form, content_type="multipart/form-data")
        return sent.location, self.timed(name, "get", sent.location).text

    def confirms(self, name: str, path: str, text: str) -> None:
        """Confirm what was shown; the receipt."""
        done = self.timed(name, "post", path, data=self.fields(text))
        self.timed(name, "get", done.location)

    def hands_in(self, name: str) -> None:
        """Hand the draft in."""
        path = f"/ky/office/budgets/{PLACE}/{YEAR}/submit"
        fields = self.fields(self.client.get(path).text)
        self.timed(name, "post", path, data=fields)


def _cpu() -> float:
    """CPU seconds of this process and of the readers it has started."""
    own, readers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + readers.ru_utime + readers.ru_stime


READER = """
import resource, subprocess, sys
command = [sys.executable, "-m", "opendata.sheet_reader", "xlsx"]
subprocess.run(command, stdin=open(sys.argv[1], "rb"), stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def reader_megabytes(content: bytes, here: Path) -> int:
    """What the process that reads a workbook takes at most.

    It is started from a small process: what a child is said to have taken is never less than its
    parent took.
    """
    file = here / "a.xlsx"
    file.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", READER, str(file)], capture_output=True, check=True
    )
    return int(done.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--schools", type=int, default=150)
    options = parser.parse_args()
    with folder() as here:
        writer = empty(here / "base.db")
        requirements = place_of_schools(writer, options.schools)
        writer.dispose()
        content = workbook(options.rows, options.schools, requirements)
        officer = Officer(application(here / "base.db", here / "instance").test_client())
        signing = officer.fields(officer.client.get("/ky/accounts/sign-in").text)
        signing |= {"email": EMAIL, "password": PASSWORD}
        officer.timed("sign in", "post", "/ky/accounts/sign-in", data=signing)
        exported = _measured(officer, content)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        reader = reader_megabytes(exported, here)
    print(f"rows {options.rows}, bytes {len(content)}, of the export {len(exported)}")
    print(f"memory at most: server {most} MB, reader {reader} MB (goal 300)")


def _measured(officer: Officer, content: bytes) -> bytes:
    """Each step once; the workbook as it was exported."""
    officer.confirms("commit", *officer.sends("preview", content))
    path = f"/ky/office/budgets/{PLACE}/{YEAR}/template.xlsx"
    exported = officer.timed("export", "get", path).data
    again = edited(exported, {3: 5.0, 4: 6.5})
    officer.confirms("commit again", *officer.sends("preview of two cells", again))
    officer.hands_in("hand in")
    bare = officer.taken["sign in"][1]
    for name, (seconds, cpu) in officer.taken.items():
        print(f"{name:22} {seconds:6.2f} s, CPU {cpu:6.2f} s, {cpu / bare:6.1f} x sign in")
    return exported


if __name__ == "__main__":
    main()
