"""Alembic's environment: `flask --app app db upgrade` and the start of the program run it.

Migrations write through the application's own writer, so that on SQLite tables are made inside
our transaction and a failed migration leaves nothing half done.
"""

from importlib import import_module

from alembic import context
from sqlalchemy.types import TypeDecorator

from core.models import Base
from opendata.search.models import is_ours
from tracker.extensions import writer

ROOMS = ("journal", "register", "standard", "budgets", "procurement", "oversight", "opendata")
for room in (*ROOMS, "tracker.accounts"):
    import_module(f"{room}.models")
import_module("tracker.receipts")


def plain_sql(kind: str, thing: object, _context: object) -> str | bool:
    """Write our own column types as what they store: history must outlive today's code."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def run() -> None:
    """Bring the database to the revision asked for."""
    with writer().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=plain_sql,
            include_name=is_ours,
            render_as_batch=True,
            compare_type=False,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
