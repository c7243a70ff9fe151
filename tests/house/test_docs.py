"""The documents name only what exists, and everything that has to be documented is."""

import re
from pathlib import Path

import pytest

from portal.cli import main
from portal.config import ROOT
from portal.i18n.issue_words import ISSUE_WORDS
from tools import error_docs

READMES = {"en": ROOT / "README.md", "cy": ROOT / "README.cy.md"}
DOCS = [*READMES.values(), *sorted((ROOT / "docs").rglob("*.md"))]
LOCAL = "http://localhost:8000"
SETTINGS = re.compile(r"\bMELIN_[A-Z]+(?:_[A-Z]+)*\b")
READ_BY = ("portal/config.py", "portal/cli.py", "tests/services/programs.py")
FENCED = re.compile(r"^( *)```.*?\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")

each_document = pytest.mark.parametrize(
    "document", DOCS, ids=lambda path: str(path.relative_to(ROOT))
)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    return [block for _, block in FENCED.findall(text)]


def spans(text: str) -> list[str]:
    return SPAN.findall(FENCED.sub("", text))


def code(text: str) -> str:
    return "\n".join([*blocks(text), *spans(text)])


def addresses(text: str) -> set[str]:
    """Return the portal's addresses a text names: from "/" on in code, or in full anywhere."""
    found = {span for span in spans(text) if re.match(r"/(?!/)\S*$", span)}
    found |= {path or "/" for path in re.findall(rf"{LOCAL}([^\s\"'<>)]*)", text)}
    return {re.split(r"[?#]", address)[0] for address in found}


def exists(app, address: str) -> bool:
    """Tell whether a route answers an address, or answers below it where it ends with "/".

    `<n>` stands for a number, `<…>` for a name.
    """
    path = re.sub(r"<[^>]*>", "x", address.replace("<n>", "1"))
    routes = app.url_map.bind("localhost")
    return routes.test(path) or (path.endswith("/") and routes.test(f"{path}x"))


@each_document
def test_every_command_of_melin_that_is_named_exists(document):
    assert set(re.findall(r"\bmelin ([a-z]+)", code(text_of(document)))) <= set(main.commands)


@each_document
def test_every_make_target_that_is_named_exists(document):
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", code(text_of(document)))) <= targets


@each_document
def test_every_setting_that_is_named_is_read_somewhere(document):
    known = {name for path in READ_BY for name in SETTINGS.findall(text_of(ROOT / path))}
    assert set(SETTINGS.findall(text_of(document))) <= known


@each_document
def test_every_address_that_is_named_has_a_route(app, document):
    assert [path for path in addresses(text_of(document)) if not exists(app, path)] == []


def test_every_error_code_that_is_linked_has_a_row():
    known = {each.code for each in error_docs.refusals()} | set(ISSUE_WORDS)
    for document in DOCS:
        named = re.findall(r"\[`([a-z-]+)`\]\((?:[^)]*/)?errors\.md", text_of(document))
        assert set(named) <= known, document


@each_document
def test_every_link_between_documents_and_every_picture_leads_somewhere(document):
    links = re.findall(r"\]\(([^):#\s]+)(?:#[^)]*)?\)", text_of(document))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_refusal_and_issue_has_its_row_as_the_portal_words_it():
    assert text_of(ROOT / error_docs.DOCUMENT) == error_docs.written(), (
        "run: python tools/error_docs.py"
    )


def test_the_table_of_settings_lists_every_setting_and_no_other():
    rows = re.findall(r"^\| `(\w+)` \|", text_of(ROOT / "docs/operators.md"), re.MULTILINE)
    assert sorted(rows) == sorted(set(SETTINGS.findall(text_of(ROOT / "portal/config.py"))))


def test_the_two_readmes_link_to_each_other_and_show_the_same_code():
    texts = {locale: text_of(path) for locale, path in READMES.items()}
    for locale, other in (("cy", "en"), ("en", "cy")):
        assert f"]({READMES[other].name})" in texts[locale].split("\n\n")[1]
    english, welsh = (
        re.sub(r"\.(cy|en)\.csv", ".csv", "".join(blocks(texts[locale]))) for locale in READMES
    )
    assert english == welsh


@pytest.mark.parametrize("document", READMES.values(), ids=READMES)
def test_every_address_in_a_readme_answers(client, document):
    for address in addresses(text_of(document)):
        assert client.get(address).status_code in {200, 303}, address


@pytest.mark.parametrize("path", ["/cy/datblygwyr", "/en/developers"])
def test_every_line_for_developers_works_but_the_one_that_shows_an_error(page, client, path):
    examples = [text for block in page(path).select("pre") for text in block.stripped_strings]
    shown = [found for text in examples for found in re.findall(rf"{LOCAL}([^\s\"]+)", text)]

    assert len(shown) == 5
    answers = {address: client.get(address).status_code for address in shown}
    assert {address for address, status in answers.items() if status != 200} == {
        "/dataset/response-rates-2018/999/datapackage.json"
    }


@pytest.mark.parametrize("path", ["/cy/datblygwyr", "/en/developers"])
def test_every_address_for_developers_has_a_route(page, app, path):
    named = [span.text.split("?")[0] for span in page(path).select(".address code")]

    assert named
    assert [address for address in named if not exists(app, address)] == []
