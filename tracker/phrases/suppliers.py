"""What is refused of suppliers, their contacts, and the list of unreliable ones."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "unreliable.cell_empty": (
        _l("This cell is empty."),
        _l("Fill it in, or delete the row."),
    ),
    "unreliable.inn": (
        _l("This is no tax number: “%(found)s”."),
        _l("Write its 14 digits as text."),
    ),
    "unreliable.no_day": (
        _l("This is no date: “%(found)s”."),
        _l("Write it like 23.11.2026."),
    ),
    "unreliable.no_header": (
        _l("The columns were not recognised."),
        _l("Name the columns: ИНН, Аталышы, Башталышы, Аягы, Негизи."),
    ),
    "unreliable.no_rows": (
        _l("There is no supplier under the header."),
        _l("Check that this is the right file."),
    ),
    "unreliable.row_doubled": (
        _l("The same supplier and day stand twice: “%(found)s”. First in row: %(first)s."),
        _l("Delete one of the rows."),
    ),
    "unreliable.until_first": (
        _l("The end is not after the beginning: “%(found)s”."),
        _l("Check both dates."),
    ),
}

PHRASES = {
    "award.supplier_listed": _l(
        "This supplier stands on the list of unreliable suppliers. Listed since: %(listed)s. The"
        " law of 2015 (Art. 5) bars it: choose another offer."
    ),
    "contact.empty": _l("Write the contact."),
    "contact.ended": _l("This contact has ended already: %(ended_on)s."),
    "contact.known": _l("This contact is known already."),
    "contact.no_email": _l("This is no e-mail address. Check it."),
    "contact.no_phone": _l("A telephone number has at least nine digits. Check it."),
    "contact.unknown_kind": _l("There is no such kind of contact: %(kind)s."),
    "supplier.inn_of_entity": _l(
        "A person’s tax number begins with 1 or 2. Check the number, or choose “a legal entity”."
    ),
    "unreliable.doubled": _l("The same supplier stands twice from one day: %(since)s."),
    "unreliable.no_basis": _l("Each entry needs the decision it rests on."),
    "unreliable.no_source": _l("Say where the list comes from, and of which day it is."),
    "unreliable.nothing": _l("The list is empty. Nothing was changed."),
    "unreliable.until_before_since": _l("The end is not after the beginning: %(since)s."),
}
