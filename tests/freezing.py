"""For tests of the frozen site: a run of it, and what lies in its folder."""

from pathlib import Path

from flask import Flask

from tracker.freeze.extent import Wish
from tracker.freeze.site import Frozen, freeze

COUNTRY_WIDE = Wish()


def frozen(app: Flask, target: Path, wish: Wish = COUNTRY_WIDE, processes: int = 1) -> Frozen:
    """Freeze the site of an application."""
    with app.app_context():
        return freeze(target, wish, progress=lambda _text: None, processes=processes)


def contents(target: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }
