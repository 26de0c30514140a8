"""Columns that several tables have, and what is public of purchases."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select

from core.words import Words
from opendata.bulk.table import Link, count, day, exact, flag, som, text
from opendata.package.columns import Column
from procurement.models import Purchase
from procurement.rules import PUBLIC

PLACE = exact("place", "Аймактын коду", "Код территории", "Code of the place")
SCHOOL = exact("school", "Мектептин коду", "Код школы", "Code of the school")
REQUIREMENT = exact("requirement", "Талаптын коду", "Код требования", "Code of the requirement")
CATEGORY = exact("category", "Категориянын коду", "Код категории", "Code of the category")
EDITION = exact("edition", "Стандарттын редакциясы", "Редакция Стандарта", "Edition")
SOURCE = exact("source", "Каражат булагынын коду", "Код источника средств", "Source of funds")
CARRIED = flag("carried", "Өткөн жылдын калдыгыбы", "Остаток прошлого года", "Carried over")
NAMES = (
    text("name_ky", "Кыргызча аты", "Название по-кыргызски", "Name in Kyrgyz"),
    text("name_ru", "Орусча аты", "Название по-русски", "Name in Russian"),
    text("name_en", "Англисче аты", "Название по-английски", "Name in English"),
)
ITEM = count("item", "Нерсе №", "Предмет №", "Item No.")
CONTRACT = count("contract", "Келишимдин катталган №", "Договор №", "Contract, our No.")
REASON = text("reason", "Себеби", "Причина", "Reason")
REVERSED = flag(
    "is_reversed", "Кийин жокко чыгарылганбы", "Отменено позднее", "Undone by a later entry"
)
LANGUAGE = exact("language", "Тексттин тили", "Язык текста", "Language of the text")
ON = day("on", "Күнү", "День", "Day")
VALID_FROM = day("valid_from", "Качантан бери", "С какого дня", "Valid from")
VALID_UNTIL = day("valid_until", "Качанга чейин", "До какого дня", "Valid until, not included")
UNIT_PRICE = som("unit_price", "Бирдин баасы, сом", "Цена за единицу, сом", "Price of one, som")

OF_PURCHASE = Link(("purchase",), "purchases", ("purchase",))
OF_ITEM = Link(("item",), "items", ("item",))
OF_CONTRACT = Link(("contract",), "contracts", ("contract",))
OF_SCHOOL = Link(("school",), "schools", ("school",))
OF_PLACE = Link(("place",), "places", ("place",))
OF_SUPPLIER = Link(("supplier",), "suppliers", ("supplier",))


def named(model: Any) -> tuple[tuple[Column, Any], ...]:
    """The three names of a register's row."""
    return tuple((column, getattr(model, column.key)) for column in NAMES)


def public(purchase: Any) -> Callable[[Select[Any]], Select[Any]]:
    """Only what belongs to a public purchase; `purchase` is the column that names it."""

    def narrowed(query: Select[Any]) -> Select[Any]:
        return query.join(Purchase, Purchase.id == purchase).where(Purchase.status.in_(PUBLIC))

    return narrowed


def words(*told: str) -> Words:
    """A sentence in Kyrgyz, Russian and English."""
    return Words(*told)
