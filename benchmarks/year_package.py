"""The year's package of an aimak and of its district, in one base: time for each purchase.

Both are made from the same base in turn; the district has about five times the purchases. A base
given by --base is used if it is there, made and kept if not.
"""

import argparse
import tempfile
import time
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from benchmarks.grounds import filled, folder
from core.engines import open_reader
from opendata import package, scope
from opendata.names import names
from opendata.ocds.publishing import Publisher
from opendata.scope import Scope

YEAR = 2026
DISTRICT, AIMAK = "99000000000000", "99000000000100"


def made(session: Session, place: str) -> tuple[int, float, int]:
    """A package as a ZIP: how many purchases, seconds of CPU, statements."""
    seen: list[int] = []

    def note(*_about: object) -> None:
        seen.append(1)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as where, tempfile.TemporaryFile() as out:
        by = Publisher("http://127.0.0.1:5000", names(session, "KG"))
        of = Scope(place, YEAR)
        built = package.build(session, of, by, Path(where))
        package.archive(Path(where), built.files, out)
    seconds = time.process_time() - began
    event.remove(session.get_bind(), "before_cursor_execute", note)
    return scope.count(session, of), seconds, len(seen)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000, help="purchase lines of the base")
    parser.add_argument("--base", type=Path, help="keep the base here, or use it if it is there")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with folder() as ground:
        base = filled(asked.base or ground / "base.db", asked.lines)
        reader = open_reader(f"sqlite:///{base.resolve()}")
        with Session(reader) as session:
            rounds = [
                {place: made(session, place) for place in (AIMAK, DISTRICT)}
                for _ in range(asked.rounds)
            ]
        reader.dispose()
    each = {}
    for place in (AIMAK, DISTRICT):
        purchases, seconds, statements = min((one[place] for one in rounds), key=lambda r: r[1])
        each[place] = seconds / purchases
        print(f"{place}: {purchases} purchases, {seconds:.2f} s, {statements} statements")
    print(f"a purchase, district : aimak  {each[DISTRICT] / each[AIMAK]:.2f}  goal 1.2")


if __name__ == "__main__":
    main()
