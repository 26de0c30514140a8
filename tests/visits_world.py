"""For tests of monitoring rounds: a council that goes to schools and writes down what it finds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core import clock
from core.access import Role
from oversight.visits import acts
from oversight.visits.models import Round, Visit
from oversight.visits.rules import Told
from standard.acts import passports
from standard.acts.assessments import record
from tests.world import DAY, DISTRICT, YEAR, World, held

TODAY = clock.today()
PASSPORT = {"floor": "2", "boiler_house": "0", "pupil": "300"}
DOMAINS = ("physical", "psychological")
NOTE = "Бирөө бош экен."


def described(world: World, school: str = "S-1001") -> None:
    """The school said: four extinguishers, evacuation plans are there, no psychologist."""
    own = held(15, (Role.SCHOOL, school))
    with world.act() as session:
        passports.fill(session, own, school, YEAR, PASSPORT)
        for code, value in (("FIR-01", 4), ("EMR-01", 1), ("PSY-01", 0)):
            record(session, own, school, code, on=DAY, value=Decimal(value))


def announced(session: Session, world: World, first_on: date = DAY, **how: object) -> Round:
    """A round of the district until today, of two domains, unless told otherwise."""
    values = {"last_on": TODAY, "domains": DOMAINS, **how}
    return acts.announce(session, world.council, DISTRICT, first_on=first_on, **values)


def visited(
    session: Session,
    world: World,
    number: int,
    answers: Mapping[str, Mapping[str, Told]],
    school: str = "S-1001",
    on: date = TODAY,
) -> Visit:
    """A visit typed by domain and handed in."""
    typed = acts.draft(session, world.council, number, school, on=on, visitors=["council"])
    for domain, told in answers.items():
        acts.keep_part(session, world.council, typed.id, domain, told)
    return acts.hand_in(session, world.council, typed.id)
