"""Check the Welsh itself: its spelling, and that no English slips into a Welsh page.

Spelling is checked in the translations, the shipped data packages and the vocabularies, with
the Hunspell dictionary that npm fetches and the reviewed list tools/welsh_words.txt. Pages
come from the portal itself, loaded with the shipped data packages, every one that a Welsh
link leads to.
"""

import csv
import json
import logging
import os
import re
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from tools import english_leaks, welsh_dictionary
from tools.english_leaks import QUOTED, Detector
from tools.welsh_dictionary import Dictionary

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("translations/cy/LC_MESSAGES/messages.po")
DESCRIPTIONS = ("datasets/*/datapackage.json", "portal/publishing/registry/*/*/*.json")
TABLES = ("datasets/*/data/*.csv", "portal/interop/vocabulary/*.csv")

MOST_PAGES = 400
MOST_QUERIES = 3  # variants of one page: sorted, filtered, paged
NO_SUCH_PAGE = "/cy/nid-oes-tudalen-yma"

_LINK = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""")

Pair = tuple[str, str, str]  # where a text stands, its Welsh, its English


class Page(NamedTuple):
    """One answer of the portal."""

    path: str
    html: str
    status: int


def pairs(root: Path) -> Iterator[Pair]:
    """Yield every text that stands in both languages below `root`: where, Welsh, English.

    The English is empty where there is only Welsh.
    """
    yield from _translations(root)
    for path in sorted(path for pattern in DESCRIPTIONS for path in root.glob(pattern)):
        value = json.loads(path.read_text(encoding="utf-8"))
        yield from _in_json(str(path.relative_to(root)), value)
    for path in sorted(path for pattern in TABLES for path in root.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, restkey="…"), start=2):
                yield from _in_mapping(f"{path.relative_to(root)}:{number}", row)


def _translations(root: Path) -> Iterator[Pair]:
    if not (root / CATALOGUE).exists():
        return
    with (root / CATALOGUE).open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            english = message.id[0] if isinstance(message.id, list | tuple) else message.id
            forms = message.string if isinstance(message.string, list | tuple) else [message.string]
            for form in forms:
                yield str(CATALOGUE), str(form or ""), english


def _in_json(where: str, value: object) -> Iterator[Pair]:
    if isinstance(value, dict):
        yield from _in_mapping(where, value)
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _in_json(where, part)


def _in_mapping(where: str, facts: dict[str, object]) -> Iterator[Pair]:
    for name, value in facts.items():
        if name == "cy" or name.endswith("_cy"):
            english = facts.get(f"{name[:-2]}en", "")
            if isinstance(value, list):
                rest = english if isinstance(english, list) else [""] * len(value)
                for one, other in zip(value, rest, strict=False):
                    yield f"{where} {name}", str(one), str(other)
            elif isinstance(value, str):
                yield f"{where} {name}", value, str(english or "")


def misspellings(texts: Iterable[Pair], dictionary: Dictionary) -> list[str]:
    """Return a line for each Welsh word no dictionary knows, with the first place it stands.

    A quotation that is English (the title of a report) is left out.
    """
    detector = Detector(dictionary)
    found: dict[str, str] = {}
    for where, welsh, _ in texts:
        own = QUOTED.sub(lambda hit: " " if detector.english(hit[0]) else hit[0], welsh)
        for word in dictionary.misspelled(own):
            found.setdefault(word, where)
    return [f"{word}: {where}" for word, where in found.items()]


def untranslated(texts: Iterable[Pair]) -> set[str]:
    """Return the English texts that have another Welsh, and so never stand in a Welsh page."""
    known = list(texts)
    welsh = {" ".join(text.split()) for _, text, _ in known}
    return {" ".join(english.split()) for _, text, english in known if text} - welsh


def crawl(client: FlaskClient) -> Iterator[Page]:
    """Yield every Welsh page reached by links from /cy/, and what an unknown address gives.

    Each address comes once, at most `MOST_PAGES` in all and, of one path, at most
    `MOST_QUERIES` with a query.
    """
    waiting = deque(["/cy/", NO_SUCH_PAGE])
    seen = set(waiting)
    queries: Counter[str] = Counter()
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        address = waiting.popleft()
        response = client.get(address, follow_redirects=True)
        if response.mimetype != "text/html":
            continue
        yield Page(address, response.text, response.status_code)
        for link in _links(response.text, response.request.path):
            path, _, query = link.partition("?")
            if link in seen or (query and queries[path] >= MOST_QUERIES):
                continue
            seen.add(link)
            queries[path] += bool(query)
            waiting.append(link)


def _links(html: str, base: str) -> Iterator[str]:
    for found in _LINK.finditer(html):
        href = (found[1] or found[2] or "").replace("&amp;", "&")
        parts = urlsplit(urljoin(f"//portal{base}", href))
        if parts.netloc == "portal" and parts.path.startswith("/cy/"):
            yield parts._replace(scheme="", netloc="", fragment="").geturl()


@contextmanager
def shipped_client() -> Iterator[FlaskClient]:
    """Open a portal with the shipped data packages in a folder that goes away afterwards.

    Raises:
        PortalError: a shipped package cannot be published.
    """
    from portal.app import create_app
    from portal.catalogue.commands import load_all
    from portal.config import SHIPPED_PACKAGES, Config
    from portal.db import Database
    from portal.jobs.migrating import migrate
    from portal.storage import Store

    with tempfile.TemporaryDirectory() as folder:
        config = Config.from_environment({"MELIN_DATA": folder})
        migrate(config.database_url)
        store = Store(config.store_url, cache=config.data / "cache")
        for loaded in load_all(SHIPPED_PACKAGES, Database(config.database_url), store):
            if loaded.refusal is not None:
                raise loaded.refusal
        yield create_app(config).test_client()


def page_faults(pages: Iterable[Page], detector: Detector) -> list[str]:
    """Return a line for each page that does not answer and for each English text in one."""
    reached = list(pages)
    dead = [
        f"{page.path} answers {page.status}"
        for page in reached
        if page.status != (404 if page.path == NO_SUCH_PAGE else 200)
    ]
    texts = [(page.path, page.html) for page in reached]
    return dead + list(english_leaks.leaks(texts, detector))


def main() -> int:
    """Check spelling and pages; answer with an exit code."""
    dictionary = welsh_dictionary.load(ROOT)
    if dictionary is None:
        print("WELSH WAS NOT CHECKED: `make dictionary` could not fetch the dictionary.")
        return 1 if os.environ.get("CI") == "true" else 0
    logging.disable(logging.INFO)
    texts = list(pairs(ROOT))
    with shipped_client() as client:
        pages = list(crawl(client))
    found = [f"unknown word {line}" for line in misspellings(texts, dictionary)]
    if found:
        found.append(f"mend the spelling, or have a word reviewed into {welsh_dictionary.REVIEWED}")
    found += [
        f"English in Welsh pages: {line}"
        for line in page_faults(pages, Detector(dictionary, untranslated(texts)))
    ]
    for line in found:
        print(f"welsh: {line}", file=sys.stderr)
    if found:
        return 1
    print(f"welsh: {len(texts)} texts spelled well, no English in {len(pages)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
