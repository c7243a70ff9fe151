"""The report as PDF: tagged, in its language, with what a reader who cannot see it needs."""

import io
import itertools
import re
import time

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from portal.cli import main
from portal.maturity.report.typesetting import pdf
from portal.maturity.report.writing import written
from portal.maturity.results.finding import published_round
from portal.maturity.results.help import published_help
from portal.web.delivery import store

ROUND, ONE = "demonstration-round", "X99000001"
AT = f"/maturity/{ROUND}/1/{ONE}"
WIDTH, MARGIN, HIGHEST = 595.3, 62.0, 525.0
"""Points: the width of A4 and its margins, and the most that a picture takes of a page."""
HEADINGS = {"/H1": 1, "/H2": 2, "/H3": 3}


@pytest.fixture(scope="module")
def read():
    """Read a PDF's bytes."""
    return lambda content: PdfReader(io.BytesIO(content))


def tags(node):
    """Yield every element of the tag tree, in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def structure(reader):
    return list(tags(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def scope(heading):
    """Return what a heading of a table is the heading of."""
    told = heading["/A"].get_object()
    each = told if isinstance(told, ArrayObject) else [told]
    return next(one.get_object()["/Scope"] for one in each if "/Scope" in one.get_object())


def within(node, kind):
    return [tag for tag in tags(node["/K"]) if tag["/S"] == kind]


@pytest.fixture(params=["cy", "en"])
def sent(request, client):
    """A report as it is served, and its language."""
    return client.get(f"{AT}.{request.param}.pdf"), request.param


def test_it_says_its_language_and_title_and_claims_the_standard(sent, read):
    response, locale = sent
    assert response.mimetype == "application/pdf"
    root = read(response.data).trailer["/Root"]
    assert str(root["/Lang"]).split("-")[0] == locale
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    title = {"cy": "Cyngor Aberwen (dychmygol)", "en": "Aberwen Council (fictional)"}[locale]
    assert read(response.data).metadata.title.startswith(title)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_headings_follow_one_another_without_a_gap(sent, read):
    found = [HEADINGS[tag["/S"]] for tag in structure(read(sent[0].data)) if tag["/S"] in HEADINGS]
    assert found[0] == 1
    assert found.count(1) == 1
    assert found.count(2) == 10
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))


def test_every_picture_is_told_in_words_and_followed_by_its_table(sent, read):
    found = structure(read(sent[0].data))
    pictures = [tag for tag in found if tag["/S"] == "/Figure" and "/Alt" in tag]
    assert len(pictures) == 10
    assert all(len(tag["/Alt"]) > 100 for tag in pictures)
    assert not [
        t for t in found if t["/S"] == "/Figure" and not t.get("/Alt") and not within(t, "/Table")
    ]
    tables = [tag for tag in found if tag["/S"] == "/Table"]
    assert len(tables) >= len(pictures)
    for table in tables:
        assert within(table, "/TH")
        assert within(table, "/TD")
        assert {scope(heading) for heading in within(table, "/TH")} <= {"/Column", "/Row"}


def test_no_picture_is_cut_off_or_so_high_that_its_heading_stands_alone(sent, read):
    found = structure(read(sent[0].data))
    pictures = [tag for tag in found if tag["/S"] == "/Figure" and "/Alt" in tag]
    for picture in pictures:
        told = picture["/A"].get_object()
        each = told if isinstance(told, ArrayObject) else [told]
        box = next(one.get_object()["/BBox"] for one in each if "/BBox" in one.get_object())
        left, bottom, right, top = map(float, box)
        assert 0 < top - bottom <= HIGHEST
        assert MARGIN <= left < right <= WIDTH - MARGIN


def test_no_range_is_broken_at_the_end_of_a_line(sent, read):
    text = "\n".join(leaf.extract_text() for leaf in read(sent[0].data).pages)
    assert re.search(r"\d–\d", text)
    assert not re.findall(r"\d–\s+\d+", text)


def test_headings_of_columns_stand_apart(client, read):
    """The longest word of the scale is 5.8 em wide; the next column begins after a gap."""
    seen = 0
    for leaf in read(client.get(f"{AT}.cy.pdf").data).pages:
        heads = [one for one in texts(leaf) if one[0] in {"Anghytuno'n", "Anghytuno"}]
        for (text, x, y, size), (after, beyond, line, _) in itertools.pairwise(heads):
            if (text, after) == ("Anghytuno'n", "Anghytuno") and line == y and size < 9.5:
                assert beyond - x > 6.3 * size
                seen += 1
    assert seen >= 7


def texts(leaf):
    """Return each piece of text on a page with its place, and the size of its letters."""
    found = []

    def visit(text, page, own, _font, size):
        if text.strip():
            x, y = own[4] * page[0] + page[4], own[5] * page[3] + page[5]
            found.append((text.strip(), x, round(y), size))

    leaf.extract_text(visitor_text=visit)
    return found


def test_it_is_marked_as_made_up_on_every_page_and_holds_no_real_code(sent, read):
    response, locale = sent
    assert "synthetic-" in response.headers["Content-Disposition"]
    mark = {"cy": "Arddangosiad", "en": "Demonstration"}[locale]
    for leaf in read(response.data).pages:
        text = leaf.extract_text()
        assert mark in text
        assert "W06" not in text


def test_the_same_figures_give_the_same_bytes_and_another_version_is_not_found(client, app):
    served = client.get(f"{AT}.en.pdf")
    with app.test_request_context(), app.extensions["melin-database"].reading():
        results = published_round(ROUND, store())
        helped = published_help(store(), results.framework)
        report = written(results, results.councils[ONE], helped, "en")
        assert pdf(report, base_url=app.config["MELIN"].base_url) == served.data
    again = client.get(f"{AT}.en.pdf", headers={"If-None-Match": served.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/maturity/{ROUND}/2/{ONE}.en.pdf").status_code == 404
    assert client.get(f"/maturity/{ROUND}/1/X99000099.en.pdf").status_code == 404


def test_the_command_writes_both_languages_in_good_time(shipped, tmp_path, monkeypatch):
    from click.testing import CliRunner

    monkeypatch.setenv("MELIN_DATA", str(shipped.data))
    began = time.process_time()
    done = CliRunner().invoke(main, ["report", ONE, "--round", ROUND, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"synthetic-{ROUND}-1-{ONE}.cy.pdf",
        f"synthetic-{ROUND}-1-{ONE}.en.pdf",
    ]
    # 22 councils in both languages within a minute on one core.
    assert (time.process_time() - began) * 22 <= 60


def test_the_command_refuses_a_council_that_took_no_part(shipped, tmp_path, monkeypatch):
    from click.testing import CliRunner

    monkeypatch.setenv("MELIN_DATA", str(shipped.data))
    arguments = ["report", "W06000003", "--round", ROUND, "--out", str(tmp_path)]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    assert not list(tmp_path.iterdir())
