"""Files that a person has to decide about, and files that are no data for this portal."""

from tests.tabular.made_files import xlsx, zipped

ASK = {
    "two tables one under the other": (
        (
            "Travel\nMonth,Cost\nApril,10\nMay,20\nJune,25\n,\n,\nPaper\nShop,Price\nAber,1\nBryn,2\n"
            "Cwm,4\n"
        ),
        "several-tables",
    ),
    "two tables side by side": (
        "Ward,Homes,,Ward,Homes\nA,1,,X,5\nB,2,,Y,6\nC,3,,,\nD,4,,,\n",
        "several-tables",
    ),
    "headings and nothing under them": ("Ward,Homes,Sold\n", "no-data-rows"),
    "letters already lost": (
        "Ysgol,Nifer\nYsgol y D?r,5\nYsgol T? Coch,6\nYsgol Glân,7\n",
        "characters-question-mark",
    ),
    "letters read twice": (
        "Ysgol,Nifer\nYsgol M\u00c3\u00b4n,5\nYsgol GlÃ¢n,6\nYsgol Bryn,7\n",
        "characters-mojibake",
    ),
    "a column too narrow": ("Ward,Spend\nA,1200\nB,########\nC,900\n", "characters-hidden"),
    "a quotation mark never closed": (
        'Ward,Note,N\nA,"fine,1\nB,good,2\nC,good,3\nD,good,4\n',
        "stray-quotes",
    ),
    "identifiers of sixteen digits": (
        xlsx({"D": [["UPRN ref", "N"], [1000000000000000, 1], [1000000000000010, 2]]}),
        "sheet-digits-lost",
    ),
    "dates half turned round by a spreadsheet": (
        (
            "When,N\n2024-01-02,1\n2024-05-04,2\n2024-11-03,3\n2024-12-06,5\n13/02/2024,4\n"
            "25/02/2024,8\n"
        ),
        "half-converted-dates",
    ),
}
_PEOPLE = ["Megan Jones", "Tom Evans", "Siân Price", "Huw Rees"]


def _rows(head: str, *columns: list[str]) -> str:
    return head + "\n" + "".join(",".join(row) + "\n" for row in zip(*columns, strict=True))


REJECT = {
    "nothing": (b"", "empty-file"),
    "blank lines": (b"\r\n \r\n", "empty-file"),
    "a web page called csv": (b"\r\n<!DOCTYPE html>\n<html><body></body></html>", "web-page"),
    "a PDF called xlsx": (b"%PDF-1.4\n1 0 obj\n", "not-a-table-file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not-a-table-file"),
    "a letter": (
        "Dear all,\nThe council will meet on Tuesday.\n\nYours faithfully,\nThe clerk\n",
        "no-table",
    ),
    "a zip of documents": (zipped({"a.docx": "x", "b.pdf": "y"}), "zip-no-table"),
    "an encrypted workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "workbook-broken"),
    "pupils with dates of birth": (
        _rows(
            "Pupil,Date of birth,School",
            _PEOPLE,
            ["01/02/2012", "13/02/2012", "14/03/2011", "25/12/2010"],
            ["A", "B", "C", "D"],
        ),
        "people-birth-date",
    ),
    "tenants and rent arrears by property": (
        _rows(
            "UPRN,Tenant,Arrears",
            ["10001", "10002", "10003", "10004"],
            _PEOPLE,
            ["5", "6", "7", "8"],
        ),
        "people-homes",
    ),
    "applicants with their telephone numbers": (
        _rows(
            "Applicant,Mobile",
            _PEOPLE,
            ["07700 900001", "07700 900002", "07700 900003", "07700 900004"],
        ),
        "people-names-contacts",
    ),
    "staff with National Insurance numbers": (
        _rows(
            "Employee,NI Number,Grade",
            _PEOPLE,
            ["AB123456C", "AB123457D", "AB123458A", "CE123459B"],
            ["5", "6", "7", "8"],
        ),
        "people-insurance-number",
    ),
}
