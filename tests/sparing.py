"""What every application of a test process would make anew is made once: half of a page's test.

The suite makes some thousand applications and twice as many engines. Each would compile the same
addresses, templates and statements as the one before; all depend on nothing but their text (and
a statement on the kind of database). Whoever changes a template sees it at once: what is kept bears
the checksum of its source.
"""

import gc
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from core import engines


class Templates(BytecodeCache):
    """Compiled templates of the process, by name and source."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of this source, if anything was."""
        content = self.kept.get((bucket.key, bucket.checksum))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_compile = Rule.compile
_rules: dict[tuple[object, ...], dict[str, Any]] = {}


def _compiled(rule: Rule) -> None:
    """Compile an address: what comes of it depends on its text alone, unless it has defaults."""
    if rule.defaults:
        _compile(rule)
        return
    key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes)
    if key not in _rules:
        _compile(rule)
        parts = ("_parts", "_trace", "_converters", "arguments")
        _rules[key] = {name: getattr(rule, name) for name in parts}
        _rules[key] |= {name: getattr(rule, name).__func__ for name in ("_build", "_build_unknown")}
    kept = dict(_rules[key])
    for name in ("_build", "_build_unknown"):
        kept[name] = kept[name].__get__(rule)
    vars(rule).update(kept)


_open = engines._open
synced = engines._sqlite
_statements: dict[type, LRUCache[Any, Any]] = {}


def _of_one_mind(engine: Engine) -> Engine:
    """An engine that keeps the statements it compiled together with all engines of its kind."""
    kind = type(engine.dialect)
    engine._compiled_cache = _statements.setdefault(kind, LRUCache(5000))
    return engine


def _unsynced(engine: Engine, *pragmas: str, begin: str) -> None:
    """SQLite that does not wait for the disk: no test cuts the power."""
    synced(engine, *pragmas, "PRAGMA synchronous=OFF", begin=begin)


def begin() -> None:
    """From here on; for tests alone."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Templates()}
    Rule.compile = _compiled
    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        kind.__hash__ = lambda self: hash(type(self))
        kind.__eq__ = lambda self, other: type(self) is type(other)
    engines._open = lambda *told, **how: _of_one_mind(_open(*told, **how))
    engines._sqlite = _unsynced
    gc.set_threshold(50_000, 20, 50)
