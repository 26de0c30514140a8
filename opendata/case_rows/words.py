"""What the workbooks of purchases, deliveries and payments say, in the three languages.

The headers are also what columns of an office's own table are recognised by, with the other
words offices use. Pure.
"""

from core.words import Words
from opendata.case_rows import DELIVERIES, PAYMENTS, PURCHASES

COLUMNS = {
    PURCHASES: (
        "purchase",
        "status",
        "title",
        "method",
        "method_reason",
        "due_on",
        "line",
        "requirement",
        "item",
        "item_code",
        "unit",
        "unit_price",
        "covers",
        "school",
        "quantity",
        "budget_line",
    ),
    DELIVERIES: (
        "contract",
        "supplier",
        "item",
        "unit",
        "school",
        "agreed",
        "came",
        "left",
        "waybill",
        "on",
        "quantity",
    ),
    PAYMENTS: (
        "contract",
        "supplier",
        "agreed",
        "accepted",
        "paid",
        "most",
        "kind",
        "on",
        "document",
        "amount",
        "reason",
    ),
}
NEEDED = {
    PURCHASES: ("title", "requirement", "item", "unit_price", "school", "quantity"),
    DELIVERIES: ("contract", "waybill", "on", "quantity"),
    PAYMENTS: ("contract", "on", "document", "amount"),
}
"""Columns without which a table is none of these."""
LOCKED = frozenset(
    {"purchase", "status", "line", "contract", "supplier"}
    | {"agreed", "came", "left", "accepted", "paid", "most"}
)
"""Columns of our template that only tell what is known."""

HEADERS = {
    "purchase": Words("Сатып алуу №", "Закупка №", "Purchase No."),
    "status": Words("Абалы", "Состояние", "State"),
    "title": Words("Сатып алуунун аталышы", "Название закупки", "Title of the purchase"),
    "method": Words("Сатып алуу ыкмасы", "Метод закупки", "Method of procurement"),
    "method_reason": Words("Ыкманын негиздемеси", "Обоснование метода", "Reason for the method"),
    "due_on": Words("Жеткирүү мөөнөтү", "Срок поставки", "To be delivered by"),
    "line": Words("Сатып алуунун сабы", "Строка закупки", "Line of the purchase"),
    "requirement": Words("Стандарттын талабы", "Требование Стандарта", "Requirement"),
    "item": Words("Эмне сатып алынат", "Что закупается", "Item"),
    "item_code": Words("ОКГЗ коду", "Код ОКГЗ", "Item code"),
    "unit": Words("Өлчөө бирдиги", "Единица измерения", "Unit"),
    "unit_price": Words("Бирдиктин баасы, сом", "Цена за единицу, сом", "Price of one unit, som"),
    "covers": Words(
        "Талаптын канчасын жабат", "Сколько требования закрывает", "How much of the requirement"
    ),
    "school": Words("Мектеп", "Школа", "School"),
    "quantity": Words("Саны", "Количество", "Quantity"),
    "budget_line": Words("Бюджеттин беренеси", "Строка бюджета", "Budget line"),
    "contract": Words("Келишим", "Договор", "Contract"),
    "supplier": Words("Жеткирүүчү (подрядчы)", "Поставщик (подрядчик)", "Supplier"),
    "agreed": Words("Келишим боюнча", "По договору", "Agreed"),
    "came": Words("Жеткирилгени", "Поставлено", "Delivered so far"),
    "left": Words("Калганы", "Осталось", "Left"),
    "waybill": Words("Жүк коштомо кагазынын номери", "Номер накладной", "Number of the waybill"),
    "on": Words("Күнү", "Дата", "Date"),
    "accepted": Words("Кабыл алынганы, сом", "Принято, сом", "Accepted, som"),
    "paid": Words("Төлөнгөнү, сом", "Оплачено, сом", "Paid, som"),
    "most": Words(
        "Азыр төлөөгө мүмкүн, сом", "Можно оплатить сейчас, сом", "Most payable now, som"
    ),
    "kind": Words("Төлөмдүн түрү", "Вид платежа", "Kind of payment"),
    "document": Words(
        "Төлөм документинин номери", "Номер платёжного документа", "Number of the payment document"
    ),
    "amount": Words("Сумма, сом", "Сумма, сом", "Sum, som"),
    "reason": Words("Себеби", "Причина", "Reason"),
    "error": Words("Ката (система жазат)", "Ошибка (пишет система)", "Error (the system writes)"),
}
# Other words of headers, as `folded` writes them (ө as о, ү as у, ң as н).
SYNONYMS: dict[str, tuple[str, ...]] = {
    "purchase": ("сатып алуунун номери", "номер закупки", "purchase"),
    "title": ("сатып алуу", "закупка", "наименование закупки", "предмет закупки", "title"),
    "method": ("ыкма", "ыкмасы", "метод", "способ закупки", "method"),
    "due_on": ("мооноту", "срок", "due date"),
    "requirement": ("талап", "требование", "requirement of the standard"),
    "item": ("аталышы", "товар", "наименование", "наименование товара", "продукция"),
    "item_code": ("окгз", "код товара"),
    "unit": ("бирдиги", "единица", "ед изм", "ед"),
    "unit_price": ("баасы", "баа", "цена", "цена за единицу", "unit price", "price"),
    "school": ("мектептин аталышы", "наименование школы", "учреждение"),
    "quantity": ("кол во", "количество", "келген саны", "поступило", "came"),
    "budget_line": ("берене", "бюджеттин сабы", "строка бюджета"),
    "contract": ("келишимдин номери", "номер договора", "договор №", "contract number"),
    "waybill": ("накладная", "накладнойдун номери", "waybill"),
    "on": ("датасы", "толонгон куну", "дата оплаты", "дата поставки", "date of payment", "day"),
    "kind": ("туру", "вид", "kind"),
    "document": ("документ", "документтин номери", "номер документа", "платежное поручение"),
    "amount": ("сумма", "суммасы", "сумма оплаты", "amount", "sum"),
    "reason": ("негиздеме", "основание", "обоснование"),
}
ENTRY = {
    PURCHASES: Words("Сатып алуулар", "Закупки", "Purchases"),
    DELIVERIES: Words("Жеткирүүлөр", "Поставки", "Deliveries"),
    PAYMENTS: Words("Төлөмдөр", "Платежи", "Payments"),
}
KIND_WORDS = {
    "payment": Words("төлөм", "оплата", "payment"),
    "advance": Words("аванс", "аванс", "advance"),
    "refund": Words("кайтаруу", "возврат", "refund"),
}
STATUS = {
    "draft": Words("каралама", "черновик", "draft"),
    "published": Words("жарыяланган", "опубликована", "public"),
}
DAY = Words(
    "Күнүн жазыңыз, мисалы: 2.3.2026.", "Введите дату, например: 2.3.2026.", "Enter a day: 2.3.2026"
)
AMOUNT = Words(
    "Нөлдөн чоң сан жазыңыз: 1250,50.", "Введите число больше нуля: 1250,50.", "A number above zero"
)
_CHECKED = Words(
    "Файлды жүктөгөндө система катаны уячасы менен көрсөтөт. Сиз ырастаганча сакталбайт.",
    "При загрузке система покажет каждую ошибку с её ячейкой. До подтверждения не сохраняется.",
    "On upload the system shows each error with its cell. Nothing is saved until you confirm.",
)
_GREY = Words(
    "Боз уячаларды өзгөртпөңүз: сап ошолор боюнча таанылат.",
    "Серые ячейки не меняйте: строка узнаётся по ним.",
    "Leave the grey cells as they are: a row is recognised by them.",
)
LINES = {
    PURCHASES: (
        Words(
            "Бир сап — бир мектептин үлүшү. Сатып алуу менен товар биринчи сабына гана жазылат.",
            "Одна строка — доля одной школы. Закупка и товар пишутся только в первой их строке.",
            "One row is one school's part. Purchase and item are written in their first row only.",
        ),
        Words(
            "Аталышы бош сап жогорку сатып алууга, товары бош сап жогорку товарга тиешелүү.",
            "Строка без названия относится к закупке выше, без товара — к товару выше.",
            "Without a title a row belongs to the purchase above, without an item to that item.",
        ),
        Words(
            "Караламаларды гана өзгөртсө болот. Жарыяланган сатып алуу өз барагында өзгөртүлөт.",
            "Менять можно только черновики. Опубликованная закупка меняется на её странице.",
            "Only drafts can be changed. A public purchase is changed on its own page.",
        ),
        Words(
            "Өчүрүлгөн сатып алуу өз бойдон калат. Караламанын өчүрүлгөн сабы андан чыгат.",
            "Удалённая закупка остаётся как есть. Удалённая строка черновика уходит из него.",
            "A purchase you delete stays as it is. A row of a draft you delete leaves the draft.",
        ),
        _GREY,
        _CHECKED,
    ),
    DELIVERIES: (
        Words(
            "Ар бир сап — келишимдин бир товары жана бир мектеп: али баары келе элек.",
            "Каждая строка — товар договора и школа, куда поставлено ещё не всё.",
            "Each row is an item of a contract and a school that still waits for some of it.",
        ),
        Words(
            "Келгенине үч уяча толтурулат: жүк коштомо кагазы, күнү, саны. Калганы бош калсын.",
            "Для поступившего заполните три ячейки: накладная, дата, количество. Остальное пусто.",
            "For what came fill three cells: waybill, date, quantity. Leave the others empty.",
        ),
        Words(
            "Бир товар эки жолу келсе, сапты көчүрүп, экинчисин да толтуруңуз.",
            "Если товар пришёл дважды, скопируйте строку и заполните вторую.",
            "If an item came twice, copy the row and fill in the second.",
        ),
        _GREY,
        _CHECKED,
    ),
    PAYMENTS: (
        Words(
            "Ар бир сап — жабыла элек келишим. Төлөнгөнүн гана толтуруңуз.",
            "Каждая строка — открытый договор. Заполняйте только те, по которым прошёл платёж.",
            "Each row is an open contract. Fill in only those that were paid.",
        ),
        Words(
            "Түрү бош болсо, бул кабыл алынганы үчүн төлөм. Аванс менен кайтарууга себеп керек.",
            "Пустой вид — оплата принятого. Для аванса и возврата нужна причина.",
            "An empty kind is a payment for what was accepted. Advance and refund need a reason.",
        ),
        Words(
            "Бир келишим боюнча эки төлөм болсо, сапты көчүрүп, экинчисин да толтуруңуз.",
            "Если по договору два платежа, скопируйте строку и заполните вторую.",
            "If a contract was paid twice, copy the row and fill in the second.",
        ),
        _GREY,
        _CHECKED,
    ),
}
