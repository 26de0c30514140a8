"""A council sees what became of its own questions: answered, waiting, carried to the next year."""

from pathlib import Path

from budgets import acts
from core import clock
from tests.office_world import build_app
from tests.test_budgets_year import do, draft, line
from tests.test_council_flags import Member
from tests.world import AIMAK, YEAR, World


def test_its_questions_are_followed_from_hearing_to_hearing(
    world: World, sqlite_only: str, tmp_path: Path
) -> None:
    told = {"due_on": clock.today(), "venue": "Клуб"}
    hearing = do(world, acts.announce_hearing, world.officer, AIMAK, YEAR, **told).id
    for asker, text in (("council", "Камералар качан?"), ("parent", "Китептер качан?")):
        question = do(world, acts.ask_question, world.council, hearing, text=text, asker=asker).id
        answer = {"text": f"Кийинки жылы: {text}", "outcome": "later"}
        do(world, acts.answer_question, world.officer, question, **answer)
    version = draft(world, line(400))  # of the next year
    following = do(world, acts.put_to_hearing, world.officer, version, **told).id
    member = Member(build_app(world, tmp_path))
    page = member.get("/hearings").text
    _, own = page.split("What became of what the council asked?")
    assert "Кийинки жылы: Камералар качан?" in own
    assert "left for later" in own
    assert "asked again at the next hearing" in own  # and there it waits for an answer
    assert f'href="/en/council/hearings/{following}"' in own
    assert "from an earlier hearing" in own
    assert "No answer yet." in own
    assert "Китептер" not in own
