"""The XML inside workbooks looked through before any parser sees it."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.tabular.formats.archive import read_blocks
from portal.tabular.model import RefusedFileError

CELLS = 30_000_000
_PART = re.compile(r"\.(?:xml|rels|vml|xhtml)$", re.IGNORECASE)
_REMARKS = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_PROLOG_LIMIT = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
_KEPT_ERRORS = 5000
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,9})"')
_FAR_COLUMN = re.compile(rb'<c\b[^>]*?\br="([A-Z]{2,3})\d')
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:(?!</c>).)*?<v>([^<]{1,20})</v>',
    re.DOTALL,
)
_NO_VALUE = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_ODS_ROW = re.compile(
    rb"<table:table-row\b([^>]*)>|(</table:table-row>)|<table:(?:covered-)?table-cell\b([^>]*?)(/?)>"
)
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')


@dataclass(slots=True)
class SheetFacts:
    """What a worksheet's XML says that its reader does not: errors, formulas never calculated.

    `errors` maps (row, column), from 0, to the error shown there.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    without_value: int = 0


def check_parts(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook with a document type or entities, or text hidden in a wide encoding.

    Raises:
        RefusedFileError: "xml-entities" or "xml-encoding".
    """
    for member in archive.infolist():
        if not _PART.search(member.filename):
            continue
        prolog = _prolog(archive, member)
        if prolog.startswith(_WIDE) or b"\0" in prolog:
            raise RefusedFileError("xml-encoding", part=member.filename[:80])
        if (place := prolog.upper().find(b"<!DOCTYPE")) < 0:
            continue
        inner = b"[" in prolog[place:] or b"<!ENTITY" in prolog.upper()
        if inner or not member.filename.startswith("META-INF/"):
            raise RefusedFileError("xml-entities", part=member.filename[:80])


def _prolog(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return what stands before the first element, where alone a document type may stand."""
    text = plain = b""
    for block in read_blocks(archive, member):
        text += block
        plain = _REMARKS.sub(b"", text)
        if found := _ELEMENT.search(plain):
            return plain[: found.start()]
        if len(text) > _PROLOG_LIMIT:
            raise RefusedFileError("xml-entities", part=member.filename[:80])
    return plain


def worksheet_facts(archive: zipfile.ZipFile, name: str) -> SheetFacts:
    """Read errors and uncalculated formulas from a worksheet part of an XLSX file.

    Raises:
        RefusedFileError: "sheet-too-large" where its cells lie too far apart to be held.
    """
    facts = SheetFacts()
    last_row, columns = 0, Counter[bytes]()
    for text in _windows(archive, archive.getinfo(name), b"</row>"):
        rows = _ROW.findall(text)
        if rows:
            last_row = max(last_row, *map(int, rows))
        columns.update(set(_FAR_COLUMN.findall(text)))
        if b't="e"' in text:
            for letters, row, shown in _ERROR.findall(text):
                if len(facts.errors) < _KEPT_ERRORS:
                    facts.errors[int(row) - 1, _column(letters)] = shown.decode("utf-8", "replace")
        if b"<f" in text:
            facts.without_value += len(_NO_VALUE.findall(text))
    width = max((_column(letters) + 1 for letters in columns), default=26)
    if last_row * width > CELLS:
        raise RefusedFileError("sheet-too-large", limit=CELLS)
    return facts


def check_ods(archive: zipfile.ZipFile) -> None:
    """Refuse an ODS file whose repeated rows and cells unfold beyond bounds.

    Raises:
        RefusedFileError: "sheet-too-large".
    """
    cells, rows, width, filled = 0, 1, 0, 0
    for text in _windows(archive, archive.getinfo("content.xml"), b">"):
        for row, end, cell, closed in _ODS_ROW.findall(text):
            if end:
                cells += rows * filled
            elif cell or closed:
                width += _repeat(_COLUMNS_REPEATED, cell)
                if b"value-type" in cell or not closed:
                    filled = width
            else:
                rows, width, filled = _repeat(_ROWS_REPEATED, row), 0, 0
        if cells > CELLS or rows * filled > CELLS:
            raise RefusedFileError("sheet-too-large", limit=CELLS)


def _repeat(pattern: "re.Pattern[bytes]", attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:12]) if found else 1


def _windows(archive: zipfile.ZipFile, member: zipfile.ZipInfo, end: bytes) -> Iterator[bytes]:
    """Yield a part in pieces that never cut through what ends with `end`."""
    rest = b""
    for block in read_blocks(archive, member):
        text = rest + block
        cut = text.rfind(end) + len(end)
        if cut < len(end):
            if len(text) > 1 << 24:
                raise RefusedFileError("sheet-too-large", limit=CELLS)
            rest = text
            continue
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
