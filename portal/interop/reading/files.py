"""Files of a package: which paths are allowed, where they lie, what their bytes are."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from portal.interop.reading import limits

_URL_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Scan:
    """The bytes of a data file: their hash and number, and the first fault as code and row."""

    sha256: str
    size: int
    fault: str = ""
    row: int = 0


def looks_like_url(text: str) -> bool:
    """Tell whether a text names something outside the package: `http:`, `sqlite:`, `//host`."""
    return _URL_LIKE.match(text) is not None


def path_fault(path: str) -> str:
    """Return the code of what is wrong with a file's path, or "" where nothing is.

    Allowed is a relative path of plain segments: no scheme, no `..`, no backslash, no percent
    sign, no control character, no hidden file.
    """
    if looks_like_url(path):
        return "url-not-allowed"
    segments = path.split("/")
    plain = all(part and part[0] not in ".~" for part in segments)
    if not plain or len(path) > limits.PATH or _CONTROL.search(path) or set(path) & set("\\%:"):
        return "unsafe-path"
    return ""


def file_fault(folder: Path, path: str, largest: int) -> str:
    """Return the code of why `path` (already allowed) cannot be read in `folder`, or "".

    Symbolic links are never followed, neither of the file nor of a folder on the way.
    """
    place, mode, size = folder, 0, 0
    try:
        for segment in path.split("/"):
            place = place / segment
            status = place.lstat()
            mode, size = status.st_mode, status.st_size
            if stat.S_ISLNK(mode):
                return "symlink"
    except OSError:
        return "missing-file"
    if not stat.S_ISREG(mode):
        return "not-a-file"
    return "file-too-large" if size > largest else ""


def opened(path: Path) -> BinaryIO:
    """Open a regular file for its bytes; a link put in its place meanwhile is not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.fdopen(os.open(path, flags), "rb")


def scan(path: Path) -> Scan:
    """Hash a data file and find its first byte that is not plain UTF-8 text.

    A byte order mark at the start is tolerated: spreadsheets write one, it says nothing,
    and the published files have none.
    """
    digest = hashlib.sha256()
    size, lines, fault, row, rest = 0, 1, "", 0, b""
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if fault:
                continue
            text = rest + chunk
            fault, offset, rest = _first_fault(text)
            if fault:
                row = lines + text.count(b"\n", 0, offset)
            lines += text.count(b"\n", 0, len(text) - len(rest))
    if rest and not fault:
        fault, row = "encoding-error", lines
    return Scan(digest.hexdigest(), size, fault, row)


def _first_fault(text: bytes) -> tuple[str, int, bytes]:
    """Return the first fault's code and offset, and the bytes of a character cut in two."""
    control = _CONTROL_BYTES.search(text)
    at = control.start() if control else len(text)
    rest = b""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            rest = text[error.start :]
        elif error.start < at:
            return "encoding-error", error.start, b""
    return ("control-character", at, b"") if control else ("", 0, rest)
