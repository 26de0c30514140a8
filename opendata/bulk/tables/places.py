"""Places and schools as the registers have them, and the children counted by year."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from opendata.bulk.table import READ_AT_ONCE, Link, Table, count, exact
from opendata.bulk.tables.known import (
    OF_PLACE,
    OF_SCHOOL,
    PLACE,
    SCHOOL,
    VALID_FROM,
    VALID_UNTIL,
    named,
)
from opendata.names import Names
from opendata.package.columns import YEAR
from register.models import Place, School


def _children(session: Session, _names: Names) -> Iterator[tuple[object, ...]]:
    """One row for each school and year it was counted in."""
    query = select(School.code, School.pupils, School.primary).order_by(School.code)
    for row in session.execute(query, execution_options={"yield_per": READ_AT_ONCE}):
        primary = row.primary or {}
        for year, pupils in sorted((row.pupils or {}).items()):
            yield row.code, int(year), pupils, primary.get(year)


TABLES = (
    Table(
        name="places",
        title=Words("Аймактар", "Территории", "Places"),
        about=Words(
            "Өлкө, облустар, райондор, шаарлар, айыл аймактары. Бириктирилген аймак өз коду "
            "менен калат жана мураскорун атайт.",
            "Страна, области, районы, города, айыл аймаки. Объединённая территория остаётся под "
            "своим кодом и называет преемника.",
            "The country, oblasts, districts, cities, aiyl aimaks. A merged place keeps its own "
            "code and names its successor.",
        ),
        source="places",
        fields=(
            (PLACE, Place.code),
            (exact("kind", "Түрү", "Вид", "Kind"), Place.kind),
            (exact("parent", "Кайсы аймакта", "В какой территории", "Lies within"), Place.parent),
            (exact("successor", "Мураскору", "Преемник", "Merged into"), Place.successor),
            (VALID_FROM, Place.valid_from),
            (VALID_UNTIL, Place.valid_until),
            *named(Place),
        ),
        key=("place",),
        links=(Link(("parent",), "places", ("place",)),),
    ),
    Table(
        name="schools",
        title=Words("Мектептер", "Школы", "Schools"),
        about=Words(
            "Мектептер, коду өзгөрбөйт.",
            "Школы; код школы не меняется.",
            "Schools; the code of a school never changes.",
        ),
        source="schools",
        fields=(
            (SCHOOL, School.code),
            (PLACE, School.place),
            (exact("kind", "Түрү", "Вид", "Kind"), School.kind),
            (count("shifts", "Нөөмөттөр", "Смены", "Shifts"), School.shifts),
            (VALID_FROM, School.valid_from),
            (VALID_UNTIL, School.valid_until),
            *named(School),
        ),
        key=("school",),
        links=(OF_PLACE,),
    ),
    Table(
        name="pupils",
        title=Words("Окуучулар", "Учащиеся", "Pupils"),
        about=Words(
            "Мектептеги окуучулардын саны, жылдар боюнча.",
            "Число учащихся школы по годам.",
            "How many pupils a school has, by year.",
        ),
        source="schools",
        fields=(
            (SCHOOL, None),
            (YEAR, None),
            (count("pupils", "Окуучулар", "Учащиеся", "Pupils"), None),
            (count("primary", "1–4-класстарда", "В 1–4 классах", "In grades 1–4"), None),
        ),
        key=("school", "year"),
        links=(OF_SCHOOL,),
        rows=_children,
    ),
)
