"""SVG made into a PNG, with a typeface that has every letter of Kyrgyz.

resvg draws what it has no letter for as an empty box and says nothing. So the typeface is chosen
here, looked into once, and where none has the letters nothing is drawn at all.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

LETTERS = "ӨөҮүҢңЁё№«»—0123456789"
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# Family, file, bold file; the first that is there and has the letters is used. Free ones first.
FAMILIES = (
    ("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Liberation Sans", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial", "Arial.ttf", "Arial Bold.ttf"),
    ("Arial", "arial.ttf", "arialbd.ttf"),
)


class Unavailable(Exception):
    """This machine cannot draw pictures: resvg is absent, or a typeface with our letters."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family and its files, plain and bold."""

    family: str
    files: tuple[str, str]


def png(svg: str) -> bytes:
    """The picture that `svg` describes, at the size it names; text in the family sans-serif.

    Raises:
        Unavailable: the library is absent, or no typeface of this machine has Kyrgyz letters.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise Unavailable("resvg-py is not installed") from error
    face = typeface()
    if face is None:
        raise Unavailable("no typeface with Kyrgyz letters")
    return bytes(
        svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=list(face.files),
            font_family=face.family,
            sans_serif_family=face.family,
        )
    )


@cache
def typeface() -> Typeface | None:
    """The first known typeface of this machine whose plain and bold files have our letters."""
    for family, plain, bold in FAMILIES:
        for folder in FOLDERS:
            for found in sorted(Path(folder).rglob(plain)):
                files = (found, found.with_name(bold))
                if all(_has_letters(file) for file in files):
                    return Typeface(family, (str(files[0]), str(files[1])))
    return None


def _has_letters(file: Path) -> bool:
    try:
        with TTFont(file, lazy=True) as font:
            known = font.getBestCmap() or {}
    except (OSError, TTLibError):
        return False
    return all(ord(letter) in known for letter in LETTERS)
