"""Row-level data about people and homes stops; lists of public places do not."""

import pytest

from tests.tabular.made_files import saved, xlsx
from tests.tabular.shown import codes

NAMES = ("Megan Jones", "Tom Evans", "Siân Price", "Huw Rees")


def listed(head, *columns):
    """Return a file of four rows."""
    rows = "".join(",".join(row) + "\n" for row in zip(*columns, strict=True))
    return f"{head}\n{rows}"


STREETS = ("1 High St", "2 Low St", "3 Mill Rd", "4 Heol Fawr")
POSTCODES = ("CF10 1AA", "CF10 1AB", "SY20 8DR", "LL57 1DT")
PHONES = ("01654 700000", "01654 700001", "029 2000 0000", "07700 900123")
MAILS = ("a@x.org", "b@x.org", "c@x.org", "d@x.org")
PRIVATE = ("a@gmail.com", "b@hotmail.co.uk", "c@yahoo.com", "d@gmail.com")
PROPERTIES = ("100100000001", "100100000002", "100100000003", "100100000004")
COUNTS = ("1", "2", "3", "4")
SCHOOLS = ("Ysgol Bro Hyddgen", "Ysgol Dyffryn", "St Mary Primary School", "Ysgol Glan Clwyd")


STOPPED = [
    (listed("Name,Address", NAMES, STREETS), "people-names-contacts"),
    (listed("Enw,E-bost", NAMES, MAILS), "people-names-contacts"),
    (listed("Resident,Telephone", NAMES, PHONES), "people-names-contacts"),
    (listed("Tenant,Ward", NAMES, COUNTS), "people-private-life"),
    (
        listed("Name,School,Free school meals", NAMES, SCHOOLS[:1] * 4, COUNTS),
        "people-private-life",
    ),
    (listed("Address,Council tax arrears", STREETS, COUNTS), "people-homes"),
    (
        listed("Age,Ethnicity,Postcode", COUNTS, ("W", "A", "W", "B"), POSTCODES),
        "people-attributes",
    ),
    (
        listed(
            "Forename,Surname,Postcode",
            ("Xa", "Xb", "Xc", "Xd"),
            ("Q", "R", "S", "T"),
            POSTCODES,
        ),
        "people-names-contacts",
    ),
    (listed("Ref,Email", COUNTS, PRIVATE), "people-private-mail"),
    (
        listed("Ref,NI number", COUNTS, ("AB123456C", "CE123457D", "AB 12 34 58 A", "JJ123459B")),
        "people-insurance-number",
    ),
    (
        listed(
            "Ref,NHS number",
            COUNTS,
            ("943 476 5919", "401 023 2137", "943 476 5870", "943 476 5919"),
        ),
        "people-nhs-number",
    ),
    (
        listed(
            "Ref,Date of birth",
            COUNTS,
            ("13/04/1980", "14/05/1981", "15/06/1982", "16/07/1983"),
        ),
        "people-birth-date",
    ),
    (listed("UPRN,Occupants", PROPERTIES, COUNTS), "people-homes"),
    (listed("UPRN,Council tax band", PROPERTIES, ("A", "B", "C", "D")), "people-homes"),
    (
        listed(
            "Age,Gender,Ethnicity",
            ("34", "45", "56", "67"),
            ("M", "F", "M", "F"),
            ("W", "A", "W", "B"),
        ),
        "people-attributes",
    ),
]


@pytest.mark.parametrize(("content", "code"), STOPPED)
def test_rows_about_people_and_homes_are_stopped(look, content, code):
    intake = look(content)
    assert intake.verdict == "reject"
    assert code in codes(intake)


@pytest.mark.parametrize(
    "content",
    [
        listed("Date of birth band,Births", ("1970s", "1980s", "1990s", "2000s"), COUNTS),
        listed("UPRN,Asset name,Occupier", PROPERTIES, SCHOOLS, ("Council",) * 4),
        listed(
            "Library,Address,Postcode,Telephone,Email", SCHOOLS, STREETS, POSTCODES, PHONES, MAILS
        ),
        listed("Name,Postcode,Phone,Main email", SCHOOLS, POSTCODES, PHONES, MAILS),
        listed("UPRN,Building name,Tenure", PROPERTIES, SCHOOLS, ("Freehold",) * 4),
        listed(
            "Age group,Sex,Ethnicity,Number of people",
            ("0-15",) * 4,
            ("M", "F") * 2,
            ("W",) * 4,
            COUNTS,
        ),
        listed(
            "Supplier,Amount,Postcode",
            ("ABC Ltd", "DEF plc", "GHI Cyf", "JKL Trust"),
            COUNTS,
            POSTCODES,
        ),
        listed("Ward,Electors", ("Victoria Park", "George Town", "Glyn", "Menai"), COUNTS),
        listed("Ref,Amount", ("9434765919", "1234567890", "5555555555", "1010101010"), COUNTS),
    ],
)
def test_public_places_and_counts_are_not_stopped(look, content):
    intake = look(content)
    assert intake.verdict in {"accept", "normalise"}
    assert not {code for code in codes(intake) if code.startswith("people")}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (listed("School,Head,Telephone", SCHOOLS, NAMES, PHONES), "people-named-contacts"),
        (listed("School,Head,Pupils", SCHOOLS, NAMES, COUNTS), "people-names"),
        (listed("Councillor,Email", NAMES, MAILS), "people-elected"),
        (
            listed("Application,Applicant,Site address,Proposal", COUNTS, NAMES, STREETS, COUNTS),
            "people-named-contacts",
        ),
        (
            listed("Licence,Licence holder,Property address", COUNTS, NAMES, STREETS),
            "people-named-contacts",
        ),
        (listed("Name,Score", NAMES, COUNTS), "people-names"),
        (
            listed("Comment,N", ("my number is AB123456C", "x", "y", "z"), COUNTS),
            "people-insurance-number",
        ),
    ],
)
def test_names_that_may_be_public_are_asked_about(look, content, code):
    intake = look(content)
    assert intake.verdict == "normalise"
    assert code in codes(intake)


def test_report_of_a_stopped_file_repeats_no_cell_of_it(look):
    intake = look(listed("Name,Address,Amount", NAMES, STREETS, ("£1", "£2", "£3", "£4")))
    assert intake.tables[0].first_row == []
    assert not intake.changes
    assert not intake.notes
    assert "Megan" not in repr(intake.messages)


def test_people_on_a_hidden_sheet_stop_the_whole_file(look):
    people: list[list[object]] = [[*name.split(), "a@x.org"] for name in NAMES]
    sheets: dict[str, list[list[object]]] = {
        "Data": [["Area", "N"], ["Gwynedd", 1], ["Conwy", 2]],
        "raw": [["Forename", "Surname", "Email"], *people],
    }
    intake = look(xlsx(sheets, hidden=("raw",)), name="file.xlsx")
    assert intake.verdict == "reject"
    assert codes(intake) == {"people-names-contacts"}


def test_changes_of_a_stopped_file_are_emptied(tmp_path):
    from portal.tabular.sandbox import run_intake

    path = saved(tmp_path, listed("Name,Address,Amount", NAMES, STREETS, ("£1", "£2", "£3", "£4")))
    run_intake(path, changes=tmp_path / "changes.jsonl")
    assert (tmp_path / "changes.jsonl").read_bytes() == b""
