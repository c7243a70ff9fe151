"""What frictionless can find wrong and no other words tell, by the type of its error."""

from portal.i18n.marking import N_, Words

FRICTIONLESS_WORDS: dict[str, Words] = {
    # Cells and rows
    "cell-error": Words(
        N_("A cell cannot stay as it is"),
        N_("Correct it. Cell: %(cell)s. Report of the checker: %(note)s."),
    ),
    "ascii-value": Words(
        N_("A cell has letters beyond plain English ones"),
        N_(
            "Melin keeps every letter, such as ŵ and ŷ: change the cell only if a program of "
            "yours cannot read it. Cell: %(cell)s."
        ),
    ),
    "deviated-cell": Words(
        N_("A cell is much longer than the others of its column"),
        N_("Check that nothing was pasted into it by mistake. Report of the checker: %(note)s."),
    ),
    "deviated-value": Words(
        N_("A number is far from the others of its column"),
        N_(
            "Check its decimal point and its noughts; keep it if it is right. Report of the "
            "checker: %(note)s."
        ),
    ),
    "forbidden-value": Words(
        N_("A cell holds a value that may not stand there"),
        N_("Write another. Cell: %(cell)s. Report of the checker: %(note)s."),
    ),
    "sequential-value": Words(
        N_("A column that counts upwards misses a number or repeats one"),
        N_("Look for a row that is missing or stands twice. Cell: %(cell)s."),
    ),
    "truncated-value": Words(
        N_("A cell seems to have been cut off"),
        N_(
            "A program may have stopped at its longest text or largest number. Write the cell "
            "in full. Cell: %(cell)s."
        ),
    ),
    "row-error": Words(
        N_("A row cannot stay as it is"),
        N_("Correct it. Report of the checker: %(note)s."),
    ),
    "duplicate-row": Words(
        N_("Two rows are the same"),
        N_("Delete one, or add a column that tells them apart. Report of the checker: %(note)s."),
    ),
    "row-constraint": Words(
        N_("The cells of a row do not agree with each other"),
        N_("Correct one of them. Report of the checker: %(note)s."),
    ),
    "required-value": Words(
        N_("A value that has to be somewhere in a column is not"),
        N_("Add the row that it belongs to. Report of the checker: %(note)s."),
    ),
    # Headings and tables
    "header-error": Words(
        N_("The heading row cannot stay as it is"),
        N_("Write each column's name once, in one row. Report of the checker: %(note)s."),
    ),
    "label-error": Words(
        N_("The name of a column cannot stay as it is"),
        N_("Correct it. Name: %(label)s. Report of the checker: %(note)s."),
    ),
    "unmatched-header": Words(
        N_("None of the columns is one that was expected"),
        N_("Check that this is the right file, and that its headings stand in the first row."),
    ),
    "table-error": Words(
        N_("The table cannot be read to its end"),
        N_("Look at the file for something unusual. Report of the checker: %(note)s."),
    ),
    "table-dimensions": Words(
        N_("The table has too few or too many rows or columns"),
        N_("Check that the file is whole. Report of the checker: %(note)s."),
    ),
    "field-count": Words(
        N_("The table has another number of columns than was said"),
        N_("Correct the number, or put the right file back. Report of the checker: %(note)s."),
    ),
    "row-count": Words(
        N_("The table has another number of rows than was said"),
        N_("Correct the number, or put the right file back. Report of the checker: %(note)s."),
    ),
    # Files
    "file-error": Words(
        N_("The file is not the one that was described"),
        N_("Put the right file back. Report of the checker: %(note)s."),
    ),
    "source-error": Words(
        N_("The file cannot be read"),
        N_("Save it again from the program it comes from. Report of the checker: %(note)s."),
    ),
    "scheme-error": Words(
        N_("The file lies in a place that cannot be read"),
        N_("Put it into the package: nothing is ever fetched from elsewhere."),
    ),
    "format-error": Words(
        N_("The file is not of the format it is said to be"),
        N_("Save it as CSV. Report of the checker: %(note)s."),
    ),
    "compression-error": Words(
        N_("The compressed file is damaged"),
        N_("Compress it again, or send it as it is. Report of the checker: %(note)s."),
    ),
    # Descriptions
    "metadata-error": Words(
        N_("The description has a mistake"),
        N_("Correct it. Report of the checker: %(note)s."),
    ),
    "package-error": Words(
        N_("The description of the package has a mistake"),
        N_("Correct it in datapackage.json. Report of the checker: %(note)s."),
    ),
    "resource-error": Words(
        N_("The description of a table has a mistake"),
        N_("Correct it in datapackage.json. Report of the checker: %(note)s."),
    ),
    "schema-error": Words(
        N_("The description of a table's columns has a mistake"),
        N_("Correct its schema in datapackage.json. Report of the checker: %(note)s."),
    ),
    "field-error": Words(
        N_("The description of a column has a mistake"),
        N_("Correct the field in datapackage.json. Report of the checker: %(note)s."),
    ),
    "dialect-error": Words(
        N_("The description of how a file is written has a mistake"),
        N_("Take the dialect out of datapackage.json. Report of the checker: %(note)s."),
    ),
    "control-error": Words(
        N_("The settings for reading a format have a mistake"),
        N_("Take the dialect out of datapackage.json. Report of the checker: %(note)s."),
    ),
    "detector-error": Words(
        N_("The settings for guessing what a file holds have a mistake"),
        N_("Take them out: Melin finds it by itself. Report of the checker: %(note)s."),
    ),
    "catalog-error": Words(
        N_("The description of a catalogue has a mistake"),
        N_("Send one package at a time. Report of the checker: %(note)s."),
    ),
    "dataset-error": Words(
        N_("The description of a dataset in a catalogue has a mistake"),
        N_("Send one package at a time. Report of the checker: %(note)s."),
    ),
    "stats-error": Words(
        N_("The counts that a description gives have a mistake"),
        N_("Correct them or take them out. Report of the checker: %(note)s."),
    ),
    # What frictionless itself is asked to do
    "check-error": Words(
        N_("A check that was asked for has a mistake"),
        N_("Correct its settings. Report of the checker: %(note)s."),
    ),
    "checklist-error": Words(
        N_("A list of checks has a mistake"),
        N_("Correct it. Report of the checker: %(note)s."),
    ),
    "inquiry-error": Words(
        N_("A plan of what to check has a mistake"),
        N_("Correct it. Report of the checker: %(note)s."),
    ),
    "inquiry-task-error": Words(
        N_("One part of a plan of what to check has a mistake"),
        N_("Correct it. Report of the checker: %(note)s."),
    ),
    "pipeline-error": Words(
        N_("A chain of steps that change data has a mistake"),
        N_("Take it out: Melin lists its own changes. Report of the checker: %(note)s."),
    ),
    "step-error": Words(
        N_("A step that changes data has a mistake"),
        N_("Take it out: Melin lists its own changes. Report of the checker: %(note)s."),
    ),
    "report-error": Words(
        N_("A report of a check cannot be read"),
        N_("Check the data again. Report of the checker: %(note)s."),
    ),
    "report-task-error": Words(
        N_("One part of a report of a check cannot be read"),
        N_("Check the data again. Report of the checker: %(note)s."),
    ),
    "error": Words(
        N_("Something is wrong that has no name of its own"),
        N_("Look at the file for something unusual. Report of the checker: %(note)s."),
    ),
}
