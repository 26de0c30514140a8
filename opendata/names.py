"""What codes of an export are called: read once, then told in any language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from register import profile
from register.models import ItemCode, Place, School
from register.profile import Method, Profile
from standard import reports as standard


@dataclass(frozen=True)
class Names:
    """Names by code: of places and schools, requirements, categories, units, classified items."""

    profile: Profile
    spots: Mapping[str, Words]
    requirements: Mapping[str, Words]
    categories: Mapping[str, Words]
    units: Mapping[str, Words]
    items: Mapping[str, Words]

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        """The methods of procurement of the country by code."""
        return {method.code: method for method in self.profile.methods}

    def spot(self, code: str) -> Words:
        """A place or school; one without a name by its code."""
        return self.spots.get(code) or Words(code, code, code)

    def purse(self, source: str, carried: bool) -> Words:
        """A source of funds, or its carry-over."""
        return self.profile.source_words(source, carried=carried)

    def requirement(self, code: str) -> Words:
        """The title of a requirement; one no longer in the Standard by its code."""
        return self.requirements.get(code) or Words(code, code, code)

    def category(self, code: str) -> Words:
        """What money is for."""
        return self.categories.get(code) or Words(code, code, code)

    def unit(self, code: str) -> Words:
        """A unit; one that an officer typed stands as it is."""
        return self.units.get(code) or Words(code, code, code)


def names(
    session: Session,
    country: str,
    *,
    spots: Collection[str] | None = None,
    items: Collection[str] | None = None,
) -> Names:
    """The names an export may need, in seven statements whatever its size.

    `spots` and `items` narrow places, schools and classified items down to these; None: all.
    """
    lists = standard.lists(session)
    return Names(
        profile=profile.load(country),
        spots=_named(session, Place, spots) | _named(session, School, spots),
        requirements=standard.titles(session),
        categories={c: entry.name for c, entry in lists.categories.items()} if lists else {},
        units={code: unit.name for code, unit in lists.units.items()} if lists else {},
        items=_named(session, ItemCode, items),
    )


def _named(session: Session, model: Any, only: Collection[str] | None) -> dict[str, Words]:
    query = select(model.code, model.name_ky, model.name_ru, model.name_en)
    if only is not None:
        query = query.where(model.code.in_(sorted(only)))
    return {code: Words(*told) for code, *told in session.execute(query)}
