"""The search of the public site: everything that can be found, in an index of its own.

`follow` keeps it current inside each act, `rebuild` makes it anew, `find` asks it.
"""

from opendata.search.entries import Entry, search_entries
from opendata.search.finding import FEW, MOST, Found, Group, Results, find
from opendata.search.following import behind, catch_up, follow, rebuild
from opendata.search.kinds import KINDS, OF_NO_PLACE
from opendata.search.recounts import recount

__all__ = [
    "FEW",
    "KINDS",
    "MOST",
    "OF_NO_PLACE",
    "Entry",
    "Found",
    "Group",
    "Results",
    "behind",
    "catch_up",
    "find",
    "follow",
    "rebuild",
    "recount",
    "search_entries",
]
