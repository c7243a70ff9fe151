"""A zipped package, unpacked without trusting a word of it: bounded, and nothing outside."""

import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NoReturn

from portal.errors import Issue, PackageRefusedError
from portal.interop.documents import KINDS, kind_of
from portal.interop.reading.files import path_fault

MEMBERS = 1_000
"""Entries of one archive."""
UNPACKED = 1024 * 1024 * 1024
"""Bytes of all files of an archive together, as they come out."""
RATIO = 200
"""How many times larger than the archive its files may be, beyond the first `SMALL` bytes."""
SMALL = 16 * 1024 * 1024

_DESCRIPTOR = "datapackage.json"
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TAKEN = {"csv", *KINDS}
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst")


def unpack(archive: Path, folder: Path) -> Path:
    """Write the descriptor, the CSV files and the documents of a zipped package below `folder`.

    Returns the folder in which datapackage.json lies: `folder`, or the one folder in the
    archive. Other files of the archive are left out. What the archive says of sizes is not
    believed: the bytes are counted as they come.

    Raises:
        PackageRefusedError: it is no zip, is too large unpacked, or a member would lie outside,
            is a link, is encrypted or is an archive itself.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            wanted = _wanted(opened.infolist())
            _extract(opened, wanted, folder, _most(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise PackageRefusedError([Issue("not-a-zip", archive.name)]) from fault
    return _root(wanted, folder)


def _wanted(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the members to write, after looking at every one."""
    if len(members) > MEMBERS:
        _refuse("too-many-members", most=MEMBERS)
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if code := _fault(member):
            _refuse(code, path=name[:100])
        if name.casefold() in seen:
            _refuse("duplicate-member", path=name[:100])
        seen.add(name.casefold())
    return [member for member in members if _is_wanted(member)]


def _fault(member: zipfile.ZipInfo) -> str:
    """Return the code of what is wrong with a member, or ""."""
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "symlink"
    if mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and stat.S_IFMT(mode):
        return "not-a-file"
    plain = member.orig_filename.rstrip("/")
    if path_fault(plain) or not plain:
        return "unsafe-path"
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
        return "unreadable-member"
    return "nested-archive" if plain.lower().endswith(_ARCHIVES) else ""


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return not member.is_dir() and (path.name == _DESCRIPTOR or kind_of(path.name) in _TAKEN)


def _most(archive: Path) -> int:
    return min(UNPACKED, SMALL + RATIO * archive.stat().st_size)


def _extract(
    archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], folder: Path, most: int
) -> None:
    left = most
    for member in members:
        target = folder / member.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as out:
            while chunk := source.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    _refuse("unpacks-too-large", most=most // 1024**2)
                if chunk.startswith(b"PK\x03\x04") and not out.tell():
                    _refuse("nested-archive", path=member.filename[:100])
                out.write(chunk)


def _root(members: Iterable[zipfile.ZipInfo], folder: Path) -> Path:
    """Return where the outermost descriptor lies, at most one folder down."""
    places = [PurePosixPath(member.filename) for member in members]
    roots = [path.parent for path in places if path.name == _DESCRIPTOR and len(path.parts) <= 2]
    if len(roots) > 1 and PurePosixPath() not in roots:
        _refuse("several-packages")
    if not roots:
        _refuse("missing-descriptor", path=_DESCRIPTOR)
    return folder / min(roots, key=lambda path: len(path.parts))


def _refuse(code: str, **facts: object) -> NoReturn:
    raise PackageRefusedError([Issue(code, facts=facts)])
