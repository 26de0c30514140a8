"""The catalogues of words: messages.po is what people edit, messages.mo what the program reads."""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "translations"


def compile_stale(folder: Path = FOLDER) -> list[Path]:
    """Compile every catalogue that is newer than what was compiled of it; return those.

    So a fresh clone needs no step of its own, and an edited word is seen at the next start. Each
    file is put in place whole: several processes may start at once.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parent.parent.name
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language)
        handle, path = tempfile.mkstemp(dir=target.parent, prefix=".messages-")
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        Path(path).chmod(0o644)
        Path(path).replace(target)
        made.append(target)
    return made
