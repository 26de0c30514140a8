"""The history of the tables: up, down, up again; models and migrations agree; one head."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from core.models import Base
from opendata.search.models import is_ours
from tests.test_house_floors import ROOT
from tracker import create_app
from tracker.extensions import writer


@pytest.fixture
def bare(tmp_path: Path, url_of_nothing: str) -> Flask:
    """An application over a database without a table."""
    return create_app(
        TRACKER_MODE="example",
        TRACKER_INSTANCE=str(tmp_path),
        TRACKER_DATABASE_URL=url_of_nothing,
    )


def test_there_is_one_head() -> None:
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1


def test_up_down_and_up_again(bare: Flask) -> None:
    with bare.app_context():
        upgrade()
        downgrade(revision="base")
        left = set(inspect(writer()).get_table_names()) - {"alembic_version"}
        assert left == set()
        upgrade()
        assert set(inspect(writer()).get_table_names()) >= set(Base.metadata.tables)


def test_models_and_migrations_agree(bare: Flask) -> None:
    with bare.app_context():
        upgrade()
        with writer().connect() as connection:
            options = {"compare_type": False, "include_name": is_ours}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, Base.metadata) == []


def test_every_revision_says_why_and_how_back() -> None:
    for revision in ScriptDirectory(str(ROOT / "migrations")).walk_revisions():
        text = revision.module.__doc__ or ""
        for heading in ("Why: ", "Old rows: ", "Way back: "):
            assert heading in text, revision.revision
