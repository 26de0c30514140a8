"""What the flags say of purchases, and what was answered to them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select, union
from sqlalchemy.orm import Session

from budgets.models import Line
from core.errors import Refusal
from oversight import flags
from oversight.flags import price_outlier
from oversight.flags.result import Result
from oversight.matter import Matter
from oversight.models import FlagAnswer
from oversight.reports.matters import gather
from oversight.reviews.reports import said
from oversight.reviews.reports.said import ReviewCard
from procurement.models import Purchase
from procurement.reports.market import Market
from procurement.rules import PUBLIC


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to a flag: the text and its language, the day, the rule and numbers of then."""

    id: int
    text: str
    language: str
    on: date
    rule_version: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FlagCard:
    """One flag of a purchase with the answer that stands, and older ones, newest first; and what
    councils said to it, likewise."""

    result: Result
    answer: Answer | None = None
    older: tuple[Answer, ...] = ()
    reviews: tuple[ReviewCard, ...] = ()


def of_purchase(session: Session, purchase: int, today: date) -> tuple[Result, ...]:
    """What each flag says of one purchase, a draft too; empty where there is no such purchase."""
    matters = gather(session, select(Purchase.id).where(Purchase.id == purchase), today)
    return flags.look(matters[0]) if matters else ()


def matter(session: Session, purchase: int, today: date) -> Matter:
    """The facts of one purchase, as flags see them. Raises `record.unknown`."""
    found = gather(session, select(Purchase.id).where(Purchase.id == purchase), today)
    if not found:
        raise Refusal("record.unknown", table="purchases", key=str(purchase))
    return found[0]


def meant(session: Session, purchase: int, today: date) -> dict[str, str]:
    """What the officer of a draft wrote for its flags before it is published, by flag: the
    sentences kept with the draft, and for its prices the reasons beside them."""
    kept = session.scalar(select(Purchase.answers).where(Purchase.id == purchase)) or {}
    prices = price_outlier.reasons(matter(session, purchase, today))
    told = price_outlier.told_once(prices)
    return {**kept, **({price_outlier.CODE: told} if told else {})}


def of_place(
    session: Session, place: str, year: int, today: date, market: Market | None = None
) -> dict[int, tuple[Result, ...]]:
    """The same for all public purchases of a holder and year, in as many statements; where many
    holders are looked at, with a `market` of all prices."""
    matters = gather(session, of_holders([(place, year)]), today, market=market)
    return {matter.id: flags.look(matter) for matter in matters}


def cards(
    session: Session, purchase: int, today: date, *, private: bool = False
) -> tuple[FlagCard, ...]:
    """What each flag says of a purchase, with the answers and what councils said.

    Flags for councils only are in it where `private` is asked for; else only those that are raised
    and that a council confirmed, without what they compared.
    """
    found = of_purchase(session, purchase, today)
    if not private and any(not one.public for one in found):
        found = _everybodys(found, said.confirmed_of(session, purchase))
    answers, reviews = _answers(session, purchase), said.of_purchase(session, purchase)
    return tuple(
        FlagCard(
            result,
            next(iter(answers.get(result.flag, ())), None),
            tuple(answers.get(result.flag, ())[1:]),
            reviews.get(result.flag, ()),
        )
        for result in found
    )


def _everybodys(results: Iterable[Result], confirmed: Collection[str]) -> tuple[Result, ...]:
    told = []
    for one in results:
        if one.public:
            told.append(one)
        elif one.raised and one.flag in confirmed:
            told.append(replace(one, look=replace(one.look, told={})))
    return tuple(told)


def _answers(session: Session, purchase: int) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    rows = session.execute(
        select(
            FlagAnswer.id,
            FlagAnswer.text,
            FlagAnswer.language,
            FlagAnswer.on,
            FlagAnswer.rule_version,
            FlagAnswer.facts,
            FlagAnswer.flag,
        )
        .where(FlagAnswer.purchase_id == purchase)
        .order_by(FlagAnswer.id.desc())
    )
    for *values, flag in rows:
        found.setdefault(flag, []).append(Answer(*values))
    return found


def holders(session: Session) -> tuple[tuple[str, int], ...]:
    """Each holder and year that public purchases or set aside money are of: who has money and buys
    nothing has a year too."""
    bought: Any = select(Purchase.place, Purchase.year).where(Purchase.status.in_(PUBLIC))
    rows: Any = session.execute(union(bought, _set_aside()))
    return tuple(sorted((place, year) for place, year in rows))


def is_holder(session: Session, place: str, year: int) -> bool:
    """Is it one of these, without regard to its purchases?"""
    own = (Line.holder == place, Line.year == year)
    return session.execute(_set_aside().where(*own).limit(1)).first() is not None


def _set_aside() -> Any:
    return select(Line.holder, Line.year).where(Line.amount > 0)


def purchases_of(session: Session) -> dict[tuple[str, int], int]:
    """How many public purchases each holder and year has."""
    rows = session.execute(
        select(Purchase.place, Purchase.year, func.count())
        .where(Purchase.status.in_(PUBLIC))
        .group_by(Purchase.place, Purchase.year)
    )
    return {(place, year): count for place, year, count in rows}


def of_holders(holders: Sequence[tuple[str, int]]) -> Select[Any]:
    """The numbers of the public purchases of these holders and years, to be selected."""
    # Said one by one, each is found in an index; of pairs in a list SQLite reads every purchase.
    theirs = (and_(Purchase.place == place, Purchase.year == year) for place, year in holders)
    return select(Purchase.id).where(or_(false(), *theirs), Purchase.status.in_(PUBLIC))


def of_numbers(numbers: Sequence[int]) -> Select[Any]:
    """These of the public purchases, to be selected."""
    return select(Purchase.id).where(Purchase.id.in_(numbers), Purchase.status.in_(PUBLIC))


def answer_keys(session: Session, purchase: int) -> tuple[int, ...]:
    """The numbers of the answers to a purchase's flags: their leaves are about it too."""
    return tuple(session.scalars(select(FlagAnswer.id).where(FlagAnswer.purchase_id == purchase)))
