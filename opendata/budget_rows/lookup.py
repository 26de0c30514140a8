"""A cell that names something: by code, as "name [code]", or by its exact name. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.errors import Refusal
from core.words import Words, folded

_IN_BRACKETS = re.compile(r"\[([^\[\]]{1,40})\]\s*$")
_CODE = re.compile(r"[0-9A-Za-z_:.-]{1,40}", re.ASCII)
SHOWN = 5  # how many possible codes a refusal names


def code_in(text: str) -> str | None:
    """The code a cell gives: what stands in brackets at its end, or all of it. None of a name."""
    found = _IN_BRACKETS.search(text)
    if found:
        return found[1].strip()
    plain = text.strip()
    return plain if _CODE.fullmatch(plain) else None


@dataclass
class Lookup:
    """Codes and their names, and the codes of refusals where nothing or too much is found."""

    names: Mapping[str, Words]
    not_found: str
    ambiguous: str
    _by_name: dict[str, set[str]] = field(default_factory=dict)
    _by_code: dict[str, str] = field(default_factory=dict)
    _found: dict[str, str] = field(default_factory=dict)  # a table says the same over and over

    def __post_init__(self) -> None:
        self._by_code = {code.casefold(): code for code in self.names}
        for code, words in self.names.items():
            for name in (words.ky, words.ru, words.en):
                if name:
                    self._by_name.setdefault(folded(name), set()).add(code)

    def find(self, text: str) -> str:
        """The code a cell means.

        Raises:
            Refusal: `not_found`; `ambiguous` with `codes` when several have that name; both with
                `found`.
        """
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def _look_up(self, text: str) -> str:
        given = code_in(text)
        if given is not None and given.casefold() in self._by_code:
            return self._by_code[given.casefold()]
        codes = self._by_name.get(folded(text), set())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            shown: Iterable[str] = sorted(codes)[:SHOWN]
            raise Refusal(self.ambiguous, found=text[:80], codes=list(shown))
        raise Refusal(self.not_found, found=text[:80])
