"""An unchanged page: the CPU time of a 304 beside a route that answers with nothing."""

import argparse

from flask import Flask

from benchmarks.grounds import application, filled, folder, interleaved
from benchmarks.school_page import YEAR, getter
from tracker.example.synthetic import school_code


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000, help="purchase lines in the base")
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    page = f"/ky/schools/{school_code(0)}/{YEAR}"
    with folder() as here:
        app: Flask = application(filled(here / "base.db", options.lines), here)
        app.add_url_rule("/benchmark/empty", "benchmark_empty", lambda: "")
        client = app.test_client()
        tag = client.get(page).headers["ETag"]

        def unchanged() -> None:
            answer = client.get(page, headers={"If-None-Match": tag})
            if answer.status_code != 304:
                raise SystemExit(f"{page}: {answer.status_code}")

        taken = interleaved(
            {
                "empty route": getter(app, "/benchmark/empty"),
                "304": unchanged,
                "whole page": getter(app, page),
            },
            options.rounds,
        )
    for name, seconds in taken.items():
        print(f"{name:12} {seconds * 1000:8.2f} ms CPU")
    print(f"304 : empty route  {taken['304'] / taken['empty route']:.2f}  (goal 3)")
    print(f"page : 304         {taken['whole page'] / taken['304']:.2f}")


if __name__ == "__main__":
    main()
