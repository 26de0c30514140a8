"""What somebody typed, as a question to the index. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from opendata.search.things import IN_PLACE, OWN, SHORTEST_CODE
from opendata.search.words import FILLERS, forms, joined, parts, plain, spelled

MOST_WORDS = 8
SHORTEST_BEGINNING = 3  # letters of a last word that longer words may begin with
CODE_PIECES = 3  # a code may be typed in so many pieces: "S 0012", "FIR - 01"


@dataclass(frozen=True, slots=True)
class Signs:
    """How a database writes: both, either, begins with."""

    both: str
    either: str
    begins: str

    def term(self, term: str) -> str:
        """A term; there is nothing in ours but small letters and digits."""
        return f'"{term}"' if self.begins == "*" else term


SIGNS = {"sqlite": Signs(" AND ", " OR ", "*"), "postgresql": Signs(" & ", " | ", ":*")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that was typed: it stands in a thing that has one of `terms`, begins one with
    `begins`, or has all of `together`. `whole` is the word itself in our spelling.

    A word is asked for by its stems alone: whatever has the word has them."""

    typed: str
    whole: str
    terms: tuple[str, ...]
    begins: str | None = None
    together: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Numbers are exact: nothing is guessed about them."""
        return self.whole.isdigit()


@dataclass(frozen=True, slots=True)
class Question:
    """All words that were typed, and all of it `joined` as a code is; `code` is that where it
    was typed in pieces and may be one."""

    words: tuple[Asked, ...]
    joined: str = ""
    code: str | None = None

    def __bool__(self) -> bool:
        return bool(self.words)

    def text(self, sign: Signs, *, own: bool = False, places: Collection[str] = ()) -> str:
        """The question in the language of a database, within these places if there are any.

        `own`: about places. One needs one of the words in its own name, else all that lies within
        an oblast is found by the name of the oblast.
        """
        needed = [_either(_ways(word, sign), sign) for word in self.words]
        if own:
            marked = [
                replace(
                    word,
                    terms=tuple(OWN + term for term in word.terms),
                    begins=word.begins and OWN + word.begins,
                    together=tuple(OWN + term for term in word.together),
                )
                for word in self.words
            ]
            needed.append(
                _either(list(chain.from_iterable(_ways(word, sign) for word in marked)), sign)
            )
        asked = sign.both.join(needed)
        if self.code is not None:
            asked = _either([f"({asked})", sign.term(self.code)], sign)
        if places:
            within = _either([sign.term(IN_PLACE + code) for code in sorted(places)], sign)
            asked = f"({asked}){sign.both}{within}"
        return asked


def _ways(word: Asked, sign: Signs) -> list[str]:
    ways = [sign.term(term) for term in word.terms]
    if word.begins:
        ways.append(sign.term(word.begins) + sign.begins)
    if word.together:
        ways.append("(" + sign.both.join(sign.term(term) for term in word.together) + ")")
    return ways


def _either(ways: Sequence[str], sign: Signs) -> str:
    return ways[0] if len(ways) == 1 else "(" + sign.either.join(dict.fromkeys(ways)) + ")"


def ask(text: str) -> Question:
    """The question in a text: its first words, without fillers."""
    pieces = plain(text).split()
    kept = [piece for piece in pieces if piece not in FILLERS] or pieces
    words = [word for piece in kept[:MOST_WORDS] for word in _words(piece)][:MOST_WORDS]
    code = joined(text)
    in_pieces = len(kept) > 1 or (bool(words) and words[0].whole != code)  # or with zeros before it
    may_be = any(letter.isdigit() for letter in code) and in_pieces and len(kept) <= CODE_PIECES
    may_be = may_be and code.isascii() and code.isalnum()
    return Question(tuple(words), code, code if may_be else None)


def _words(piece: str) -> list[Asked]:
    """The words of what was typed without a space; a code of letters and digits also whole."""
    told = parts(piece)
    asked = [_word(part) for part in told if spelled(part).isascii() and spelled(part)]
    if len(asked) < 2:
        return asked
    whole = joined(piece)
    if not whole.isascii():
        return asked
    terms = tuple(word.whole for word in asked)
    return [Asked(piece, whole, (whole,), None, terms)]


def _word(part: str) -> Asked:
    terms = forms(part)
    return Asked(part, spelled(part), terms[1:] or terms)


def begun(question: Question) -> Question | None:
    """The same with a last word that may be the beginning of a longer one; None: it may not."""
    *others, last = question.words
    least = SHORTEST_CODE if last.is_number else SHORTEST_BEGINNING
    if len(last.whole) < least:
        return None
    return replace(question, words=(*others, replace(last, begins=last.whole)))
