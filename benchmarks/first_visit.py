"""A first visit by a slow net: when the largest thing of a page is seen, and what came for it.

Chromium by the profile "Slow 3G" of its own tools (400 kbit/s, 2 s of latency), its processor
slowed four times, a screen of 360 px, nothing kept from before; the example district. Beside each
page stands an empty page of the same server: what the net alone takes. Needs Chromium and
playwright (requirements-dev.txt).
"""

import argparse
import threading
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from benchmarks.grounds import application, folder
from core.engines import open_writer
from core.models import Base
from procurement.models import Purchase
from register.models import School
from tracker import example

SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER = 4
SEEN = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
})"""
EMPTY = "<!doctype html><title>.</title><h1>.</h1>"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with folder() as here:
        path = here / "example.db"
        app = application(_loaded(path), here)
        app.add_url_rule("/benchmark/empty", "benchmark_empty", lambda: EMPTY)
        pages = _pages(path)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            chromium = play.chromium.launch(
                executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for name, address in pages.items():
                visits = [
                    _visit(chromium, f"http://127.0.0.1:{server.server_port}", address)
                    for _ in range(options.rounds)
                ]
                seen, size, asked = sorted(visits)[len(visits) // 2]
                print(
                    f"{name:10} seen after {seen / 1000:5.2f} s  {size:7} bytes  {asked} requests"
                )
        server.shutdown()


def _loaded(path: Path) -> Path:
    engine = open_writer(f"sqlite:///{path}")

    Base.metadata.create_all(engine)
    example.load(engine, lambda _told: None)
    engine.dispose()
    return path


def _pages(path: Path) -> dict[str, str]:
    engine = open_writer(f"sqlite:///{path}")
    with Session(engine) as session:
        school = session.execute(select(School.code, School.place).order_by(School.code)).first()
        assert school is not None
        purchase, year = session.execute(
            select(Purchase.id, Purchase.year)
            .where(Purchase.status == "closed")
            .order_by(Purchase.year.desc(), Purchase.id)
        ).first() or (1, 2026)
    engine.dispose()
    return {
        "empty page": "/benchmark/empty",
        "home": "/ky/",
        "place": f"/ky/places/{school.place}/{year}",
        "school": f"/ky/schools/{school.code}/{year}",
        "purchase": f"/ky/purchases/{purchase}",
    }


def _visit(chromium: Browser, site: str, address: str) -> tuple[float, int, int]:
    """When the largest thing was painted (ms), bytes over the wire, how many requests."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, base_url=site)
    page = context.new_page()
    wire: Any = context.new_cdp_session(page)
    came: list[int] = []
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    wire.on("Network.loadingFinished", lambda one: came.append(int(one["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    seen: float = page.evaluate(SEEN)
    context.close()
    return seen, sum(came), sum(size > 0 for size in came)


if __name__ == "__main__":
    main()
