"""What is refused of a choice of columns, of a pasted block, and of undoing an import."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "mapping.column_twice": (
        _l("Two columns were given the same meaning: %(column)s."),
        _l("Choose it once."),
    ),
    "mapping.no_header_there": (
        _l("No names of columns stand in this row: %(row)s."),
        _l("Choose the row in which they stand."),
    ),
    "mapping.unknown_unit": (
        _l("Sums cannot be counted in this unit."),
        _l("Choose the unit from the list."),
    ),
    "paste.nothing": (
        _l("There are no cells in the block."),
        _l("Copy the cells in Excel and paste them here."),
    ),
    "paste.too_many_columns": (
        _l("The block has more columns than the template, and no header. Most: %(most)s."),
        _l("Copy the header with it, or leave out what does not belong to the budget."),
    ),
    "paste.too_many_rows": (
        _l("The block is too large to be pasted. Most rows: %(most)s."),
        _l("Send it as a file."),
    ),
    "undo.changed_since": (
        _l("The draft was changed after this import, so it cannot be undone."),
        _l("Change the lines themselves, or bring in another table."),
    ),
    "undo.handed_in": (
        _l("The budget was handed in after this import, so it cannot be undone."),
        _l("Change it by an amendment."),
    ),
    "undo.nothing_kept": (
        _l("What the draft held before this import is not kept, so it cannot be undone."),
        _l("Change the lines themselves, or bring in another table."),
    ),
}
