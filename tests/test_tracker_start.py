"""`make run`: what starts, what is said, and what does not start."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
MIGRATIONS = ROOT / "migrations" / "versions"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def start(instance, port, **settings):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER")}
    environ |= {
        "TRACKER_MODE": "example",
        "TRACKER_INSTANCE": str(instance),
        "PORT": str(port),
        **settings,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tracker.start"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def refused(process):
    """Exit code and the one sentence of a start that is refused."""
    out, err = process.communicate(timeout=60)
    assert out == ""
    (sentence,) = err.strip().splitlines()
    return process.returncode, sentence


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    if not list(MIGRATIONS.glob("*.py")):
        pytest.skip("no migrations yet")
    return tmp_path_factory.mktemp("start") / "instance"


@pytest.fixture
def run():
    """Starts the program; ends it, by its own process, when the test is over."""
    started = []

    def begin(instance, **settings):
        port = free_port()
        # One worker: a second that still loads when the end comes is waited for, ten seconds long.
        process = start(instance, port, TRACKER_WORKERS="1", **settings)
        started.append(process)
        alarm = threading.Timer(240, process.kill)
        alarm.start()
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Ready:"):
                break
        alarm.cancel()
        return port, lines

    yield begin
    for process in started:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        code, sentence = refused(start(tmp_path, port))

    assert code == 1
    assert f"Port {port} is taken" in sentence


def test_an_unknown_setting_is_one_sentence(tmp_path):
    code, sentence = refused(start(tmp_path, free_port(), TRACKER_COLOUR="green"))

    assert code == 1
    assert "TRACKER_COLOUR" in sentence


def test_production_does_not_start_without_its_guards(tmp_path):
    process = start(tmp_path, free_port(), TRACKER_MODE="production")
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (1, "")
    assert "https" in err
    assert "secret file" in err


def test_a_base_newer_than_the_program_is_left_alone(tmp_path):
    path = tmp_path / "tracker.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        base.execute("INSERT INTO alembic_version VALUES ('9999')")
    code, sentence = refused(start(tmp_path, free_port()))

    assert code == 1
    assert "newer than this program" in sentence
    with sqlite3.connect(path) as base:
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert tables == [("alembic_version",)]


def assert_each_page_is_there(addresses):
    """What `make run` says to look at first; behind a door is where one signs in."""
    assert len(addresses) > 5
    for address in addresses:
        with urlopen(address, timeout=20) as page:
            behind = re.search("/(office|council|partner)/", address)
            assert ("sign-in" in page.url) is bool(behind), address


def test_the_example_starts_signs_in_its_people_and_starts_again_alike(instance, run):
    port, first = run(instance)
    assert first[-1] == f"Ready: http://127.0.0.1:{port}"
    people = [line.split("\t") for line in first if line.startswith("sign-in\t")]
    assert {"officer", "approver", "school", "council"} <= {role for _, role, *_ in people}
    assert all(len(fields) == 5 for fields in people)
    assert_each_page_is_there([line.split("\t")[1] for line in first if line.startswith("look\t")])
    assert stat.S_IMODE((instance / "example-accounts.json").stat().st_mode) == 0o600
    with urlopen(f"http://127.0.0.1:{port}/ky/accounts/sign-in", timeout=20) as page:
        assert re.search('<html lang="ky"', page.read().decode())

    _port, second = run(instance)
    assert [line for line in second if line.startswith("sign-in\t")] == [
        "\t".join(fields) for fields in people
    ]
