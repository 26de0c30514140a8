"""The site in a real browser: the small world behind a real server, and people at Chromium.

A plugin: a test module says `pytest_plugins = ("tests.browser",)` and asks for `house` (the site)
and `chromium`. Without Chromium its tests skip aloud. All of a module share both: the sync driver
of Playwright runs once per thread, so nothing here lives longer than a module.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from core.access import Role
from core.engines import open_writer
from tests.doors import PASSWORD, make_app
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, World, of
from tracker import example
from tracker.accounts import acts, passwords
from tracker.accounts.models import Account

CHROMIUM = which("chromium") or which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",
    # No process is kept ready for a page that may never come: a visitor costs a third less. All
    # else is what Playwright turns off, for this switch counts only once.
    "--disable-features=SpareRendererForSitePerProcess,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,"
    "MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch",
]
PEOPLE = {
    "officer@example.invalid": (Role.OFFICER, AIMAK),
    "approver@example.invalid": (Role.APPROVER, AIMAK),
    "council@example.invalid": (Role.COUNCIL, DISTRICT),
    "school@example.invalid": (Role.SCHOOL, "S-1001"),
    "editor@example.invalid": (Role.EDITOR, COUNTRY),
}
OFFICER, APPROVER, COUNCIL, SCHOOL, EDITOR = PEOPLE


@dataclass
class House:
    """The site at its address, over a base of its own, and the browser people come with.

    `world` are the people and lines of the small world; another base has none of them.
    """

    address: str
    world: World
    chromium: Any
    opened: list[Any] = field(default_factory=list)

    def somebody(self, *, width: int = 1280, script: bool = False, **how: Any) -> Any:
        """A page of a fresh visitor: no cookies, no JavaScript unless told."""
        context = self.chromium.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            **how,
        )
        context.set_default_timeout(30_000)
        self.opened.append(context)
        return context.new_page()

    def signed_in(self, email: str, lang: str = "ky", **how: Any) -> Any:
        """A page of somebody who has just come through the door."""
        page = self.somebody(**how)
        page.goto(f"/{lang}/accounts/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def leave(self) -> None:
        """Everybody goes home."""
        while self.opened:
            self.opened.pop().close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for a module."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: the site is not looked at in a browser")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def serve(
    chromium: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Path, Callable[[Session], None]], House]]:
    """Opens houses: each a server over a copy of a base, whose people are let in first."""
    servers = []

    def served(base: Path, let_in: Callable[[Session], None]) -> House:
        folder = tmp_path_factory.mktemp("house")
        path = folder / "world.db"
        shutil.copy(base, path)
        url = f"sqlite:///{path}"
        world = of(open_writer(url))
        with Session(world.writer) as session, session.begin():
            let_in(session)
        app = make_app(url, folder / "instance")
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append((server, world))
        return House(f"http://127.0.0.1:{server.server_port}", world, chromium)

    yield served
    for server, world in servers:
        server.shutdown()
        server.server_close()
        world.writer.dispose()


@pytest.fixture(scope="module")
def open_house(serve: Callable[..., House], sqlite_world: Path) -> Callable[[], House]:
    """Opens houses over the small world, with accounts to sign in."""

    def let_in(session: Session) -> None:
        for email, (role, place) in PEOPLE.items():
            account = acts.create(session, OPERATOR, email, role, place)
            passwords.set_hash(session, account.id, passwords.hash_of(PASSWORD))

    return lambda: serve(sqlite_world, let_in)


@pytest.fixture(scope="module")
def example_house(
    serve: Callable[..., House], sqlite_example: tuple[Path, example.Loaded]
) -> House:
    """A house over the example district; everybody's password is the tests'."""

    def let_in(session: Session) -> None:
        known = passwords.hash_of(PASSWORD)
        for account in session.scalars(select(Account.id)).all():
            passwords.set_hash(session, account, known)

    return serve(sqlite_example[0], let_in)


@pytest.fixture(scope="module")
def bought_house(open_house: Callable[[], House]) -> House:
    """A house where one purchase was delivered, accepted in part and paid in part."""
    house = open_house()
    contract = house.world.contract()
    house.world.accepted(house.world.delivered(contract, {"S-1001": 7}), refused=2)
    house.world.paid(contract, "10000")
    return house


@pytest.fixture
def house(bought_house: House) -> Iterator[House]:
    """The house of the module; who came in one test is gone in the next."""
    yield bought_house
    bought_house.leave()


@pytest.fixture
def new_house(open_house: Callable[[], House]) -> Iterator[House]:
    """A house in which nothing was bought yet, for one test alone."""
    opened = open_house()
    yield opened
    opened.leave()
