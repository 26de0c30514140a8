"""One text in the country's languages, and which stands in for which."""

from dataclasses import dataclass

LANGUAGES = ("ky", "ru", "en")
INSTEAD = {"ky": ("ky", "ru", "en"), "ru": ("ru", "ky", "en"), "en": ("en", "ru", "ky")}


@dataclass(frozen=True, slots=True)
class Words:
    """A name or sentence in Kyrgyz, Russian and English; any of them may be missing."""

    ky: str | None = None
    ru: str | None = None
    en: str | None = None

    def told(self, language: str) -> tuple[str, str]:
        """The text in `language`, or in the one that stands in, and which language that is.

        A page marks a text that is not in its own language; with no text at all both are "".
        """
        for candidate in INSTEAD[language]:
            text = getattr(self, candidate)
            if text:
                return text, candidate
        return "", ""

    def __bool__(self) -> bool:
        return bool(self.ky or self.ru or self.en)


_ALPHABET = {
    letter: place for place, letter in enumerate("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя", start=200)
}


def sort_key(text: str) -> str:
    """A key that puts Kyrgyz and Russian names in dictionary order, numbers by size.

    Code points would put ө, ү and ң behind я, and "№ 12" before "№ 7".
    """
    key: list[str] = []
    digits = ""
    for letter in text.lower() + " ":
        if letter.isdecimal():  # "²" is a digit, and no number
            digits += letter
            continue
        if digits:
            key.append(f"{int(digits):012d}")
            digits = ""
        if letter in _ALPHABET:
            key.append(chr(_ALPHABET[letter]))
        elif letter.isalnum() or letter == " ":
            key.append(letter)
    return "".join(key).strip()[:120]


_FOLD = str.maketrans("өүңёѳ", "оунео")


def folded(text: str) -> str:
    """Text as search compares it: small letters, ө as о, ү as у, ң as н, ё as е.

    People type Kyrgyz names on Russian keyboards; letters and digits are kept, the rest is space.
    """
    small = text.lower().translate(_FOLD)
    return " ".join("".join(c if c.isalnum() else " " for c in small).split())
