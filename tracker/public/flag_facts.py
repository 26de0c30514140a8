"""What flags looked at, as files, and the script that looks at it again."""

import csv
import json
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from flask import Response, abort

from core import clock
from core.fiscal import is_year
from oversight import recompute
from oversight.reports import published
from oversight.reports.published import FactsRow
from register import reports as register
from tracker import queries
from tracker.extensions import db
from tracker.pages import as_of, page
from tracker.public import public

SCRIPT = Path(recompute.__file__)


@public.get("/places/<code:code>/<int:year>/flag-facts.csv")
@page("code")
def place_flag_facts(code: str, year: int) -> Response:
    """What flags looked at in a holder's year: a row for each purchase, and one for the year."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(published.COLUMNS)
    writer.writerows(row.texts() for row in _rows(code, year))
    content = out.getvalue().encode("utf-8-sig")
    return _file(content, "text/csv; charset=utf-8", f"flag-facts-{code}-{year}.csv")


@public.get("/places/<code:code>/<int:year>/flag-facts.jsonl")
@page("code")
def place_flag_facts_jsonl(code: str, year: int) -> Response:
    """The same as JSON Lines."""
    lines = (
        json.dumps(asdict(row), ensure_ascii=False, sort_keys=True) for row in _rows(code, year)
    )
    content = "".join(f"{line}\n" for line in lines).encode()
    return _file(content, "application/jsonl; charset=utf-8", f"flag-facts-{code}-{year}.jsonl")


@public.get("/flags/recompute.py")
@page()
def flags_recompute() -> Response:
    """The script that looks again, as it stands in the repository."""
    queries.read({})
    return _file(SCRIPT.read_bytes(), "text/x-python; charset=utf-8", SCRIPT.name)


def _rows(code: str, year: int) -> list[FactsRow]:
    queries.read({})
    if register.place(db.session, code) is None or not is_year(year):
        abort(404)
    return list(published.of_holder(db.session(), code, year, clock.today(), as_of().size))


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
