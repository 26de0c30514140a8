"""What only councils see stays theirs, and nobody acts as a council who is none."""

import pytest
from sqlalchemy import select

from core import clock
from core.access import Role
from core.errors import NotPermitted, Refusal
from journal.audit import journaled, problems
from journal.models import Entry
from oversight.findings import acts, rules
from oversight.findings.reports import one
from oversight.findings.values import EvidenceValues
from oversight.kept import following
from oversight.reports import flags
from oversight.reviews import acts as reviews
from oversight.reviews.rules import Subject
from oversight.samples.reports import population
from procurement import acts as procurement
from tests.finding_world import MEMBER, about, drafted, opened, reported
from tests.lots import announced, bid, chosen, lots, signed, supplier, two_lots
from tests.lots import opened as opened_bids
from tests.scans import paper
from tests.test_oversight_reviews import OF_YEAR, raise_flags
from tests.world import AIMAK, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World, held
from tracker.accounts import acts as accounts

FLAG = "R042"
OF_HOLDER = {"school": None, "requirement": None, "place": AIMAK, "year": YEAR, "shown": None}


@pytest.fixture
def alike(world: World) -> int:
    """A purchase two of whose bidders gave one telephone; one of them has the contract."""
    sellers = [supplier(world, number) for number in (1, 2)]
    with world.act() as session:
        for seller in sellers:
            keys = (session, world.officer, AIMAK, seller)
            procurement.keep_contact(*keys, kind="phone", value="0555 123456")
    purchase = announced(world, two_lots(world))
    one_lot, other = lots(world, purchase)
    offers = [bid(sellers[0], "31900", one_lot), bid(sellers[1], "32000", one_lot)]
    offers.append(bid(sellers[1], "20000", other))
    bids = opened_bids(world, purchase, offers)
    award = chosen(world, purchase, bids[0])
    signed(world, purchase, award, "К-1")
    return purchase


def test_a_finding_tells_nobody_of_a_flag_that_only_councils_see(world: World, alike: int) -> None:
    changes = about(alike, origin="flag", origin_key=FLAG)
    with world.act() as session:
        number = drafted(session, **changes)
        with pytest.raises(Refusal, match=r"review\.private"):
            acts.open_finding(session, MEMBER, number)
        assert not [leaf for leaf in session.scalars(select(Entry.leaf)) if FLAG in leaf]
    with world.act() as session:
        assert following.follow(session)
    with world.act() as session:
        keys = (MEMBER, DISTRICT, Subject(alike, AIMAK, YEAR, FLAG))
        reviews.confirm(session, *keys, note="Кеңеш документтерди көрдү.", language="ky")
        finding = acts.open_finding(session, MEMBER, number).id
    with world.act() as session:
        card = one(session, finding).card
        assert set(card.facts) == {"flag", "version"}  # what was compared stays theirs
        assert card.facts["flag"] == FLAG
        assert problems(session, journaled()) == []


def test_a_sample_is_not_parted_by_flags_that_only_councils_see(world: World, alike: int) -> None:
    with world.act() as session:
        found = flags.of_purchase(session, alike, clock.today())
    hidden = [each for each in found if each.raised and not each.public]
    assert [each.flag for each in hidden] == [FLAG]
    assert not population.is_up(hidden)
    assert population.is_up(found)


def test_a_finding_is_opened_from_a_flag_of_a_holders_whole_year(world: World) -> None:
    from_flag = {**OF_HOLDER, "origin": "flag", "origin_key": OF_YEAR.flag}
    with world.act() as session:
        number = drafted(session, **from_flag)
        with pytest.raises(Refusal, match=r"finding\.flag_not_raised"):
            acts.open_finding(session, MEMBER, number)
    raise_flags(world, OF_YEAR)
    with world.act() as session:
        finding = acts.open_finding(session, MEMBER, number)
        assert finding.facts == {"flag": "S07", "version": "1.0", "price": "9000.00"}
        assert (finding.place, finding.year, finding.purchase_id) == (AIMAK, YEAR, None)


def test_nobody_but_a_member_brings_evidence_of_the_council(world: World) -> None:
    number = opened(world, body="health")
    shown = EvidenceValues(paper("c"))
    for role in (Role.OFFICER, Role.PARTNER):
        with pytest.raises(NotPermitted), world.act() as session:
            acts.prove(session, held(71, (role, DISTRICT)), number, shown)
    with world.act() as session:
        both = held(72, (Role.OFFICER, DISTRICT), (Role.COUNCIL, DISTRICT))
        assert acts.prove(session, both, number, shown).side == "council"


def test_who_leaves_a_council_leaves_no_flag_taken(world: World) -> None:
    raise_flags(world, OF_YEAR)
    with world.act() as session:
        gone = accounts.create(session, OPERATOR, "gone@example.kg", Role.COUNCIL, DISTRICT).id
        reviews.take(session, held(gone, (Role.COUNCIL, DISTRICT)), DISTRICT, [OF_YEAR])
    with pytest.raises(Refusal, match=r"review\.taken"), world.act() as session:
        reviews.take(session, MEMBER, DISTRICT, [OF_YEAR])
    with world.act() as session:
        accounts.end(session, OPERATOR, gone, Role.COUNCIL, DISTRICT)
        assert reviews.take(session, MEMBER, DISTRICT, [OF_YEAR]) == 1


def test_a_vote_is_on_the_report_its_member_has_seen(world: World) -> None:
    number = opened(world)
    numbers = reported(world, number)
    choices = dict.fromkeys(numbers, "complete")
    with world.act() as session:
        acts.vote(session, MEMBER, number, choices, seen=1)
        acts.send_back(session, MEMBER, number, text="Толук эмес.", language="ky")
    reported(world, number)
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"), world.act() as session:
        acts.vote(session, MEMBER, number, choices, seen=1)
    with world.act() as session:
        acts.vote(session, MEMBER, number, choices, seen=2)


def test_nobody_answers_a_council_and_sits_in_it(world: World) -> None:
    email = "both@example.kg"
    for first, second in (
        ((Role.OFFICER, AIMAK), (Role.COUNCIL, DISTRICT)),
        ((Role.COUNCIL, AIMAK), (Role.PARTNER, DISTRICT)),
    ):
        with world.act() as session:
            number = accounts.create(session, OPERATOR, email, *first).id
        with pytest.raises(Refusal, match=r"answers_and_judges"), world.act() as session:
            accounts.grant(session, OPERATOR, number, *second)
        with world.act() as session:
            accounts.grant(session, OPERATOR, number, Role.COUNCIL, OTHER_AIMAK)
            accounts.end(session, OPERATOR, number, *first)
            accounts.end(session, OPERATOR, number, Role.COUNCIL, OTHER_AIMAK)
            accounts.grant(session, OPERATOR, number, *second)
        email = "other@example.kg"


def test_neither_side_takes_the_room_of_the_others_evidence(world: World) -> None:
    number = opened(world)  # with one piece
    with world.act() as session:
        for _ in range(rules.MOST_EVIDENCE - 1):
            acts.prove(session, MEMBER, number, EvidenceValues(paper("c")))
        with pytest.raises(Refusal, match=r"too_much_evidence"):
            acts.prove(session, MEMBER, number, EvidenceValues(paper("c")))
        assert acts.prove(session, world.officer, number, EvidenceValues(paper("d"))).round == 1
