"""What kind of file it is, by its bytes, and how it is opened."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from portal.tabular.formats.archive import data_members, extract, open_archive, read_blocks
from portal.tabular.formats.delimited import open_text_source
from portal.tabular.formats.documents import open_json
from portal.tabular.formats.sources import Sheet, Source
from portal.tabular.formats.workbooks import open_workbook
from portal.tabular.model import Message, RefusedFileError

_TABLES_LIMIT = 50
_DESCRIPTOR_LIMIT = 5 << 20
_TEXT = {".csv", ".tsv", ".tab", ".txt", ".psv", ".dat", ""}
_READABLE = {*_TEXT, ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".geojson", ".jsonl", ".ndjson"}
_ARCHIVES = {".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".jar"}
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"RIFF", "picture"),
    (b"BM", "picture-bitmap"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "parquet"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"{\\rtf", "document"),
    (b"%!PS", "document"),
)


@contextmanager
def open_source(path: Path, encoding: str | None = None) -> Iterator[Source]:
    """Open any supported file; what had to be unpacked is gone when the context ends.

    Raises:
        RefusedFileError: the file is empty, of no supported kind, unsafe or broken.
    """
    with tempfile.TemporaryDirectory(prefix="intake-") as folder:
        yield _open(path, Path(folder), encoding)


def _open(path: Path, folder: Path, encoding: str | None, *, nested: bool = False) -> Source:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise RefusedFileError("empty-file")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(path, folder, encoding, nested=nested)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return open_workbook(path, "xls", folder)
    _refuse_foreign(head)
    if _json_like(head):
        try:
            return open_json(path)
        except RefusedFileError as error:
            if error.reason not in {"json-broken", "broken-encoding"} or _named_json(path):
                raise
    return open_text_source(path, encoding)


def _refuse_foreign(head: bytes) -> None:
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (kind == "picture-bitmap" and b"\0" not in head[:32]):
            if kind == "program" and b"\0" not in head[:64]:
                continue
            raise RefusedFileError("not-a-table-file", kind=kind.partition("-")[0])
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<script", b"<body")):
        raise RefusedFileError("web-page")
    if start.startswith((b"<?xml", b"<!doctype", b"<svg", b"<kml", b"<gpx", b"<rdf")):
        if b"<html" in start:
            raise RefusedFileError("web-page")
        raise RefusedFileError("xml-file")


def _json_like(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _named_json(path: Path) -> bool:
    return path.suffix.lower() in {".json", ".geojson", ".jsonl", ".ndjson"}


def _open_zip(path: Path, folder: Path, encoding: str | None, *, nested: bool) -> Source:
    with open_archive(path) as archive:
        names = set(archive.namelist())
        kind = _workbook_kind(archive, names)
        if not kind:
            if nested:
                raise RefusedFileError("zip-nested", name=path.name)
            if "datapackage.json" in names:
                return _open_package(archive, folder)
            return _open_members(archive, folder, encoding)
    return open_workbook(path, kind, folder)


def _workbook_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Return "xlsx" or "ods", "" for other archives; refuse other office files."""
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise RefusedFileError("not-a-table-file", kind="xlsb")
    if "mimetype" in names and "content.xml" in names:
        mime = b"".join(read_blocks(archive, archive.getinfo("mimetype")))[:100]
        if b"spreadsheet" in mime:
            return "ods"
        raise RefusedFileError("not-a-table-file", kind="document")
    if "[Content_Types].xml" in names or "AndroidManifest.xml" in names:
        raise RefusedFileError("not-a-table-file", kind="document")
    return ""


def _open_members(archive: zipfile.ZipFile, folder: Path, encoding: str | None) -> Source:
    members = data_members(archive)
    for member in members:
        if PurePosixPath(member.filename).suffix.lower() in _ARCHIVES:
            raise RefusedFileError("zip-nested", name=member.filename[:80])
    chosen = [m for m in members if PurePosixPath(m.filename).suffix.lower() in _READABLE]
    if not chosen:
        raise RefusedFileError("zip-no-table")
    if len(chosen) > _TABLES_LIMIT:
        raise RefusedFileError("zip-too-many", limit=_TABLES_LIMIT)
    opened = [_open_member(archive, member, folder, encoding) for member in chosen]
    whole = Source("zip", [], opened[0].encoding, opened[0].delimiter)
    for member, source in zip(chosen, opened, strict=True):
        whole.remarks.extend(source.remarks)
        for sheet in source.sheets:
            if len(chosen) > 1:
                sheet.name = " / ".join(filter(None, (member.filename, sheet.name)))
            whole.sheets.append(sheet)
    whole.remarks.append(Message("unzipped", {"name": chosen[0].filename, "count": len(chosen)}))
    return whole


def _open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, encoding: str | None
) -> Source:
    inner = folder / f"member{member.header_offset}"
    inner.mkdir()
    target = inner / f"data{PurePosixPath(member.filename).suffix.lower()}"
    extract(archive, member, target)
    return _open(target, inner, encoding, nested=True)


def _open_package(archive: zipfile.ZipFile, folder: Path) -> Source:
    """Open a data package: every resource is a table and all are meant."""
    descriptor = _descriptor(archive)
    whole = Source("package", [], all_meant=True)
    for resource in descriptor["resources"]:
        name, path = resource.get("name"), resource.get("path")
        if not isinstance(path, str) or not isinstance(name, str) or path not in archive.namelist():
            raise RefusedFileError("package-path", name=str(name)[:80])
        source = _open_member(archive, archive.getinfo(path), folder, None)
        whole.encoding = whole.encoding or source.encoding
        whole.delimiter = whole.delimiter or source.delimiter
        for sheet in source.sheets:
            whole.sheets.append(Sheet(name, sheet.records, merges=sheet.merges))
    return whole


def _descriptor(archive: zipfile.ZipFile) -> dict[str, Any]:
    member = archive.getinfo("datapackage.json")
    if member.file_size > _DESCRIPTOR_LIMIT:
        raise RefusedFileError("package-descriptor")
    try:
        found = json.loads(b"".join(read_blocks(archive, member)))
    except (ValueError, RecursionError) as error:
        raise RefusedFileError("package-descriptor") from error
    resources = found.get("resources") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(resources, list):
        raise RefusedFileError("package-descriptor")
    if (
        not all(isinstance(item, dict) for item in resources)
        or not 0 < len(resources) <= _TABLES_LIMIT
    ):
        raise RefusedFileError("package-descriptor")
    return found
