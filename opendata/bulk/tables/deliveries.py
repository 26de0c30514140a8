"""What came, and what was accepted. An entry made by mistake stays, and another undoes it."""

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, flag, quantity, text
from opendata.bulk.tables.known import (
    CONTRACT,
    OF_CONTRACT,
    OF_SCHOOL,
    ON,
    REASON,
    REVERSED,
    SCHOOL,
)
from opendata.package.columns import AMOUNT
from procurement.models import Acceptance, AcceptanceLine, Delivery, DeliveryLine

DELIVERY = count("delivery", "Жеткирүү №", "Поставка №", "Delivery No.")
DELIVERY_LINE = count(
    "delivery_line", "Жеткирүүнүн сабы №", "Строка поставки №", "Delivery line No."
)
ACCEPTANCE = count("acceptance", "Кабыл алуу актысы №", "Акт приёмки №", "Acceptance, our No.")

DELIVERIES = Table(
    name="deliveries",
    title=Words("Жеткирүүлөр", "Поставки", "Deliveries"),
    about=Words(
        "Ар бир жеткирүү жана анын жүк кагазы.",
        "Каждая поставка и её накладная.",
        "Each delivery with its waybill.",
    ),
    source="deliveries",
    fields=(
        (DELIVERY, Delivery.id),
        (CONTRACT, Delivery.contract_id),
        (ON, Delivery.on),
        (text("waybill", "Жүк кагазынын номери", "Номер накладной", "Waybill"), Delivery.waybill),
        (
            count("reverses", "Кайсынысын жокко чыгарат №", "Отменяет №", "Undoes No."),
            Delivery.reverses,
        ),
        (REASON, Delivery.reason),
        (REVERSED, Delivery.is_reversed),
    ),
    key=("delivery",),
    links=(OF_CONTRACT, Link(("reverses",), "deliveries", ("delivery",))),
)
DELIVERY_LINES = Table(
    name="delivery_lines",
    title=Words("Жеткирүүнүн саптары", "Строки поставок", "Lines of deliveries"),
    about=Words(
        "Кайсы мектепке канча келди; нөлдөн төмөн — катаны оңдоо.",
        "Сколько пришло в какую школу; меньше нуля — исправление ошибки.",
        "How much came to which school; below zero it undoes a mistake.",
    ),
    source="delivery_lines",
    fields=(
        (DELIVERY_LINE, DeliveryLine.id),
        (DELIVERY, DeliveryLine.delivery_id),
        (
            count("contract_line", "Келишимдин сабы №", "Строка договора №", "Contract line No."),
            DeliveryLine.contract_line_id,
        ),
        (SCHOOL, DeliveryLine.school),
        (quantity("quantity", "Саны", "Количество", "Quantity"), DeliveryLine.quantity),
    ),
    key=("delivery_line",),
    links=(
        Link(("delivery",), "deliveries", ("delivery",)),
        Link(("contract_line",), "contract_lines", ("contract_line",)),
        OF_SCHOOL,
    ),
)
ACCEPTANCES = Table(
    name="acceptances",
    title=Words("Кабыл алуулар", "Приёмка", "Acceptances"),
    about=Words(
        "Кабыл алуу актылары: качан, канчага, ата-эне катышканбы.",
        "Акты приёмки: когда, на сколько, был ли родитель в комиссии.",
        "Acceptance acts: when, for what sum, was a parent in the commission.",
    ),
    source="acceptances",
    fields=(
        (ACCEPTANCE, Acceptance.id),
        (DELIVERY, Acceptance.delivery_id),
        (CONTRACT, Acceptance.contract_id),
        (text("number", "Актынын номери", "Номер акта", "Number of the act"), Acceptance.number),
        (ON, Acceptance.on),
        (exact("kind", "Түрү", "Вид", "Kind"), Acceptance.kind),
        (
            flag("with_parent", "Ата-эне катышканбы", "С участием родителя", "With a parent"),
            Acceptance.with_parent,
        ),
        (text("remarks", "Эскертүүлөр", "Замечания", "Remarks"), Acceptance.remarks),
        (AMOUNT, Acceptance.amount),
        (
            count("corrects", "Кайсы актыны оңдойт №", "Исправляет акт №", "Corrects No."),
            Acceptance.corrects,
        ),
        (REVERSED, Acceptance.is_reversed),
    ),
    key=("acceptance",),
    links=(
        Link(("delivery",), "deliveries", ("delivery",)),
        OF_CONTRACT,
        Link(("corrects",), "acceptances", ("acceptance",)),
    ),
)
ACCEPTANCE_LINES = Table(
    name="acceptance_lines",
    title=Words("Кабыл алуунун саптары", "Строки актов приёмки", "Lines of acceptances"),
    about=Words(
        "Кайсы мектеп канчасын кабыл алды, канчасынан баш тартты.",
        "Сколько школа приняла и от скольких отказалась.",
        "How much each school accepted and refused.",
    ),
    source="acceptance_lines",
    fields=(
        (ACCEPTANCE, AcceptanceLine.acceptance_id),
        (DELIVERY_LINE, AcceptanceLine.delivery_line_id),
        (SCHOOL, AcceptanceLine.school),
        (quantity("accepted", "Кабыл алынды", "Принято", "Accepted"), AcceptanceLine.accepted),
        (quantity("refused", "Кабыл алынган жок", "Не принято", "Refused"), AcceptanceLine.refused),
        (AMOUNT, AcceptanceLine.amount),
        (text("remarks", "Эскертүүлөр", "Замечания", "Remarks"), AcceptanceLine.remarks),
        (day("good_until", "Жарактуу, чейин", "Годно до", "Good until"), AcceptanceLine.good_until),
    ),
    key=("acceptance", "delivery_line"),
    links=(
        Link(("acceptance",), "acceptances", ("acceptance",)),
        Link(("delivery_line",), "delivery_lines", ("delivery_line",)),
        OF_SCHOOL,
    ),
)
TABLES = (DELIVERIES, DELIVERY_LINES, ACCEPTANCES, ACCEPTANCE_LINES)
