"""Every fault of a register file is named by its row and its column."""

import pytest

from register.register_file import read


def rows_of(header: str, *lines: str) -> bytes:
    return "\n".join((header, *lines, "")).encode()


P = "code,kind,name_ky,parent,valid_from,valid_until,successor,tile_column,tile_row,example"
S = "code,place,kind,name_ky,inn,shifts,pupils_2026"
C = "code,kind,name_ky,standing,valid_from,valid_until"
D = "41704990000000"
SOATE = "id,soate_code,name_ru,level,parent_id,parent_code"

BAD = {
    "a code of 13 digits": (P, [f"{D[:-1]},district,А,KG,,,,,,"], 2, "code", "place.code_shape"),
    "look-alike digits": (P, [f"{D[:-1]}٠,district,А,KG,,,,,,"], 2, "code", "place.code_shape"),
    "a country's code for a district": (
        P,
        ["XX,district,А,KG,,,,,,"],
        2,
        "code",
        "place.code_shape",
    ),
    "no code": (P, [",district,А,KG,,,,,,"], 2, "code", "cell.empty"),
    "an unknown kind": (P, [f"{D},state,А,KG,,,,,,"], 2, "kind", "text.not_in_list"),
    "no name at all": (P, [f"{D},district,,KG,,,,,,"], 2, "", "name.missing"),
    "no parent": (P, [f"{D},district,А,,,,,,,"], 2, "parent", "place.parent_missing"),
    "a country with a parent": (P, ["KG,country,А,KG,,,,,,"], 2, "parent", "place.parent_at_top"),
    "its own parent": (P, [f"{D},district,А,{D},,,,,,"], 2, "parent", "place.parent_circle"),
    "no such day": (P, [f"{D},district,А,KG,2026-02-30,,,,,"], 2, "valid_from", "date.not_a_date"),
    "a date of another shape": (
        P,
        [f"{D},district,А,KG,2/3/26,,,,,"],
        2,
        "valid_from",
        "date.not_a_date",
    ),
    "an end before the beginning": (
        P,
        [f"{D},district,А,KG,2026-01-01,2026-01-01,,,,"],
        2,
        "valid_until",
        "period.backwards",
    ),
    "a successor of one that goes on": (
        P,
        [f"{D},district,А,KG,,,{D[:-1]}1,,,"],
        2,
        "successor",
        "place.successor_without_end",
    ),
    "half a tile": (P, [f"{D},district,А,KG,,,,3,,"], 2, "tile_column", "place.half_a_tile"),
    "a tile at nought": (
        P,
        [f"{D},district,А,KG,,,,0,1,"],
        2,
        "tile_column",
        "number.out_of_range",
    ),
    "neither yes nor no": (
        P,
        [f"{D},district,А,KG,,,,,,maybe"],
        2,
        "example",
        "text.not_yes_or_no",
    ),
    "the same code twice": (
        P,
        [f"{D},district,А,KG,,,,,,", f"{D},district,Б,KG,,,,,,"],
        3,
        "",
        "row.doubled",
    ),
    "a line too short": (P, [f"{D},district,А"], 2, "", "row.width"),
    "a line too long": (P, [f"{D},district,А,KG,,,,,,,more"], 2, "", "row.width"),
    "a control sign": (P, [f"{D},district,А\x07,KG,,,,,,"], 2, "name_ky", "text.control_sign"),
    "a turned text": (P, [f"{D},district,А\u202e,KG,,,,,,"], 2, "name_ky", "text.control_sign"),
    "a name without end": (
        P,
        [f"{D},district,{'А' * 501},KG,,,,,,"],
        2,
        "name_ky",
        "text.too_long",
    ),
    "a school code of three digits": (
        S,
        [f"S-001,{D},primary,А,,,"],
        2,
        "code",
        "school.code_shape",
    ),
    "an INN of a kind": (S, [f"S-0001,{D},primary,А,123,,"], 2, "inn", "inn.shape"),
    "four shifts": (S, [f"S-0001,{D},primary,А,,4,"], 2, "shifts", "number.out_of_range"),
    "pupils below nought": (
        S,
        [f"S-0001,{D},primary,А,,,-3"],
        2,
        "pupils_2026",
        "number.not_whole",
    ),
    "half a pupil": (S, [f"S-0001,{D},primary,А,,,3.5"], 2, "pupils_2026", "number.not_whole"),
    "an item code without its check": (
        "code,name_ru,name_en",
        ["03000000,А,A"],
        2,
        "code",
        "item.code_shape",
    ),
    "an item in another's section": (
        "code,name_ru,name_en,section",
        ["03000000-1,А,A,09"],
        2,
        "section",
        "item.section_of_another",
    ),
    "a section with another's code": (
        "section,code,name_ru,name_en,name_ky",
        ["09,03000000-1,А,A,А"],
        2,
        "section",
        "item.section_of_another",
    ),
    "a code in force twice": (
        C,
        ["2212,economic,А,default,2018-01-01,2020-01-01", "2212,economic,А,default,2019-12-31,"],
        3,
        "valid_from",
        "period.overlaps",
    ),
    "an unknown standing": (C, ["2212,economic,А,certain,,"], 2, "standing", "text.not_in_list"),
    "a letter in a code": (
        C,
        ["22l2,economic,А,default,,"],
        2,
        "code",
        "classification.code_shape",
    ),
    "a holiday twice": (
        "day,name_ky,standing",
        ["2026-01-01,А,default", "01.01.2026,Б,default"],
        3,
        "",
        "row.doubled",
    ),
    "an amount with a comma": (
        "code,amount,name_ky,standing",
        ['x,"1000,50",А,default'],
        2,
        "amount",
        "number.not_an_amount",
    ),
    "an amount that is no number": (
        "code,amount,name_ky,standing",
        ["x,NaN,А,default"],
        2,
        "amount",
        "number.not_an_amount",
    ),
    "an amount of nothing": (
        "code,amount,name_ky,standing",
        ["x,0,А,default"],
        2,
        "amount",
        "number.not_an_amount",
    ),
    "a threshold with a strange code": (
        "code,amount,name_ky,standing",
        ["x y,1,А,default"],
        2,
        "code",
        "text.code_shape",
    ),
    "a currency in words": (
        "currency,day,rate",
        ["dollar,2026-01-01,87"],
        2,
        "currency",
        "rate.currency_shape",
    ),
    "a strange nominal": (
        "currency,day,rate,nominal",
        ["USD,2026-01-01,87,3"],
        2,
        "nominal",
        "rate.nominal",
    ),
    "a P-code in small letters": (
        "code,kind,name_ky,parent,pcode",
        [f"{D},district,А,KG,kg04"],
        2,
        "pcode",
        "place.pcode_shape",
    ),
    "an unknown parent of SOATE": (
        SOATE,
        ["1,41704000000000,Нарынская область,RegionAndCity,,", f"2,{D},Район,District,1,{D[:-1]}7"],
        3,
        "parent_code",
        "place.parent_unknown",
    ),
    "two parents of SOATE": (
        SOATE,
        [
            "1,41704000000000,Нарынская область,RegionAndCity,,",
            "2,41705000000000,Баткенская область,RegionAndCity,,",
            f"3,{D},Примерный район,District,2,41704000000000",
        ],
        4,
        "parent_id",
        "place.parent_contradicts",
    ),
    "a village of SOATE without a parent": (
        SOATE,
        [f"1,{D},Село,Village,,"],
        2,
        "parent_code",
        "place.parent_missing",
    ),
    "an oblast of SOATE with a parent": (
        SOATE,
        [f"1,{D},Область,RegionAndCity,1,{D}"],
        2,
        "parent_code",
        "place.parent_at_top",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_named_by_row_and_column(name):
    header, lines, row, column, code = BAD[name]
    file = read(rows_of(header, *lines))
    assert file.kind
    assert (row, column, code) in [(e.row, e.column, e.code) for e in file.errors], file.errors
