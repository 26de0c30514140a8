"""Settings: every one is known, can be, and is fit to serve the public with."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors import make_app, make_production
from tracker import config, create_app

ROOT = Path(__file__).parent.parent
STRONG = "kJ8s-2fQ9xLwZ0vT4nB7mR1yC6hD3gPe5aUiXoK"


def test_without_any_setting_it_is_production_on_sqlite_for_kyrgyzstan():
    read = config.read({})

    assert (read.mode, read.country, read.host, read.port) == (
        "production",
        "KG",
        "127.0.0.1",
        5000,
    )
    assert read.database_url == f"sqlite:///{ROOT / 'instance' / 'tracker.db'}"
    assert read.secret_file == ROOT / "instance" / "secret.key"
    assert read.upload_mb == 20


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRACKER_COLOUR", "green"),
        ("TRACKER_MODE", "debug"),
        ("TRACKER_DATABASE_URL", "mysql://localhost/tracker"),
        ("TRACKER_DATABASE_URL", "not an address"),
        ("TRACKER_DATABASE_URL", "sqlite://"),
        ("TRACKER_DATABASE_URL", "sqlite:///:memory:"),
        ("TRACKER_PUBLIC_URL", "tracker.example.kg"),
        ("TRACKER_PUBLIC_URL", "ftp://tracker.example.kg"),
        ("TRACKER_COUNTRY", "Kyrgyzstan"),
        ("TRACKER_PORT", "0"),
        ("TRACKER_PORT", "65536"),
        ("TRACKER_PORT", "٥٠٠٠"),
        ("PORT", "http"),
        ("TRACKER_UPLOAD_MB", "21"),
        ("TRACKER_WORKERS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_sentence(name, value):
    with pytest.raises(config.SettingError) as told:
        config.read({name: value})

    assert name in str(told.value)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_an_unknown_setting_ends_the_program():
    with pytest.raises(SystemExit, match="TRACKER_COLOUR"):
        create_app(TRACKER_COLOUR="green")


def test_port_goes_before_tracker_port():
    assert config.read({"TRACKER_PORT": "5001", "PORT": "5002"}).port == 5002


def test_a_relative_database_lies_in_the_instance_and_an_absolute_one_where_it_says():
    read = config.read({"TRACKER_INSTANCE": "/srv/i", "TRACKER_DATABASE_URL": "sqlite:///a.db"})
    assert read.database_url == "sqlite:////srv/i/a.db"
    read = config.read({"TRACKER_DATABASE_URL": "sqlite:////srv/b.db"})
    assert read.database_url == "sqlite:////srv/b.db"


def test_every_setting_has_a_purpose_and_a_default_that_can_be():
    for setting in config.SETTINGS:
        assert setting.name.startswith("TRACKER_")
        assert setting.purpose
        setting.read(setting.default)


@pytest.mark.parametrize(
    ("secret", "mode", "url", "sentence"),
    [
        (None, 0o600, "https://t.example.kg", "has to exist"),
        ("short", 0o600, "https://t.example.kg", "too weak"),
        ("a" * 64, 0o600, "https://t.example.kg", "too weak"),
        (STRONG, 0o644, "https://t.example.kg", "0600"),
        (STRONG, 0o600, "http://t.example.kg", "https"),
    ],
)
def test_production_does_not_start_unguarded(tmp_path, secret, mode, url, sentence):
    if secret is not None:
        (tmp_path / "secret.key").write_text(secret)
        (tmp_path / "secret.key").chmod(mode)

    with pytest.raises(SystemExit, match=sentence):
        create_app(TRACKER_MODE="production", TRACKER_INSTANCE=tmp_path, TRACKER_PUBLIC_URL=url)


def test_production_starts_with_a_strong_secret_and_https(tmp_path):
    app = make_production(f"sqlite:///{tmp_path}/t.db", tmp_path)

    assert app.config["TRACKER"].hosts == ["tracker.example.kg"]
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_the_example_makes_its_own_secret_once_and_keeps_it_from_others(tmp_path):
    first = make_app(f"sqlite:///{tmp_path}/t.db", tmp_path / "instance").secret_key
    again = make_app(f"sqlite:///{tmp_path}/t.db", tmp_path / "instance").secret_key

    assert first == again
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "instance" / "secret.key").stat().st_mode) == 0o600


def test_commands_work_without_what_only_serving_needs(tmp_path):
    environ = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "accounts", "create", "--help"],
        cwd=ROOT,
        env={**environ, "TRACKER_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "--place" in done.stdout
