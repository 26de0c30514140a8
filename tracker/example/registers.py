"""The registers and the Standard the example stands on."""

from pathlib import Path

from sqlalchemy.orm import Session

import standard
from core.access import operator
from core.clock import today
from core.errors import Refusal
from procurement import acts as procurement
from register import profile, register_file
from standard import guidance_file, reports
from standard.acts import guidance
from standard.acts.registers import load_register
from standard.norms import norms
from standard.reports.guidance import publications

CATALOGUE = Path(standard.__file__).parent / "catalogue" / "2026.yaml"
GUIDANCE = Path(standard.__file__).parent / "guidance" / "2026.yaml"


def load(session: Session, country: str) -> None:
    """The units of the country, the calendar, the classification, and the example district.

    Raises:
        Refusal: as `ground`.
    """
    ground(session, country)
    _files(session, country, ("example/places", "example/schools", "example/price_indexes"))


def ground(session: Session, country: str) -> None:
    """What every base stands on: units, calendar, classification, an edition of the Standard, what
    there is to read about it.

    A base that has an edition keeps it, and its guidance too; ours is published where the edition
    in force has all the requirements it is about.

    Raises:
        Refusal: `example.register_faulty` with `file` where a register file has an error.
    """
    _files(session, country, ("places", "classification", "holidays"))
    if reports.edition(session) is None:
        text = CATALOGUE.read_text(encoding="utf-8")
        procurement.adopt_edition(session, operator(country), country, text, on=today())
    if not publications(session):
        text = GUIDANCE.read_text(encoding="utf-8")
        if not guidance_file.problems(text, norms(session)):
            guidance.publish(session, operator(country), country, text, on=today())


def _files(session: Session, country: str, names: tuple[str, ...]) -> None:
    for name in names:
        file = register_file.read(profile.load(country).folder / f"{name}.csv")
        if file.kind is None or file.errors:
            raise Refusal("example.register_faulty", file=name)
        load_register(session, operator(country), country, file.kind, file.rows)
