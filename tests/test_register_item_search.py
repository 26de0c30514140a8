"""Item codes found by word in three languages and by code, on both databases."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from register import acts, item_search
from register.models import ItemCode
from register.rows import ItemCodeRow, SectionRow
from tests.world import COUNTRY, OPERATOR, World

ITEMS = [
    ("35111300-8", "Огнетушители", "Fire extinguishers"),
    ("35111320-4", "Переносные огнетушители", "Portable fire-extinguishers"),
    ("35111310-1", "Пена для огнетушителей", "Foam for extinguishers"),
    ("15811100-7", "Хлеб", "Bread"),
    ("15551300-8", "Йогурт жидкий, мёд", "Yoghurt"),
    ("15842300-5", "Карамель", "Confectionery"),
    ("44922100-0", "Мел", "Chalk"),
]


@pytest.fixture
def session(world: World) -> Session:
    with world.act() as found:
        rows = [
            ItemCodeRow(code=code, section=code[:2], name_ru=ru, name_en=en)
            for code, ru, en in ITEMS
        ]
        acts.load(found, OPERATOR, COUNTRY, "item_codes", rows)
        section = SectionRow(section="15", code="15000000-8", name_ky="Тамак-аш продуктылары")
        acts.load(found, OPERATOR, COUNTRY, "sections", [section])
        yield found


ASKED = """
огнетушитель      35111300-8 35111320-4 35111310-1
ОГНЕТУШИТЕЛИ_пена 35111310-1
extinguisher      35111300-8 35111310-1 35111320-4
өрт_өчүргүч       35111300-8 35111310-1 35111320-4
орт_очургучтор    35111300-8 35111310-1 35111320-4
нан               15811100-7
нанды             15811100-7
мед               15551300-8
мёд               15551300-8
мел               44922100-0 15842300-5
тамак_аш          15811100-7 15842300-5 15551300-8
351113            35111300-8 35111310-1 35111320-4
35111320-4        35111320-4
"""


def test_a_word_in_any_language_finds_its_codes(session: Session) -> None:
    for row in ASKED.strip().splitlines():
        asked, *codes = row.split()
        found = [one.code for one in item_search.find(session, asked.replace("_", " "))]
        assert sorted(found) == sorted(codes), asked
    best = [item_search.find(session, asked)[0].code for asked in ("мел", "огнетушители")]
    assert best == ["44922100-0", "35111300-8"]  # what begins so before what holds it somewhere


def test_what_asks_for_nothing_finds_nothing(session: Session) -> None:
    for asked in ("", " ", "1", "ж", "%", "_", "' ; --", "ы" * 500, "٣٥", "35-35", "1" * 40):
        assert item_search.find(session, asked) == [], asked


def test_three_statements_whatever_is_asked_and_a_changed_name_is_found_anew(
    session: Session,
) -> None:
    asked: list[str] = []
    bind = session.get_bind()
    noted = lambda *told: asked.append(told[2])  # noqa: E731
    event.listen(bind, "before_cursor_execute", noted)
    item_search.find(session, "переносной огнетушитель для школы")
    event.remove(bind, "before_cursor_execute", noted)
    assert len(asked) <= 3
    row = ItemCodeRow(code="15811100-7", section="15", name_ru="Батон", name_en="Bread")
    acts.load(session, OPERATOR, COUNTRY, "item_codes", [row])
    assert [one.code for one in item_search.find(session, "батон")] == ["15811100-7"]
    assert item_search.names(session, ["15811100-7", "x"])["15811100-7"].ru == "Батон"
    kept = session.scalar(select(ItemCode.search_key).where(ItemCode.code == "15811100-7"))
    assert kept == " батон bread"
