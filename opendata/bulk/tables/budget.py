"""Budgets: versions that left the drafts, lines as they stand, and what each version set aside."""

from typing import Any

from sqlalchemy import Select, select

from budgets.models import Line, LineVersion, Version
from budgets.reports.versions import UNSHOWN
from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, som, text
from opendata.bulk.tables.known import (
    CARRIED,
    CATEGORY,
    OF_PLACE,
    PLACE,
    REASON,
    REQUIREMENT,
    SOURCE,
)
from opendata.package.columns import AMOUNT, COMMITTED, PAID, YEAR

VERSION = count("version", "Версия №", "Версия №", "Version, our No.")
LINE = count("line", "Сап №", "Строка №", "Line No.")


def _shown(query: Select[Any]) -> Select[Any]:
    return query.where(Version.status.not_in(UNSHOWN))


def _of_shown(query: Select[Any]) -> Select[Any]:
    return _shown(query.join(Version, Version.id == LineVersion.version_id))


def _in_shown(query: Select[Any]) -> Select[Any]:
    """Lines of versions that everybody sees: one that was only ever returned is none of them."""
    of_line = select(LineVersion.id).where(LineVersion.line_id == Line.id)
    return query.where(_of_shown(of_line).exists())


VERSIONS = Table(
    name="budget_versions",
    title=Words("Бюджеттин версиялары", "Версии бюджетов", "Versions of budgets"),
    about=Words(
        "Угууга же бекитүүгө чыккан версиялар. Караламалар жок.",
        "Версии, вынесенные на слушание или утверждение. Черновиков нет.",
        "Versions put to a hearing or to approval. Drafts are not here.",
    ),
    source="budget_versions",
    fields=(
        (VERSION, Version.id),
        (PLACE, Version.place),
        (YEAR, Version.year),
        (count("number", "Катары", "Номер по порядку", "Number in its year"), Version.number),
        (exact("status", "Абалы", "Состояние", "Standing"), Version.status),
        (som("total", "Жалпы сумма, сом", "Всего, сом", "Total, som"), Version.total),
        (REASON, Version.reason),
        (
            text("resolution", "Токтомдун номери", "Номер постановления", "Resolution"),
            Version.resolution,
        ),
        (
            day("resolution_on", "Токтомдун күнү", "День постановления", "Resolution of the day"),
            Version.resolution_on,
        ),
    ),
    key=("version",),
    links=(OF_PLACE,),
    shape=_shown,
)
LINES = Table(
    name="lines",
    title=Words("Бюджет саптары", "Строки бюджета", "Budget lines"),
    about=Words(
        "Сап: кимдин акчасы, ким үчүн, эмнеге. Сумма күчүндөгү версия боюнча, которуулар менен.",
        "Строка: чьи деньги, для кого, на что. Сумма по действующей версии, с переносами.",
        "A line: whose money, for whom, for what. The amount is that in force, with transfers.",
    ),
    source="budget_lines",
    fields=(
        (LINE, Line.id),
        (YEAR, Line.year),
        (
            exact("holder", "Акча ээсинин коду", "Код держателя средств", "Holder of the money"),
            Line.holder,
        ),
        (
            exact("unit", "Ким үчүн: коду", "Для кого: код", "For whom: code of a school or place"),
            Line.beneficiary,
        ),
        (CATEGORY, Line.category),
        (REQUIREMENT, Line.requirement),
        (SOURCE, Line.source),
        (CARRIED, Line.carried),
        (exact("econ_code", "Берене", "Статья", "Economic code"), Line.code),
        (exact("function", "Функция коду", "Код функции", "Functional code"), Line.function),
        (AMOUNT, Line.amount),
        (COMMITTED, Line.committed),
        (PAID, Line.paid),
    ),
    key=("line",),
    links=(Link(("holder",), "places", ("place",)),),
    shape=_in_shown,
)
LINE_VERSIONS = Table(
    name="line_versions",
    title=Words("Саптардын версиялары", "Строки по версиям", "Lines by version"),
    about=Words(
        "Ар бир версия ар бир сапка канча бөлгөнү, чейректер боюнча, эгер бөлүнгөн болсо.",
        "Сколько каждая версия выделила на строку, по кварталам, если разбито.",
        "What each version sets aside in a line, by quarter where it is spread.",
    ),
    source="budget_line_versions",
    fields=(
        (VERSION, LineVersion.version_id),
        (LINE, LineVersion.line_id),
        (AMOUNT, LineVersion.amount),
        *(
            (
                som(f"quarter_{n}", f"{n}-квартал, сом", f"{n} квартал, сом", f"Quarter {n}, som"),
                getattr(LineVersion, f"quarter_{n}"),
            )
            for n in range(1, 5)
        ),
        (text("note", "Эскертүү", "Примечание", "Note"), LineVersion.note),
    ),
    key=("version", "line"),
    links=(
        Link(("version",), "budget_versions", ("version",)),
        Link(("line",), "lines", ("line",)),
    ),
    shape=_of_shown,
)
TABLES = (VERSIONS, LINES, LINE_VERSIONS)
