"""Words of the flags of deliveries, payments and what schools lack."""

from flask_babel.speaklater import LazyString

from tracker.phrases.flags.words import FlagWords

FLAGS: dict[str, FlagWords] = {}
REASONS: dict[str, LazyString] = {}
FACTS: dict[str, tuple[LazyString, str]] = {}
WORDS: dict[str, LazyString] = {}
