"""What offices call the columns of a budget, in the three languages. Pure."""

COLUMNS = (
    "row_id",
    "beneficiary",
    "category",
    "requirement",
    "source",
    "carried",
    "code",
    "function",
    "amount",
    "quarter_1",
    "quarter_2",
    "quarter_3",
    "quarter_4",
    "note",
)
QUARTERS = COLUMNS[9:13]
MONEY = ("amount", *QUARTERS)
# Words of headers, as `folded` writes them (ө as о, ү as у, ң as н).
WORDS: dict[str, tuple[str, ...]] = {
    "beneficiary": (
        "мектеп же аймак",
        "мектеп",
        "мектептин аты",
        "мектептин аталышы",
        "мекеме",
        "мекеменин аталышы",
        "билим беруу уюму",
        "алуучу",
        "школа или место",
        "школа",
        "наименование школы",
        "наименование учреждения",
        "наименование организации",
        "учреждение",
        "организация",
        "получатель",
        "school or place",
        "school",
        "beneficiary",
    ),
    "requirement": (
        "талап",
        "стандарттын талабы",
        "коопсуздук талабы",
        "требование",
        "требование стандарта",
        "requirement",
        "requirement of the standard",
    ),
    "category": (
        "категория",
        "чыгымдын категориясы",
        "багыты",
        "категория расходов",
        "направление",
        "направление расходов",
        "category",
    ),
    "source": (
        "каржы булагы",
        "каржылоо булагы",
        "каражаттын булагы",
        "булагы",
        "источник",
        "источник финансирования",
        "источник средств",
        "source of funds",
        "source",
    ),
    "carried": (
        "откон жылдын калдыгы",
        "калдыкпы",
        "остаток прошлого года",
        "остаток",
        "carried over",
        "carry over",
    ),
    "code": (
        "берене",
        "чыгымдын беренеси",
        "экономикалык классификация",
        "экономикалык код",
        "статья",
        "статья расходов",
        "экономическая классификация",
        "код статьи",
        "эк",
        "код эк",
        "economic code",
        "budget code",
        "code",
    ),
    "function": (
        "функционалдык код",
        "функционалдык классификация",
        "функционалдык классификациянын коду",
        "функциональный код",
        "функциональная классификация",
        "код функциональной классификации",
        "раздел",
        "фк",
        "код фк",
        "functional code",
        "functional classification",
        "function",
    ),
    "amount": (
        "сумма",
        "суммасы",
        "пландалган сумма",
        "план",
        "пландалган",
        "бюджет",
        "каралган сумма",
        "запланировано",
        "запланированная сумма",
        "предусмотрено",
        "утверждено",
        "amount",
        "planned",
    ),
    "note": ("эскертуу", "тушундурмо", "примечание", "комментарий", "пояснение", "note"),
    "row_id": ("row id",),
}

_ORDINALS = (
    ("1", "i", "1 й", "1 чи", "биринчи", "первый", "1st", "first"),
    ("2", "ii", "2 й", "2 чи", "экинчи", "второй", "2nd", "second"),
    ("3", "iii", "3 й", "3 чу", "учунчу", "третий", "3rd", "third"),
    ("4", "iv", "4 й", "4 чу", "тортунчу", "четвертый", "4th", "fourth"),
)
# As "1-квартал", "I кв.", "первый квартал"; or one word over four columns, and a number in each.
_BEFORE = ("квартал", "кв", "quarter")
_OVER = ("кварталдар", "кварталдар боюнча", "кварталы", "по кварталам", "квартал", "quarters", "q")


def _of_quarter(ordinals: tuple[str, ...]) -> tuple[str, ...]:
    short = ordinals[:2]
    return (
        *(f"{ordinal} {word}" for ordinal in ordinals for word in _BEFORE),
        *(f"{word} {ordinal}" for ordinal in short for word in (*_BEFORE, *_OVER)),
        *(
            f"{word} {one} {short_of}"
            for one in short
            for word in _OVER
            for short_of in ("кв", "квартал")
        ),
        f"q{ordinals[0]}",
    )


WORDS |= {name: _of_quarter(told) for name, told in zip(QUARTERS, _ORDINALS, strict=True)}
