"""The answers of the Standard in words: met, partly, missing, cannot be said; and why."""

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from standard.catalogue_file import Lists

WORDS: dict[str, tuple[str, LazyString]] = {
    "met": ("✓", lazy_gettext("met")),
    "partly": ("◐", lazy_gettext("partly met")),
    "missing": ("✗", lazy_gettext("not met")),
    "unknown": ("?", lazy_gettext("cannot be said")),
    "idle": ("–", lazy_gettext("does not apply here")),
}
"""Of each state a sign and a word: a colour alone says nothing."""
WHY: dict[str, LazyString] = {
    "not_counted": lazy_gettext("Nobody has counted it yet."),
    "not_assessed": lazy_gettext("Nobody has assessed it yet."),
    "lapsed": lazy_gettext("It was met before and has lapsed."),
    "not_recorded": lazy_gettext("Our records do not tell it yet."),
    "nothing_happened": lazy_gettext("There was no case this year."),
}


def word(state: str) -> str:
    """A state with its sign: "✗ not met"."""
    sign, text = WORDS[state]
    return f"{sign} {text}"


def why(code: str | None, lists: Lists | None, lang: str) -> str:
    """Why it cannot be said, or what happened; empty where there is nothing to add.

    `code` as standard.coverage.Answer tells it: "basis:floor" names what the passport lacks.
    """
    if code is None:
        return ""
    if code.startswith("basis:"):
        basis = lists.bases.get(code.removeprefix("basis:")) if lists else None
        name = basis.name.told(lang)[0] if basis else code.removeprefix("basis:")
        return gettext("The passport does not say: %(basis)s.", basis=name)
    return str(WHY[code])
