"""What is said of a school's passport: what is wrong, and how to mend it.

The bounds of an answer are what is plausible, and no law: the sentence asks to check the number.
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "passport.column_doubled": (
        _l("This question has two columns: “%(found)s”. The first: %(first)s."),
        _l("Leave one of them."),
    ),
    "passport.column_nameless": (
        _l("The column has no header."),
        _l("Write which question it answers, or delete the column."),
    ),
    "passport.column_unknown": (
        _l("The passport does not ask this: “%(found)s”."),
        _l("Correct the header, or delete the column."),
    ),
    "passport.columns_absent": (
        _l("Questions without a column: %(count)s. Among them: %(questions)s."),
        _l("They keep the answers they have."),
    ),
    "passport.is_a_date": (
        _l("A date stands where the answer should be: “%(found)s”."),
        _l("Give the cell a number format and enter the number again."),
    ),
    "passport.lookalike_digits": (
        _l("There are signs that only look like digits: “%(found)s”."),
        _l("Type the number anew with the digits 0–9."),
    ),
    "passport.name_differs": (
        _l("Another name stands beside the code: “%(found)s”. In the register: %(name)s."),
        _l("Check which school the row is about: its code counts, not the name."),
    ),
    "passport.negative": (
        _l("The number is below zero: “%(found)s”."),
        _l("Write it without a minus."),
    ),
    "passport.no_header": (
        _l(
            "No row with the questions of a passport was found. The sheet begins with: “%(found)s”."
        ),
        _l("Name the columns by their questions, or use the template."),
    ),
    "passport.no_rows": (
        _l("There is no row with a school in the table."),
        _l("Fill in at least one row under the header."),
    ),
    "passport.no_such_year": (
        _l("There is no passport of this year: %(year)s."),
        _l("Choose another year; the last one possible: %(last)s."),
    ),
    "passport.not_a_number": (
        _l("Not a number: “%(found)s”."),
        _l("Write it like 12 or 12,5; if it is not known, leave it empty."),
    ),
    "passport.not_whole": (
        _l("This is counted in whole numbers. %(fact)s: %(found)s."),
        _l("Write a whole number."),
    ),
    "passport.not_yes_or_no": (
        _l("Neither yes nor no: “%(found)s”."),
        _l("Write yes or no; if it is not known, leave it empty."),
    ),
    "passport.nothing_changed": (
        _l("The table changes nothing: it says what is known already."),
        _l("Fill in what is to change and send the file again."),
    ),
    "passport.nothing_said": (
        _l("Nothing is said of the school yet."),
        _l("Answer at least one question."),
    ),
    "passport.out_of_bounds": (
        _l("%(fact)s: %(found)s. Plausible is: %(least)s – %(most)s."),
        _l("Check the number; if it is not known, leave it empty."),
    ),
    "passport.part_over_whole": (
        _l("A part is more than its whole. %(part)s: %(found)s. %(whole)s: %(limit)s."),
        _l("Check the number of both."),
    ),
    "passport.parts_over_whole": (
        _l(
            "The parts are more than their whole. %(parts)s, together: %(found)s. "
            "%(whole)s: %(limit)s."
        ),
        _l("Check the numbers."),
    ),
    "passport.rows_untouched": (
        _l("Rows left as the template gave them: %(rows)s."),
        _l("They are not saved. To say the same for this year, save the passport on its page."),
    ),
    "passport.school_doubled": (
        _l("The same school stands twice: “%(found)s”. First in row: %(first)s."),
        _l("Leave one of the rows."),
    ),
    "passport.school_elsewhere": (
        _l("This school does not lie here: “%(found)s”."),
        _l("Take the row out: only an officer of its own place may fill it in."),
    ),
    "passport.school_missing": (
        _l("It is not said which school the row is about."),
        _l("Write the code of the school, or delete the row."),
    ),
    "passport.school_unknown": (
        _l("There is no school with this code: “%(found)s”."),
        _l("Take the code from the template."),
    ),
    "passport.schools_left_out": (
        _l("Schools of this place that have no row: %(schools)s."),
        _l("They keep the answers they have."),
    ),
    "passport.sum_differs": (
        _l(
            "The parts do not make the whole. %(whole)s: %(found)s. %(parts)s, together: "
            "%(expected)s."
        ),
        _l("Check the numbers."),
    ),
    "passport.template_stale": (
        _l("A passport was filled in after this template was issued. Issued on: %(issued)s."),
        _l("Compare every change below: what others entered since may be undone."),
    ),
    "passport.too_fine": (
        _l("Finer than three decimals: “%(found)s”."),
        _l("Round it."),
    ),
    "passport.too_large": (
        _l("The number is too large: “%(found)s”."),
        _l("Check the number of digits."),
    ),
    "passport.two_marks": (
        _l("It cannot be told which mark is the decimal one: “%(found)s”."),
        _l("Part thousands by spaces: 1 250,5."),
    ),
    "passport.unknown_fact": (
        _l("The passport does not ask this: “%(fact)s”."),
        _l("Take it out, or correct its code."),
    ),
}
PHRASES: Mapping[str, LazyString] = {}
