"""Documents and pictures that take a while to draw: once for each state of what they show."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from flask import current_app

MOST_KEPT = 48  # of one process; each is some tens to hundreds of kilobytes
KEPT = "documents"  # in app.extensions: of one database, never of another

_drawing = Lock()  # one at a time: it takes a whole core, and the second wants what the first made


def once(name: str, mark: str, draw: Callable[[], bytes]) -> bytes:
    """The bytes that `draw` makes, kept under `name` while the page's `mark` stays the same."""
    kept: OrderedDict[tuple[str, str], bytes]
    kept = current_app.extensions.setdefault(KEPT, OrderedDict())
    key = (name, mark)
    with _drawing:
        if key not in kept:
            kept[key] = draw()
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]
