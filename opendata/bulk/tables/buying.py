"""Purchases, what is bought, for whom, and who pays. Drafts are not here."""

from typing import Any

from sqlalchemy import Select, select

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, quantity, text
from opendata.bulk.tables import known
from opendata.bulk.tables.budget import LINE
from opendata.bulk.tables.known import ITEM, OF_ITEM, OF_PURCHASE
from opendata.package.columns import AMOUNT, PURCHASE, YEAR
from procurement.models import (
    Contract,
    Covers,
    Funding,
    Lot,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.rules import PUBLIC
from standard.models import Edition

QUANTITY = quantity("quantity", "Саны", "Количество", "Quantity")
TITLE = text("title", "Эмне", "Что", "What")
LOT = count("lot", "Лот №", "Лот №", "Lot, our No.")
FRAMEWORK = (
    select(Contract.purchase_id)
    .where(Contract.id == Purchase.framework_id)
    .correlate(Purchase)
    .scalar_subquery()
)


def _purchases(query: Select[Any]) -> Select[Any]:
    made_under = query.join(Edition, Edition.id == Purchase.edition_id)
    return made_under.where(Purchase.status.in_(PUBLIC))


def _covers(query: Select[Any]) -> Select[Any]:
    query = query.join(PurchaseLine, PurchaseLine.id == Covers.line_id)
    return known.public(PurchaseLine.purchase_id)(query)


def _fundings(query: Select[Any]) -> Select[Any]:
    return known.public(Share.purchase_id)(query.join(Share, Share.id == Funding.share_id))


PURCHASES = Table(
    name="purchases",
    title=Words("Сатып алуулар", "Закупки", "Purchases"),
    about=Words(
        "Жарыяланган сатып алуулар; сумма — сметалык баасы.",
        "Опубликованные закупки; сумма — оценка.",
        "Public purchases; the amount is the estimate.",
    ),
    source="purchases",
    fields=(
        (PURCHASE, Purchase.id),
        (YEAR, Purchase.year),
        (known.PLACE, Purchase.place),
        (TITLE, Purchase.title),
        (known.LANGUAGE, Purchase.language),
        (exact("status", "Абалы", "Состояние", "Standing"), Purchase.status),
        (
            exact("kind", "Алкак же чакыруу", "Рамка или заказ", "Framework or call-off"),
            Purchase.kind,
        ),
        (
            count("framework", "Алкактын сатып алуу №", "Закупка рамки №", "Framework No."),
            FRAMEWORK,
        ),
        (exact("method", "Ыкманын коду", "Код метода", "Code of the method"), Purchase.method),
        (
            exact("method_ground", "Негиздин коду", "Код основания", "Ground for no competition"),
            Purchase.method_ground,
        ),
        (
            text("method_reason", "Негизи", "Обоснование метода", "Why this method"),
            Purchase.method_reason,
        ),
        (known.CATEGORY, Purchase.category),
        (known.EDITION, Edition.code),
        (AMOUNT, Purchase.amount),
        (day("planned_on", "Пландалган күн", "День плана", "Planned on"), Purchase.planned_on),
        (
            day("announced_on", "Жарыяланган күн", "День объявления", "Announced on"),
            Purchase.announced_on,
        ),
        (day("due_on", "Мөөнөтү", "Срок", "To come by"), Purchase.due_on),
    ),
    key=("purchase",),
    links=(known.OF_PLACE, Link(("edition",), "editions", ("edition",))),
    shape=_purchases,
)
LOTS = Table(
    name="lots",
    title=Words("Лоттор", "Лоты", "Lots"),
    about=Words(
        "Сатып алуунун өзүнчө бөлүктөрү.",
        "Части закупки, за которые торгуются отдельно.",
        "Parts of a purchase that are bid for apart.",
    ),
    source="lots",
    fields=(
        (LOT, Lot.id),
        (PURCHASE, Lot.purchase_id),
        (count("number", "Катары", "Номер по порядку", "Number"), Lot.number),
        (TITLE, Lot.title),
        (exact("status", "Абалы", "Состояние", "Standing"), Lot.status),
        (known.REASON, Lot.reason),
    ),
    key=("lot",),
    links=(OF_PURCHASE,),
    shape=known.public(Lot.purchase_id),
)
ITEMS = Table(
    name="items",
    title=Words("Сатып алынган нерселер", "Предметы закупок", "Items"),
    about=Words(
        "Ар бир сатып алуунун саптары: эмне, канча, кайсы талап үчүн. Сумма КНС менен.",
        "Строки закупок: что, сколько, для какого требования. Сумма с НДС.",
        "The lines of purchases: what, how much, for which requirement. Amounts are gross.",
    ),
    source="purchase_lines",
    fields=(
        (ITEM, PurchaseLine.id),
        (PURCHASE, PurchaseLine.purchase_id),
        (LOT, PurchaseLine.lot_id),
        (TITLE, PurchaseLine.title),
        (exact("item_code", "ОКГЗ коду", "Код ОКГЗ", "OKGZ code"), PurchaseLine.item_code),
        (known.REQUIREMENT, PurchaseLine.requirement),
        (known.CATEGORY, PurchaseLine.category),
        (QUANTITY, PurchaseLine.quantity),
        (text("unit", "Өлчөм бирдиги", "Единица", "Unit"), PurchaseLine.unit),
        (known.UNIT_PRICE, PurchaseLine.unit_price),
        (exact("vat_rate", "КНС, %", "НДС, %", "VAT, per cent"), PurchaseLine.vat_rate),
        (AMOUNT, PurchaseLine.amount),
        (
            text("price_reason", "Баанын себеби", "Причина цены", "Why this price"),
            PurchaseLine.price_reason,
        ),
    ),
    key=("item",),
    links=(OF_PURCHASE, Link(("lot",), "lots", ("lot",))),
    shape=known.public(PurchaseLine.purchase_id),
)
COVERS = Table(
    name="covers",
    title=Words("Жабылган талаптар", "Закрываемые требования", "Requirements covered"),
    about=Words(
        "Нерсе кайсы талаптарды жабат жана канча өлчөмдө, талаптын өз бирдигинде.",
        "Какие требования закрывает предмет и сколько, в единице требования.",
        "Which requirements an item covers, and how much in the requirement's unit.",
    ),
    source="covers",
    fields=(
        (ITEM, Covers.line_id),
        (known.REQUIREMENT, Covers.requirement),
        (QUANTITY, Covers.quantity),
    ),
    key=("item", "requirement"),
    links=(OF_ITEM,),
    shape=_covers,
)
SHARES = Table(
    name="shares",
    title=Words("Мектептердин үлүшү", "Доли школ", "Shares of schools"),
    about=Words(
        "Ар бир нерседен ар бир мектепке тиешелүү саны жана суммасы.",
        "Сколько предмета и на какую сумму приходится на школу.",
        "How much of an item, and for what sum, is each school's.",
    ),
    source="purchase_shares",
    fields=(
        (ITEM, Share.line_id),
        (known.SCHOOL, Share.school),
        (PURCHASE, Share.purchase_id),
        (YEAR, Share.year),
        (QUANTITY, Share.quantity),
        (AMOUNT, Share.amount),
    ),
    key=("item", "school"),
    links=(OF_ITEM, known.OF_SCHOOL, OF_PURCHASE),
    shape=known.public(Share.purchase_id),
)
FUNDINGS = Table(
    name="fundings",
    title=Words("Каржылоо", "Финансирование", "Funding"),
    about=Words(
        "Мектептин үлүшүн бюджеттин кайсы сабы төлөйт.",
        "Какая строка бюджета оплачивает долю школы.",
        "Which budget line pays for a school's share.",
    ),
    source="fundings",
    fields=(
        (ITEM, Share.line_id),
        (known.SCHOOL, Share.school),
        (LINE, Funding.budget_line_id),
        (AMOUNT, Funding.amount),
    ),
    key=("item", "school", "line"),
    links=(
        Link(("item", "school"), "shares", ("item", "school")),
        Link(("line",), "lines", ("line",)),
    ),
    shape=_fundings,
)
TABLES = (PURCHASES, LOTS, ITEMS, COVERS, SHARES, FUNDINGS)
