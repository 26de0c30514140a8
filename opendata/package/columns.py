"""The tables of a package: their columns by key, kind, and name in three languages."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from core.words import Words

Kind = Literal["text", "som", "quantity", "count", "day", "exact", "moment", "flag"]
"""How a value is written. "exact" is text for programs alone: nothing is put before it. A "moment"
is in UTC with a Z, a "flag" true or false."""


class Column(NamedTuple):
    """One column of a table."""

    key: str
    kind: Kind
    title: Words


class Table(NamedTuple):
    """One table: a file of its own, and for some a sheet of the workbook."""

    title: Words
    columns: tuple[Column, ...]


def _text(key: str, *title: str) -> Column:
    return Column(key, "text", Words(*title))


def _som(key: str, *title: str) -> Column:
    return Column(key, "som", Words(*title))


def _count(key: str, *title: str) -> Column:
    return Column(key, "count", Words(*title))


def _day(key: str, *title: str) -> Column:
    return Column(key, "day", Words(*title))


def _quantity(key: str, *title: str) -> Column:
    return Column(key, "quantity", Words(*title))


YEAR = _count("year", "Жыл", "Год", "Year")
PURCHASE = _count("purchase", "Сатып алуу №", "Закупка №", "Purchase No.")
CATEGORY = _text("category", "Категориянын коду", "Код категории", "Code of the category")
CATEGORY_NAME = _text("category_name", "Категория", "Категория расходов", "What for")
REQUIREMENT = _text("requirement", "Талаптын коду", "Код требования", "Code of the requirement")
REQUIREMENT_NAME = _text("requirement_name", "Стандарттын талабы", "Требование", "Requirement")
PLANNED = _som("planned", "План", "План", "Planned")
COMMITTED = _som("committed", "Келишимдерде", "В договорах", "In contracts")
ACCEPTED = _som("accepted", "Кабыл алынды", "Принято", "Accepted")
PAID = _som("paid", "Төлөндү", "Оплачено", "Paid")
FREE = _som("free", "Бош калдык", "Свободно", "Free")
SUMS = (PLANNED, COMMITTED, ACCEPTED, PAID, FREE)
AMOUNT = _som("amount", "Сумма, сом", "Сумма, сом", "Amount, som")
SUPPLIER = _count("supplier", "Жеткирүүчүнүн №", "Поставщик №", "Supplier No.")
SUPPLIER_NAME = _text(
    "supplier_name", "Жеткирүүчү (подрядчы)", "Поставщик (подрядчик)", "Supplier (contractor)"
)
SCHOOL = _text("school", "Мектептин коду", "Код школы", "Code of the school")
SCHOOL_NAME = _text("school_name", "Мектеп", "Школа", "School")
CODE = _text("code", "Код", "Код", "Code")
NAME = _text("name", "Аты", "Название", "Name")

TABLES: Mapping[str, Table] = {
    "lines": Table(
        Words("Бюджет саптары", "Строки бюджета", "Budget lines"),
        (
            YEAR,
            _count("line", "Сап №", "Строка №", "Line No."),
            _text("holder", "Акча ээсинин коду", "Код держателя средств", "Code of the holder"),
            _text("holder_name", "Акчанын ээси", "Держатель средств", "Holder of the money"),
            _text("unit", "Коду: кимге", "Код: для кого", "Code: for whom"),
            _text("unit_name", "Мектеп же аймак", "Школа или территория", "School or place"),
            CATEGORY,
            CATEGORY_NAME,
            REQUIREMENT,
            REQUIREMENT_NAME,
            _text("source", "Булактын коду", "Код источника", "Code of the source"),
            _text("source_name", "Каражаттын булагы", "Источник средств", "Source of funds"),
            _text("carried", "Өткөн жылдын калдыгы", "Остаток прошлого года", "Carried over"),
            _text("econ_code", "Берене", "Статья", "Economic code"),
            *SUMS,
        ),
    ),
    "purchases": Table(
        Words("Сатып алуулар", "Закупки", "Purchases"),
        (
            PURCHASE,
            _text("ocid", "OCID", "OCID", "OCID"),
            YEAR,
            _text("place", "Сатып алуучунун коду", "Код покупателя", "Code of the buyer"),
            _text("place_name", "Сатып алуучу", "Покупатель", "Who buys"),
            _text("title", "Эмне", "Что", "What"),
            _text("status", "Абалы", "Состояние", "Standing"),
            _text("method", "Ыкманын коду", "Код метода", "Code of the method"),
            _text("method_name", "Сатып алуу ыкмасы", "Метод закупки", "Method of procurement"),
            CATEGORY,
            CATEGORY_NAME,
            _text("edition", "Стандарттын редакциясы", "Редакция Стандарта", "Edition"),
            *(PLANNED, COMMITTED, ACCEPTED, PAID),
            _day("planned_on", "Пландалган күн", "День плана", "Planned on"),
            _day("announced_on", "Жарыяланган күн", "День объявления", "Announced on"),
            _day("due_on", "Мөөнөтү", "Срок", "To come by"),
            _count("leaf", "Журналдагы жазуу №", "Запись журнала №", "Entry of the journal"),
            _text("kind", "Алкак же чакыруу", "Рамка или заказ по ней", "Framework or call-off"),
            _count("framework", "Алкактын сатып алуу №", "Закупка рамки №", "Framework No."),
        ),
    ),
    "items": Table(
        Words("Сатып алынган нерселер", "Предметы закупок", "Items"),
        (
            PURCHASE,
            _count("item", "Нерсе №", "Предмет №", "Item No."),
            _text("title", "Эмне", "Что", "What"),
            _text("item_code", "ОКГЗ коду", "Код ОКГЗ", "OKGZ code"),
            REQUIREMENT,
            REQUIREMENT_NAME,
            CATEGORY,
            _quantity("quantity", "Саны", "Количество", "Quantity"),
            _text("unit", "Өлчөм бирдиги", "Единица", "Unit"),
            _som("unit_price", "Бирдин баасы, сом", "Цена за единицу, сом", "Price of one, som"),
            _text("vat_rate", "КНС, %", "НДС, %", "VAT, %"),
            AMOUNT,
        ),
    ),
    "shares": Table(
        Words("Мектептердин үлүшү", "Доли школ", "Shares of schools"),
        (
            PURCHASE,
            _count("item", "Нерсе №", "Предмет №", "Item No."),
            SCHOOL,
            SCHOOL_NAME,
            _quantity("quantity", "Саны", "Количество", "Quantity"),
            _quantity("accepted_quantity", "Кабыл алынган саны", "Принято, шт.", "Number accepted"),
            *(PLANNED, COMMITTED, ACCEPTED, PAID),
        ),
    ),
    "contracts": Table(
        Words("Келишимдер", "Договоры", "Contracts"),
        (
            PURCHASE,
            _count("contract", "Келишимдин катталган №", "Регистрационный №", "Contract, our No."),
            _text("number", "Келишимдин номери", "Номер договора", "Number of the contract"),
            SUPPLIER,
            SUPPLIER_NAME,
            _text("supplier_inn", "ИНН", "ИНН", "Tax number"),
            _day("signed_on", "Кол коюлган күн", "Подписан", "Signed on"),
            _day("due_on", "Мөөнөтү", "Срок", "To come by"),
            AMOUNT,
            _som("released", "Келбей калганы, сом", "Не поступило, сом", "Never came, som"),
            _som("advance_limit", "Аванстын чеги, сом", "Предел аванса, сом", "Advance, at most"),
            _count(
                "amendments", "Кошумча макулдашуулар", "Дополнительные соглашения", "Amendments"
            ),
            ACCEPTED,
            PAID,
            _som("withheld", "Кармалган айып пул, сом", "Удержано, сом", "Withheld, som"),
            _som("ceiling", "Алкактын чеги, сом", "Предел рамки, сом", "Ceiling, som"),
            _som("called", "Алкактан чакырылды, сом", "Заказано, сом", "Called off, som"),
            _day("valid_until", "Алкак күчүндө, чейин", "Рамка действует до", "Valid until"),
        ),
    ),
    "payments": Table(
        Words("Төлөмдөр", "Платежи", "Payments"),
        (
            PURCHASE,
            _count("contract", "Келишимдин катталган №", "Регистрационный №", "Contract, our No."),
            _count("payment", "Төлөм №", "Платёж №", "Payment No."),
            _text("kind", "Түрү", "Вид", "Kind"),
            _day("on", "Күнү", "День", "Day"),
            AMOUNT,
            _text("document", "Төлөм тапшырмасынын номери", "Номер поручения", "Payment order"),
            _text("reason", "Себеби", "Причина", "Reason"),
            _count("reverses", "Кайсы төлөмдү жокко чыгарат №", "Отменяет платёж №", "Undoes No."),
        ),
    ),
    "penalties": Table(
        Words("Кармалган айып пулдар", "Удержанные неустойки", "Penalties withheld"),
        (
            PURCHASE,
            _count("contract", "Келишимдин катталган №", "Регистрационный №", "Contract, our No."),
            _count("penalty", "Айып пул №", "Неустойка №", "Penalty No."),
            _day("on", "Күнү", "День", "Day"),
            AMOUNT,
            _text("document", "Документтин номери", "Номер документа", "Document"),
            _count("days_late", "Кечиккен күндөр", "Дней просрочки", "Days late"),
            _text("reason", "Себеби", "Причина", "Reason"),
            _count("reverses", "Кайсынысын жокко чыгарат №", "Отменяет №", "Undoes No."),
        ),
    ),
    "totals": Table(
        Words("Жыйынтык", "Итоги", "Totals"),
        (
            YEAR,
            _text("by", "Эмне боюнча", "По чему", "By"),
            CODE,
            NAME,
            _text("kind", "Акча же буюм", "Деньги или вещи", "Money or in kind"),
            *SUMS,
        ),
    ),
    "codes": Table(
        Words("Коддор", "Коды", "Codes"),
        (
            _text("list", "Тизме", "Список", "List"),
            CODE,
            NAME,
            _text("standing", "Такталганы", "Подтверждение", "Standing"),
            _text("source", "Булагы", "Источник", "Source"),
        ),
    ),
}
SHEETS = ("lines", "purchases", "contracts", "payments", "totals")
"""Which tables the workbook of a year holds, in this order."""
