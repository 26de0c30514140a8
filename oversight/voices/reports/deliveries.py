"""What people without an account say of deliveries, and who may see which photograph."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session, aliased

from oversight.voices import rules
from oversight.voices.models import Heard, Photograph, Report
from procurement.models import Contract, Purchase, PurchaseLine, Share
from procurement.rules import PUBLIC
from register import reports as register


@dataclass(frozen=True, slots=True)
class HeardCard:
    """What independent reports say of a purchase at a school; public. `counts` by what is said."""

    purchase: int
    school: str
    counts: Mapping[str, int]
    last_on: date

    @property
    def total(self) -> int:
        """How many independent reports there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class PictureCard:
    """A photograph of a report; `shown` is its number among those everybody sees, or None."""

    report: int
    what: str
    on: date
    sha256: str
    kind: str
    shown: int | None


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """The same for officials, before it is public too, with the photographs.

    `things` are the counts of what was said of a single thing, by its title.
    """

    purchase: int
    title: str
    language: str
    school: str
    counts: Mapping[str, int]
    things: tuple[tuple[str, Mapping[str, int]], ...]
    last_on: date
    pictures: tuple[PictureCard, ...]

    @property
    def is_public(self) -> bool:
        """Are there enough independent reports for everybody to see them?"""
        return rules.are_heard(self.counts)


@dataclass(frozen=True, slots=True)
class Checked:
    """A purchase at a school as a check asks about it: what is to come, line by line."""

    purchase: int
    title: str
    language: str
    things: tuple[tuple[int, str], ...]


def to_check(session: Session, purchase: int, school: str) -> Checked | None:
    """What a check of a purchase at a school asks about; None unless a contract is signed."""
    signed = select(Contract.id).where(Contract.purchase_id == Purchase.id).exists()
    rows = session.execute(
        select(Purchase.id, Purchase.title, Purchase.language, PurchaseLine.id, PurchaseLine.title)
        .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .join(Share, Share.line_id == PurchaseLine.id)
        .where(Purchase.id == purchase, Purchase.status.in_(PUBLIC), signed)
        .where(Share.school == school)
        .order_by(PurchaseLine.position)
    ).all()
    if not rows:
        return None
    number, title, language = rows[0][:3]
    return Checked(number, title, language, tuple((row[3], row[4]) for row in rows))


def heard(session: Session, purchase: int) -> tuple[HeardCard, ...]:
    """What is public of a purchase, by school."""
    rows = session.scalars(
        select(Heard).where(Heard.purchase_id == purchase).order_by(Heard.school)
    )
    return tuple(_heard(row) for row in rows)


def heard_since(
    session: Session, places: Collection[str], since: date
) -> tuple[tuple[HeardCard, str], ...]:
    """What became public, or was added to it, from a day on at buyers within these places, each
    with the title of its purchase."""
    rows = session.execute(
        select(Heard, Purchase.title)
        .join(Purchase, Purchase.id == Heard.purchase_id)
        .where(Heard.place.in_(register.within(places)), Heard.last_on >= since)
        .order_by(Heard.last_on, Heard.purchase_id, Heard.school)
    )
    return tuple((_heard(row), title) for row, title in rows)


def _heard(row: Heard) -> HeardCard:
    counts = {what: getattr(row, what) for what in rules.WHATS}
    return HeardCard(row.purchase_id, row.school, counts, row.last_on)


def public_photographs(session: Session, purchase: int) -> tuple[tuple[str, str], ...]:
    """School and file of each photograph of a purchase that everybody may see."""
    rows = session.execute(
        select(Photograph.school, Photograph.sha256)
        .where(Photograph.purchase_id == purchase, Photograph.off_on.is_(None))
        .order_by(Photograph.school, Photograph.id)
    )
    return tuple(rows.tuples().all())


def for_officials(
    session: Session, places: Collection[str], since: date
) -> tuple[DeliveryCard, ...]:
    """What was told of deliveries by buyers or to schools within these places, newest first: all of
    each delivery of which somebody has told from a day on."""
    codes = register.within(places)
    late = aliased(Report)
    fresh = select(late.id).where(
        late.purchase_id == Report.purchase_id, late.school == Report.school, late.on >= since
    )
    wanted = _reports().where(Report.place.in_(codes) | Report.school.in_(codes), fresh.exists())
    rows = session.execute(wanted.order_by(Report.on.desc(), Report.id.desc())).all()
    together: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        together.setdefault((row.purchase_id, row.school), []).append(row)
    shown = _shown(session, {purchase for purchase, _ in together})
    return tuple(_delivery(group, shown) for group in together.values())


def _reports() -> Select[Any]:
    columns = (
        Report.id,
        Report.purchase_id,
        Report.school,
        Report.what,
        Report.on,
        Report.replaced,
        Report.photograph,
        Purchase.title,
        Purchase.language,
        PurchaseLine.title.label("thing"),
    )
    joined = select(*columns).join(Purchase, Purchase.id == Report.purchase_id)
    return joined.outerjoin(PurchaseLine, PurchaseLine.id == Report.line_id)


def _shown(session: Session, purchases: Collection[int]) -> dict[tuple[int, str, str], int]:
    rows = session.execute(
        select(Photograph.purchase_id, Photograph.school, Photograph.sha256, Photograph.id).where(
            Photograph.purchase_id.in_(purchases), Photograph.off_on.is_(None)
        )
    )
    return {(purchase, school, sha256): number for purchase, school, sha256, number in rows}


def _delivery(group: list[Any], shown: Mapping[tuple[int, str, str], int]) -> DeliveryCard:
    first = group[0]
    standing = [(row.thing, row.what) for row in group if not row.replaced]
    things = dict.fromkeys(thing for thing, _ in standing if thing)
    pictures = tuple(
        PictureCard(
            row.id,
            row.what,
            row.on,
            row.photograph["sha256"],
            row.photograph["kind"],
            shown.get((row.purchase_id, row.school, row.photograph["sha256"])),
        )
        for row in group
        if row.photograph
    )
    return DeliveryCard(
        first.purchase_id,
        first.title,
        first.language,
        first.school,
        _counts([what for _, what in standing]),
        tuple((one, _counts([what for thing, what in standing if thing == one])) for one in things),
        first.on,
        pictures,
    )


def _counts(said: list[str]) -> dict[str, int]:
    return {what: said.count(what) for what in rules.WHATS}


def is_of(session: Session, sha256: str, places: Collection[str]) -> bool:
    """Is it a photograph of a report about a school, or a buyer's purchase, within these places?"""
    codes = register.within(places)
    statement = select(Report.id).where(
        Report.place.in_(codes) | Report.school.in_(codes),
        cast(Report.photograph, Text).contains(f'"{sha256}"', autoescape=True),
    )
    return bool(places) and session.scalar(statement.limit(1)) is not None


def is_public(session: Session, sha256: str) -> bool:
    """Is it a photograph the moderator lets everybody see?"""
    statement = select(Photograph.id).where(
        Photograph.sha256 == sha256, Photograph.off_on.is_(None)
    )
    return session.scalar(statement.limit(1)) is not None
