"""The school page: its CPU time in a small and in a large base, and beside a reference view.

The reference is one Core query of 150 rows through Jinja on the same application. A base given by
--small-base or --large-base is used if it is there, made and kept if not; otherwise bases are made
in a temporary folder and removed.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from flask import Flask, render_template_string
from sqlalchemy import select

from benchmarks.grounds import application, filled, folder, interleaved
from procurement.models import PurchaseLine, Share
from tracker.example.synthetic import school_code
from tracker.extensions import db

YEAR = 2026
ROWS = """<table>{% for row in rows %}<tr><td>{{ row.title }}</td><td>{{ row.requirement }}</td>
<td>{{ row.school }}</td><td>{{ row.quantity }}</td><td>{{ row.amount }}</td></tr>{% endfor %}
</table>"""


def reference(app: Flask) -> Callable[[], object]:
    """150 rows by one Core query, through Jinja."""

    def rows() -> str:
        found = db.session.execute(
            select(
                PurchaseLine.title,
                PurchaseLine.requirement,
                Share.school,
                Share.quantity,
                Share.amount,
            )
            .join(PurchaseLine, PurchaseLine.id == Share.line_id)
            .where(Share.school == school_code(0), Share.year == YEAR)
            .limit(150)
        ).all()
        return render_template_string(ROWS, rows=found)

    app.add_url_rule("/benchmark/reference", "benchmark_reference", rows)
    return getter(app, "/benchmark/reference")


def getter(app: Flask, path: str) -> Callable[[], object]:
    """GET of an address; anything but 200 ends the measurement."""
    client = app.test_client()

    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")

    return get


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000, help="purchase lines")
    parser.add_argument("--large", type=int, default=1_000_000, help="purchase lines")
    parser.add_argument("--small-base", type=Path)
    parser.add_argument("--large-base", type=Path)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    page = f"/ky/schools/{school_code(0)}/{YEAR}"
    with folder() as here:
        small = filled(options.small_base or here / "small.db", options.small)
        large = filled(options.large_base or here / "large.db", options.large)
        of_small, of_large = application(small, here), application(large, here)
        taken = interleaved(
            {
                "reference view": reference(of_small),
                "small base": getter(of_small, page),
                "large base": getter(of_large, page),
            },
            options.rounds,
        )
    for name, seconds in taken.items():
        print(f"{name:16} {seconds * 1000:8.2f} ms CPU")
    print(f"large : small      {taken['large base'] / taken['small base']:.2f}  (goal 1.2)")
    print(f"small : reference  {taken['small base'] / taken['reference view']:.2f}  (goal 3)")


if __name__ == "__main__":
    main()
