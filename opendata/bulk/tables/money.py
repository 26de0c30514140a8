"""Money that contracts speak for, school by school, and what was paid and withheld."""

from budgets.models import Commitment
from core.words import Words
from opendata.bulk.table import Link, Table, count, exact, som, text
from opendata.bulk.tables.budget import LINE
from opendata.bulk.tables.known import (
    CONTRACT,
    OF_CONTRACT,
    OF_SCHOOL,
    ON,
    REASON,
    REQUIREMENT,
    REVERSED,
    SCHOOL,
)
from opendata.package.columns import ACCEPTED, AMOUNT, PAID
from procurement.models import Payment, Penalty

COMMITMENTS = Table(
    name="commitments",
    title=Words("Келишимдердеги акча", "Деньги в договорах", "Money in contracts"),
    about=Words(
        "Бюджет сабынын келишим алган бөлүгү, мектеп боюнча: макулдашылды, кабыл алынды, төлөндү.",
        "Часть строки бюджета, занятая договором, по школам: согласовано, принято, оплачено.",
        "What a contract takes of a budget line, by school: agreed, accepted, paid.",
    ),
    source="commitments",
    fields=(
        (count("commitment", "Жазуу №", "Запись №", "Entry No."), Commitment.id),
        (LINE, Commitment.line_id),
        (
            count("contract_line", "Келишимдин сабы №", "Строка договора №", "Contract line No."),
            Commitment.contract_line,
        ),
        (SCHOOL, Commitment.school),
        (REQUIREMENT, Commitment.requirement),
        (AMOUNT, Commitment.amount),
        (ACCEPTED, Commitment.accepted),
        (PAID, Commitment.paid),
        (
            som("withheld", "Кармалган, бюджетке кайткан, сом", "Удержано, сом", "Withheld, som"),
            Commitment.withheld,
        ),
    ),
    key=("commitment",),
    links=(
        Link(("line",), "lines", ("line",)),
        Link(("contract_line",), "contract_lines", ("contract_line",)),
        OF_SCHOOL,
    ),
)
PAYMENTS = Table(
    name="payments",
    title=Words("Төлөмдөр", "Платежи", "Payments"),
    about=Words(
        "Төлөмдөр, аванстар, кайтарымдар. Кайтарым алынып салынат.",
        "Платежи, авансы, возвраты. Возврат вычитается.",
        "Payments, advances, refunds. A refund is to be taken off.",
    ),
    source="payments",
    fields=(
        (count("payment", "Төлөм №", "Платёж №", "Payment No."), Payment.id),
        (CONTRACT, Payment.contract_id),
        (exact("kind", "Түрү", "Вид", "Kind"), Payment.kind),
        (ON, Payment.on),
        (AMOUNT, Payment.amount),
        (
            text("document", "Төлөм тапшырмасынын номери", "Номер поручения", "Payment order"),
            Payment.document,
        ),
        (REASON, Payment.reason),
        (
            count("reverses", "Кайсынысын жокко чыгарат №", "Отменяет №", "Undoes No."),
            Payment.reverses,
        ),
        (REVERSED, Payment.is_reversed),
    ),
    key=("payment",),
    links=(OF_CONTRACT, Link(("reverses",), "payments", ("payment",))),
)
PENALTIES = Table(
    name="penalties",
    title=Words("Кармалган айып пулдар", "Удержанные неустойки", "Penalties withheld"),
    about=Words(
        "Кечиккени үчүн кармалган айып пулдар.",
        "Неустойки, удержанные за опоздание.",
        "Penalties withheld for being late.",
    ),
    source="penalties",
    fields=(
        (count("penalty", "Айып пул №", "Неустойка №", "Penalty No."), Penalty.id),
        (CONTRACT, Penalty.contract_id),
        (ON, Penalty.on),
        (AMOUNT, Penalty.amount),
        (text("document", "Документтин номери", "Номер документа", "Document"), Penalty.document),
        (count("days_late", "Кечиккен күндөр", "Дней просрочки", "Days late"), Penalty.days_late),
        (REASON, Penalty.reason),
        (
            count("reverses", "Кайсынысын жокко чыгарат №", "Отменяет №", "Undoes No."),
            Penalty.reverses,
        ),
        (REVERSED, Penalty.is_reversed),
    ),
    key=("penalty",),
    links=(OF_CONTRACT, Link(("reverses",), "penalties", ("penalty",))),
)
TABLES = (COMMITMENTS, PAYMENTS, PENALTIES)
