"""What every application of a test process would make anew is made once: half of a page's test.

The suite makes some thousand applications. Each would compile the same addresses and the same
templates as the one before; both depend on nothing but their text. Whoever changes a template sees
it at once: what is kept bears the checksum of its source.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


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


_compile: Callable[[Rule, bool], Callable[..., Any]] = Rule._compile_builder
_builders: dict[tuple[object, ...], Callable[..., Any]] = {}


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    """The function that writes an address: of the rule's text alone, unless it has defaults."""
    if rule.defaults:
        return _compile(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in _builders:
        _builders[key] = _compile(rule, append_unknown)
    return _builders[key]


def begin() -> None:
    """From here on; for tests alone."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Templates()}
    Rule._compile_builder = _builder
