"""Rooms stay small enough to be held in the head: 300 lines a module, 40 a function."""

import ast
from pathlib import Path

import pytest

from tests.test_house_floors import MODULES, ROOT

LONG_MODULES: dict[str, str] = {}  # path → why it may be longer
LONG_FUNCTIONS: dict[str, str] = {}  # path:function → why it may be longer


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, without its docstring and its signature."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300 or name in LONG_MODULES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert _length(node) <= 40 or f"{name}:{node.name}" in LONG_FUNCTIONS, node.name


def test_no_room_has_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "manager", "service", "base", "data", "info"}
    assert not {path for path in MODULES if path.stem in drawers or path.parent.name in drawers}
