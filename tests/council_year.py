"""For tests of a council's report: a year in which the council of the district did all it can."""

from datetime import UTC, datetime
from decimal import Decimal

from budgets import acts as budgets
from core import clock
from core.money import som
from oversight.findings import acts as findings
from oversight.findings.values import EvidenceValues
from oversight.kept.models import FlagTotal
from oversight.reviews import acts as reviews
from oversight.reviews.reports.said import last_answer
from oversight.reviews.rules import Subject
from oversight.samples import acts as samples
from oversight.visits import acts as visits
from oversight.visits.rules import Told
from tests.finding_world import MEMBER, SECOND, drafted, opened, reported, voted
from tests.scans import paper
from tests.test_oversight_reviews import CLOSED, OF_YEAR, OPENLY, answer_year, raise_flags
from tests.test_oversight_samples import announced, buy, drawn
from tests.visits_world import announced as round_announced
from tests.visits_world import described, visited
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR, World

JUDGED = Subject(2, AIMAK, YEAR, "R017")
LONG_AGO = datetime(YEAR, 2, 2, 6, tzinfo=UTC)
QUESTION = "Камералар качан коюлат?"
OPEN = EvidenceValues(paper("c"), page=2, note="Актынын 2-бети", is_public=True)
OLD = {"title": "План эскирген", "requirement": "EMR-01", "year": YEAR - 1}


def lived(world: World) -> World:
    """The world after that year: five findings, a sample with an error, a round, a hearing."""
    buy(world, 3, 5, 7, 200)
    world.paid(world.contract(advance_limit=som(5000), number="К-А"), "5000", "advance")
    _flags(world)
    _findings(world)
    _sample(world)
    _rounds(world)
    _hearing(world)
    return world


def _flags(world: World) -> None:
    """Four are raised, one for councils only; one is answered well, one became a finding."""
    raise_flags(world, OPENLY, CLOSED, OF_YEAR, JUDGED)
    answer_year(world)
    told = {"note": "Кеңеш документтерди көрдү.", "language": "ky"}
    with world.act() as session:
        for scope, raised, others in ((DISTRICT, 2, 38), (COUNTRY, 5, 995)):
            for flag in ("R017", "S07"):
                values = {"raised": raised, "not_raised": others, "cannot_say": 1}
                session.merge(FlagTotal(scope=scope, year=YEAR, flag=flag, **values))
        assert last_answer(session, OF_YEAR)
        reviews.judge(session, world.council, DISTRICT, OF_YEAR, verdict="explained", **told)
        reviews.judge(session, world.council, DISTRICT, JUDGED, verdict="finding", **told)


def _findings(world: World) -> None:
    """Of this year one silent, one answered, one put right, one withdrawn; of last year one."""
    with world.act() as session, clock.standing(LONG_AGO):
        findings.open_finding(session, MEMBER, drafted(session, year=YEAR))
        findings.open_finding(session, MEMBER, drafted(session, **OLD))
    said = {"text": "Текшерилди.", "language": "ky"}
    flagged = {
        **{"purchase": 5, "school": None, "requirement": None, "bases": ("procurement_2022",)},
        **{"origin": "flag", "origin_key": "S03"},
    }
    answered = opened(world, **flagged)
    put_right = opened(world, shown=OPEN, year=YEAR, school="S-1002", violations=("quantity",))
    withdrawn = opened(world, year=YEAR, school="S-1003")
    with world.act() as session:
        findings.answer(session, world.officer, answered, **said)
        findings.answer(session, world.officer, put_right, **said)
        findings.withdraw(session, MEMBER, withdrawn, **said)
    reported(world, put_right)
    voted(world, put_right, MEMBER, "complete")
    voted(world, put_right, SECOND, "complete")
    with world.act() as session:
        findings.decide(session, MEMBER, put_right, members=2, **said)


def _sample(world: World) -> None:
    """One drawn and looked at, with an error, and one only announced."""
    sample = announced(world)
    buy(world, 1)
    chosen = drawn(world, sample)
    papers = {"evidence": "К-1", "language": "ky"}
    with world.act() as session:
        for number in chosen:
            whole = {1: 300, 2: 500, 3: 700, 4: 20_000, 5: 32_000}[number]
            off = {"audited": som(whole - 100), "error": "price", "note": "Кымбат."}
            clean = {"audited": som(whole), "error": None, "note": ""}
            found = off if number == chosen[0] else clean
            samples.look(session, world.council, sample, number, **found, **papers)
    announced(world, AIMAK, size=2)


def _rounds(world: World) -> None:
    """Two rounds of one domain: the later one beside the earlier."""
    described(world)
    fire = {"FIR-01": Told("differs", Decimal(3), "Бирөө жок."), "EMR-01": Told("not_seen")}
    with world.act() as session:
        first = round_announced(session, world, domains=("physical",)).id
        visited(session, world, first, {"physical": {"FIR-01": Told("as_said")}})
        visits.close(session, world.council, first)
    with world.act() as session:
        day = clock.today()
        second = round_announced(session, world, first_on=day, domains=("physical",)).id
        visited(session, world, second, {"physical": fire})


def _hearing(world: World) -> None:
    """The council asks one question, which is answered, a parent another."""
    told = {"due_on": clock.today(), "venue": "Клуб"}
    with world.act() as session:
        hearing = budgets.announce_hearing(session, world.officer, AIMAK, YEAR, **told).id
        asked = (("council", QUESTION), ("parent", "Китептер качан?"))
        for asker, text in asked:
            budgets.ask_question(session, world.council, hearing, text=text, asker=asker)
        answer = {"text": "Күзүндө.", "outcome": "later"}
        budgets.answer_question(session, world.officer, 1, **answer)
