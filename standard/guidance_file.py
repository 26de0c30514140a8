"""The guidance as a file: publications tied to the requirements they are about. Pure.

The file is ours to write by hand (`standard/guidance/2026.yaml`), or an editor's own. `problems`
names every fault with its line; `read` gives the publications of a file without fault.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.errors import Refusal
from core.words import Words
from standard.catalogue_walk import Problem, Walker, short
from standard.yaml_tree import Node, Unreadable, parse

STANDINGS = ("sourced", "topic", "default")
"""`sourced`: the source named confirms that it exists; `topic`: only its title is known, the text
was not found; `default`: our own words, of no official source."""
NEEDED = ("code", "series", "title", "about", "publisher", "standing", "source", "requirements")
ALLOWED = ("year", "link")
MAX_ENTRY = 12_000  # bytes of text in one publication: its journal leaf is at most 16 KiB

_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
_YEAR = re.compile(r"(19|20)[0-9]{2}\Z")
_LINK = re.compile(r"https?://[^\s\"'<>]{4,500}\Z")


@dataclass(frozen=True, slots=True)
class PublicationEntry:
    """One publication as the file has it; `requirements` are codes, or the part before the dash
    ("FOD") for all that begin so. `link` and `year` only where they are known."""

    code: str
    series: bool
    title: Words
    about: Words
    publisher: str
    year: int | None
    link: str | None
    standing: str
    source: str
    requirements: tuple[str, ...]

    def bears_on(self, requirement: str) -> bool:
        """Is it about this requirement?"""
        return any(bears_on(tie, requirement) for tie in self.requirements)


def problems(text: str, known: Collection[str]) -> list[Problem]:
    """Return every fault of a guidance file, by line; `known` are the requirements in force."""
    try:
        root = parse(text)
    except Unreadable as error:
        code = "guidance.empty" if error.code == "catalogue.empty" else error.code
        return [Problem(code, error.line, None, error.facts)]
    checker = _Checker(known)
    checker.whole(root)
    return sorted(checker.found, key=lambda problem: problem.line)


def read(text: str, known: Collection[str]) -> tuple[PublicationEntry, ...]:
    """Return the publications of a file, in its order.

    Raises:
        Refusal: the code and facts of the file's first problem, with `line` (from 1).
    """
    found = problems(text, known)
    if found:
        first = found[0]
        raise Refusal(first.code, **{**first.facts, "line": first.line})
    return tuple(_entry(node) for node in _entries(parse(text)))


def bears_on(tie: str, requirement: str) -> bool:
    """Does a tie name this requirement: by its code, or by the part before the dash?"""
    return tie in (requirement, requirement.partition("-")[0])


def _entries(root: Node) -> list[Node]:
    node = root.get("publications")
    return node.items if node is not None else []


def _entry(node: Node) -> PublicationEntry:
    data = node.plain()
    year = data.get("year")
    return PublicationEntry(
        code=data["code"],
        series=data["series"] == "true",
        title=Words(**data["title"]),
        about=Words(**data["about"]),
        publisher=data["publisher"],
        year=int(year) if year else None,
        link=data.get("link") or None,
        standing=data["standing"],
        source=data["source"],
        requirements=tuple(data["requirements"]),
    )


class _Checker(Walker):
    """Walks a guidance file; what the catalogue's walker can say, it says."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__()
        self.known = known
        self.seen: dict[str, int] = {}

    def own(self, code: str, line: int, **facts: object) -> None:
        """Keep a fault that only a guidance file can have."""
        self.found.append(Problem(code, line, None, facts))

    def whole(self, root: Node) -> None:
        """Judge the whole file."""
        parts = self.fields(root, "", ("publications",))
        nodes = self.entries(parts.get("publications"), "publications")
        if "publications" in parts and parts["publications"].kind == "list" and not nodes:
            self.own("guidance.empty", parts["publications"].line)
        for node in nodes:
            self.entry(node)

    def entry(self, node: Node) -> None:
        """Judge one publication."""
        got = self.fields(node, "", NEEDED, ALLOWED)
        if node.length() > MAX_ENTRY:
            self.own("guidance.entry_too_large", node.line, limit=MAX_ENTRY)
        if "code" in got:
            self.code(got["code"])
        for key in ("title", "about"):
            if key in got:
                self.words(got[key], key)
        for key in ("publisher", "source"):
            if key in got:
                self.text(got[key], key)
        if "series" in got:
            self.choice(got["series"], "series", ("true", "false"))
        if "standing" in got:
            self.choice(got["standing"], "standing", STANDINGS)
        if "year" in got:
            self.shaped(got["year"], "year", _YEAR)
        if "link" in got:
            self.link(got["link"])
        self.ties(got.get("requirements"))

    def code(self, node: Node) -> None:
        """A code has its form and stands once."""
        code = self.shaped(node, "code", _CODE)
        if code in self.seen:
            self.own("guidance.code_doubled", node.line, found=code, other_line=self.seen[code])
        elif code:
            self.seen[code] = node.line

    def link(self, node: Node) -> None:
        """A link is a whole address of the web: nothing else may be pressed on a page."""
        text = self.text(node, "link")
        if text and not _LINK.match(text):
            self.own("guidance.link_wrong", node.line, found=short(text))

    def ties(self, node: Node | None) -> None:
        """Each tie names at least one requirement in force, once."""
        items = self.entries(node, "requirements")
        if node is not None and node.kind == "list" and not items:
            self.own("guidance.no_tie", node.line)
        seen: set[str] = set()
        for item in items:
            tie = self.text(item, "requirements")
            if tie in seen:
                self.own("guidance.tie_doubled", item.line, found=short(tie))
            elif tie and not any(bears_on(tie, code) for code in self.known):
                self.own("guidance.tie_unknown", item.line, found=short(tie))
            seen.add(tie)
