"""The site as files: a whole country, the same after one act, and a frozen page beside a live one.

The country has the schools of --schools, each with few purchases (--lines a year): what a frozen
site costs goes with its pages. The live page is the same school's, asked of the application.
"""

import argparse
import json
import os
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from benchmarks.grounds import application, cpu, filled, folder, told
from core.access import Actor, Grant, Role
from core.words import LANGUAGES
from procurement import acts as procurement
from register import reports as register
from tracker.example import synthetic
from tracker.extensions import db, writer
from tracker.freeze import extent as extents
from tracker.freeze.extent import Wish
from tracker.freeze.links import Links
from tracker.freeze.marks import Marks
from tracker.freeze.rendering import Workshop, in_turn
from tracker.freeze.site import Frozen, freeze

YEARS = 2


def run(app: Flask, target: Path, what: str, wish: Wish) -> Frozen:
    """Freeze, and print the clock and the CPU of it, that of its processes with it."""
    began, before = time.monotonic(), _spent()
    with app.app_context():
        done = freeze(target, wish, progress=told)
    clock, spent = time.monotonic() - began, _spent() - before
    print(
        f"{what:18} {clock:7.1f} s by the clock, {spent:7.1f} s CPU; pages {done.pages},"
        f" files written {done.written}, unchanged {done.unchanged}, MB {done.bytes // 1_000_000}"
    )
    return done


def _spent() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, whose))


def one_act(app: Flask) -> None:
    """A supplier is named by the aimak of the first school: an act of that place."""
    with app.app_context():
        place = register.lineage(db.session(), synthetic.school_code(0))[1]
        officer = Actor(synthetic.OFFICER, (Grant(Role.OFFICER, place),))
        number = int(time.time())
        with Session(writer()) as session, session.begin():
            procurement.name_supplier(
                session, officer, place, name="ЖЧК", inn=f"0{number:013d}", is_person=False
            )


def pages(app: Flask, stage: Path, schools: int, rounds: int) -> tuple[float, float]:
    """CPU seconds of a school's page in three languages: frozen, and asked of the application."""
    client = app.test_client()
    with app.app_context():
        found = extents.told(app, db.session(), Wish())
        shop = Workshop(Links(found, ()), Marks(db.session(), "", ""), stage, {})
        sheets = [sheet for sheet in found.sheets if sheet.name == "school"][: schools * YEARS]

    def frozen() -> None:
        with app.app_context():
            in_turn(shop, sheets)

    def live() -> None:
        for sheet in sheets:
            for lang in LANGUAGES:
                client.get(f"/{lang}/{sheet.path}")

    works: dict[str, Callable[[], None]] = {"frozen": frozen, "live": live}
    taken = {name: min(cpu(work) for _ in range(rounds)) for name, work in works.items()}
    return taken["frozen"] / len(sheets), taken["live"] / len(sheets)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=230)
    parser.add_argument("--lines", type=int, default=20, help="purchase lines a school and year")
    parser.add_argument("--base", type=Path, help="used if it is there, kept if not")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    synthetic.LINES_OF_A_SCHOOL = options.lines
    with folder() as here:
        lines = options.schools * options.lines * YEARS
        kept = filled(options.base, lines) if options.base else None
        base = here / "base.db"
        if kept:
            shutil.copy(kept, base)  # the act is entered in a copy
        app = application(filled(base, lines), here)
        of_file, of_server = pages(app, here, 5, options.rounds)
        run(app, here / "site", "whole", Wish())
        run(app, here / "site", "nothing entered", Wish())
        one_act(app)
        run(app, here / "site", "after one act", Wish())
        manifest = json.loads((here / "site/manifest.json").read_text("utf-8"))
    print(f"entries in the manifest: {len(manifest['files'])}; cores: {os.cpu_count()}")
    beside = f"{of_file * 1e3:.1f} : {of_server * 1e3:.1f} ms CPU a school and year"
    print(f"frozen : live      {of_file / of_server:.2f} ({beside})")


if __name__ == "__main__":
    main()
