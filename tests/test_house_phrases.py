"""Every refusal of the domain has a sentence, and no sentence is left over."""

import ast
import re
from collections.abc import Iterator

from flask_babel import force_locale

from tests.test_house_floors import MODULES
from tracker import create_app
from tracker.phrases import FAULTS, PHRASES

CODE = re.compile(r"[a-z_]+\.[a-z_0-9]+")


def texts(path) -> Iterator[str]:
    """Every text in a module that could be a code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def refused() -> set[str]:
    """The codes that are given to Refusal itself."""
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_refusal_has_a_sentence() -> None:
    assert refused() - set(PHRASES) - set(FAULTS) == set()


def test_no_sentence_is_left_over() -> None:
    said = {text for path in MODULES if "phrases" not in path.parts[-2] for text in texts(path)}
    said |= {f"catalogue.{text}" for text in said}
    left_over = {code for code in (*PHRASES, *FAULTS) if code not in said}
    assert {code for code in left_over if CODE.fullmatch(code)} == set()


def test_no_sentence_shows_a_placeholder_of_nothing(tmp_path) -> None:
    app = create_app(TRACKER_MODE="example", TRACKER_INSTANCE=str(tmp_path))
    for language in ("ky", "ru", "en"):
        with app.test_request_context(), force_locale(language):
            for code, sentence in PHRASES.items():
                assert "%%" not in str(sentence), code
                assert str(sentence).endswith((".", "?")), code
