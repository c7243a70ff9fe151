"""What intake says about the tables it found and the characters they are written in."""

from portal.i18n.marking import N_, Words

FOUND_WORDS: dict[str, Words] = {
    "table-found": Words(
        N_("A table was found"),
        N_("Rows: %(rows)s. Columns: %(columns)s. It begins at row %(row)s of the file."),
    ),
    "table-found-in-sheet": Words(
        N_("A table was found in a sheet"),
        N_("Sheet: %(sheet)s. Rows: %(rows)s. Columns: %(columns)s. It begins at row %(row)s."),
    ),
    "several-tables": Words(
        N_("The file has more than one table"),
        N_(
            "Choose the one to publish, or send one file for each. Tables: %(count)s. They begin "
            "at: %(tables)s."
        ),
    ),
    "no-data-rows": Words(
        N_("The table has headings but no data rows"),
        N_("Say that there is nothing to report this time, or send the file with its rows."),
    ),
    "no-headings": Words(
        N_("The table has no headings"),
        N_("Name its columns. The data begins at row %(row)s."),
    ),
    "headings-short": Words(
        N_("There is one heading fewer than there are columns"),
        N_(
            "The headings may stand one column too far to the left. Add the missing one and send "
            "the file again. Row of the headings: %(row)s."
        ),
    ),
    "headings-joined": Words(
        N_("Several rows were read as headings and joined"),
        N_("Check that each of them is a heading. Rows: %(rows)s."),
    ),
    "unnamed-column": Words(
        N_("A column has no heading"),
        N_("Give it a name in Welsh and in English. It is column number %(place)s."),
    ),
    "doubled-heading": Words(
        N_("Two columns have the same heading"),
        N_("Give one of them another name. Heading: %(column)s."),
    ),
    "filled-down": Words(
        N_("Blank cells were filled with the value above them"),
        N_(
            "They look like merged cells. Undo this if blank means something else. Column: "
            "%(column)s."
        ),
    ),
    "formula-without-value": Words(
        N_("Formulas in the sheet have no result in the file"),
        N_(
            "Open the file in a spreadsheet program, save it and send it again. Sheet: %(sheet)s."
            " Cells: %(count)s."
        ),
    ),
    "sheet-digits-lost": Words(
        N_("Numbers in the sheet are too long for a spreadsheet"),
        N_(
            "Their last digits have become zeros. Keep such identifiers as text. Sheet: "
            "%(sheet)s. Cells: %(count)s."
        ),
    ),
    "digits-lost": Words(
        N_("Long numbers have lost their last digits"),
        N_(
            "They were saved like 1.2E+11. Keep the column as text in the spreadsheet and save it"
            " again. Column: %(column)s."
        ),
    ),
    "stray-quotes": Words(
        N_("A quotation mark is opened and never closed"),
        N_(
            "The cells were read without regard to quotation marks. Correct the file and send it "
            "again."
        ),
    ),
    "unclosed-quote": Words(
        N_("A cell has swallowed whole rows"),
        N_(
            "A quotation mark was probably opened and not closed. Correct it and send the file "
            "again. Row: %(row)s. Lines in the cell: %(count)s."
        ),
    ),
    "characters-hidden": Words(
        N_("Cells hold number signs instead of values"),
        N_(
            "A column was too narrow when the file was saved. Widen it and save again. Row: "
            "%(row)s. Column: %(column)s. Cells: %(count)s."
        ),
    ),
    "characters-replaced": Words(
        N_("Characters were destroyed before the file reached us"),
        N_(
            "They cannot be brought back from this file. Save it as UTF-8 from where it was made."
            " Row: %(row)s. Column: %(column)s. Cell: %(value)s. Cells: %(count)s."
        ),
    ),
    "characters-question-mark": Words(
        N_("Question marks stand where letters such as ŵ or ŷ were"),
        N_(
            "Save the file as CSV UTF-8 instead of CSV and send it again. Row: %(row)s. Column: "
            "%(column)s. Cell: %(value)s. Cells: %(count)s."
        ),
    ),
    "characters-mojibake": Words(
        N_("Letters with accents were read wrongly before the file reached us"),
        N_(
            "Two encodings were mixed. Save the file as UTF-8 from where it was made. Row: "
            "%(row)s. Column: %(column)s. Cell: %(value)s. Cells: %(count)s."
        ),
    ),
    "characters-wrong-page": Words(
        N_("Letters look as if they came from another kind of computer"),
        N_(
            "The file may be from an old Mac or DOS program. Save it as UTF-8. Row: %(row)s. "
            "Column: %(column)s. Cell: %(value)s. Cells: %(count)s."
        ),
    ),
}
"""By code; facts as `portal.tabular.verdicts` gives them."""
