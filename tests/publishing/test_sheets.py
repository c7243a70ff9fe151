"""The sheet of texts: out to a translator, back in, and nothing overwritten unseen."""

import pytest

from portal.publishing import debt, drafting, sheets
from portal.publishing.sheet_files import NotASheetError, read_sheet, write_sheet
from tests.publishing.drafted import begun
from tests.publishing.walk import OFFICER, PUBLISHER, do, look, opened, published

ODD = [
    {"dataset": "d", "place": f"p{n}", "cy": cy, "en": en, "status": "", "seen": "abc"}
    for n, (cy, en) in enumerate(
        [
            ("Tŷ â tho", "A house with a roof"),
            ('Dywedodd "ie", a mynd', "He said; yes\nand went"),
            ("=1+1", "@SUM(A1)"),
            ("12", "1,234.00"),
            ("", "01/02/2026"),
            ("Cyfanswm", "Total"),
        ]
    )
]


def rows_of(config):
    with opened(config) as database, database.reading():
        return sheets.texts_out(PUBLISHER)


def handed_back(config, rows):
    with opened(config) as database, database.writing():
        return sheets.texts_in(PUBLISHER, rows, by=OFFICER)


def codes(done):
    return [(issue["code"], issue["row"], issue["column"]) for issue in done.issues]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_comes_back_as_it_went_out_whatever_its_cells_look_like(kind, tmp_path):
    path = tmp_path / f"texts.{kind}"
    path.write_bytes(write_sheet(ODD, kind))

    assert read_sheet(path) == ODD


def test_a_file_that_is_no_sheet_is_refused(tmp_path):
    for content in (b"", b"a,b\n1,2\n", b"%PDF-1.4", b"PK\x03\x04broken"):
        path = tmp_path / "texts.csv"
        path.write_bytes(content)
        with pytest.raises(NotASheetError):
            read_sheet(path)


def test_a_translator_fills_the_welsh_on_the_sheet(config):
    identity = begun(config).id
    rows = rows_of(config)
    places = {row["place"]: row for row in rows}
    assert places["resources/spend/fields/amount/title"]["status"] == "missing-cy"
    places["resources/spend/fields/amount/title"]["cy"] = "Swm"
    done = handed_back(config, rows)

    assert (done.saved, done.submissions, done.issues) == (1, (identity,), ())
    fields = look(config, identity).draft["resources"][0]["schema"]["fields"]
    assert next(f for f in fields if f["name"] == "amount")["title_cy"] == "Swm"


def test_rows_that_cannot_be_saved_are_told_by_row_and_column(config):
    identity = begun(config).id
    rows = rows_of(config)
    do(config, drafting.save_texts, identity, {"title": {"en": "Newer"}}, by=OFFICER)
    changed = [{**row} for row in rows]
    number = {row["place"]: n for n, row in enumerate(rows, start=2)}
    changed[number["title"] - 2]["cy"] = "Hen"
    changed[number["description"] - 2]["en"] = '=HYPERLINK("http://x.example")'
    changed[number["resources/spend/title"] - 2]["place"] = "resources/none/title"
    done = handed_back(config, changed)

    assert done.saved == 0
    assert sorted(codes(done)) == sorted(
        [
            ("text-changed-meanwhile", number["title"], "cy"),
            ("formula-in-text", number["description"], "en"),
            ("unknown-text", number["resources/spend/title"], "place"),
        ]
    )
    assert look(config, identity).draft.get("title_cy") is None


def test_published_texts_are_changed_by_a_revision_and_another_publishers_never(config):
    published(config)
    rows = rows_of(config)
    assert {row["dataset"] for row in rows} == {"places-to-read"}
    title = next(row for row in rows if row["place"] == "title")
    foreign = {**title, "dataset": "somebody-elses"}
    done = handed_back(config, [{**title, "en": "Quiet places"}, foreign])

    assert codes(done) == [("unknown-text", 3, "place")]
    assert look(config, done.submissions[0]).draft["title_en"] == "Quiet places"
    with opened(config) as database, database.reading():
        owed = {(row.dataset, row.place): row.to_check for row in debt.debt(PUBLISHER)}
        assert owed[("places-to-read", "title")] == ("cy",)
        assert sheets.texts_out("another") == []
