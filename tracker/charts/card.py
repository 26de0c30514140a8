"""The card that messengers show under a link: 1200 × 630, a name, four numbers, the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

WIDTH, HEIGHT = 1200, 630
LETTER = 0.6  # of the size of type: no bold letter of ours is wider on the average of a word
SIDE = 48
INNER = WIDTH - 2 * SIDE
DARK, PALE, WARN = "#0b5563", "#eef4f5", "#fff4d6"

_TEXT = Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>')
_BOX = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>')


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, in the language of its page; `numbers` are at most four of label, value.

    Without numbers `sentence` stands in their place. `notice` marks what is invented.
    """

    site: str
    name: str
    year: str
    numbers: Sequence[tuple[str, str]]
    sentence: str
    source: str
    notice: str


def svg(card: Card) -> str:
    """The card as SVG; all text of it is escaped."""
    parts = [_BOX.format(0, 0, WIDTH, HEIGHT, "#fff"), *_head(card)]
    name = lines(card.name, 50)
    parts += [_text(line, 186 + 60 * row, 50, bold=True) for row, line in enumerate(name)]
    top = 186 + 60 * len(name)
    parts.append(_text(card.year, top - 12, 32, fill="#383f43"))
    parts += _numbers(card, top + 16) if card.numbers else _sentence(card, top + 60)
    parts.append(_text(_fitted(card.source, 24), HEIGHT - 26, 24, fill="#383f43"))
    return Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" ').format(
        WIDTH, HEIGHT
    ) + Markup('font-family="sans-serif">{}</svg>').format(Markup("").join(parts))


def lines(text: str, size: int, most: int = 2) -> list[str]:
    """A text in at most so many lines of the card; what does not fit ends in three dots."""
    return wrap(
        text,
        int(INNER / (size * LETTER)),
        max_lines=most,
        placeholder="…",
        break_on_hyphens=True,
    )


def _head(card: Card) -> list[Markup]:
    bar = [_BOX.format(0, 0, WIDTH, 76, DARK), _text(card.site, 50, 34, bold=True, fill="#fff")]
    if not card.notice:
        return bar
    return [*bar, _BOX.format(0, 76, WIDTH, 44, WARN), _text(_fitted(card.notice, 24), 107, 24)]


def _numbers(card: Card, top: int) -> list[Markup]:
    """Two rows of two, each in its box; a long sum is written smaller rather than cut."""
    width, height = (INNER - 16) // 2, (HEIGHT - 64 - top - 12) // 2
    longest = max(len(value) for _, value in card.numbers)
    size = min(height // 2 - 4, int((width - 36) / (longest * LETTER)))
    parts = []
    for at, (label, value) in enumerate(card.numbers[:4]):
        x, y = SIDE + (at % 2) * (width + 16), top + (at // 2) * (height + 12)
        parts += [
            _BOX.format(x, y, width, height, PALE),
            _BOX.format(x, y, 6, height, DARK),
            _text(label, y + height * 2 // 5 - 6, min(28, height // 4), x=x + 22),
            _text(value, y + height - height // 6, size, x=x + 22, bold=True),
        ]
    return parts


def _sentence(card: Card, top: int) -> list[Markup]:
    said = lines(card.sentence, 40, 4)
    return [_text(line, top + 54 * row, 40) for row, line in enumerate(said)]


def _fitted(text: str, size: int) -> str:
    return " ".join(lines(text, size, 1))


def _text(
    text: str, y: int, size: int, *, x: int = SIDE, bold: bool = False, fill: str = "#0b0c0c"
) -> Markup:
    return _TEXT.format(x, y, size, 700 if bold else 400, fill, text)
