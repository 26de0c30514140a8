"""What codes are called on pages: categories, requirements, units, sources, standings."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext

from budgets.rules import RESERVE
from core.words import Words
from register import profile
from standard import reports as standard
from standard.catalogue_file import Lists
from standard.reports import EditionCard, RequirementCard
from tracker import formats
from tracker.extensions import db

STATUSES = {
    "planned": (lazy_gettext("planned"), "wait"),
    "announced": (lazy_gettext("announced"), "wait"),
    "opened": (lazy_gettext("bids opened"), "wait"),
    "failed": (lazy_gettext("failed: no offer taken"), "bad"),
    "awarded": (lazy_gettext("supplier chosen"), "wait"),
    "contracted": (lazy_gettext("contract signed"), "wait"),
    "closed": (lazy_gettext("finished"), "good"),
    "cancelled": (lazy_gettext("cancelled"), "none"),
}
KEPT = "catalogues"  # in app.extensions: an adopted edition never changes


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The edition in force with its lists and the cards of its requirements by code."""

    edition: EditionCard
    lists: Lists
    cards: Mapping[str, RequirementCard]


def catalogue() -> Catalogue | None:
    """The edition in force, or None before any; its lists are read once per program."""
    edition = standard.edition(db.session)
    if edition is None:
        return None
    kept: dict[EditionCard, Catalogue] = current_app.extensions.setdefault(KEPT, {})
    known = kept.get(edition)  # another thread may clear it: a page of the past has its own edition
    if known is None:
        lists = standard.lists(db.session, edition.id)
        if lists is None:
            return None
        cards = {card.code: card for card in standard.requirements(db.session)}
        made = Catalogue(edition, lists, cards)
        kept.clear()
        kept[edition] = made
        return made
    return known


class Names:
    """The names of one answer, in the language of its page."""

    def __init__(self) -> None:
        self.catalogue = catalogue()
        self.lang = formats.language()
        self.profile = profile.load(current_app.config["TRACKER"].country)

    def category(self, code: str) -> Words:
        """The name of an officer's spending category, or of the reserve."""
        if code == RESERVE:
            return capital(self.profile.reserve)
        known = self.catalogue.lists.categories.get(code) if self.catalogue else None
        return capital(known.name) if known else Words(code, code, code)

    def requirement(self, code: str) -> Words:
        """The title of a requirement; of one that is no longer in the Standard, its code."""
        known = self.catalogue.cards.get(code) if self.catalogue else None
        return known.title if known else Words(code, code, code)

    def unit_of(self, requirement: str) -> str:
        """The unit a requirement is counted in; a share in pieces of what it is a share of."""
        known = self.catalogue.cards.get(requirement) if self.catalogue else None
        if known is None or self.catalogue is None:
            return ""
        if known.type == "percentage":
            return self.catalogue.lists.bases[known.basis].name.told(self.lang)[0]
        return self.unit(known.unit)

    def unit(self, code: str) -> str:
        """The name of a unit; one that an officer typed stands as it is."""
        known = self.catalogue.lists.units.get(code) if self.catalogue else None
        return known.name.told(self.lang)[0] if known else code

    def purse(self, purse: str) -> Words:
        """The name of a source of funds, or of its carry-over."""
        source, _, carried = purse.partition(":")
        return capital(self.profile.source_words(source, carried=bool(carried)))

    def method(self, code: str) -> Words:
        """The name of a method of procurement."""
        found = [method.names for method in self.profile.methods if method.code == code]
        return found[0] if found else Words(code, code, code)

    def kind_of_place(self, code: str) -> Words:
        """What a place is: oblast, district, aiyl aimak."""
        found = [kind.names for kind in self.profile.kinds_of_place if kind.code == code]
        return found[0] if found else Words(code, code, code)


def capital(words: Words) -> Words:
    """A name as it begins a row: coded lists have theirs in small letters."""
    ky, ru, en = (text and text[:1].upper() + text[1:] for text in (words.ky, words.ru, words.en))
    return Words(ky, ru, en)


def status(code: str) -> tuple[str, str]:
    """A purchase's standing in words, and the kind of its tag (macros/status.html)."""
    text, kind = STATUSES[code]
    return str(text), kind
