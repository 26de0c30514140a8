"""What is wrong with a catalogue file, or with an edition."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "catalogue.alias": _l(
        "Line: %(line)s. YAML anchors and aliases (& and *) are not allowed. Write the text out."
    ),
    "catalogue.basis_without_wording": _l(
        "Line: %(line)s. This basis lacks the words for such a criterion. Basis: %(found)s. Add the key: %(expected)s."
    ),
    "catalogue.category_wrong": _l(
        "Line: %(line)s. Wrong category. Found: %(found)s. Expected: %(expected)s."
    ),
    "catalogue.code_doubled": _l(
        "Line: %(line)s. The requirement's code is used twice: %(found)s. First in line: %(other_line)s."
    ),
    "catalogue.code_wrong": _l(
        "Line: %(line)s. The code has a wrong form. Place: %(key)s. Found: %(found)s."
    ),
    "catalogue.empty": _l("Line: %(line)s. The catalogue has no requirements."),
    "catalogue.entry_too_large": _l(
        "Line: %(line)s. The requirement's texts are too long. Limit in bytes: %(limit)s."
    ),
    "catalogue.key_doubled": _l(
        "Line: %(line)s. The key is written twice: %(key)s. First in line: %(other_line)s."
    ),
    "catalogue.key_missing": _l("Line: %(line)s. A key is missing: %(key)s."),
    "catalogue.key_unknown": _l(
        "Line: %(line)s. Unknown key: %(key)s. Remove it or correct the name."
    ),
    "catalogue.language_missing": _l(
        "Line: %(line)s. A language is missing: %(language)s. Place: %(key)s."
    ),
    "catalogue.not_yaml": _l(
        "Line: %(line)s. The file cannot be read as YAML here. Check the indents, colons and quotation marks."
    ),
    "catalogue.number_not_positive": _l(
        "Line: %(line)s. The number must be above zero. Place: %(key)s. Found: %(found)s."
    ),
    "catalogue.number_wrong": _l(
        "Line: %(line)s. Not a number: “%(found)s”. Place: %(key)s. Write it like 2.5, without a sign."
    ),
    "catalogue.pair_doubled": _l(
        "Line: %(line)s. The pair already belongs to a category: %(found)s."
    ),
    "catalogue.pair_without_category": _l(
        "Line: %(line)s. The pair belongs to no category: %(found)s."
    ),
    "catalogue.per_wrong_for_type": _l(
        "Line: %(line)s. Wrong “per” for this type of criterion. Found: %(found)s. Expected: %(expected)s."
    ),
    "catalogue.placeholder_wrong": _l(
        "Line: %(line)s. Each form of the text must hold this mark once: %(mark)s. Place: %(key)s."
    ),
    "catalogue.quantity_over_limit": _l(
        "Line: %(line)s. The quantity is too large for this type of criterion. Limit: %(limit)s."
    ),
    "catalogue.shape_wrong": _l(
        "Line: %(line)s. Wrong kind of value. Place: %(key)s. Expected: %(expected)s."
    ),
    "catalogue.tag": _l("Line: %(line)s. YAML tags (!) are not allowed. Remove the tag."),
    "catalogue.text_empty": _l("Line: %(line)s. The text is empty: %(key)s."),
    "catalogue.too_deep": _l("Line: %(line)s. The values are nested too deeply."),
    "catalogue.too_large": _l("The file is too large, bytes: %(size)s. Limit: %(limit)s."),
    "catalogue.too_many_values": _l(
        "Line: %(line)s. The file has too many values. Limit: %(limit)s."
    ),
    "catalogue.value_unknown": _l(
        "Line: %(line)s. The value is not in the list. Place: %(key)s. Found: %(found)s."
    ),
    "edition.doubled": _l(
        "Another catalogue was adopted under this edition: %(edition)s. Give yours another name."
    ),
}
