"""Registers as others publish them, brought to our rows: SOATE places, P-codes, OKGZ codes.

Three public files are known: the list of SOATE units (id, soate_code, name_ru, level, parent_id,
parent_code), the OCHA table of districts with P-codes and names in three languages, and the OKGZ
codes with their sections. Known defects are mended, and every mending is told.
"""

import re
from typing import Any

from register.cells import CellError

COUNTRY = "KG"
SOATE_LEVELS = {
    "RegionAndCity": ("oblast", "city"),
    "District": ("district", "city"),
    "Countryside": ("aimak", "town"),
    "Village": ("village", "village"),
}
# The word in a Russian name by which the first kind of a level is told from the second.
_WORD_OF_LEVEL = {
    "RegionAndCity": "область",
    "District": "район",
    "Countryside": "аймак",
    "Village": "",
}
# What our fields are called in that list.
SOATE_COLUMNS = {"code": "soate_code", "parent": "parent_code"}
OCHA_COLUMNS = (
    "adm2_pcode",
    "adm2_en",
    "adm2_ru",
    "adm2_ky",
    "type_en",
    "type_ky",
    "adm1_pcode",
    "adm1_en",
    "adm1_ru",
    "adm1_ky",
    "valid_on",
)
# English names that contradict the Russian and Kyrgyz ones of the same row.
_MISWRITTEN = {"Ak-Bashy": "At-Bashy", "Kochokor": "Kochkor"}

Values = dict[str, Any]
Note = tuple[str, str, dict[str, object]]


def soate_place(values: Values) -> tuple[Values, list[Note]]:
    """A place of the SOATE list: its kind by level and name, its parent by `parent_code`.

    Units of the top level lie in the country. "Тонский районрайон" is read as "Тонский район".
    """
    name, level = values["name_ru"], values["level"]
    notes: list[Note] = []
    mended = name.replace("районрайон", "район")
    if mended != name:
        notes.append(("name_ru", "name.mended", {"found": name, "read_as": mended}))
    parent = values.get("parent_code")
    if (parent is None) != (level == "RegionAndCity"):
        code = "place.parent_missing" if parent is None else "place.parent_at_top"
        raise CellError(code, at="parent_code")
    first, second = SOATE_LEVELS[level]
    return {
        "code": values["soate_code"],
        "kind": first if _WORD_OF_LEVEL[level] in mended.lower() else second,
        "name_ru": mended,
        "parent": parent or COUNTRY,
    }, notes


def ocha_pcode(text: str) -> str:
    """A P-code of a district: KG and the last 11 digits of its SOATE code."""
    if not re.fullmatch("KG[0-9]{11}", text):
        raise CellError("place.pcode_shape", found=text[:40])
    return text


def ocha_name(values: Values) -> tuple[Values, list[Note]]:
    """Names of a district or city in three languages, by its SOATE code.

    That a P-code is KG with digits 4 to 14 of the SOATE code is inferred from the two lists, not
    documented; an act joins only codes it knows. The letter ӊ of other alphabets is read as ң.
    """
    is_city = values["type_en"] == "independent city"
    ky, ru, en = values["adm2_ky"], values["adm2_ru"], values["adm2_en"]
    stem = ky.removesuffix(" ш.").replace("ӊ", "ң")
    english = en.removesuffix(" (city)")
    notes: list[Note] = []
    if "ӊ" in ky:
        notes.append(("adm2_ky", "name.mended", {"found": ky, "read_as": stem}))
    if english in _MISWRITTEN:
        notes.append(("adm2_en", "name.mended", {"found": en, "read_as": _MISWRITTEN[english]}))
        english = _MISWRITTEN[english]
    return {
        "code": "417" + values["adm2_pcode"][2:],
        "pcode": values["adm2_pcode"],
        "kind": "city" if is_city else "district",
        "name_ky": f"{stem} шаары" if is_city else f"{stem} району",
        "name_ru": f"г. {ru.removeprefix('г.').strip()}" if is_city else f"{ru} район",
        "name_en": english if is_city else f"{english} district",
        "valid_on": values.get("valid_on"),
    }, notes


def item(values: Values) -> tuple[Values, list[Note]]:
    """An OKGZ code; where no section is given it is the first two digits, as CPV defines it."""
    section = values.get("section", values["code"][:2])
    if section != values["code"][:2]:
        raise CellError(
            "item.section_of_another", at="section", item=values["code"], section=section
        )
    return {**values, "section": section}, []


def section(values: Values) -> tuple[Values, list[Note]]:
    """A section and the code that heads it."""
    if values["section"] != values["code"][:2]:
        raise CellError(
            "item.section_of_another", at="section", item=values["code"], section=values["section"]
        )
    return values, []
