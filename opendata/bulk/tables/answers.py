"""What schools have and lack of each requirement, as it was last counted."""

from typing import Any

from core.words import Words
from opendata.bulk.table import Table, count, day, exact, quantity
from opendata.bulk.tables.known import OF_SCHOOL, REQUIREMENT, SCHOOL
from opendata.package.columns import Column
from standard.models import Coverage, CoverageTotal

SCOPE = exact("scope", "Мектептин же аймактын коду", "Код школы или территории", "School or place")
NEEDED = quantity("needed", "Керек", "Нужно", "Needed")
COUNTED = quantity("counted", "Эсепке алынды", "Засчитано", "Counted")
TO_BUY = quantity("to_buy", "Алыш керек", "Нужно купить", "To buy")
STATES = (
    count("met", "Аткарылган мектептер", "Школ: выполнено", "Schools: met"),
    count("partly", "Жарым-жартылай", "Школ: частично", "Schools: partly"),
    count("missing", "Аткарылган эмес", "Школ: не выполнено", "Schools: missing"),
    count("unknown", "Айтуу мүмкүн эмес", "Школ: нельзя сказать", "Schools: cannot be said"),
    count("idle", "Тиешеси жок", "Школ: не касается", "Schools: does not bind"),
)


def _of_total(columns: tuple[Column, ...]) -> tuple[tuple[Column, Any], ...]:
    return tuple((column, getattr(CoverageTotal, column.key)) for column in columns)


TABLES = (
    Table(
        name="coverage",
        title=Words("Мектептер жана талаптар", "Школы и требования", "Schools and requirements"),
        about=Words(
            "Ар бир мектеп ар бир талапты кантип аткарат, талаптын өз бирдигинде; айтуу мүмкүн "
            "эмес болсо — себеби.",
            "Как каждая школа выполняет каждое требование, в его единице; если сказать нельзя — "
            "почему.",
            "How each school stands to each requirement, in its unit; where it cannot be said, "
            "why.",
        ),
        source="coverage",
        fields=(
            (SCHOOL, Coverage.school),
            (REQUIREMENT, Coverage.requirement),
            (exact("state", "Абалы", "Состояние", "State"), Coverage.state),
            (
                exact("why", "Эмне үчүн айтуу мүмкүн эмес", "Почему нельзя сказать", "Why unknown"),
                Coverage.why,
            ),
            (NEEDED, Coverage.needed),
            (quantity("have", "Бар", "Есть", "Has"), Coverage.have),
            (COUNTED, Coverage.counted),
            (TO_BUY, Coverage.to_buy),
            (
                day("changes_on", "Өзүнөн өзү өзгөрөт", "Изменится само", "Changes by itself on"),
                Coverage.changes_on,
            ),
        ),
        key=("school", "requirement"),
        links=(OF_SCHOOL,),
    ),
    Table(
        name="coverage_totals",
        title=Words("Аймактар жана талаптар", "Территории и требования", "Places and requirements"),
        about=Words(
            "Аймактагы канча мектеп талапты аткарат, жалпысынан эмне жетишпейт.",
            "Сколько школ территории выполняют требование и чего не хватает в сумме.",
            "How many schools of a place meet a requirement, and what is missing in all.",
        ),
        source="coverage_totals",
        fields=(
            (SCOPE, CoverageTotal.scope),
            (REQUIREMENT, CoverageTotal.requirement),
            *_of_total((*STATES, NEEDED, COUNTED, TO_BUY)),
        ),
        key=("scope", "requirement"),
    ),
)
