"""The house stands: nobody imports upstairs, and the web lives only in tracker/."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = [
    "core",
    "journal",
    "register",
    "standard",
    "budgets",
    "procurement",
    "oversight",
    "opendata",
    "tracker",
]
NEIGHBOURS = {"oversight": {"opendata"}, "opendata": {"oversight"}}  # neither imports the other
WEB = {"flask", "flask_babel", "flask_login", "flask_migrate", "flask_sqlalchemy", "flask_wtf"}
WEB |= {"wtforms", "werkzeug", "jinja2", "plotly", "babel", "markupsafe"}
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The modules a module imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full here"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_its_own_floor_and_below(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    upstairs = set(FLOORS[FLOORS.index(floor) + 1 :]) | NEIGHBOURS.get(floor, set())
    tops = {name.split(".")[0] for name in imported(path)}
    assert not upstairs & tops
    if floor != "tracker":
        assert not WEB & tops


def test_rules_are_pure() -> None:
    for path in (path for path in MODULES if path.name.endswith("rules.py")):
        names = set(imported(path))
        assert not {name for name in names if name.startswith("sqlalchemy")}, path
        assert not names & {"time", "os", "core.clock", "core.models"}, path
