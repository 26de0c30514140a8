"""Reading a profile key by key: what is missing, unknown or wrong is named by its path."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.words import Words


class Fault(Exception):
    """A key of the profile that is missing, unknown or wrong; its path is the message."""


class Section:
    """One mapping of the file, all of it text: each key is taken once, none may be left over."""

    def __init__(self, content: Any, path: str = "") -> None:
        if not isinstance(content, Mapping):
            raise Fault(path)
        self._left = dict(content)
        self._path = path

    def where(self, key: str) -> str:
        """The path of a key from the top of the file."""
        return f"{self._path}.{key}" if self._path else key

    def text(self, key: str) -> str:
        """The text of a key, which may not be empty."""
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip():
            raise Fault(self.where(key))
        return value.strip()

    def read(self, key: str, how: Callable[[str], Any]) -> Any:
        """The value of a key as `how` reads it; what `how` cannot read is a fault."""
        try:
            return how(self.text(key))
        except (ValueError, ArithmeticError, KeyError) as error:
            raise Fault(self.where(key)) from error

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """A text that is one of those allowed."""
        return self.read(key, {word: word for word in allowed}.__getitem__)

    def has(self, key: str) -> bool:
        """Is the key still there?"""
        return key in self._left

    def day(self, key: str) -> date:
        """A date, written 2026-11-23."""
        return self.read(key, date.fromisoformat)

    def maybe_day(self, key: str) -> date | None:
        """A date, or None where the key is absent: no such date is known."""
        return self.day(key) if self.has(key) else None

    def amount(self, key: str) -> Decimal:
        """Som, exact and above zero."""
        value = self.read(key, Decimal)
        if not (value.is_finite() and value > 0 and value == value.quantize(Decimal("0.01"))):
            raise Fault(self.where(key))
        return value.quantize(Decimal("0.01"))

    def yes(self, key: str) -> bool:
        """Yes or no."""
        return self.read(key, {"yes": True, "no": False}.__getitem__)

    def section(self, key: str, build: Callable[["Section"], Any]) -> Any:
        """The mapping under a key, built."""
        section = Section(self._left.pop(key, None), self.where(key))
        built = build(section)
        section.end()
        return built

    def each(self, key: str, build: Callable[["Section"], Any]) -> tuple[Any, ...]:
        """Every entry of a list, built; the list may not be empty."""
        entries = self._left.pop(key, None)
        if not isinstance(entries, list) or not entries:
            raise Fault(self.where(key))
        built = []
        for number, entry in enumerate(entries):
            section = Section(entry, f"{self.where(key)}[{number}]")
            built.append(build(section))
            section.end()
        return tuple(built)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._left.pop(key, None)
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise Fault(self.where(key))
        return tuple(values)

    def words(self, key: str) -> Words:
        """A text in all three languages; none may be missing."""
        return self.section(
            key, lambda of: Words(ky=of.text("ky"), ru=of.text("ru"), en=of.text("en"))
        )

    def all_words(self, key: str) -> dict[str, Words]:
        """A mapping of texts, each in three languages."""
        return self.section(key, lambda of: {name: of.words(name) for name in tuple(of._left)})

    def end(self) -> None:
        """Nothing may be left: an unknown key is a slip of the pen, not a wish."""
        for key in self._left:
            raise Fault(self.where(key))
