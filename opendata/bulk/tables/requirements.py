"""The Standard: its editions, and each requirement as an edition words it."""

from typing import Any

from sqlalchemy import Select

from core.words import Words
from opendata.bulk.table import Link, Table, count, day, exact, text
from opendata.bulk.tables.known import CATEGORY, EDITION, NAMES, REQUIREMENT
from standard.models import Edition, Requirement


def _with_edition(query: Select[Any]) -> Select[Any]:
    return query.join(Edition, Edition.id == Requirement.edition_id)


TABLES = (
    Table(
        name="editions",
        title=Words("Стандарттын редакциялары", "Редакции Стандарта", "Editions of the Standard"),
        about=Words(
            "Коопсуздук стандартынын кабыл алынган редакциялары.",
            "Принятые редакции Стандарта безопасности.",
            "The adopted editions of the safety Standard.",
        ),
        source="editions",
        fields=(
            (EDITION, Edition.code),
            (day("adopted_on", "Кабыл алынган күн", "Принята", "Adopted on"), Edition.adopted_on),
            (exact("sha256", "SHA-256", "SHA-256", "SHA-256 of its file"), Edition.sha256),
            (NAMES[0], Edition.title_ky),
            (NAMES[1], Edition.title_ru),
            (NAMES[2], Edition.title_en),
        ),
        key=("edition",),
    ),
    Table(
        name="requirements",
        title=Words("Талаптар", "Требования", "Requirements"),
        about=Words(
            "Стандарттын талаптары, ар бир редакция боюнча; шарттуу маани мыйзам эмес.",
            "Требования Стандарта по редакциям; условное значение — не закон.",
            "The requirements of the Standard by edition; a default value is not law.",
        ),
        source="requirements",
        fields=(
            (EDITION, Edition.code),
            (REQUIREMENT, Requirement.code),
            (exact("domain", "Багыты", "Область", "Domain"), Requirement.domain),
            (exact("subdomain", "Бөлүмү", "Раздел", "Subdomain"), Requirement.subdomain),
            (CATEGORY, Requirement.category),
            (count("priority", "Кезеги", "Очерёдность", "Priority"), Requirement.priority),
            (exact("unit", "Өлчөм бирдиги", "Единица", "Unit"), Requirement.unit),
            (
                exact("value_status", "Маанинин такталганы", "Статус значения", "Standing"),
                Requirement.criterion["value_status"].as_string(),
            ),
            (
                exact("source_kind", "Булактын түрү", "Вид источника", "Kind of source"),
                Requirement.source_kind,
            ),
            (NAMES[0], Requirement.title_ky),
            (NAMES[1], Requirement.title_ru),
            (NAMES[2], Requirement.title_en),
            (
                text("why_ky", "Эмне үчүн", "Зачем, по-кыргызски", "Why, in Kyrgyz"),
                Requirement.why_ky,
            ),
            (text("why_ru", "Эмне үчүн, орусча", "Зачем", "Why, in Russian"), Requirement.why_ru),
            (
                text("why_en", "Эмне үчүн, англисче", "Зачем, по-английски", "Why"),
                Requirement.why_en,
            ),
        ),
        key=("edition", "requirement"),
        links=(Link(("edition",), "editions", ("edition",)),),
        shape=_with_edition,
    ),
)
