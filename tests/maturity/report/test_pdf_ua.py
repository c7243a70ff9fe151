"""Every report keeps PDF/UA-1, as a validator that is not ours sees it."""

import page as validator
import pytest

from portal.db import Database
from portal.maturity.models import ReportFile
from portal.storage import Store

RULES = 104


@pytest.fixture(scope="module")
def reports(pressed):
    """The bytes of every report of the demonstration, by file name."""
    database = Database(pressed.database_url)
    store = Store(pressed.store_url, cache=pressed.data / "cache")
    with database.reading() as session:
        found = session.query(ReportFile).all()
        read = {one.filename: store.local_file(one.sha256).read_bytes() for one in found}
    database.dispose()
    return read


def judged(content):
    return validator.validate_pdf_bytes(content, profile=validator.ValidationProfile.PDF_UA_1)


def test_every_report_in_both_languages_passes_every_rule(reports):
    assert len(reports) == 44
    for name, content in reports.items():
        found = judged(content)
        assert found.is_compliant, (name, [(one.rule_id, one.message) for one in found.failures])
        assert found.rules.total >= RULES


@pytest.mark.parametrize(
    ("what", "instead", "rule"),
    [
        (b"/Lang", b"/Lanx", "PDFUA1-TEXT-LANGUAGE-001"),
        (b"/Alt", b"/Alx", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (b"/S/H2", b"/S/H4", "PDFUA1-HEADING-NESTING-001"),
        (b"/ToUnicode", b"/ToUnicodx", "PDFUA1-FONT-UNICODE-MAPPING-001"),
        (b"/StructTreeRoot", b"/StructTreeRoox", "PDFUA1-STRUCT-TREE-ROOT-001"),
        (b"pdfuaid:part", b"pdfuaix:part", "PDFUA1-ID-PART-001"),
    ],
)
def test_the_validator_sees_what_is_taken_away(reports, what, instead, rule):
    content = next(iter(reports.values()))
    assert what in content
    found = judged(content.replace(what, instead))
    assert rule in {one.rule_id for one in found.failures}
