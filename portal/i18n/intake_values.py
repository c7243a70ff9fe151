"""What intake says about the rows, columns and cells of a table."""

from portal.i18n.marking import N_, Words

VALUE_WORDS: dict[str, Words] = {
    "date-order": Words(
        N_("Nothing tells whether the day or the month comes first"),
        N_(
            "The dates were read day first for now. Confirm it, or choose month first. Column: "
            "%(column)s."
        ),
    ),
    "date-order-mixed": Words(
        N_("Some dates have the day first and others the month"),
        N_(
            "The column was left as text. Write its dates in one way. Column: %(column)s. Day "
            "first: %(dmy)s. Month first: %(mdy)s."
        ),
    ),
    "date-order-from-neighbours": Words(
        N_("The order of day and month was taken from other dates in the file"),
        N_("Check one date in each. Columns: %(columns)s."),
    ),
    "two-centuries": Words(
        N_("Years of two digits span two centuries"),
        N_(
            "00 to 49 were read as 2000 to 2049. Check them, or write years in full. Column: "
            "%(column)s. First: %(first)s. Last: %(last)s."
        ),
    ),
    "half-converted-dates": Words(
        N_("A spreadsheet may have swapped day and month in part of a column"),
        N_(
            "It turned some cells into dates and left those with a day after the 12th as text. "
            "Check the dates and send the file again. Column: %(column)s. Dates: %(converted)s. "
            "Text: %(text)s."
        ),
    ),
    "decimal-mark": Words(
        N_("Nothing tells whether a comma marks decimals or thousands"),
        N_(
            "Commas were read as thousands for now. Confirm it, or choose decimals. Column: "
            "%(column)s."
        ),
    ),
    "decimal-mark-mixed": Words(
        N_("Some numbers have a decimal comma and others a decimal point"),
        N_(
            "The column was left as text. Write its numbers in one way. Column: %(column)s. With "
            "a comma: %(commas)s. With a point: %(points)s."
        ),
    ),
    "mixed-currencies": Words(
        N_("A column has amounts in more than one currency"),
        N_(
            "It was left as text. Put each currency in a column of its own. Column: %(column)s. "
            "Currencies: %(currencies)s."
        ),
    ),
    "mixed-percent": Words(
        N_("Some numbers have a percent sign and others none"),
        N_(
            "The column was left as text: 0.5 and 50 could both be meant. Write its numbers in "
            "one way. Column: %(column)s. With the sign: %(signed)s."
        ),
    ),
    "percent-scale": Words(
        N_("A column of percentages holds fractions"),
        N_(
            "The spreadsheet may show 0.45 as 45%%. Multiply by 100, or say in the heading that "
            "it is a share. Column: %(column)s."
        ),
    ),
    "serial-dates": Words(
        N_("A date column holds whole numbers"),
        N_(
            "They may be the day numbers of a spreadsheet. Format the column as dates and save it"
            " again. Column: %(column)s."
        ),
    ),
    "mixed-column": Words(
        N_("A column is nearly all numbers or dates, but not quite"),
        N_(
            "It was left as text. Correct the other cells, or keep it so. Column: %(column)s. "
            "Other cells: %(count)s of %(of)s."
        ),
    ),
    "range-became-date": Words(
        N_("A spreadsheet has turned ranges into dates"),
        N_(
            "A range such as 5-9 became 05-Sep. Write it again as text. Column: %(column)s. Cell:"
            " %(value)s."
        ),
    ),
    "unknown-mark": Words(
        N_("A mark stands among the numbers and its meaning is not known"),
        N_("Say what it means, so that readers know. Column: %(column)s. Mark: %(mark)s."),
    ),
    "not-a-number": Words(
        N_("Cells in a column of numbers are no numbers"),
        N_(
            "Correct them in the file, or choose text for the column. Column: %(column)s. Cells: "
            "%(count)s. First: row %(row)s, %(value)s."
        ),
    ),
    "impossible-date": Words(
        N_("Cells hold dates that no calendar has"),
        N_(
            "Correct them in the file and send it again. Column: %(column)s. Cells: %(count)s. "
            "First: row %(row)s, %(value)s."
        ),
    ),
    "not-a-date": Words(
        N_("Cells in a column of dates are no dates"),
        N_(
            "Correct them in the file, or choose text for the column. Column: %(column)s. Cells: "
            "%(count)s. First: row %(row)s, %(value)s."
        ),
    ),
    "impossible-time": Words(
        N_("Cells in a column of times are no times of day"),
        N_(
            "Correct them in the file, or choose text for the column. Column: %(column)s. Cells: "
            "%(count)s. First: row %(row)s, %(value)s."
        ),
    ),
    "not-true-or-false": Words(
        N_("Cells in a column of true and false are neither"),
        N_(
            "Correct them in the file, or choose text for the column. Column: %(column)s. Cells: "
            "%(count)s. First: row %(row)s, %(value)s."
        ),
    ),
    "row-too-long": Words(
        N_("Rows have more cells than the table has columns"),
        N_(
            "A comma inside a cell probably needs quotation marks around the cell. Rows: "
            "%(count)s. First: row %(row)s, %(value)s."
        ),
    ),
    "row-too-short": Words(
        N_("Rows end before the last column"),
        N_(
            "A line may have been broken in two. Check them in the file. Rows: %(count)s. First: "
            "row %(row)s."
        ),
    ),
    "label-only-rows": Words(
        N_("Rows hold a label and nothing else"),
        N_("They were kept as data. Check whether they are headings of sections. Rows: %(rows)s."),
    ),
    "total-left-out": Words(
        N_("A total row was left out"),
        N_(
            "It adds up the rows above it and is not one of them; it was kept as a note. Row: "
            "%(row)s. Label: %(label)s."
        ),
    ),
    "total-disagrees": Words(
        N_("A total row was left out, and it is not the sum of the rows above it"),
        N_("Check whether rows are missing. Row: %(row)s. Label: %(label)s."),
    ),
    "total-left-out-unproven": Words(
        N_("A row that looks like a total was left out"),
        N_(
            "Check that it is none of the data; it was kept as a note. Row: %(row)s. Label: "
            "%(label)s."
        ),
    ),
    "total-kept": Words(
        N_("Total rows were kept, as one of the table's categories"),
        N_("Leave them out of the file if readers should not add them up again. Rows: %(rows)s."),
    ),
    "macros-dropped": Words(
        N_("The file has macros; only its cells were read"),
        N_("Nothing needs doing."),
    ),
    "formula-errors": Words(
        N_("Cells show an error of a formula"),
        N_(
            "They were kept as they are shown. Correct the formulas and send the file again. "
            "Sheet: %(sheet)s. Cells: %(count)s."
        ),
    ),
    "unzipped": Words(
        N_("The zip file was opened"),
        N_("Nothing needs doing. Files read: %(count)s. First: %(name)s."),
    ),
    "people-names": Words(
        N_("A column seems to hold names of people"),
        N_("Check that publishing them is lawful and needed. Columns: %(columns)s."),
    ),
    "people-elected": Words(
        N_("A column holds names of elected members"),
        N_(
            "Publish what they do in office; leave out home addresses and private telephone "
            "numbers. Columns: %(columns)s."
        ),
    ),
    "people-named-contacts": Words(
        N_("People are named beside places or organisations"),
        N_("Check that publishing their names is lawful and needed. Columns: %(columns)s."),
    ),
}
"""By code; facts as `portal.tabular.verdicts` gives them."""
