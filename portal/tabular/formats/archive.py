"""Zip files opened without trusting them: limits before and while inflating, no strange names."""

import itertools
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from portal.tabular.model import RefusedFileError

MEMBERS = 2000
DIRECTORY_SIZE = 1 << 20
TOTAL_SIZE = 1 << 30
RATIO = 200
_SMALL = 32 << 20
_BLOCK = 1 << 18
_HEADER = 30
_END = b"PK\x05\x06"
_IGNORED = ("__MACOSX/",)
_IGNORED_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose directory and sizes have been checked; nothing is inflated yet.

    Raises:
        RefusedFileError: "zip-broken", "zip-too-many", "zip-too-large", "zip-ratio",
            "zip-unsafe-name", "zip-link", "zip-encrypted", "zip-overlap" or "zip-method".
    """
    _check_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedFileError("zip-broken") from error
    with archive:
        _check_members(archive.infolist())
        yield archive


def _check_directory(path: Path) -> None:
    """Refuse a directory of too many members before it is read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 66_000))
        tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < 22:
        raise RefusedFileError("zip-broken")
    count, length = struct.unpack("<HI", tail[place + 10 : place + 16])
    if count == 0xFFFF or length == 0xFFFFFFFF or count > MEMBERS or length > DIRECTORY_SIZE:
        raise RefusedFileError("zip-too-many", limit=MEMBERS)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise RefusedFileError("zip-too-many", limit=MEMBERS)
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > TOTAL_SIZE:
        raise RefusedFileError("zip-too-large", size=total, limit=TOTAL_SIZE)
    if total > _SMALL and total > RATIO * max(1, packed):
        raise RefusedFileError("zip-ratio", ratio=total // max(1, packed), limit=RATIO)
    for member in members:
        _check_member(member)
    _check_overlap(members)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = PurePosixPath(name).parts
    drive = len(name) > 1 and name[1] == ":"
    if not name or "\\" in name or "\0" in name or name.startswith("/") or drive or ".." in parts:
        raise RefusedFileError("zip-unsafe-name", name=name[:80])
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RefusedFileError("zip-link", name=name[:80])
    if member.flag_bits & 0x1:
        raise RefusedFileError("zip-encrypted", name=name[:80])
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedFileError("zip-method", name=name[:80])


def _check_overlap(members: list[zipfile.ZipInfo]) -> None:
    """Refuse members that share bytes: only a bomb does that."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    for before, after in itertools.pairwise(ordered):
        if after.header_offset < before.header_offset + _HEADER + before.compress_size:
            raise RefusedFileError("zip-overlap")


def data_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that are files of the sender's, not droppings of a desktop."""
    return [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith(_IGNORED)
        and PurePosixPath(member.filename).name.lower() not in _IGNORED_NAMES
        and not PurePosixPath(member.filename).name.startswith("._")
    ]


def read_blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's bytes block by block, never more than its directory entry declares.

    Raises:
        RefusedFileError: "zip-broken" where it cannot be inflated as declared.
    """
    try:
        with archive.open(member) as file:
            while block := file.read(_BLOCK):
                yield block
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise RefusedFileError("zip-broken", name=member.filename[:80]) from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise RefusedFileError("zip-broken", name=member.filename[:80]) from error


def extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Write one member to a file of our own naming."""
    with target.open("wb") as file:
        for block in read_blocks(archive, member):
            file.write(block)
