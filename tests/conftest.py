"""What all tests share: two databases, a small world, and where outside data is.

A test that asks for `url`, `writer`, `session` or `world` runs once on SQLite and once on
PostgreSQL. PostgreSQL is started by the suite itself (tests/postgres.py).
"""

import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.engines import open_writer
from core.models import Base
from tests import postgres, sparing
from tests.published import whole_story
from tests.world import World, build, of
from tracker import example

sparing.begin()

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def table(request: pytest.FixtureRequest) -> list[dict[str, str]]:
    """The rows of the table in the test's docstring: its first line of words are the columns."""
    lines = [line.split() for line in (request.function.__doc__ or "").splitlines() if line.strip()]
    head, *rows = lines
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real registers and files of other publishers; a test without them skips aloud."""
    folder = Path(os.environ.get("TEST_DATA", ROOT / "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"no outside data: TEST_DATA={folder}")
    return folder


def _create(url: str) -> None:
    import oversight.findings.models
    import oversight.reviews.models
    import oversight.samples.models
    import oversight.visits.models
    import oversight.voices.models  # noqa: F401
    import tracker.accounts.models
    import tracker.receipts
    import tracker.voice.models  # noqa: F401

    engine = open_writer(url)
    Base.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, to be copied: thirty times faster than made anew."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    _create(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The address of an empty PostgreSQL database, to be copied."""
    with postgres.server() as server:
        if server is None:
            pytest.skip("no PostgreSQL server binaries on this machine")
        address = postgres.create(server, "empty")
        _create(address)
        yield address


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own, with all tables."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        path = tmp_path / "test.db"
        shutil.copy(template, path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("postgres_template")
    with postgres.copy(template) as address:
        yield address


@pytest.fixture(params=DATABASES)
def url_of_nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table: what migrations begin with."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'nothing.db'}"
        return
    template = request.getfixturevalue("postgres_template")
    with postgres.new(template, source="template0") as address:
        yield address


@pytest.fixture
def writer(url: str) -> Iterator[Engine]:
    """The engine of acts."""
    engine = open_writer(url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(writer: Engine) -> Iterator[Session]:
    """One act's session; what it did is rolled back at the end unless committed."""
    with Session(writer) as session:
        yield session


@pytest.fixture(scope="session")
def sqlite_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in a SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    shutil.copy(sqlite_template, path)
    _populate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def sqlite_example(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, example.Loaded]:
    """The example district in a SQLite file, to be copied, and what its load told.

    Whichever process comes first loads it for all: it takes as long as a hundred tests.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path, said = folder / "example.db", folder / "example.told"
    with (folder / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            shutil.copy(sqlite_template, path)
            engine = open_writer(f"sqlite:///{path}")
            told = example.load(engine, lambda _progress: None)
            engine.dispose()
            said.write_bytes(pickle.dumps(told))
    return path, pickle.loads(said.read_bytes())


@pytest.fixture(scope="session")
def postgres_world(postgres_template: str) -> Iterator[str]:
    """The small world in a PostgreSQL database, to be copied."""
    with postgres.new(postgres_template) as address:
        _populate(address)
        yield address


def _populate(url: str) -> None:
    engine = open_writer(url)
    build(engine)
    engine.dispose()


@pytest.fixture(params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A district with schools, an edition, actors and a budget in force; a copy of its own."""
    if request.param == "sqlite":
        path = tmp_path / "world.db"
        shutil.copy(request.getfixturevalue("sqlite_world"), path)
        yield from _opened(f"sqlite:///{path}")
        return
    with postgres.copy(request.getfixturevalue("postgres_world")) as address:
        yield from _opened(address)


@pytest.fixture(scope="module", params=DATABASES)
def lasting_world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The small world of a whole module: what a test does in it stays for the next ones."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("lasting") / "world.db"
        shutil.copy(request.getfixturevalue("sqlite_world"), path)
        yield from _opened(f"sqlite:///{path}")
        return
    with postgres.copy(request.getfixturevalue("postgres_world")) as address:
        yield from _opened(address)


@pytest.fixture(scope="module")
def story(lasting_world: World) -> World:
    """The small world when all has happened in it (tests/published.py); for reading only."""
    return whole_story(lasting_world)


def _opened(url: str) -> Iterator[World]:
    engine = open_writer(url)
    yield of(engine)
    engine.dispose()


@pytest.fixture
def sqlite_only(url: str) -> str:
    """The address, for what is the same on both databases and shown once, on SQLite."""
    return url


@pytest.fixture
def drawing() -> None:
    """Skips aloud where Pango is absent."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        pytest.skip("no Pango on this machine: no document is drawn")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks for `sqlite_only` has no PostgreSQL twin."""
    twins = {
        item
        for item in items
        if "sqlite_only" in getattr(item, "fixturenames", ())
        and getattr(item, "callspec", None) is not None
        and "postgresql" in item.callspec.params.values()
    }
    if twins:
        config.hook.pytest_deselected(items=sorted(twins, key=lambda item: item.nodeid))
        items[:] = [item for item in items if item not in twins]
