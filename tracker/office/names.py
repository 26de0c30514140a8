"""Codes as the office's pages and lists of choices name them, in the language of the page."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from budgets.rules import RESERVE
from core.words import LANGUAGES, Words, folded
from register import profile
from register import reports as register
from standard import reports as standard
from tracker import formats
from tracker.extensions import db
from tracker.forms.budgets import WHOLE

Choice = tuple[str, str]
Grouped = dict[str, list[Choice]]


class Names:
    """The names a page needs: each list is asked for once, when the page first needs it."""

    def __init__(self) -> None:
        self.lang = formats.language()
        self._spots: dict[str, Words] = {}

    def told(self, words: Words, otherwise: str = "") -> str:
        """A text in the page's language, or the one that stands in."""
        return words.told(self.lang)[0] or otherwise

    def know(self, codes: Iterable[str]) -> None:
        """Learn the names of these places and schools in one go."""
        missing = set(codes) - self._spots.keys()
        if missing:
            self._spots |= {code: Words() for code in missing}
            self._spots |= register.names(db.session, missing)

    def place(self, code: str) -> str:
        """A place or school by name; its code where the register has none."""
        self.know([code])
        return self.told(self._spots[code], code)

    @cached_property
    def titles(self) -> dict[str, Words]:
        """Titles of requirements by code."""
        return standard.titles(db.session)

    @cached_property
    def requirements(self) -> Sequence[standard.RequirementCard]:
        """The catalogue in force."""
        return standard.requirements(db.session)

    @cached_property
    def categories(self) -> dict[str, str]:
        """Names of categories by code, in the catalogue's order; the reserve comes last."""
        lists = standard.lists(db.session)
        if lists is None:
            return {}
        named = {code: self.told(entry.name, code) for code, entry in lists.categories.items()}
        return {**named, RESERVE: self.told(profile.load().reserve, RESERVE)}

    def category(self, code: str) -> str:
        """A category by name."""
        return self.categories.get(code, code)

    def requirement(self, code: str) -> str:
        """A requirement as "FIR-01 Fire extinguishers"."""
        return f"{code} {self.told(self.titles.get(code, Words()))}".strip()

    def purpose(self, category: str, requirement: str | None) -> str:
        """What money is for: a requirement, or a whole category."""
        return self.requirement(requirement) if requirement else self.category(category)

    def source(self, code: str, carried: bool = False) -> str:
        """A source of funds by name, or "carry-over of" it."""
        return self.told(profile.load().source_words(code, carried=carried), code)

    def sources(self) -> list[Choice]:
        """The country's sources of funds."""
        return [(source.code, self.source(source.code)) for source in profile.load().sources]

    def method(self, code: str) -> str:
        """A method of procurement by name."""
        return self.told(profile.load().method(code).names, code)

    def purposes(self) -> Grouped:
        """What a budget line may be for: under each category the whole of it, then one by one."""
        grouped: Grouped = {name: [(WHOLE + code, name)] for code, name in self.categories.items()}
        for group, choices in self.requirement_choices().items():
            grouped.setdefault(group, []).extend(choices)
        return grouped

    def requirement_choices(self, words: str = "", keep: str | None = None) -> Grouped:
        """Requirements under their categories; those that hold every one of `words`, and `keep`.

        Words are looked for in all three languages, and in the code.
        """
        with_words = {card.code for card in self.cards_with(words)}
        grouped: Grouped = {}
        for card in self.requirements:
            if card.code == keep or card.code in with_words:
                name = self.requirement(card.code)
                grouped.setdefault(self.category(card.category), []).append((card.code, name))
        return grouped

    def cards_with(self, words: str) -> list[standard.RequirementCard]:
        """The requirements that hold every one of these words, in any language, or in the code."""
        wanted = folded(words).split()[:6]
        return [card for card in self.requirements if _holds(card, wanted)]

    def spots(self, place: str) -> Grouped:
        """A place and the schools of all that lies within it, under the places they lie in."""
        grouped: Grouped = {self.place(place): [(place, self.place(place))]}
        for group, choices in self.schools(place).items():
            grouped.setdefault(group, []).extend(choices)
        return grouped

    def schools(self, place: str) -> Grouped:
        """The schools of all that lies within a place, under the places they lie in."""
        schools = register.schools_within(db.session, place)
        self.know({place, *(school.place for school in schools)})
        grouped: Grouped = {}
        for school in schools:
            name = self.told(school.name, school.code)
            grouped.setdefault(self.place(school.place), []).append((school.code, name))
        return grouped

    def line(self, line: Any) -> str:
        """A budget line in one row of a list: what for, for whom, from which money."""
        return " · ".join(
            (
                self.purpose(line.category, line.requirement),
                self.place(line.beneficiary),
                self.source(line.source, line.carried),
            )
        )

    def line_with_free(self, line: Any) -> str:
        """The same, with what is still free of it."""
        left = formats.som(line.free, self.lang)
        return _("%(line)s · free: %(left)s", line=self.line(line), left=left)

    @cached_property
    def classification(self) -> dict[str, dict[str, list[register.CodeCard]]]:
        """The budget classification by kind and code."""
        return register.classification(db.session)

    def codes(self, kind: str, year: int) -> list[Choice]:
        """The codes of a kind in force in a year, as "2215 other goods and services"."""
        return [
            (code, f"{code} {self.told(cards[-1].name)}".strip())
            for code, cards in self.classification.get(kind, {}).items()
            if any(card.in_year(year) for card in cards)
        ]


def _holds(card: standard.RequirementCard, words: Sequence[str]) -> bool:
    names = [getattr(card.title, lang) or "" for lang in LANGUAGES]
    text = folded(" ".join([card.code, *names]))
    return all(word in text for word in words)
