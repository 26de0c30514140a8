"""A PNG of a drawing for documents, made by resvg with a font of this machine.

The font is named file by file and the machine's others are not read: that takes seconds where there
are many, and a drawing would look otherwise on another machine.
"""

from functools import cache, lru_cache
from pathlib import Path

from tracker.charts.paper import WIDE

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
)
FONTS = (
    ("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
"""Fonts that have the letters Ө, Ү and Ң, the better one first."""
KEPT = 64  # pictures; each is some tens of kilobytes


class Unavailable(Exception):
    """This machine cannot draw letters: resvg or a font of FONTS is absent."""


@lru_cache(maxsize=KEPT)
def png(drawing: str) -> bytes:
    """The picture of an SVG of tracker.charts.paper, WIDE pixels wide.

    Raises:
        Unavailable: resvg is not installed, or no font with all letters is found.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise Unavailable from error
    found = font()
    if found is None:
        raise Unavailable("no font: install fonts-noto-core or fonts-dejavu-core")
    family, files = found
    drawn: bytes = svg_to_bytes(
        svg_string=drawing,
        width=WIDE,
        skip_system_fonts=True,
        font_files=[str(path) for path in files],
        font_family=family,
        sans_serif_family=family,
    )
    return drawn


@cache
def font() -> tuple[str, tuple[Path, ...]] | None:
    """The family and the files, regular and bold, of the first font there is; None of none."""
    for family, *names in FONTS:
        for folder in FOLDERS:
            regular = next(folder.rglob(names[0]), None) if folder.is_dir() else None
            if regular is not None:
                bold = regular.with_name(names[1])
                return family, (regular, bold) if bold.is_file() else (regular,)
    return None
