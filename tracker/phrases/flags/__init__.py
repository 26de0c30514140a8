"""What flags are called, and the four headings of each, as oversight/flags has them.

The English of title, rule, why, innocent and source is that of the flag's own docstring; a test
keeps them alike. Each group of flags has its words in a module here.
"""

from flask_babel import lazy_gettext

from tracker.phrases.flags import bidding, dealing, fulfilment, money, school
from tracker.phrases.flags.money import REFUSED
from tracker.phrases.flags.words import STANDINGS, FlagWords

_l = lazy_gettext

FLAGS = money.FLAGS | bidding.FLAGS | dealing.FLAGS | fulfilment.FLAGS | school.FLAGS
REASONS = (
    money.REASONS
    | bidding.REASONS
    | dealing.REASONS
    | fulfilment.REASONS
    | school.REASONS
    | {"not_in_force": _l("The rule was not in force on the day of the purchase.")}
)
"""Why nothing can be said, by Look.why; facts of the look fill in."""
FACTS = money.FACTS | bidding.FACTS | dealing.FACTS | fulfilment.FACTS | school.FACTS
"""Facts people are shown, in this order: what they are called, and how they are written."""
WORDS = money.WORDS | bidding.WORDS | dealing.WORDS | fulfilment.WORDS | school.WORDS
"""Values of facts that are codes, in words."""
GROUPS = {
    "money": money.FLAGS.keys(),
    "bidding": bidding.FLAGS.keys(),
    "dealing": dealing.FLAGS.keys(),
    "fulfilment": fulfilment.FLAGS.keys() | school.FLAGS.keys(),
}
"""Which flags of purchases stand together in the catalogue, by the modules of their words."""

__all__ = ["FACTS", "FLAGS", "GROUPS", "REASONS", "REFUSED", "STANDINGS", "WORDS", "FlagWords"]
