"""Findings, what they name and what was decided, as tables of the bulk files."""

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, text
from opendata.bulk.tables.known import LANGUAGE, ON, PLACE, REQUIREMENT, SCHOOL
from opendata.package.columns import PURCHASE
from oversight.findings.models import Decision, Finding, Violation

FINDING = count("finding", "Кемчилик №", "Замечание №", "Finding No.")
OF_FINDING = Link(("finding",), "findings", ("finding",))
YEAR = count("year", "Жылы", "Год", "Year")

FINDINGS = Table(
    name="findings",
    title=Words("Кеңештер аныктаган кемчиликтер", "Замечания советов", "Findings of councils"),
    about=Words(
        "Кеңеш эмнени аныктады, ким качанга чейин жооп берет. Белги — кароого себеп, өкүм эмес.",
        "Что обнаружил совет, кто и когда отвечает. Сигнал — повод посмотреть, а не приговор.",
        "What a council found, who answers by when. A flag is a reason to look, not a verdict.",
    ),
    source="findings",
    fields=(
        (FINDING, Finding.id),
        (
            exact("council", "Кеңештин аймагы", "Территория совета", "Place of the council"),
            Finding.council,
        ),
        (PLACE, Finding.place),
        (YEAR, Finding.year),
        (PURCHASE, Finding.purchase_id),
        (SCHOOL, Finding.school),
        (REQUIREMENT, Finding.requirement),
        (exact("addressee", "Жооп берүүчү", "Адресат", "Addressee"), Finding.body),
        (exact("origin", "Негизи", "Основание проверки", "Opened from"), Finding.origin),
        (
            exact("origin_key", "Негиздин белгиси", "Ключ основания", "Key of that"),
            Finding.origin_key,
        ),
        (exact("stage", "Баскыч", "Этап", "Stage"), Finding.stage),
        (text("title", "Эмне аныкталды", "Что обнаружено", "What was found"), Finding.title),
        (LANGUAGE, Finding.language),
        (day("opened_on", "Ачылган күнү", "Дата открытия", "Opened on"), Finding.opened_on),
        (day("due_on", "Жооп мөөнөтү", "Срок ответа", "Answer due"), Finding.due_on),
        (
            day("answered_on", "Жооп берилген күн", "Дата ответа", "Answered on"),
            Finding.answered_on,
        ),
        (exact("state", "Абалы", "Состояние", "State"), Finding.state),
        (exact("outcome", "Жыйынтык", "Итог", "Outcome"), Finding.outcome),
        (day("ended_on", "Аяктаган күнү", "Дата завершения", "Ended on"), Finding.ended_on),
    ),
    key=("finding",),
    links=(Link(("place",), "places", ("place",)),),
)
VIOLATIONS = Table(
    name="finding_violations",
    title=Words("Кемчиликтин түрлөрү", "Недостатки в замечаниях", "Shortcomings of findings"),
    about=Words(
        "Ар бир кемчилик боюнча кеңештин добушу.",
        "Как совет проголосовал по каждому недостатку.",
        "What the council voted of each shortcoming.",
    ),
    source="finding_violations",
    fields=(
        (count("violation", "Түрдүн №", "Недостаток №", "Shortcoming No."), Violation.id),
        (FINDING, Violation.finding_id),
        (exact("code", "Коду", "Код", "Code"), Violation.code),
        (exact("outcome", "Жыйынтык", "Итог", "Outcome"), Violation.outcome),
    ),
    key=("violation",),
    links=(OF_FINDING,),
)
DECISIONS = Table(
    name="finding_decisions",
    title=Words("Кеңештин чечимдери", "Решения совета", "Decisions of the council"),
    about=Words(
        "Оңдолгону, каршы пикир, кайтаруу боюнча чечимдер.",
        "Решения об устранении, возражении, возврате, отзыве.",
        "Decisions on what was put right, on objections, on sending back and withdrawing.",
    ),
    source="finding_decisions",
    fields=(
        (count("decision", "Чечим №", "Решение №", "Decision No."), Decision.id),
        (FINDING, Decision.finding_id),
        (exact("kind", "Түрү", "Вид", "Kind"), Decision.kind),
        (exact("result", "Жыйынтык", "Итог", "Result"), Decision.result),
        (count("members", "Кеңештин мүчөсү", "Членов совета", "Members"), Decision.members),
        (count("needed", "Керектүү добуш", "Нужно голосов", "Votes needed"), Decision.needed),
        (text("text", "Себеби", "Причина", "Why"), Decision.text),
        (LANGUAGE, Decision.language),
        (ON, Decision.on),
    ),
    key=("decision",),
    links=(OF_FINDING,),
)
TABLES = (FINDINGS, VIOLATIONS, DECISIONS)
