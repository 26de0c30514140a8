"""A PDF looked through in a process of its own with limits of memory and time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.errors import Refusal

SECONDS = 15
ROOT = Path(__file__).parent.parent
WHY = {
    "two_kinds": "evidence.two_kinds",
    "locked": "evidence.pdf_locked",
    "active": "evidence.pdf_active",
}


def pages(content: bytes) -> int:
    """How many pages a PDF has that is a paper and nothing else.

    The file is judged in another process; this one only sees what that one tells.

    Raises:
        Refusal: `evidence.two_kinds` for what is an archive or a web page besides;
            `evidence.pdf_locked` behind a password; `evidence.pdf_active` when it runs, sends or
            carries something; `evidence.pdf_broken` when it cannot be read, or not in time.
    """
    # No environment but the path: the reader needs no setting, and no secret of ours.
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.pdf_reader"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise Refusal("evidence.pdf_broken", "files") from error
    if "pages" not in answer:
        raise Refusal(WHY.get(answer.get("refusal", ""), "evidence.pdf_broken"), "files")
    return int(answer["pages"])
