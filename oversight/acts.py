"""What people do about flags: answer them, and publish a purchase with its answers."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.words import LANGUAGES
from oversight import price_principle, rules
from oversight.flags import look, price_outlier
from oversight.flags.result import Result
from oversight.kept.models import RaisedFlag
from oversight.models import FlagAnswer
from oversight.reports import flags
from oversight.reviews.reports import said
from oversight.reviews.rules import Subject
from procurement import acts as procurement
from procurement.acts.reach import reach
from procurement.models import Purchase
from register import reports as register


def publish(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    on: date,
    answers: Mapping[str, str],
    language: str,
    seen: int | None = None,
) -> Purchase:
    """Put a draft into the plan together with what is said to the flags raised by it.

    One transaction: the plan and the answers (text by code of flag) are kept, or neither. What is
    said to a flag that is not raised is left out. What stands beside a line's price answers the
    flag of prices, and the other way round. A draft has no leaf, so neither has an answer before
    this. Why the demand stands here: docs/decisions/0017.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `flag.blocks` with the `flag` that is raised and cannot be answered away;
            `flag.needs_answer` at the first raised flag without a text; `flag.language`; those of
            `procurement.acts.plan`.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.PLAN_PURCHASE, purchase.place)
    matter = flags.matter(session, purchase_id, on)
    results = tuple(one for one in look(matter) if one.public)
    told = {flag: text.strip() for flag, text in answers.items() if text.strip()}
    prices = price_outlier.reasons(matter)
    if price_outlier.CODE not in told and prices and all(prices.values()):
        told[price_outlier.CODE] = price_outlier.told_once(prices)
    for one in rules.blocking(results):
        raise Refusal("flag.blocks", flag=one.flag)
    for one in rules.unanswered(results, told):
        raise Refusal("flag.needs_answer", one.flag, flag=one.flag)
    silent = {line for line, reason in prices.items() if not reason}
    if silent:  # one answer for all of them: it stands beside the price as well
        words = dict.fromkeys(silent, told[price_outlier.CODE])
        procurement.explain_prices(session, actor, purchase_id, words)
    procurement.plan(session, actor, purchase_id, on=on, seen=seen)
    given = [_answer(actor, purchase, one, told[one.flag], language) for one in results if one.asks]
    session.add_all(given)
    journal.enter(session, actor, Act.JUSTIFY, *given, scopes=reach(session, purchase))
    price_principle.tell(session, purchase_id, results, answered=True)
    return purchase


def justify(
    session: Session, actor: Actor, purchase_id: int, flag: str, *, text: str, language: str
) -> FlagAnswer:
    """Say to everybody why a flag of a public purchase is raised; it stands beside the flag.

    A later answer stands instead of an earlier one, which stays readable.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `flag.of_draft`; `flag.not_raised`; `flag.no_text`; `flag.language`;
            `text.holds_personal_data`.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.JUSTIFY, purchase.place)
    if purchase.status == "draft":
        raise Refusal("flag.of_draft")
    if not text.strip():
        raise Refusal("flag.no_text", "text")
    results = flags.of_purchase(session, purchase_id, clock.today())
    found = next((one for one in results if one.flag == flag and one.raised), None)
    if found is None or not (found.public or flag in said.confirmed_of(session, purchase_id)):
        raise Refusal("flag.not_raised", flag=flag[:8])  # the same for one that he may not know of
    answer = _answer(actor, purchase, found, text.strip(), language)
    session.add(answer)
    journal.enter(session, actor, Act.JUSTIFY, answer, scopes=reach(session, purchase))
    if flag == price_outlier.CODE:
        price_principle.tell(session, purchase_id, results, answered=True)
    return answer


def justify_year(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    flag: str,
    *,
    text: str,
    language: str,
) -> FlagAnswer:
    """Say to everybody why a flag of a holder's whole year is raised; as `justify` of a purchase.

    What is raised is told by the night (oversight.kept): the answer is to what everybody reads.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `flag.not_raised`; `flag.no_text`; `flag.language`; `text.holds_personal_data`.
    """
    require(actor, Act.JUSTIFY, place)
    if not text.strip():
        raise Refusal("flag.no_text", "text")
    _known(language)
    up = session.get(RaisedFlag, (0, place, year, flag), with_for_update=True)
    if up is None or not said.is_public(session, Subject(0, place, year, flag)):
        raise Refusal("flag.not_raised", flag=flag[:8])
    answer = FlagAnswer(
        place=place,
        year=year,
        flag=flag,
        rule_version=up.version,
        facts=dict(up.facts) if up.public else {},
        text=text.strip(),
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
    session.add(answer)
    journal.enter(session, actor, Act.JUSTIFY, answer, scopes=register.lineage(session, place))
    return answer


def _known(language: str) -> None:
    if language not in LANGUAGES:
        raise Refusal("flag.language", "language")


def _answer(
    actor: Actor, purchase: Purchase, result: Result, text: str, language: str
) -> FlagAnswer:
    _known(language)
    return FlagAnswer(
        purchase_id=purchase.id,
        place=purchase.place,
        flag=result.flag,
        rule_version=result.version,
        facts=dict(result.look.facts) if result.public else {},
        text=text,
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
