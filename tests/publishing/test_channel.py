"""No way out: counts that the gate refused are in no byte that the portal serves to anybody."""

import io
import re
import subprocess
import sys
import zipfile
from collections import deque

import pytest
from bs4 import BeautifulSoup

from portal.config import ROOT
from portal.i18n.formatting import number
from tests.publishing.gate.counts import SURVEY, counts

pytestmark = pytest.mark.services

EXACT = {"aberwen": (31337, 48611, 2), "brynmor": (26113, 40177, 13)}
SENTINELS = (31337, 48611, 26113, 40177)
DOORS = (
    "/",
    "/cy/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/api-catalog",
    "/catalog.json",
    "/data.json",
    "/catalog.ttl",
    "/feeds/cy.atom",
    "/feeds/en.atom",
    "/api/v1/openapi.json",
    "/api/v1/datasets?q=reading",
    "/api/3/action/package_list",
    f"/api/3/action/package_show?id={SURVEY}",
    f"/api/v1/datasets/{SURVEY}",
    f"/api/v1/datasets/{SURVEY}/versions/latest/resources/answered/rows",
    f"/dataset/{SURVEY}.ttl",
    f"/dataset/{SURVEY}/croissant.json",
    f"/dataset/{SURVEY}/datapackage.json?lang=cy",
    f"/dataset/{SURVEY}/1/gate_report.json",
    *(
        f"/dataset/{SURVEY}{version}/data/{table}.{form}"
        for version in ("", "/1")
        for table in ("answered", "asked")
        for form in ("csv", "json", "jsonl", "parquet", "xlsx", "ods", "csv-metadata.json")
    ),
    "/en/datasets?q=reading",
    "/cy/setiau-data?q=reading",
    "/en/nowhere",
    "/cy/unman",
    f"/en/datasets/{SURVEY}/tables/answered?sort=people",
    f"/en/datasets/{SURVEY}/tables/answered?sort=nobody",
)
PRIVATE = (
    "/en/publish/1",
    "/cy/cyhoeddi/1",
    "/en/publish/1/changes",
    "/en/publish/1/cells?q=31",
    "/en/publish/1/preview",
    "/en/publish/1/preview/gate",
    "/submission/1/files/data/answered.csv",
    "/submission/1/files/gate_report.json",
    "/api/v1/submissions/1",
    "/api/v1/submissions?publisher=cyngor-enghreifftiol",
)
_HASH = re.compile(rb"[0-9a-f]{40,}")


def holds(content: bytes, value: int) -> bool:
    """Tell whether bytes hold a number, written plainly or as either language groups it."""
    written = {str(value), number(value, "cy"), number(value, "en"), f"{value:,}".replace(",", " ")}
    text = _HASH.sub(b"", content)
    return any(
        re.search(rb"(?<![0-9])" + re.escape(each.encode()) + rb"(?![0-9])", text)
        for each in written
    )


def opened_up(content: bytes):
    """Yield bytes as they are, and every member where they are an archive."""
    yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from opened_up(archive.read(member))
    elif content[:4] == b"PAR1":
        import polars

        yield polars.read_parquet(io.BytesIO(content)).write_csv().encode()


def links_of(answer):
    """Return every address of ours that an answer leads to."""
    if "html" in (answer.mimetype or ""):
        soup = BeautifulSoup(answer.text, "html.parser")
        found = [
            str(tag.get(key))
            for key in ("href", "src", "action")
            for tag in soup.select(f"[{key}]")
        ]
    else:
        found = re.findall(r"(?:https?://[^/\s\"<]+)?(/[\w./?=&-]+)", answer.text[:100_000])
    return {
        re.sub(r"^https?://(localhost|127\.0\.0\.1)(:\d+)?", "", each).partition("#")[0]
        for each in found
        if each
    }


def crawled(client):
    """Yield the address and every byte of all that a stranger can get, following every link."""
    waiting, seen = deque((*DOORS, *PRIVATE)), set[str]()
    while waiting:
        path = waiting.popleft()
        if not path.startswith("/") or path.startswith("//") or path in seen or len(seen) > 900:
            continue
        seen.add(path)
        answer = client.get(path)
        yield path, str(answer.headers).encode()
        yield path, answer.data
        if path in DOORS:
            again = client.get(path, headers={"If-None-Match": answer.headers.get("ETag", '"x"')})
            yield path, str(again.headers).encode() + again.data
        if (answer.mimetype or "").partition("/")[0] in {"text", "application"}:
            waiting.extend(links_of(answer) - seen if answer.data[:2] != b"PK" else ())


@pytest.fixture
def published(walk):
    """Bring exact counts in, have them refused, rounded by the portal, and published."""
    totals = {area: sum(cells) for area, cells in EXACT.items()}
    walk.bring_in(counts(EXACT, totals=totals), title=SURVEY.replace("-", " ")).check()
    assert [each["code"] for each in walk.look(walk.id).issues] == ["gate-refused"]
    walk.act("editor", "round")
    walk.check().submit().approve().check()
    assert walk.state == "published"
    return walk


def test_no_count_that_was_refused_is_in_any_byte_that_is_served(published, browser, caplog):
    client = browser().client
    rows = client.get(f"/dataset/{SURVEY}/1/data/answered.csv").text.split()[1:]
    shown = int(rows[0].rsplit(",", 1)[1])
    assert shown not in SENTINELS

    told, given_away, seen = set(), [], set()
    for path, content in crawled(client):
        seen.add(path)
        for part in opened_up(content):
            given_away += [(path, value) for value in SENTINELS if holds(part, value)]
            if holds(part, shown):
                told.add(path)
    assert given_away == []
    assert not any(holds(caplog.text.encode(), value) for value in SENTINELS)

    # The scan is worth something only where it finds what is published, wherever that is.
    assert len(seen) > 60
    assert {
        f"/en/datasets/{SURVEY}",
        f"/cy/setiau-data/{SURVEY}",
        f"/dataset/{SURVEY}/1/data/answered.csv",
        f"/dataset/{SURVEY}/1/data/answered.json",
        f"/dataset/{SURVEY}/1/data/answered.xlsx",
        f"/dataset/{SURVEY}/1/data/answered.ods",
        f"/dataset/{SURVEY}/1/{SURVEY}.zip",
    } <= told


WEB = """
import sys
from portal.app import create_app
print([name for name in sys.argv[1:] if name in sys.modules])
"""


def test_the_web_process_holds_nothing_that_could_read_answers():
    able = [
        "portal.disclosure.spec",
        "portal.disclosure.protect",
        "portal.disclosure.rounding",
        "portal.publishing.gate.rounding",
        "portal.publishing.check_process",
    ]
    done = subprocess.run(
        [sys.executable, "-c", WEB, *able, "portal.publishing.operations"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['portal.publishing.operations']"
