"""Rounds and visits of councils among the bulk files, and each requirement that was looked at."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, quantity, text
from opendata.bulk.tables.known import OF_PLACE, OF_SCHOOL, ON, PLACE, REQUIREMENT, SCHOOL
from opendata.names import Names
from oversight.visits.models import Round, Visit, VisitAnswer

ROUND = count("round", "Мониторинг №", "Мониторинг №", "Round No.")
VISIT = count("visit", "Барып текшерүү №", "Посещение №", "Visit No.")


def _rounds(session: Session, _names: Names) -> Iterator[tuple[object, ...]]:
    """Rounds by number; domains and chosen schools are lists, here with a space between."""
    for one in session.scalars(select(Round).order_by(Round.id)):
        schools = None if one.schools is None else " ".join(one.schools)
        days = (one.first_on, one.last_on, one.announced_on, one.closed_on)
        yield one.id, one.place, *days, " ".join(one.domains), schools, one.about


ROUNDS = Table(
    name="rounds",
    title=Words("Кеңештердин мониторинги", "Мониторинг советов", "Monitoring rounds"),
    about=Words(
        "Кеңеш качан, эмнени жана кайсы мектептерде карайт. Мектептер бош болсо — аймактагы "
        "бардык мектептер.",
        "Когда, что и в каких школах смотрит совет. Если школы не названы — все школы территории.",
        "When a council looks at what, and in which schools. Where no school is named: all of the "
        "place.",
    ),
    source="monitoring_rounds",
    fields=(
        (ROUND, Round.id),
        (PLACE, Round.place),
        (day("first_on", "Биринчи күнү", "Первый день", "First day"), Round.first_on),
        (day("last_on", "Акыркы күнү", "Последний день", "Last day"), Round.last_on),
        (day("announced_on", "Жарыяланган күн", "Объявлен", "Announced on"), Round.announced_on),
        (day("closed_on", "Жабылган күн", "Закрыт", "Closed on"), Round.closed_on),
        (exact("domains", "Тармактар", "Области", "Domains"), Round.domains),
        (
            exact("schools", "Тандалган мектептер", "Выбранные школы", "Schools chosen"),
            Round.schools,
        ),
        (text("about", "Эскертүү", "Заметка", "Note"), Round.about),
    ),
    key=("round",),
    links=(OF_PLACE,),
    rows=_rounds,
)
VISITS = Table(
    name="visits",
    title=Words("Мектептерди барып текшерүү", "Посещения школ", "Visits of schools"),
    about=Words(
        "Коомдук кеңештер мектептерге барып, Стандарт боюнча текшергени.",
        "Посещения школ общественными советами со Стандартом в руках.",
        "Visits of public councils to schools with the Standard in hand.",
    ),
    source="monitoring_visits",
    fields=(
        (VISIT, Visit.id),
        (ROUND, Visit.round_id),
        (SCHOOL, Visit.school),
        (PLACE, Visit.place),
        (ON, Visit.on),
        (day("handed_in_on", "Тапшырылган күн", "Сдано", "Handed in on"), Visit.handed_in_on),
        (text("note", "Эскертүү", "Заметка", "Note"), Visit.note),
    ),
    key=("visit",),
    links=(Link(("round",), "rounds", ("round",)), OF_SCHOOL, OF_PLACE),
)
ANSWERS = Table(
    name="visit_answers",
    title=Words("Барып текшергенде көрүлгөнү", "Увиденное при посещениях", "Found at visits"),
    about=Words(
        "Ар бир талап боюнча эсепте жазылганы жана кеңеш көргөнү. Каралбаганы бул жерде жок.",
        "По каждому требованию: что было в учёте и что увидел совет. Чего не смотрели, здесь нет.",
        "By requirement: what the inventory said and what the council found. What was not looked at"
        " is not here.",
    ),
    source="visit_answers",
    fields=(
        (VISIT, VisitAnswer.visit_id),
        (SCHOOL, VisitAnswer.school),
        (REQUIREMENT, VisitAnswer.requirement),
        (exact("verdict", "Жыйынтык", "Итог", "Verdict"), VisitAnswer.verdict),
        (quantity("said", "Эсепте жазылганы", "По учёту", "Inventory said"), VisitAnswer.said),
        (quantity("value", "Кеңештин саны", "Число совета", "Council’s figure"), VisitAnswer.value),
        (quantity("needed", "Керек", "Нужно", "Needed"), VisitAnswer.needed),
        (exact("state", "Абалы", "Состояние", "State"), VisitAnswer.state),
        (exact("became", "Андан эмне чыкты", "Что вышло", "What became of it"), VisitAnswer.became),
        (text("note", "Эскертүү", "Заметка", "Note"), VisitAnswer.note),
    ),
    key=("visit", "requirement"),
    links=(Link(("visit",), "visits", ("visit",)), OF_SCHOOL),
)
TABLES = (ROUNDS, VISITS, ANSWERS)
