"""What is wrong with a file of the register, or with the country profile."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "cell.empty": _l("The cell is empty. Fill it in."),
    "classification.code_shape": _l(
        "This is no code of the budget classification: “%(found)s”. Write digits only, at most 8."
    ),
    "column.doubled": _l("This column stands in the header twice. Leave one."),
    "column.unknown": _l(
        "This column is not known in a file of this kind: %(kind)s. Correct its name or delete it."
    ),
    "date.not_a_date": _l("This is no date: “%(found)s”. Write it like 23.11.2026."),
    "file.empty": _l("The file is empty. Choose the file with the register."),
    "file.encoding": _l(
        "The letters of the file cannot be read. Save it as “CSV UTF-8” and load it again."
    ),
    "file.header_unknown": _l(
        "The header row is not known. Found: %(found)s. Nearest kind: %(nearest)s. Missing columns: %(missing)s."
    ),
    "file.not_csv": _l(
        "From this row on the file cannot be read: a quotation mark is open or a cell is too long."
    ),
    "file.not_found": _l("The file cannot be opened: %(name)s. Check its name."),
    "file.not_text": _l("This is no CSV file. Save the table as “CSV UTF-8” and load it again."),
    "file.too_large": _l(
        "The file is too large: %(size)s bytes. Limit: %(most)s bytes. Split it into parts."
    ),
    "file.too_many_columns": _l("Too many columns: %(found)s. Limit: %(most)s."),
    "file.too_many_errors": _l(
        "More mistakes than are shown: %(most)s. Correct these and load the file again."
    ),
    "inn.shape": _l("This is no INN: “%(found)s”. An INN has 14 digits."),
    "item.code_shape": _l("This is no OKGZ code: “%(found)s”. Write it like 03111000-2."),
    "item.section_of_another": _l(
        "The code belongs to another section. Code: %(item)s, section: %(section)s."
    ),
    "item.section_shape": _l("This is no section: “%(found)s”. A section has two digits."),
    "method.unknown": _l("Unknown method of procurement: %(method)s. Choose one from the list."),
    "name.mended": _l("The name was corrected. In the file: %(found)s. Read as: %(read_as)s."),
    "name.missing": _l("There is no name in any language. Write at least one."),
    "number.not_an_amount": _l(
        "This is no amount: “%(found)s”. Write it like 1250000.50, above zero."
    ),
    "number.not_whole": _l("This is no whole number: “%(found)s”. Write digits only."),
    "number.out_of_range": _l(
        "The number is out of range: %(found)s. Allowed: %(least)s – %(most)s."
    ),
    "period.backwards": _l(
        "The end is not later than the beginning. Beginning: %(since)s, end: %(until)s."
    ),
    "period.overlaps": _l(
        "The same code is in force twice on one day. The other row: %(first)s. Correct the dates."
    ),
    "place.code_shape": _l("This is no code of a place: “%(found)s”. A SOATE code has 14 digits."),
    "place.half_a_tile": _l(
        "Of the tile only the column or only the row is given. Give both or none."
    ),
    "place.parent_at_top": _l("A unit of the top level has no upper unit. Leave the cell empty."),
    "place.parent_circle": _l(
        "The place would lie within itself. Upper unit: %(parent)s. Correct the codes."
    ),
    "place.parent_contradicts": _l(
        "Number and code of the upper unit name different places. Number: %(number)s, code: %(parent)s."
    ),
    "place.parent_missing": _l(
        "It is not said where the place lies. Give the code of the upper unit."
    ),
    "place.parent_unknown": _l(
        "The upper unit is not known: %(parent)s. Load it first or correct the code."
    ),
    "place.pcode_shape": _l("This is no P-code: “%(found)s”. Write it like KG04220000000."),
    "place.successor_unknown": _l(
        "The successor is not known: %(successor)s. Load it first or correct the code."
    ),
    "place.successor_without_end": _l(
        "A successor is named, but no last date. Fill in valid_until."
    ),
    "profile.faulty": _l(
        "The profile of the country %(country)s has a mistake here: %(where)s. Correct the file."
    ),
    "profile.unknown": _l("There is no profile of the country: %(country)s."),
    "rate.currency_shape": _l("This is no code of a currency: “%(found)s”. Write it like USD."),
    "rate.nominal": _l(
        "A rate is given for 1, 10, 100, 1000 or 10000 units, not for: “%(found)s”."
    ),
    "register.not_loadable": _l("Files of this kind are not loaded here: %(kind)s."),
    "row.doubled": _l("This row repeats an earlier one. Row: %(first)s. Leave one of them."),
    "row.number_missing": _l("A number is missing in the list between %(after)s and %(before)s."),
    "row.width": _l(
        "The row has another number of cells than the header. Header: %(expected)s, row: %(found)s."
    ),
    "school.code_shape": _l("This is no code of a school: “%(found)s”. Write it like S-0001."),
    "school.place_unknown": _l(
        "The school's place is not in the register. Row: %(row)s. Code: %(place)s."
    ),
    "source.unknown": _l("Unknown source of funds: %(source)s. Choose one from the list."),
    "text.code_shape": _l(
        "This is no code: “%(found)s”. Use Latin letters, digits, - and _, at most 40."
    ),
    "text.control_sign": _l("The text holds a sign that cannot be seen. Type the text anew."),
    "text.not_in_list": _l("There is no such value: “%(found)s”. Allowed: %(allowed)s."),
    "text.not_yes_or_no": _l("Neither yes nor no: “%(found)s”. Write yes or no."),
    "text.too_long": _l("The text is too long. Signs: %(length)s. Limit: %(most)s."),
    "place.moved": _l(
        "There is money under the old place, so it cannot be moved by a file. Row: %(row)s. Code: %(code)s."
    ),
    "school.moved": _l(
        "There is money under the old place, so it cannot be moved by a file. Row: %(row)s. Code: %(code)s."
    ),
}
