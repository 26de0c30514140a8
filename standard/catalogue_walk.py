"""How faults of a catalogue file are found and named: a walk over its tree. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from core.words import LANGUAGES
from standard.yaml_tree import Node

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its code, the line of the file (from 1), the requirement's code if in one.

    Facts: `key` names the place in the file ("criterion.basis"), `found` what stands there,
    `language` the language missing, `limit` the bound passed, `other_line` the first of two.
    """

    code: str
    line: int
    requirement: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def decimal_of(text: str) -> Decimal:
    """Return a number as the catalogue writes it: digits, at most one point, no sign.

    Raises:
        ValueError: the text is no such number (NaN, 1e5, -1 and 1,5 are none).
    """
    if not _NUMBER.match(text):
        raise ValueError(text)
    return Decimal(text)


def path(where: str, key: str) -> str:
    """Return the dotted place of a key in the file: "criterion.basis"."""
    key = short(key)
    return f"{where}.{key}" if where else key


def short(text: str) -> str:
    """Return at most 60 characters of what was found, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


class Walker:
    """Takes a tree apart; what is wrong is kept in `found`, with the line and the requirement."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.requirement: str | None = None

    def say(self, code: str, line: int, **facts: Any) -> None:
        self.found.append(Problem(f"catalogue.{code}", line, self.requirement, facts))

    def fields(
        self, node: Node, where: str, needed: Iterable[str], allowed: Iterable[str] = ()
    ) -> dict[str, Node]:
        """Return the known keys of a map; doubled, unknown and missing keys are named."""
        if node.kind != "map":
            self.say("shape_wrong", node.line, key=where, expected="map")
            return {}
        needed = tuple(needed)
        known = {*needed, *allowed}
        got = self.distinct(node, where)
        for key, line, _ in node.pairs:
            if key not in known:
                self.say("key_unknown", line, key=path(where, key))
        for key in needed:
            if key not in got:
                self.say("key_missing", node.line, key=path(where, key))
        return {key: value for key, value in got.items() if key in known}

    def distinct(self, node: Node, where: str) -> dict[str, Node]:
        """Return the pairs of a map by key, the first of each; a doubled key is named."""
        got: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, line, value in node.pairs:
            if key in got:
                self.say("key_doubled", line, key=path(where, key), other_line=lines[key])
            else:
                got[key], lines[key] = value, line
        return got

    def text(self, node: Node, where: str) -> str:
        """Return a text that must not be empty; "" when it is, or is no text."""
        if node.kind != "text":
            self.say("shape_wrong", node.line, key=where, expected="text")
        elif not node.text.strip():
            self.say("text_empty", node.line, key=where)
        else:
            return node.text
        return ""

    def words(self, node: Node, where: str) -> None:
        """Each language once, none empty, no other."""
        if node.kind != "map":
            self.say("shape_wrong", node.line, key=where, expected="words")
            return
        got = self.distinct(node, where)
        for key, line, _ in node.pairs:
            if key not in LANGUAGES:
                self.say("key_unknown", line, key=path(where, key))
        for language in LANGUAGES:
            if language not in got:
                self.say("language_missing", node.line, key=where, language=language)
            else:
                self.text(got[language], path(where, language))

    def shaped(self, node: Node, where: str, shape: re.Pattern[str]) -> str:
        """Return a text of the given shape, else name it and return ""."""
        text = self.text(node, where)
        if text and not shape.match(text):
            self.say("code_wrong", node.line, key=where, found=short(text))
            return ""
        return text

    def choice(self, node: Node, where: str, among: Iterable[str]) -> str:
        """Return a text that is one of the given codes, else name it and return ""."""
        text = self.text(node, where)
        if text and text not in among:
            self.say("value_unknown", node.line, key=where, found=short(text))
            return ""
        return text

    def number(self, node: Node, where: str, above_zero: bool = False) -> Decimal | None:
        """Return a Decimal; no sign, no exponent, no NaN; with `above_zero` not 0 either."""
        text = self.text(node, where)
        if not text:
            return None
        try:
            value = decimal_of(text)
        except (ValueError, InvalidOperation):
            self.say("number_wrong", node.line, key=where, found=short(text))
            return None
        if above_zero and value == 0:
            self.say("number_not_positive", node.line, key=where, found=short(text))
            return None
        return value

    def entries(self, node: Node | None, where: str) -> list[Node]:
        """Return the items of a list; none when it is no list."""
        if node is None:
            return []
        if node.kind != "list":
            self.say("shape_wrong", node.line, key=where, expected="list")
            return []
        return node.items
