"""The sums public pages show: of each school and place in each year, and of each supplier."""

from budgets.models import Total
from core.words import Words
from opendata.bulk.table import Table, count, exact
from opendata.bulk.tables.answers import SCOPE
from opendata.bulk.tables.known import OF_SUPPLIER
from opendata.package.columns import ACCEPTED, COMMITTED, PAID, PLANNED, SUPPLIER, YEAR
from procurement.models import SupplierTotal

TABLES = (
    Table(
        name="totals",
        title=Words("Жыйынтык", "Итоги", "Totals"),
        about=Words(
            "Барактардагы суммалар: мектеп же аймак, жыл, эмне боюнча, каражаттын булагы. Буюм "
            "түрүндөгү жардам өз булагында турат.",
            "Суммы страниц: школа или территория, год, по чему, источник. Помощь вещами — под "
            "своим источником.",
            "The sums of the pages: school or place, year, by what, source. Help in kind has its "
            "own source.",
        ),
        source="totals",
        fields=(
            (SCOPE, Total.scope),
            (YEAR, Total.year),
            (exact("by", "Эмне боюнча", "По чему", "By"), Total.kind),
            (exact("code", "Код", "Код", "Code"), Total.code),
            (
                exact("purse", "Булак", "Источник", "Source; ends in :carried if carried over"),
                Total.purse,
            ),
            (PLANNED, Total.planned),
            (COMMITTED, Total.committed),
            (ACCEPTED, Total.accepted),
            (PAID, Total.paid),
        ),
        key=("scope", "year", "by", "code", "purse"),
    ),
    Table(
        name="supplier_totals",
        title=Words("Жеткирүүчүлөр жылдар боюнча", "Поставщики по годам", "Suppliers by year"),
        about=Words(
            "Жеткирүүчүнүн ар жылдагы келишимдери жана ага төлөнгөнү.",
            "Договоры поставщика по годам и сколько ему оплачено.",
            "A supplier's contracts in each year, and what was paid.",
        ),
        source="supplier_totals",
        fields=(
            (SUPPLIER, SupplierTotal.supplier),
            (YEAR, SupplierTotal.year),
            (count("contracts", "Келишимдер", "Договоры", "Contracts"), SupplierTotal.contracts),
            (COMMITTED, SupplierTotal.committed),
            (PAID, SupplierTotal.paid),
        ),
        key=("supplier", "year"),
        links=(OF_SUPPLIER,),
    ),
)
