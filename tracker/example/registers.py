"""The registers and the Standard the example stands on."""

from pathlib import Path

from sqlalchemy.orm import Session

import standard
from core.access import operator
from core.clock import today
from core.errors import Refusal
from procurement import acts as procurement
from register import acts as register
from register import profile, register_file
from standard import reports

CATALOGUE = Path(standard.__file__).parent / "catalogue" / "2026.yaml"


def load(session: Session, country: str) -> None:
    """The units of the country, the calendar, the classification, and the example district.

    Raises:
        Refusal: as `ground`.
    """
    ground(session, country)
    _files(session, country, ("example/places", "example/schools"))


def ground(session: Session, country: str) -> None:
    """What every base stands on: units, calendar, classification, an edition of the Standard.

    A base that has an edition keeps it.

    Raises:
        Refusal: `example.register_faulty` with `file` where a register file has an error.
    """
    _files(session, country, ("places", "classification", "holidays"))
    if reports.edition(session) is None:
        text = CATALOGUE.read_text(encoding="utf-8")
        procurement.adopt_edition(session, operator(country), country, text, on=today())


def _files(session: Session, country: str, names: tuple[str, ...]) -> None:
    for name in names:
        file = register_file.read(profile.load(country).folder / f"{name}.csv")
        if file.kind is None or file.errors:
            raise Refusal("example.register_faulty", file=name)
        register.load(session, operator(country), country, file.kind, file.rows)
