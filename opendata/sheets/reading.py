"""An uploaded table, read in a process of its own with limits of memory and time."""

import json
import subprocess
import sys
from pathlib import Path, PurePath
from typing import Any

from core.errors import Refusal
from opendata.sheets import LARGEST, Cell, Sheet
from opendata.sheets.directory import too_large

SECONDS = 20
MOST_ANSWER = 48 * 1024 * 1024  # bytes of JSON; more is no budget
ROOT = Path(__file__).parent.parent.parent
ZIP, COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
# What a file of each ending begins with, and how it is read.
KINDS = {".xlsx": (ZIP, "xlsx"), ".ods": (ZIP, "ods"), ".xls": (COMPOUND, "xls")}
DELIMITED = (".csv", ".tsv", ".txt")
CODES = frozenset(
    {
        "import.file_too_large",
        "import.not_a_table",
        "import.file_encrypted",
        "import.macros",
    }
)


def read(content: bytes, name: str) -> list[Sheet]:
    """The sheets of a file called `name`: .xlsx, .xls, .ods, or .csv (comma, semicolon, tab).

    Raises:
        Refusal: those of `answer_of` and `sheets_of`.
    """
    return sheets_of(answer_of(content, name))


def answer_of(content: bytes, name: str) -> bytes:
    """What the process that reads a file told of it: JSON for `sheets_of`.

    The file is judged and unpacked in another process; this one only sees what that one tells.

    Raises:
        Refusal: `import.file_empty`; `import.kind_unknown` with `ending`; `import.not_a_table`
            when it is not what its name says; `import.file_encrypted`; `import.macros`;
            `import.file_too_large` with the limits `rows` and `columns`, also when reading took
            too long or too much memory.
    """
    kind = _kind(content, name)
    command = [sys.executable, "-m", "opendata.sheet_reader", kind]
    # No environment but the path: the reader needs no setting, and no secret of ours.
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_large() from error
    if done.returncode != 0 or len(done.stdout) > MOST_ANSWER:
        raise too_large()
    return done.stdout


def _kind(content: bytes, name: str) -> str:
    if not content:
        raise Refusal("import.file_empty", "file")
    if len(content) > LARGEST:
        raise too_large()
    ending = PurePath(name).suffix.lower()
    if ending in DELIMITED:
        if content.startswith((ZIP, COMPOUND, b"%PDF")):
            raise Refusal("import.not_a_table", "file")
        return "csv"
    if ending not in KINDS:
        raise Refusal("import.kind_unknown", "file", ending=ending[:12] or "–")
    begins, kind = KINDS[ending]
    if content.startswith(COMPOUND):
        return "xls"  # an old workbook, or one with a password, under a new name
    if not content.startswith(begins):
        raise Refusal("import.not_a_table", "file")
    return kind


def sheets_of(told: bytes) -> list[Sheet]:
    """The sheets a reader told of.

    Raises:
        Refusal: what it refused; `import.file_empty` without any filled cell.
    """
    answer: dict[str, Any] = json.loads(told)
    code = answer.get("refusal")
    if code == "import.file_too_large":
        raise too_large()
    if code is not None:
        raise Refusal(code if code in CODES else "import.not_a_table", "file")
    sheets = [
        Sheet(
            name=sheet["name"],
            shown=sheet["shown"],
            cells=_cells(sheet["cells"]),
            merged=tuple(tuple(span) for span in sheet["merged"]),
        )
        for sheet in answer["sheets"]
    ]
    if not any(sheet.cells for sheet in sheets):
        raise Refusal("import.file_empty", "file")
    return sheets


def _cells(flat: list[Any]) -> dict[tuple[int, int], Cell]:
    """The cells out of one long list: row, column, kind, text, and so on."""
    parts = iter(flat)
    return {
        (row, column): Cell(kind, text)
        for row, column, kind, text in zip(*[parts] * 4, strict=True)
    }
