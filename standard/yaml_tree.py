"""Read YAML into a tree that remembers its lines; every value stays the string that was written.

Only what a hand-written data file needs is let in: mappings, lists and scalars. Anchors, aliases
and tags are refused, so a small file cannot swell into a large tree and no object is built from
it. Scalars are never turned into numbers, dates or booleans: a quantity of 2.50 stays "2.50".
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 12
MAX_VALUES = 60_000  # what we ship has about 9 000; beyond it judging would take seconds
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """The text is no tree we read; `code` and `facts` say why, `line` where (from 1)."""

    def __init__(self, code: str, line: int, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.facts = facts


@dataclass
class Node:
    """One value of the file: `kind` is "text", "list" or "map"; `line` counts from 1."""

    kind: str
    line: int
    text: str = ""
    items: list["Node"] = field(default_factory=list)
    pairs: list[tuple[str, int, "Node"]] = field(default_factory=list)

    def get(self, key: str) -> "Node | None":
        """Return the value under the first `key` of a map, or None."""
        return next((node for name, _, node in self.pairs if name == key), None)

    def plain(self) -> Any:
        """Return the tree as dicts, lists and strings; of a doubled key the last stays."""
        if self.kind == "map":
            return {key: node.plain() for key, _, node in self.pairs}
        return [node.plain() for node in self.items] if self.kind == "list" else self.text

    def length(self) -> int:
        """Return the UTF-8 bytes of all texts at and below this node."""
        inner = sum(node.length() for node in self.items)
        inner += sum(len(key.encode()) + node.length() for key, _, node in self.pairs)
        return inner + len(self.text.encode())


def parse(text: str) -> Node:
    """Return the tree of one YAML document.

    Raises:
        Unreadable: `catalogue.too_large` (facts `size`, `limit` in bytes), `catalogue.not_yaml`,
            `catalogue.alias`, `catalogue.tag`, `catalogue.too_deep`, `catalogue.too_many_values`
            (fact `limit`), `catalogue.empty`.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise Unreadable("catalogue.too_large", 1, size=size, limit=MAX_BYTES)
    try:
        return _build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable("catalogue.not_yaml", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise Unreadable("catalogue.not_yaml", _line_of(text, error)) from error


def _line_of(text: str, error: Exception) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _build(text: str) -> Node:
    """Fold the parser's events into one tree, by a stack: no recursion to exhaust."""
    stack: list[tuple[Node, list[Node]]] = []
    root: Node | None = None
    values = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise Unreadable("catalogue.not_yaml", _line(event))
        finished = _step(event, stack)
        if finished is None:
            continue
        values += 1
        if values > MAX_VALUES:
            raise Unreadable("catalogue.too_many_values", _line(event), limit=MAX_VALUES)
        if stack:
            stack[-1][1].append(finished)
        else:
            root = finished
    if root is None or (root.kind == "text" and not root.text):
        raise Unreadable("catalogue.empty", 1)
    return root


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _step(event: yaml.Event, stack: list[tuple[Node, list[Node]]]) -> Node | None:
    """Take one event; return a node when it is finished."""
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Unreadable("catalogue.alias", line)
    if getattr(event, "tag", None) not in (None, "!"):
        raise Unreadable("catalogue.tag", line)
    if isinstance(event, yaml.ScalarEvent):
        empty = not event.style and event.value in NOTHING
        return Node("text", line, text="" if empty else event.value)
    if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
        if len(stack) >= MAX_DEPTH:
            raise Unreadable("catalogue.too_deep", line)
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
        stack.append((Node(kind, line), []))
    elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
        return _close(*stack.pop())
    return None


def _close(node: Node, children: list[Node]) -> Node:
    if node.kind == "list":
        node.items = children
        return node
    for key, value in zip(children[::2], children[1::2], strict=True):
        if key.kind != "text":
            raise Unreadable("catalogue.not_yaml", key.line)
        node.pairs.append((key.text, key.line, value))
    return node
