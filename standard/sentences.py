"""A criterion said in words, from the coded lists: when the number is edited, the words follow.

No suffix is glued to a number in Kyrgyz: fixed words before and after it carry the cases.
"""

from decimal import Decimal

from core.words import Words
from standard.catalogue_file import Basis, Criterion, Lists

NO_BREAK_SPACE = "\u00a0"
_ORDER = {  # Kyrgyz says the place and the time first, Russian and English the number
    "ky": "{each} {period} {bound} {number} {unit}",
    "ru": "{bound} {number} {unit} {period} {each}",
    "en": "{bound} {number} {unit} {period} {each}",
}
_NONE_AT_ALL = {"ky": "{unit}: {each} 0", "ru": "{unit}: 0 {each}", "en": "{unit}: 0 {each}"}
_SHARE = {
    "ky": "{period} {of} {bound} {number} пайызын камтышы керек",
    "ru": "должно охватывать {bound} {number}% {of} {period}",
    "en": "must cover {bound} {number}% {of} {period}",
}
_YES = {
    "ky": "{each} сакталышы керек",
    "ru": "должно соблюдаться {each}",
    "en": "must be met {each}",
}
_NO = {
    "ky": "{each} жооп «жок» болушу керек",
    "ru": "ответ должен быть «нет» {each}",
    "en": "the answer must be “no” {each}",
}


def criterion_sentence(criterion: Criterion, lists: Lists, lang: str) -> str:
    """Return when a requirement is met, as one sentence in "ky", "ru" or "en".

    Example: "Не менее 1 умывальника на 30 учащихся." The codes of the criterion must stand in
    `lists` (KeyError otherwise), as they do in every catalogue that has been read.
    """
    basis = lists.bases[criterion.basis]
    bound = _text(lists.comparators[criterion.comparator], lang)
    parts = {
        "bound": "" if _is_whole(criterion) else bound,
        "number": number(criterion.quantity, lang),
        "unit": "",
        "each": _each(basis, criterion.per, lang),
        "of": _text(basis.of or basis.name, lang),
        "period": _period(criterion, lists, lang),
    }
    if criterion.type == "boolean":
        pattern = _YES if criterion.quantity else _NO
    elif criterion.type == "percentage":
        pattern = _SHARE
    else:
        none = criterion.quantity == 0 and criterion.comparator != ">="
        pattern = _NONE_AT_ALL if none else _ORDER
        counted = _text(lists.units[criterion.unit].counted, lang)
        parts["unit"] = form(counted, criterion.quantity, lang, after_bound=True)
    return _sentence(pattern[lang].format(**parts))


def number(value: Decimal, lang: str) -> str:
    """Return a number as the language writes it: no needless zeros, thousands set apart."""
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    groups = f"{int(whole):,}"
    if lang != "en":
        groups = groups.replace(",", NO_BREAK_SPACE)
    mark = "." if lang == "en" else ","
    return f"{groups}{mark}{fraction}" if fraction else groups


def form(forms: str, value: Decimal, lang: str, after_bound: bool = False) -> str:
    """Return the form of "one|few|many" (or "one|many") that agrees with the number.

    Kyrgyz has one form. `after_bound`: Russian after «не менее» has only two, by the last digit;
    a fraction takes the singular («0,5 литра»). English says "1 roll", "0.5 rolls".
    """
    choices = forms.split("|")
    if len(choices) == 1 or lang == "ky":
        return choices[0]
    if lang == "en":
        return choices[0] if value == 1 else choices[-1]
    if value != value.to_integral_value():
        return choices[0] if after_bound else choices[min(1, len(choices) - 1)]
    last, teens = int(value) % 10, int(value) % 100 in range(11, 15)
    if last == 1 and not teens:
        return choices[0]
    few = last in (2, 3, 4) and not teens
    return choices[min(1, len(choices) - 1)] if few else choices[-1]


def _text(words: Words, lang: str) -> str:
    return words.told(lang)[0]


def _is_whole(criterion: Criterion) -> bool:
    """ "100% of the windows" needs no "at least"."""
    return criterion.type == "percentage" and criterion.quantity == 100


def _each(basis: Basis, per: Decimal, lang: str) -> str:
    if per == 1 or basis.every is None:
        return _text(basis.each, lang)
    return form(_text(basis.every, lang), per, lang).format(per=number(per, lang))


def _period(criterion: Criterion, lists: Lists, lang: str) -> str:
    if criterion.within is None or criterion.period is None:
        return ""
    period = lists.periods[criterion.period]
    if criterion.within == 1 and criterion.type != "percentage":
        return _text(period.one, lang)
    length = Decimal(criterion.within)
    return form(_text(period.many, lang), length, lang).format(n=number(length, lang))


def _sentence(text: str) -> str:
    """One space between words (a no-break space stays), a capital first, a full stop last."""
    text = " ".join(part for part in text.split(" ") if part)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
