"""What no leaf of this room holds, from the row itself: keys of order and of search."""

from register.shapes import ordered, searched, spelled

DERIVE = {
    "places": lambda row: {"sort_key": ordered(row), "search_key": searched(row)},
    "schools": lambda row: {"sort_key": ordered(row), "search_key": searched(row)},
    "item_codes": lambda row: {"search_key": spelled(row)},
}
