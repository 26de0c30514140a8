"""The example district is believable, complete and loaded by the ordinary acts."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from budgets.models import (
    Gift,
    GiftReport,
    GiftReversal,
    Line,
    Question,
    Stage,
    Transfer,
    Version,
)
from budgets.recounts import RECOUNTS as OF_BUDGETS
from budgets.reports import gift_reports
from core.engines import open_reader, open_writer
from core.errors import Refusal
from core.money import ZERO
from journal.audit import journaled
from journal.audit import problems as audited
from journal.models import Entry, State
from journal.verify import problems as verified
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    Delivery,
    MealDay,
    MenuCycle,
    Payment,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.recounts import RECOUNTS as OF_PURCHASES
from procurement.reports import meal_days
from procurement.reports.doubles import doubles
from register import profile
from register.models import Place, School
from register.school_days import school_days
from standard.models import Assessment, Requirement
from tracker import example
from tracker.accounts import passwords
from tracker.accounts.models import Account
from tracker.example.synthetic import generate

LAST = date(2026, 11, 23)  # nothing in the example has happened later
FOLDER = Path(example.__file__).parent


def quiet(_text: str) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def told(sqlite_example: tuple[Path, example.Loaded]) -> example.Loaded:
    """What the load told."""
    return sqlite_example[1]


@pytest.fixture
def base(sqlite_example: tuple[Path, example.Loaded]) -> Iterator[Session]:
    """A session over the loaded example."""
    reader = open_reader(f"sqlite:///{sqlite_example[0]}")
    with Session(reader) as session:
        yield session
    reader.dispose()


def test_it_tells_what_it_loaded(told: example.Loaded, base: Session) -> None:
    assert told.loaded
    assert told.schools >= 12
    assert told.purchases >= 60
    assert told.places == base.scalar(select(func.count()).select_from(Place).where(Place.example))
    for account in told.accounts:
        kept = base.scalars(select(Account).where(Account.email == account["email"])).one()
        assert kept.example
        assert kept.email.endswith("@example.invalid")
    first = told.accounts[0]
    kept = base.scalars(select(Account).where(Account.email == first["email"])).one()
    assert passwords.fits(first["password"] or "", kept.password_hash)


def test_a_second_load_changes_nothing(sqlite_example: tuple[Path, example.Loaded]) -> None:
    path, told = sqlite_example
    writer = open_writer(f"sqlite:///{path}")
    with Session(writer) as session:
        before = session.scalar(select(State.size))
    again = example.load(writer, quiet)
    with Session(writer) as session:
        assert session.scalar(select(State.size)) == before
    assert not again.loaded
    assert (again.schools, again.purchases) == (told.schools, told.purchases)
    assert {account["password"] for account in again.accounts} == {None}
    writer.dispose()


def test_every_leaf_and_every_sum_is_right(base: Session) -> None:
    assert list(verified(base)) == []
    assert audited(base, journaled(), (*OF_BUDGETS, *OF_PURCHASES)) == []
    assert base.scalar(select(func.count(func.distinct(Entry.act_no)))) > 500


def test_all_sources_of_funds_pay_for_something(base: Session) -> None:
    sources = {source.code for source in profile.load().sources}
    assert set(base.scalars(select(Line.source).where(Line.committed > ZERO))) == sources
    assert base.scalar(select(func.count()).select_from(Line).where(Line.carried)) >= 1


def test_all_that_can_happen_to_a_purchase_has_happened(base: Session) -> None:
    statuses = set(base.scalars(select(Purchase.status)))
    assert statuses == {"planned", "announced", "awarded", "contracted", "closed", "cancelled"}
    assert set(base.scalars(select(Payment.kind))) == {"payment", "advance", "refund"}
    assert base.scalar(select(Contract.id).where(Contract.amendments > 0))
    assert base.scalar(select(AcceptanceLine.id).where(AcceptanceLine.refused > 0))
    assert base.scalar(
        select(Contract.id)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .where(Contract.due_on < LAST, Contract.accepted == ZERO, Purchase.status == "contracted")
    )
    numbers = base.execute(select(Version.status, func.max(Version.number)).group_by("status"))
    assert dict(numbers.all()) == {
        "approved": 2,
        "superseded": 1,
        "returned": 1,
        "hearing": 1,
    }
    schools = (
        select(Share.purchase_id)
        .group_by(Share.purchase_id)
        .having(func.count(func.distinct(Share.school)) > 2)
    )
    assert len(base.scalars(schools).all()) > 10


def test_a_town_is_heard_moves_money_and_reports_its_year(base: Session) -> None:
    asked = base.execute(select(Question.year, Question.outcome).order_by(Question.id)).all()
    assert [outcome for year, outcome in asked if year == 2025] == ["taken_up", "later"]
    assert [outcome for year, outcome in asked if year == 2026] == [
        "later",  # carried over from the year before
        "taken_up",
        "not_taken_up",
        None,
    ]
    assert [outcome for year, outcome in asked if year == 2027] == [None]
    assert base.scalars(select(Transfer.status)).all() == ["done"]
    assert base.scalars(select(Stage.stage)).all() == ["executed"]


def test_eight_of_ten_extinguishers_came(base: Session) -> None:
    line = base.scalars(
        select(PurchaseLine)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(PurchaseLine.requirement == "FIR-01", Purchase.year == 2026)
    ).one()
    contract = base.scalars(select(Contract).where(Contract.purchase_id == line.purchase_id)).one()
    came = base.scalars(
        select(AcceptanceLine.accepted)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(Acceptance.contract_id == contract.id)
    ).all()
    assert (line.quantity, sum(came)) == (10, 8)


def test_nothing_has_happened_after_the_example_was_written(base: Session) -> None:
    days = [
        *base.scalars(select(Payment.on)),
        *base.scalars(select(Delivery.on)),
        *base.scalars(select(Acceptance.on)),
        *base.scalars(select(Contract.signed_on)),
        *base.scalars(select(Purchase.planned_on)),
    ]
    assert max(day for day in days if day) <= LAST


def test_the_council_has_looked_and_once_found_it_otherwise(base: Session) -> None:
    checked = (
        select(Assessment.school, Assessment.checked, func.count())
        .where(Assessment.checked.is_not(None))
        .group_by(Assessment.school, Assessment.checked)
    )
    found = {(school, word): count for school, word, count in base.execute(checked)}
    assert found == {("S-0001", "agrees"): 4, ("S-0005", "agrees"): 2, ("S-0005", "differs"): 1}


def test_voluntary_help_was_once_put_right_and_is_told_of_with_two_quarters_still_owed(
    base: Session,
) -> None:
    entered = select(func.count()).select_from(Gift)
    assert base.scalar(entered) == 8
    assert base.scalar(select(func.count()).select_from(GiftReversal)) == 1
    assert set(base.scalars(select(Gift.kind))) == {"money", "goods", "works"}
    assert max(base.scalars(select(Gift.on))) <= LAST
    periods = base.execute(select(GiftReport.scope, GiftReport.year, GiftReport.quarter))
    assert set(map(tuple, periods)) == {
        ("S-0001", 2026, 1),
        ("S-0002", 2025, 0),
        ("S-0005", 2026, 2),
    }
    owed = gift_reports.owed(base, ["KG"], LAST)
    assert [(one.scope, one.quarter, one.late) for one in owed] == [
        ("S-0001", 2, True),
        ("S-0002", 3, True),
    ]
    assert {one.school for one in doubles(base, "KG", 2026)} == {"S-0001"}


def test_three_schools_count_meals_one_of_them_whole_and_one_day_was_put_right(
    base: Session,
) -> None:
    counted = dict(
        base.execute(select(MealDay.school, func.count()).group_by(MealDay.school)).all()
    )
    assert counted == {"S-0001": 47, "S-0005": 140, "S-0009": 34}
    assert max(base.scalars(select(MealDay.on))) <= LAST
    assert base.scalars(select(MealDay.school).where(MealDay.rev > 1)).all() == ["S-0005"]
    calendar = school_days(base)
    told = meal_days.of_year(base, select(School.code), 2026)
    due = set(calendar.between(date(2026, 1, 12), date(2026, 11, 21)))
    assert due == told["S-0005"].counted | told["S-0005"].closed
    assert base.scalar(select(func.count()).select_from(MenuCycle)) == 1


def test_item_codes_are_those_the_catalogue_names_for_things_of_the_category(
    base: Session,
) -> None:
    known: dict[str, set[str]] = {}
    for category, okgz in base.execute(select(Requirement.category, Requirement.okgz)):
        known.setdefault(category, set()).update(item["code"] for item in okgz)
    for category, code in base.execute(select(PurchaseLine.category, PurchaseLine.item_code)):
        assert code in known[category], (category, code)


def test_everything_is_marked_as_an_example(base: Session) -> None:
    assert not base.scalars(select(School.code).where(~School.example)).all()
    here = set(base.scalars(select(Place.code).where(Place.example)))
    assert set(base.scalars(select(Purchase.place))) <= here


@pytest.mark.parametrize("year", example.YEARS)
def test_steps_of_a_purchase_are_told_in_the_order_of_days(year: int) -> None:
    text = (FOLDER / f"purchases-{year}.yaml").read_text(encoding="utf-8")
    for entry in yaml.load(text, Loader=yaml.BaseLoader)["purchases"]:
        days = [day for day in entry["days"] if day != "~"]
        assert all(one <= next_ for one, next_ in pairwise(days)), entry["title"]


def tables_of(writer: Engine) -> list[tuple[object, ...]]:
    """What a synthetic country bought."""
    with Session(writer) as session:
        return session.execute(
            select(Purchase.place, Purchase.title, Purchase.amount, Share.school, Share.amount)
            .join(Share, Share.purchase_id == Purchase.id)
            .order_by(Share.id)
        ).all()


def test_a_synthetic_country_is_the_same_for_the_same_seed(
    sqlite_template: Path, tmp_path: Path
) -> None:
    bought = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        shutil.copy(sqlite_template, tmp_path / name)
        writer = open_writer(f"sqlite:///{tmp_path / name}")
        made = generate(writer, 40, seed, 3, quiet)
        assert (made.purchases, made.lines, made.schools) == (40, 120, 1)
        bought.append(tables_of(writer))
        with Session(writer) as session:
            assert audited(session, journaled(), (*OF_BUDGETS, *OF_PURCHASES)) == []
        with pytest.raises(Refusal) as refused:
            generate(writer, 1, seed, 3, quiet)
        assert refused.value.code == "example.generated_already"
        writer.dispose()
    assert bought[0] == bought[1] != bought[2]


@pytest.mark.parametrize(
    ("purchases", "lines", "code"),
    [(0, 5, "example.too_few"), (1, 0, "example.too_few"), (10_000_000, 5, "example.too_many")],
)
def test_a_country_of_no_size_is_refused(
    sqlite_template: Path, tmp_path: Path, purchases: int, lines: int, code: str
) -> None:
    shutil.copy(sqlite_template, tmp_path / "base")
    writer = open_writer(f"sqlite:///{tmp_path / 'base'}")
    with pytest.raises(Refusal) as refused:
        generate(writer, purchases, 1, lines, quiet)
    assert refused.value.code == code
    writer.dispose()
