"""Who takes part in a purchase: the holder of the money, and who sells. Pure.

A person trading alone is named as the journal names them: by a number of ours and nothing else.
Their name stands on the page of the supplier, where it can be erased.
"""

import re
from typing import Any

from core.words import Words
from opendata.literals import clean
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher

ALONE = Words("Жеке ишкер № {id}", "Индивидуальный предприниматель № {id}", "Sole trader No. {id}")
_PERSON = re.compile(r"[12]\d{13}", re.ASCII)


def holder(place: str, language: str, by: Publisher) -> dict[str, str]:
    """The place whose money it is, as a reference."""
    return {"id": _place_id(place, by), "name": by.names.spot(place).told(language)[0]}


def seller(case: Case, supplier: int, by: Publisher) -> dict[str, str]:
    """Who sells, as a reference."""
    party = _seller(case, supplier, by)
    return {"id": party["id"], "name": party["name"]}


def parties(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Everybody the release refers to, each once, with all their roles."""
    bought, kinds = case.purchase, {payment.kind for payment in case.payments}
    holders = {bought.place: ["buyer", "procuringEntity"]}
    for line in case.fundings:
        _add(holders.setdefault(line.holder, []), "sourceParty")
    if kinds - {"refund"}:
        _add(holders[bought.place], "payer")
    if "refund" in kinds:
        _add(holders[bought.place], "payee")
    sellers: dict[int, list[str]] = {bid.supplier: ["tenderer"] for bid in case.bids}
    for award in case.awards:
        _add(sellers.setdefault(award.supplier, []), "supplier")
    for contract in case.contracts:
        roles = sellers.setdefault(contract.supplier, ["supplier"])
        moved = {payment.kind for payment in case.payments if payment.contract == contract.id}
        if moved - {"refund"}:
            _add(roles, "payee")
        if "refund" in moved:
            _add(roles, "payer")
    return [
        *({**_holder(code, bought.language, by), "roles": of} for code, of in holders.items()),
        *({**_seller(case, number, by), "roles": of} for number, of in sellers.items()),
    ]


def _add(roles: list[str], role: str) -> None:
    if role not in roles:
        roles.append(role)


def _place_id(place: str, by: Publisher) -> str:
    return f"{by.scheme('PLACE')}-{place}"


def _holder(place: str, language: str, by: Publisher) -> dict[str, Any]:
    name = by.names.spot(place).told(language)[0]
    identifier = {"scheme": by.scheme("PLACE"), "id": place, "legalName": name}
    identifier["uri"] = by.page(f"places/{place}")
    return {"id": _place_id(place, by), "name": name, "identifier": identifier}


def public_inn(case: Case, supplier: int) -> str | None:
    """The tax number of a legal entity; of a person never, not even one entered as a firm's."""
    sells = case.suppliers[supplier]
    inn: str | None = sells.public_inn
    return None if sells.is_person or not inn or _PERSON.fullmatch(inn) else inn


def _seller(case: Case, number: int, by: Publisher) -> dict[str, Any]:
    sells, inn = case.suppliers[number], public_inn(case, number)
    scheme, own = (f"{by.country}-INN", inn) if inn else (by.scheme("SUPPLIER"), str(number))
    name = None if sells.is_person else clean(sells.public_name)
    name = name or ALONE.told(case.purchase.language)[0].format(id=number)
    page = by.page(f"suppliers/{number}")
    identifier = {"scheme": scheme, "id": own, "legalName": name, "uri": page}
    return {"id": f"{scheme}-{own}", "name": name, "identifier": identifier}
