"""The engines, as the program opens them: tests themselves do not wait for the disk."""

import pytest
from sqlalchemy import text

from core import engines
from tests import sparing


def test_an_act_on_sqlite_is_on_the_disk_before_it_is_acknowledged(
    monkeypatch: pytest.MonkeyPatch, sqlite_only: str
) -> None:
    monkeypatch.setattr(engines, "_sqlite", sparing.synced)
    writer = engines.open_writer(sqlite_only)
    with writer.begin() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
    writer.dispose()
