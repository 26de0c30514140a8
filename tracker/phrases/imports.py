"""What is said of a table that is brought in: what is wrong, and how to mend it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "amount.finer_than_tyiyn": (
        _l("Finer than a tyiyn: “%(found)s”."),
        _l("Give at most two decimals of a som."),
    ),
    "amount.is_a_date": (
        _l("A date stands where the sum should be: “%(found)s”."),
        _l("Give the cell a number format and enter the sum again."),
    ),
    "amount.lookalike_digits": (
        _l("There are signs that only look like digits: “%(found)s”."),
        _l("Type the sum anew with the digits 0–9."),
    ),
    "amount.missing": (
        _l("The sum is empty."),
        _l("Enter the sum, or delete the row."),
    ),
    "amount.negative": (
        _l("The sum is below zero: “%(found)s”."),
        _l("Enter the sum without a minus; a reduction is a smaller sum."),
    ),
    "amount.not_a_number": (
        _l("The sum is not a number: “%(found)s”."),
        _l("Write it like 1 250 000,50."),
    ),
    "amount.too_large": (
        _l("The sum is too large: “%(found)s”."),
        _l("Check the number of digits and the unit."),
    ),
    "amount.two_marks": (
        _l("It cannot be told which mark is the decimal one: “%(found)s”."),
        _l("Part thousands by spaces: 1 250 000,50."),
    ),
    "amounts.counted_as_chosen": (
        _l("The sums are read as counted in units of som, as chosen: %(factor)s."),
        _l("Check the total; if it is wrong, choose anew."),
    ),
    "amounts.counted_in": (
        _l(
            "The sums are read as counted in units of som: %(factor)s. So says the table:"
            " “%(found)s”."
        ),
        _l("Check the total below; if it is wrong, correct the header."),
    ),
    "beneficiary.ambiguous": (
        _l("Several have this name: “%(found)s”. Codes: %(codes)s."),
        _l("Write the code in brackets behind the name."),
    ),
    "beneficiary.elsewhere": (
        _l("This school or place does not lie here: “%(found)s”."),
        _l("Name a school of this place; money for others is in their own budget."),
    ),
    "beneficiary.missing": (
        _l("It is not said for which school or place."),
        _l("Choose the school or place from the list."),
    ),
    "beneficiary.not_found": (
        _l("There is no such school or place here: “%(found)s”."),
        _l("Choose it from the list of the template, or write its code."),
    ),
    "carried.not_yes_or_no": (
        _l("Neither yes nor no: “%(found)s”."),
        _l("Write yes or no."),
    ),
    "category.ambiguous": (
        _l("Several categories have this name: “%(found)s”. Codes: %(codes)s."),
        _l("Write the code in brackets behind the name."),
    ),
    "category.not_found": (
        _l("There is no such category: “%(found)s”."),
        _l("Choose one from the list."),
    ),
    "category.not_of_requirement": (
        _l("The requirement belongs to another category: %(belongs)s. Here stands: “%(found)s”."),
        _l("Correct one of the two, or leave the category empty."),
    ),
    "ceilings.from_lines": (
        _l(
            "No ceilings are set for this budget yet. They would be set to the sums of "
            "this table. Sources: %(sources)s. In all: %(amount)s."
        ),
        _l("If a source gives another sum, enter the ceilings first."),
    ),
    "cell.formula_error": (
        _l("The formula ends in an error: %(found)s."),
        _l("Correct the formula, or write the value itself."),
    ),
    "cell.formula_uncounted": (
        _l("The formula was never counted: the file does not hold its result."),
        _l("Open the file in Excel, save it and send it again, or write the value itself."),
    ),
    "code.not_a_code": (
        _l("This is no economic code: “%(found)s”."),
        _l("Write the code only, like 2215."),
    ),
    "columns.as_chosen": (
        _l("The columns are read as somebody of your office chose for this header. On: %(on)s."),
        _l("Check how they are understood; you can choose anew."),
    ),
    "column.ambiguous": (
        _l("Several columns could be this one: %(columns)s. The first is read: “%(found)s”."),
        _l("Leave one of them, or name the year in the header."),
    ),
    "import.columns_missing": (
        _l("The table lacks columns: %(columns)s."),
        _l("Add them, or use the template."),
    ),
    "import.expired": (
        _l("This upload is no longer kept."),
        _l("Upload the file again."),
    ),
    "import.file_empty": (
        _l("The file is empty."),
        _l("Choose the file with the table."),
    ),
    "import.file_encrypted": (
        _l("The file is locked with a password."),
        _l("Save it without a password and upload it again."),
    ),
    "import.file_too_large": (
        _l("The file is too large to be read. Limits: 20 MB, rows %(rows)s, columns %(columns)s."),
        _l("Delete filled cells far below or to the right, or split the table."),
    ),
    "import.has_faults": (
        _l("The table has errors, so nothing was saved. Errors: %(errors)s."),
        _l("Correct the file and upload it again."),
    ),
    "import.kind_unknown": (
        _l("Tables of this kind are not read: %(ending)s."),
        _l("Save the table as .xlsx, .xls, .ods or .csv."),
    ),
    "import.macros": (
        _l("The file holds macros."),
        _l("Save it as .xlsx without macros and upload it again."),
    ),
    "import.no_header": (
        _l("No header of a budget table was found. The sheet begins with: “%(found)s”."),
        _l("Name the columns (school, requirement, source, sum), or use the template."),
    ),
    "import.no_rows": (
        _l("There is no row with a budget line in the table."),
        _l("Fill in at least one row under the header."),
    ),
    "import.not_a_table": (
        _l("The file is not the table its name says, or it is damaged."),
        _l("Open it in Excel, save it as .xlsx and upload it again."),
    ),
    "import.over_ceiling": (
        _l("The lines are over what the source gives: %(source)s. Over by: %(by)s."),
        _l("Reduce the sums, or raise the ceiling of the source first."),
    ),
    "import.same_file_before": (
        _l("This very file was imported before. Batch: %(batch)s."),
        _l("Go on only if you mean to import it once more."),
    ),
    "import.template_cut": (
        _l("Columns of the template were taken out: %(columns)s."),
        _l("Take a fresh template and copy your rows into it."),
    ),
    "import.too_many_faults": (
        _l("More errors than are shown. Shown: %(most)s."),
        _l("Correct these and upload the file again."),
    ),
    "note.too_long": (
        _l("The note is too long. Limit, letters: %(most)s."),
        _l("Shorten it."),
    ),
    "quarters.emptied": (
        _l("The sum of these lines changes, and the table has no quarters. Rows: %(rows)s."),
        _l("Their quarters would be empty. To give them, use the template."),
    ),
    "requirement.ambiguous": (
        _l("Several requirements have this title: “%(found)s”. Codes: %(codes)s."),
        _l("Write the code in brackets behind the title."),
    ),
    "requirement.missing": (
        _l("Neither a requirement nor a category is given."),
        _l("Choose one of them from the list."),
    ),
    "requirement.not_found": (
        _l("There is no such requirement: “%(found)s”."),
        _l("Choose it from the list of the template, or write its code."),
    ),
    "row.doubled": (
        _l("The same line stands twice: “%(found)s”. First in row: %(first)s."),
        _l("Add the two sums up in one row."),
    ),
    "row_id.other_line": (
        _l(
            "What this numbered line is for cannot be changed. Before: “%(was)s”, now: “%(found)s”."
        ),
        _l("Put it back; for another purpose add a row without a number."),
    ),
    "row_id.unknown": (
        _l("There is no line with this number: “%(found)s”."),
        _l("Take a fresh template, or leave the grey cell empty."),
    ),
    "rows.headings_skipped": (
        _l("Rows without money were taken for headings. Rows: %(rows)s."),
        _l("If one is a line, fill in all its cells."),
    ),
    "rows.left_out": (
        _l(
            "Lines of the budget that the table does not name would leave it. Lines: "
            "%(lines)s, in all: %(amount)s."
        ),
        _l("If they are to stay, put them into the table."),
    ),
    "rows.sums_skipped": (
        _l("Rows of sums were passed over. Rows: %(rows)s."),
        _l("Nothing to do if they are only sums."),
    ),
    "sheet.ignored": (
        _l("This sheet was not read."),
        _l("If it holds lines too, put them on one sheet."),
    ),
    "source.ambiguous": (
        _l("Several sources have this name: “%(found)s”. Codes: %(codes)s."),
        _l("Write the code in brackets behind the name."),
    ),
    "source.missing": (
        _l("The source of funds is not given."),
        _l("Choose it from the list."),
    ),
    "source.not_found": (
        _l("There is no such source of funds: “%(found)s”."),
        _l("Choose it from the list of the template."),
    ),
    "subtotal.differs": (
        _l(
            "The stated sum is not that of its rows. Stated: %(stated)s. Its rows: "
            "%(counted)s, all rows so far: %(all)s."
        ),
        _l("Check whether a row is missing; the rows count, not the stated sum."),
    ),
    "template.made_by_hand": (
        _l("The hidden sheet of this template was changed, or the template is not of this site."),
        _l("Compare every change below before you confirm."),
    ),
    "template.older_make": (
        _l("This template is of an earlier make: “%(found)s”. Today's is: “%(now)s”."),
        _l("What it has no column for stays as it is. To change that too, take a fresh template."),
    ),
    "template.other_place": (
        _l("The template is for another place: “%(found)s”. Here: %(place)s."),
        _l("Take the template of this place."),
    ),
    "template.other_year": (
        _l("The template is for another year: “%(found)s”. Here: %(year)s."),
        _l("Take the template of this year."),
    ),
    "template.stale": (
        _l("The budget was changed after this template was issued. Issued on: %(issued)s."),
        _l("Compare every change below: what others entered since may be undone."),
    ),
}
