"""Documents as readers meet them: on the page, in the search, as downloads that nothing runs."""

import hashlib

import pytest

from tests.conftest import load_packages, opened
from tests.interop.packages import DOCUMENTS, Draft

AT = "/dataset/places-to-read"


@pytest.fixture
def portal(config, tmp_path):
    """A portal with one dataset that has documents, in two versions."""
    draft = Draft()
    for name, content in DOCUMENTS.items():
        draft.document(name, content)
    draft.write(tmp_path / "package")
    assert [each.outcome for each in load_packages(tmp_path / "package", config)] == ["published"]
    draft.files["docs/notes.txt"] = b"Other notes\n"
    draft.descriptor["resources"] = [
        one for one in draft.descriptor["resources"] if one["name"] != "again"
    ]
    draft.document("later.md", b"Later\n")
    draft.write(tmp_path / "package")
    assert [each.outcome for each in load_packages(tmp_path / "package", config)] == ["published"]
    yield from opened(config)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
@pytest.mark.parametrize("prefix", [f"{AT}/1/data/", "latest"])
def test_a_document_is_saved_and_never_opened(portal, name, prefix):
    latest = prefix == "latest"
    if latest and name in {"notes.txt", "again.py"}:
        return
    answer = portal.test_client().get((f"{AT}/data/" if latest else prefix) + name)
    assert answer.data == DOCUMENTS[name]
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "html" not in answer.headers["Content-Type"]
    assert ("immutable" in answer.headers["Cache-Control"]) is not latest


def test_a_part_of_a_document_can_be_asked_for(portal):
    answer = portal.test_client().get(f"{AT}/1/data/form.pdf", headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer.data) == (206, b"%PDF-")


def test_the_records_of_a_table_are_no_document(portal):
    answer = portal.test_client().get(f"{AT}/1/data/wards.json")
    assert answer.headers["Content-Disposition"].startswith("inline;")


@pytest.mark.parametrize(
    ("path", "heading", "title"),
    [
        ("/cy/setiau-data/places-to-read", "Dogfennau", "Dogfen method.md"),
        ("/en/datasets/places-to-read", "Documents", "Document method.md"),
    ],
)
def test_the_page_lists_documents_under_the_tables_in_its_language(portal, path, heading, title):
    from bs4 import BeautifulSoup

    page = BeautifulSoup(portal.test_client().get(path).text, "html.parser")
    part = page.select_one("#documents").parent
    assert part.h2.text == heading
    links = {link.text: link["href"] for link in part.select("a.take")}
    assert links[title] == f"{AT}/2/data/method.md"
    assert len(links) == len(DOCUMENTS)


def test_documents_are_found_by_their_titles_and_kinds(portal):
    client = portal.test_client()
    assert "places-to-read" in client.get("/en/datasets?q=vectors.json").text
    assert "places-to-read" in client.get("/en/datasets?format=pdf").text


def test_what_became_of_each_document_is_told(portal):
    client = portal.test_client()
    told = client.get(f"{AT}/differences/1/2.json").json
    states = {one["resource"]: one["state"] for one in told if one.get("document")}
    assert states == {
        "method": "same",
        "notes": "changed",
        "again": "removed",
        "vectors": "same",
        "form": "same",
        "later": "added",
    }
    lines = client.get(f"{AT}/differences/1/2.csv").text.splitlines()
    assert [line for line in lines if "document" in line] == [
        "notes,document changed,,,,,",
        "again,document removed,,,,,",
        "later,document added,,,,,",
    ]
    page = client.get("/cy/setiau-data/places-to-read/gwahaniaethau/1/2").text
    assert "Mae&#39;r ddogfen hon yn newydd." in page or "Mae'r ddogfen hon yn newydd." in page
