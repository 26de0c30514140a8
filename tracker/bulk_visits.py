"""Visits of councils among the bulk files: each visit, and each requirement it looked at."""

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, quantity, text
from opendata.bulk.tables.known import OF_PLACE, OF_SCHOOL, ON, PLACE, REQUIREMENT, SCHOOL
from oversight.visits.models import Visit, VisitAnswer

VISIT = count("visit", "Барып текшерүү №", "Посещение №", "Visit No.")

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
        (count("round", "Мониторинг №", "Мониторинг №", "Round No."), Visit.round_id),
        (SCHOOL, Visit.school),
        (PLACE, Visit.place),
        (ON, Visit.on),
        (day("handed_in_on", "Тапшырылган күн", "Сдано", "Handed in on"), Visit.handed_in_on),
        (text("note", "Эскертүү", "Заметка", "Note"), Visit.note),
    ),
    key=("visit",),
    links=(OF_SCHOOL, OF_PLACE),
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
TABLES = (VISITS, ANSWERS)
