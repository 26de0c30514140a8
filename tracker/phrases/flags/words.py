"""The shape of a flag's words, and the words all flags share."""

from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext


@dataclass(frozen=True, slots=True)
class FlagWords:
    """A flag in words: its name, its rule in one sentence, and its headings."""

    title: LazyString
    rule: LazyString
    why: LazyString
    innocent: LazyString
    source: LazyString


STANDINGS = {"default": _l("A rule of this project, not law."), "sourced": _l("A rule of law.")}
