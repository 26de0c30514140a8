"""Suppliers, who of them was chosen, and what was agreed with them."""

from sqlalchemy import case

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, flag, som, text
from opendata.bulk.tables import known
from opendata.bulk.tables.buying import LOT, QUANTITY
from opendata.bulk.tables.known import CONTRACT, ITEM, OF_CONTRACT, OF_ITEM, OF_PURCHASE
from opendata.package.columns import ACCEPTED, AMOUNT, PAID, PURCHASE, SUPPLIER
from procurement.models import Award, Contract, ContractLine, Supplier

SUPPLIERS = Table(
    name="suppliers",
    title=Words("Жеткирүүчүлөр (подрядчылар)", "Поставщики (подрядчики)", "Suppliers"),
    about=Words(
        "Жеткирүүчүлөр. Жеке ишкердин аты жана ИНН номери жок: ал номер менен гана аталат.",
        "Поставщики. У индивидуального предпринимателя нет имени и ИНН: он назван только номером.",
        "Suppliers. A sole trader has neither name nor tax number here, only a number of ours.",
    ),
    source="suppliers",
    fields=(
        (SUPPLIER, Supplier.id),
        (
            flag("is_person", "Жеке ишкерби", "Индивидуальный предприниматель", "Sole trader"),
            Supplier.is_person,
        ),
        (
            text("name", "Аты", "Название", "Name"),
            case((Supplier.is_person, None), else_=Supplier.public_name),
        ),
        (
            text("inn", "ИНН", "ИНН", "Tax number"),
            case((Supplier.is_person, None), else_=Supplier.public_inn),
        ),
    ),
    key=("supplier",),
)
AWARDS = Table(
    name="awards",
    title=Words("Тандалган жеткирүүчүлөр", "Решения о выборе", "Awards"),
    about=Words(
        "Ким тандалды, кайсы суммага, канча сунуштан, эмне үчүн.",
        "Кто выбран, на какую сумму, из скольких предложений и почему.",
        "Who was chosen, for what sum, out of how many offers, and why.",
    ),
    source="awards",
    fields=(
        (count("award", "Тандоо №", "Решение №", "Award No."), Award.id),
        (PURCHASE, Award.purchase_id),
        (LOT, Award.lot_id),
        (SUPPLIER, Award.supplier_id),
        (AMOUNT, Award.amount),
        (count("offers", "Сунуштардын саны", "Предложений", "Offers"), Award.offers),
        (known.ON, Award.on),
        (known.REASON, Award.reason),
    ),
    key=("award",),
    links=(OF_PURCHASE, known.OF_SUPPLIER, Link(("lot",), "lots", ("lot",))),
    shape=known.public(Award.purchase_id),
)
CONTRACTS = Table(
    name="contracts",
    title=Words("Келишимдер", "Договоры", "Contracts"),
    about=Words(
        "Келишимдер бүгүнкү абалында: сумма, кабыл алынганы, төлөнгөнү, кармалганы.",
        "Договоры в нынешнем состоянии: сумма, принято, оплачено, удержано.",
        "Contracts as they stand: the sum, what was accepted, paid, withheld.",
    ),
    source="contracts",
    fields=(
        (CONTRACT, Contract.id),
        (PURCHASE, Contract.purchase_id),
        (count("award", "Тандоо №", "Решение №", "Award No."), Contract.award_id),
        (SUPPLIER, Contract.supplier_id),
        (text("number", "Келишимдин номери", "Номер договора", "Number"), Contract.number),
        (day("signed_on", "Кол коюлган күн", "Подписан", "Signed on"), Contract.signed_on),
        (day("due_on", "Мөөнөтү", "Срок", "To come by"), Contract.due_on),
        (AMOUNT, Contract.amount),
        (
            som("released", "Келбей калганы, сом", "Не поступило, сом", "Never came, som"),
            Contract.released,
        ),
        (
            som("advance_limit", "Аванстын чеги, сом", "Предел аванса, сом", "Advance, at most"),
            Contract.advance_limit,
        ),
        (count("amendments", "Өзгөртүүлөр", "Изменения", "Amendments"), Contract.amendments),
        (ACCEPTED, Contract.accepted),
        (PAID, Contract.paid),
        (
            som("withheld", "Кармалган айып пул, сом", "Удержано, сом", "Withheld, som"),
            Contract.withheld,
        ),
        (
            som("ceiling", "Алкактын чеги, сом", "Предел рамки, сом", "Ceiling, som"),
            Contract.ceiling,
        ),
        (
            day("valid_until", "Алкак күчүндө, чейин", "Рамка действует до", "Valid until"),
            Contract.valid_until,
        ),
        (
            day("terminated_on", "Токтотулган күн", "Расторгнут", "Ended early on"),
            Contract.terminated_on,
        ),
        (
            exact("terminated_by", "Ким токтотту", "Кем расторгнут", "Ended by"),
            Contract.terminated_by,
        ),
    ),
    key=("contract",),
    links=(OF_PURCHASE, Link(("award",), "awards", ("award",)), known.OF_SUPPLIER),
)
CONTRACT_LINES = Table(
    name="contract_lines",
    title=Words("Келишимдин саптары", "Строки договоров", "Lines of contracts"),
    about=Words(
        "Келишим боюнча саны, бирдин баасы жана суммасы.",
        "Количество, цена за единицу и сумма по договору.",
        "Quantity, price of one and sum by contract.",
    ),
    source="contract_lines",
    fields=(
        (
            count("contract_line", "Келишимдин сабы №", "Строка договора №", "Contract line No."),
            ContractLine.id,
        ),
        (CONTRACT, ContractLine.contract_id),
        (ITEM, ContractLine.purchase_line_id),
        (QUANTITY, ContractLine.quantity),
        (known.UNIT_PRICE, ContractLine.unit_price),
        (AMOUNT, ContractLine.amount),
    ),
    key=("contract_line",),
    links=(OF_CONTRACT, OF_ITEM),
)
TABLES = (SUPPLIERS, AWARDS, CONTRACTS, CONTRACT_LINES)
