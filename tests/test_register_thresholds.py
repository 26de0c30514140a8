"""Limits in som: the profile's until an editor touches one, then dated values with a standing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.access import Actor, Grant, Role
from core.errors import NotPermitted, Refusal
from core.money import som
from journal.audit import problems
from oversight.reports import flags
from register import limits, profile
from register.acts import confirm_threshold, end_threshold, set_threshold
from register.limits import LimitCard
from register.models import Threshold
from tests.world import COUNTRY, World, extinguishers

CODE = "direct_purchase_year"
EDITOR = Actor(21, (Grant(Role.EDITOR, COUNTRY),))
DAYS = st.sampled_from([date(2014, 1, 1) + timedelta(days=97 * step) for step in range(60)])


def seen(session) -> int:
    return next(card.seen for card in limits.thresholds(session) if card.code == CODE)


def raised(world: World, *, amount: str = "40000", since: date = date(2026, 3, 1)) -> None:
    """Another value of the yearly limit, by an editor."""
    with world.act() as session:
        set_threshold(
            session,
            EDITOR,
            COUNTRY,
            CODE,
            amount=som(amount),
            valid_from=since,
            source="Сыноо токтому № 1",
            seen=seen(session),
        )


def test_until_somebody_touches_a_limit_the_profile_tells_it(world: World):
    with world.act() as session:
        told = {(one.code, one.amount, one.standing) for one in limits.thresholds(session)}
    assert told == {(one.code, one.amount, one.standing) for one in profile.load().thresholds}


def test_a_new_value_ends_the_old_one_on_its_day(world: World):
    raised(world)
    with world.act() as session:
        known = limits.thresholds(session)
        before, after = (
            limits.on_day(known, CODE, date(2026, 2, 28)),
            limits.on_day(known, CODE, date(2026, 3, 1)),
        )
        assert (before.amount, after.amount) == (som(1_000_000), som(40_000))
        assert {before.standing, after.standing} == {"default"}
        assert problems(session, [Threshold]) == []


@given(on=DAYS, since=DAYS)
def test_on_every_day_one_value_at_most_is_in_force(on, since):
    words = profile.load().thresholds[0].names
    cards = (
        LimitCard(CODE, words, som(1), date(2014, 1, 1), since, "default", "—"),
        LimitCard(CODE, words, som(2), since, None, "default", "—"),
    )
    told = limits.on_day(cards, CODE, on)
    assert told is cards[on >= since]
    assert limits.on_day(cards, "other", on) is None


def test_a_confirmed_value_is_sourced_and_the_flag_says_so(world: World):
    line = replace(extinguishers(world.lines["fire"]).lines[0], item_code="35111300-8")
    purchase = world.purchase(lines=(line,))
    (flag,) = _split(world, purchase)
    assert flag.result.look.facts["threshold_standing"] == "default"
    raised(world)
    with world.act() as session:
        confirm_threshold(
            session,
            EDITOR,
            COUNTRY,
            CODE,
            date(2026, 3, 1),
            source="Сыноо мыйзамы, 1-берене",
            on=date(2026, 3, 1),
            seen=seen(session),
        )
    (flag,) = _split(world, purchase)
    facts = flag.result.look.facts
    assert (facts["threshold"], facts["threshold_standing"]) == ("40000.00", "sourced")
    assert facts["threshold_source"] == "Сыноо мыйзамы, 1-берене"


def _split(world: World, purchase: int):
    with world.act() as session:
        cards = flags.cards(session, purchase, date(2026, 3, 2))
        return [card for card in cards if card.result.flag == "R011"]


def test_an_ended_limit_is_unknown_afterwards_and_ends_once(world: World):
    until = date(2026, 1, 1)
    how = {"until": until, "source": "Сыноо: күчүн жоготту"}
    with world.act() as session:
        end_threshold(session, EDITOR, COUNTRY, CODE, date(2015, 4, 3), seen=0, **how)
    with world.act() as session:
        known = limits.thresholds(session)
        assert limits.on_day(known, CODE, until) is None
        assert limits.on_day(known, CODE, until - timedelta(days=1)).amount == som(1_000_000)
        with pytest.raises(Refusal, match=r"threshold\.ended"):
            end_threshold(session, EDITOR, COUNTRY, CODE, date(2015, 4, 3), seen=1, **how)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "dragons"}, "threshold.unknown"),
        ({"seen": 7}, "record.changed_meanwhile"),
        ({"amount": som(0)}, "threshold.amount"),
        ({"source": " "}, "threshold.source_missing"),
        ({"valid_from": date(2015, 4, 3)}, "threshold.not_after_last"),
    ],
)
def test_a_value_without_sense_or_source_is_refused(world: World, changes, code):
    told = {"amount": som(1), "valid_from": date(2026, 1, 1), "source": "—", "seen": 0, **changes}
    which = told.pop("code", CODE)
    with pytest.raises(Refusal) as caught, world.act() as session:
        set_threshold(session, EDITOR, COUNTRY, which, **told)
    assert caught.value.code == code


def test_no_source_is_confirmed_from_the_future_and_nobody_but_an_editor_confirms(world: World):
    tomorrow = clock.today() + timedelta(days=1)
    told = {"source": "—", "seen": 0}
    with pytest.raises(Refusal, match=r"threshold\.day_ahead"), world.act() as session:
        confirm_threshold(session, EDITOR, COUNTRY, CODE, date(2015, 4, 3), on=tomorrow, **told)
    with pytest.raises(NotPermitted), world.act() as session:
        confirm_threshold(
            session, world.officer, COUNTRY, CODE, date(2015, 4, 3), on=tomorrow, **told
        )
