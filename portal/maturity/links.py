"""Links as they are handed out: their addresses, and the files they are handed out in."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import groupby

from portal.interop.writing.formulas import disarmed

_PAGES = {"cy": "cy/aeddfedrwydd/holiadur", "en": "en/maturity/questionnaire"}
_COLUMNS = ("council", "name_cy", "name_en", "tool", "link", "address_cy", "address_en")
_DAY_ZERO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Handed:
    """One new link; the two addresses lead to the same questionnaire in either language."""

    council: str
    name_cy: str
    name_en: str
    tool: str
    link: int
    address_cy: str
    address_en: str


def addresses(base_url: str, token: str) -> tuple[str, str]:
    """Return the Welsh and the English address of a link."""
    welsh, english = (f"{base_url}/{_PAGES[locale]}?code={token}" for locale in ("cy", "en"))
    return welsh, english


def as_csv(links: Iterable[Handed]) -> bytes:
    """Return links as a CSV that spreadsheets open rightly; no cell is taken for a formula."""
    return table(_COLUMNS, (map(str, astuple(link)) for link in links))


def as_zip(links: Sequence[Handed]) -> bytes:
    """Return links as a zip with one CSV for each council, to be passed on to it alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for council, own in groupby(links, key=lambda link: link.council):
            archive.writestr(zipfile.ZipInfo(f"{council}.csv", _DAY_ZERO), as_csv(own))
    return target.getvalue()


def table(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV for spreadsheets: UTF-8 with a mark, commas, CRLF, no formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()
