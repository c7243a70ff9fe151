"""Why intake refuses a file, and what the officer can send instead."""

from portal.i18n.marking import N_, Words

REFUSAL_WORDS: dict[str, Words] = {
    "people-names-contacts": Words(
        N_("The file names people with their addresses, e-mail or telephone"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-private-mail": Words(
        N_("The file lists private e-mail addresses"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-insurance-number": Words(
        N_("The file has National Insurance numbers"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-nhs-number": Words(
        N_("The file has NHS numbers"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-birth-date": Words(
        N_("The file has dates of birth"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-homes": Words(
        N_("The file tells facts about households home by home"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-private-life": Words(
        N_("The file names people beside facts of their private lives"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "people-attributes": Words(
        N_("The file has one row for each person"),
        N_(
            "This portal is for aggregates and public registers, and keeps no such file. Remove "
            "these columns, or publish counts instead. Columns: %(columns)s."
        ),
    ),
    "empty-file": Words(
        N_("The file is empty"),
        N_("Send the file that holds the data."),
    ),
    "not-text": Words(
        N_("The file is neither a spreadsheet nor text"),
        N_("Send CSV, XLSX, ODS, JSON or GeoJSON."),
    ),
    "broken-encoding": Words(
        N_("The file's text is broken"),
        N_("It says it is in one encoding and is not. Save it as UTF-8. Encoding: %(encoding)s."),
    ),
    "cell-too-large": Words(
        N_("A cell is too large to read"),
        N_(
            "A quotation mark may never be closed, or the file is not a table. Most bytes in a "
            "cell: %(limit)s."
        ),
    ),
    "too-many-columns": Words(
        N_("The table has too many columns"),
        N_("Put what repeats in rows instead of columns. Most columns: %(limit)s."),
    ),
    "no-table": Words(
        N_("No table was found in the file"),
        N_("Send rows and columns of data, with a heading over each column."),
    ),
    "columns-by-spaces": Words(
        N_("The columns are set apart with spaces only"),
        N_("Save the file as CSV, so that each cell is told from the next."),
    ),
    "web-page": Words(
        N_("The file is a web page"),
        N_("Open it, copy the table into a spreadsheet and save that as XLSX or CSV."),
    ),
    "xml-file": Words(
        N_("The file is XML"),
        N_("Send the data as CSV, XLSX, ODS, JSON or GeoJSON."),
    ),
    "not-a-table-file": Words(
        N_("The file is not of a kind that holds tables"),
        N_("Send CSV, XLSX, ODS, JSON or GeoJSON. Kind: %(kind)s."),
    ),
    "password": Words(
        N_("The workbook is locked with a password"),
        N_("Remove the password and send it again."),
    ),
    "workbook-broken": Words(
        N_("The workbook cannot be opened"),
        N_("Open it in a spreadsheet program, save it as XLSX and send it again."),
    ),
    "sheet-too-large": Words(
        N_("A sheet spreads over too many cells"),
        N_(
            "A stray cell may stand far from the table, or cells are repeated without end. Most "
            "cells: %(limit)s."
        ),
    ),
    "xml-entities": Words(
        N_("The workbook holds definitions that spreadsheets never need"),
        N_(
            "They can be used for attacks, so it was not opened. Save it again in a spreadsheet "
            "program. Part: %(part)s."
        ),
    ),
    "xml-encoding": Words(
        N_("A part of the workbook is in an unusual encoding"),
        N_("It was not opened. Save it again in a spreadsheet program. Part: %(part)s."),
    ),
    "json-broken": Words(
        N_("The JSON cannot be read"),
        N_("Correct it, or send the data as CSV."),
    ),
    "json-too-large": Words(
        N_("The JSON is too large"),
        N_("Send the data as CSV. Most bytes: %(limit)s."),
    ),
    "json-too-deep": Words(
        N_("The JSON is nested too deeply"),
        N_("Send a list of flat records, or CSV."),
    ),
    "json-no-records": Words(
        N_("The JSON holds no list of records"),
        N_("Send one list of objects with the same names, a GeoJSON FeatureCollection, or CSV."),
    ),
    "zip-broken": Words(
        N_("The zip file cannot be opened"),
        N_("Make it again, or send the file inside it."),
    ),
    "zip-too-many": Words(
        N_("The zip file holds too many files"),
        N_("Send the one with the data. Most files: %(limit)s."),
    ),
    "zip-too-large": Words(
        N_("The zip file unpacks to too much"),
        N_("Send the data in smaller files. Bytes: %(size)s. Most: %(limit)s."),
    ),
    "zip-ratio": Words(
        N_("The zip file unpacks to suspiciously much"),
        N_(
            "It was not unpacked. Send the file inside it. Times its size: %(ratio)s. Most: "
            "%(limit)s."
        ),
    ),
    "zip-unsafe-name": Words(
        N_("A file in the zip has an unsafe name"),
        N_("Names must not lead out of the zip. Make it again. Name: %(name)s."),
    ),
    "zip-link": Words(
        N_("A file in the zip is only a link"),
        N_("Put the file itself in. Name: %(name)s."),
    ),
    "zip-encrypted": Words(
        N_("A file in the zip is locked with a password"),
        N_("Send it without one. Name: %(name)s."),
    ),
    "zip-overlap": Words(
        N_("Files in the zip share the same bytes"),
        N_("That can be used for attacks, so it was not opened. Make it again."),
    ),
    "zip-method": Words(
        N_("A file in the zip is packed in an unusual way"),
        N_("Make the zip again in the ordinary way. Name: %(name)s."),
    ),
    "zip-nested": Words(
        N_("There is an archive inside the zip"),
        N_("Send the file with the data itself. Name: %(name)s."),
    ),
    "zip-no-table": Words(
        N_("No file in the zip is of a kind that holds tables"),
        N_("Put in CSV, XLSX, ODS, JSON or GeoJSON."),
    ),
    "package-path": Words(
        N_("A resource of the data package is not in it"),
        N_("Its path must lead to a file in the zip. Resource: %(name)s."),
    ),
    "package-descriptor": Words(
        N_("The data package's datapackage.json cannot be used"),
        N_("It must be a small JSON object with a list of resources."),
    ),
    "too-slow": Words(
        N_("Reading the file took too long"),
        N_("Send it in smaller parts, or as CSV."),
    ),
    "too-much-memory": Words(
        N_("Reading the file took too much memory"),
        N_("Send it in smaller parts, or as CSV."),
    ),
    "too-large": Words(
        N_("Reading the file took too much space"),
        N_("Send it in smaller parts."),
    ),
    "crashed": Words(
        N_("The file could not be read"),
        N_("Open it in a spreadsheet program, save it as CSV UTF-8 and send that."),
    ),
}
"""By code; facts as the refusal gives them."""
