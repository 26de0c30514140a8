"""How words are brought to one spelling, so that what is typed meets what is written.

Small letters; ө as о, ү as у, ң as н, ё as е; endings off; then one Latin spelling for all three
languages, in which "Өзгөн", "озгон" and "Ozgon" are the same. Whoever changes what this module
gives changes FORM as well: an index of another form is made anew.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from core.words import folded

FORM = 2
STEM = "т"
"""What stems begin with, in Cyrillic, as nothing else does: өрт is a word, of орто only a stem."""
LONGEST = 40  # letters of a word that are compared
KEPT = 60_000  # words whose spelling is remembered while the program runs
FILLERS = frozenset(
    (
        *("в", "во", "на", "для", "и", "с", "со", "по", "из", "от", "к", "о", "у", "за", "при"),
        *("до", "жана", "учун", "менен", "боюнча", "the", "of", "for", "and", "in", "at", "to"),
    )
)
"""Words without which a search asks for the same; folded."""

_PARTS = re.compile(r"[a-z]+|[0-9]+|[^\W\d_a-z]+")
_YO = re.compile(r"(?<![aeiou])yo")  # ё; after a vowel it is й and о, as in "rayon"
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")

_LETTERS = "а a б b в v г g д d е e ж j з z и i й i к k л l м m н n о o п p р r с s т t у u ф f"
_MORE = "х h ц ts ч ch ш sh щ sh ы i э e ю iu я ia"
_PAIRS = f"{_LETTERS} {_MORE}".split()
_SPELLED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | {"ъ": "", "ь": ""}
_LATIN = (
    ("shch", "щ"), ("sch", "щ"), ("dzh", "ж"), ("zh", "ж"), ("dj", "ж"), ("sh", "ш"), ("ch", "ч"),
    ("kh", "х"), ("ts", "ц"), ("yu", "ю"), ("ya", "я"),
)  # fmt: skip
_LETTER = dict(zip("abcdefghijklmnopqrstuvwxz", "абкдефгхижклмнопкрстуввхз", strict=True))
_VOWELS = "аеиоуыэюя"
_VOICELESS = "пткфсшчцхщ"


def plain(text: str) -> str:
    """Text folded, Latin letters without their marks: "Özgön" as "ozgon"."""
    return folded("".join(_unmarked(letter) for letter in text))


def _unmarked(letter: str) -> str:
    if "\u00c0" <= letter <= "\u024f":
        return unicodedata.normalize("NFKD", letter)[0]
    return letter


def parts(text: str) -> list[str]:
    """The words and the numbers of a text, folded; numbers without zeros before them.

    Letters and digits that touch are two: "12а" is 12 and а.
    """
    return [
        (part.lstrip("0") or "0") if part.isdigit() else part
        for part in _PARTS.findall(plain(text))
    ]


def spelled(word: str) -> str:
    """A folded word in the one Latin spelling: ы and й as i, no soft sign, no letter doubled."""
    if word.isdigit():
        return word[:LONGEST]
    told = "".join(_SPELLED.get(letter, letter) for letter in word)
    if word.isascii():
        for latin, one in (("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("q", "k")):
            told = told.replace(latin, one)
        told = _YO.sub("e", told).replace("y", "i").replace("w", "v").replace("x", "h")
        told = re.sub("c(?!h)", "k", told)
    told = told.replace("dzh", "j").replace("zh", "j").replace("dj", "j")
    return re.sub(r"(.)\1+", r"\1", told)[:LONGEST]


@lru_cache(KEPT)
def forms(word: str) -> tuple[str, ...]:
    """What a part of a text is found by: itself in our spelling, then stems without its endings.

    A word of a language meets itself in another case or number by one of them at least. Which
    language it is nobody says, so the endings of Kyrgyz, Russian and, in Latin letters, of English
    are tried.
    """
    if word.isdigit():
        return (word,)
    stems = [word]
    if word.isascii():
        stems.append(_ENGLISH.stemWord(word))
        word = cyrillic(word)
    stems += [_russian(word), _russian(stem(word))]
    told = [short for each in stems if (short := spelled(each))]
    return tuple(dict.fromkeys((*told[:1], *(STEM + short for short in told))))


def _russian(word: str) -> str:
    """The Russian stem; not of a short word in о: өрт (fire) is no part of орто (middle school)."""
    return word if len(word) <= 4 and word.endswith("о") else _RUSSIAN.stemWord(word)


def cyrillic(word: str) -> str:
    """A Latin word in Cyrillic letters, as near as one comes without knowing it."""
    word = _YO.sub("е", word)
    for latin, letter in _LATIN:
        word = word.replace(latin, letter)
    out = ""
    for place, letter in enumerate(word):
        after_vowel = out[-1:] in _VOWELS and out != ""
        if letter == "y":
            out += "й" if after_vowel else "ы"
        elif letter == "j" and after_vowel and word[place + 1 : place + 2] not in (*"aeiou",):
            out += "й"
        else:
            out += _LETTER.get(letter, letter)
    return out


SHORTEST = 3  # letters that are left of a word when an ending goes; two before a case: Ошто
_CASES = (
    *("нын", "нин", "нун", "дын", "дин", "дун", "тын", "тин", "тун", "дан", "ден", "дон", "тан"),
    *("тен", "тон", "нан", "нен", "нон", "нда", "нде", "ндо", "га", "ге", "го", "ка", "ке", "ко"),
    *("на", "не", "но", "ны", "ни", "ну", "ды", "ди", "ду", "ты", "ти", "ту", "да", "де", "до"),
    *("та", "те", "то", "н"),
)
_OWNERS = (
    *("ыбыз", "ибиз", "убуз", "ыныз", "иниз", "унуз", "сы", "си", "су", "ым", "им", "ум"),
    *("ын", "ин", "ун", "ы", "и", "у"),
)
_MANY = ("лар", "лер", "лор", "дар", "дер", "дор", "тар", "тер", "тор")


def stem(word: str) -> str:
    """A folded Kyrgyz word without case, owner and number: мектептеринин as мектеп.

    An ending goes only where the sound before it allows it: т and к after a voiceless consonant,
    д and г after a voiced one or a vowel, as the language has it. What softened before a vowel is
    hard again: мектеби, китебин, коопсуздугу.
    """
    for endings in (_CASES, _OWNERS, _MANY):
        for ending in endings:
            left = word.removesuffix(ending)
            least = SHORTEST - (endings is _CASES and len(ending) > 1)
            if least <= len(left) < len(word) and _fits(left, ending):
                word = _hard(left) if ending[0] in _VOWELS else left
                break
    return word


def _fits(left: str, ending: str) -> bool:
    last, first = left[-1], ending[0]
    vowel = last in _VOWELS
    if first in "тк":
        return last in _VOICELESS
    if first == "с":
        return vowel
    if ending in _MANY and first == "л":
        return vowel or last in "рйл"
    if ending in ("н", "на", "не", "но", "нан", "нен", "нон", "нда", "нде", "ндо"):
        return last in "ыиу"  # after an owner's ending only: мектебине
    if first == "н":
        return vowel
    if ending in _MANY or ending in ("ды", "ди", "ду", "дын", "дин", "дун"):
        return not vowel and last not in _VOICELESS
    if first in _VOWELS:
        return not vowel
    return last not in _VOICELESS


def _hard(left: str) -> str:
    return left[:-1] + {"б": "п", "г": "к"}.get(left[-1], left[-1])


def joined(text: str) -> str:
    """A code as one word, whatever stands between its parts: "S-0012" as "s0012"."""
    return "".join(
        spelled(part) if part.isalpha() else part for part in _PARTS.findall(plain(text))
    )
