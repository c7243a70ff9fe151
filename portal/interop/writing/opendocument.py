"""OpenDocument spreadsheets, streamed: no library from the package index writes them so.

Written after OASIS OpenDocument 1.3, part 3: a package is a zip whose first, stored member
names its kind.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from portal.interop.writing.cells import Value

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content {_NAMES} office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="day-form"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="day-form"/>'
    '<style:style style:name="heading" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"(?<= ) +|^ +| +$|\t|\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterator[list[Value]]


def write_opendocument(sheets: Iterable[Sheet], target: Path) -> None:
    """Write sheets to `target`, one row in memory at a time; the same sheets, the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _KIND)
        with archive.open(_entry("content.xml"), "w", force_zip64=True) as out:
            out.write(_HEAD.encode())
            for sheet in sheets:
                for part in _sheet(sheet):
                    out.write(part.encode())
            out.write(_TAIL.encode())
        archive.writestr(_entry("META-INF/manifest.xml"), _MANIFEST)


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = method
    return entry


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    yield f'<table:table-column table:number-columns-repeated="{len(sheet.headings)}"/>'
    heading = "".join(_cell(text, ' table:style-name="heading"') for text in sheet.headings)
    yield f"<table:table-header-rows><table:table-row>{heading}</table:table-row>"
    yield "</table:table-header-rows>"
    for row in sheet.rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield "</table:table>"


def _cell(value: Value, style: str = "") -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            kind, text = f'boolean" office:boolean-value="{str(value).lower()}', str(value).upper()
        case int() | float():
            kind, text = f'float" office:value="{value!r}', repr(value)
        case date():
            day = value.isoformat()
            kind, text, style = f'date" office:date-value="{day}', day, ' table:style-name="day"'
        case _:
            kind, text = "string", _paragraph(value)
    return (
        f'<table:table-cell{style} office:value-type="{kind}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _paragraph(text: str) -> str:
    """Return a text as paragraphs, one a line; XML would join its spaces."""
    return _SPACES.sub(_mark, escape(_FORBIDDEN.sub("\ufffd", text).replace("\r", "")))


def _mark(found: re.Match[str]) -> str:
    if found[0] == "\t":
        return "<text:tab/>"
    return "</text:p><text:p>" if found[0] == "\n" else f'<text:s text:c="{len(found[0])}"/>'
