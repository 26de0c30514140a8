"""Coded lists: every code the other tables use, with its names and its standing."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from core.words import Words
from opendata.bulk.table import Table, exact, text
from opendata.bulk.tables.known import NAMES
from opendata.names import Names
from opendata.package import codes


def _codes(session: Session, names: Names) -> Iterator[tuple[object, ...]]:
    """Budget codes, methods, sources of funds, requirements, categories, units; each code once."""
    told = set()
    for of, code, words, standing, source in codes.codes(session, names):
        if (of, code) not in told:
            told.add((of, code))
            yield of, code, words.ky, words.ru, words.en, standing, source
    for of, known in (("category", names.categories), ("unit", names.units)):
        for code in sorted(known):
            yield of, code, known[code].ky, known[code].ru, known[code].en, None, None


TABLES = (
    Table(
        name="codes",
        title=Words("Коддор", "Коды", "Codes"),
        about=Words(
            "Коддор, аттары жана такталганы; шарттуу маани мыйзам эмес.",
            "Коды, названия и подтверждение; условное значение — не закон.",
            "Codes, their names and their standing; a default is not law.",
        ),
        source="classifications",
        fields=(
            (exact("list", "Тизме", "Список", "List"), None),
            (exact("code", "Код", "Код", "Code"), None),
            *((column, None) for column in NAMES),
            (exact("standing", "Такталганы", "Подтверждение", "Standing"), None),
            (text("source", "Булагы", "Источник", "Source"), None),
        ),
        key=("list", "code"),
        rows=_codes,
    ),
)
