"""Taking in a large request body: straight to disk, whole or not at all.

The server hands a body over as it comes and says "the end" when a client goes away as well. So
a body has to say its length or its hash beforehand: only then can a broken-off one be told.
"""

import base64
import binascii
import errno
import hashlib
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import request
from werkzeug.exceptions import ClientDisconnected

from portal.errors import PortalError

CHUNK = 256 * 1024
SMALL = 4 * 1024 * 1024
"""Bytes up to which a body is taken in beside any others."""
_AT_ONCE = 2
_large = threading.BoundedSemaphore(_AT_ONCE)
_FULL = {errno.ENOSPC, errno.EDQUOT}
_SHA256 = re.compile(r"(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]+=*):", re.IGNORECASE)


class LengthNeededError(PortalError):
    """A body came without its length and without its hash."""

    code = "length-needed"
    status = 411


class EmptyBodyError(PortalError):
    """A body has no bytes."""

    code = "empty-body"
    status = 400


class BrokenOffError(PortalError):
    """A body ended before its length was reached."""

    code = "broken-off"
    status = 400


class DigestMismatchError(PortalError):
    """A body does not have the hash that its header gave."""

    code = "digest-mismatch"
    status = 400


class BusyError(PortalError):
    """As many large bodies are being taken in as this process takes at once."""

    code = "busy"
    status = 503


class StorageFullError(PortalError):
    """The disk has no room for what is being taken in."""

    code = "storage-full"
    status = 507


@dataclass(frozen=True, slots=True)
class Body:
    """A body on disk; gone when its `with` is over."""

    path: Path
    size: int
    sha256: str


@contextmanager
def received_body(folder: Path, *, most: int, too_large: PortalError) -> Iterator[Body]:
    """Take the request's body into a file in `folder`, in constant memory.

    Raises:
        EmptyBodyError: there is nothing in it.
        LengthNeededError, BrokenOffError, DigestMismatchError: it is not certainly whole.
        BusyError, StorageFullError: it cannot be taken in now.
        PortalError: `too_large`, where it has more than `most` bytes.
    """
    length, digest = request.content_length, _digest()
    if length == 0:
        raise EmptyBodyError
    if length is None and digest is None:
        raise LengthNeededError
    if (length or 0) > most:
        raise too_large
    request.max_content_length = most + CHUNK
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _place(length), tempfile.NamedTemporaryFile(dir=folder, prefix="upload-") as file:
            size, sha256 = _copy(file, most, too_large)
            if length is not None and size != length:
                raise BrokenOffError(size=size, length=length)
            if digest is not None and digest != sha256:
                raise DigestMismatchError(found=sha256.hex())
            yield Body(Path(file.name), size, sha256.hex())
    except OSError as fault:
        if fault.errno in _FULL:
            raise StorageFullError from fault
        raise


@contextmanager
def _place(length: int | None) -> Iterator[None]:
    """Leave threads for readers: only a few large bodies are taken in at once."""
    if length is not None and length <= SMALL:
        yield
        return
    if not _large.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        _large.release()


def _copy(file: IO[bytes], most: int, too_large: PortalError) -> tuple[int, bytes]:
    size, hashed = 0, hashlib.sha256()
    try:
        while chunk := request.stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise too_large
            hashed.update(chunk)
            file.write(chunk)
    except (ClientDisconnected, ConnectionError) as gone:
        raise BrokenOffError(size=size, length=request.content_length) from gone
    file.flush()
    return size, hashed.digest()


def _digest() -> bytes | None:
    """Return the sha256 that the request says its body has (RFC 9530); None where it does not."""
    found = _SHA256.search(request.headers.get("Content-Digest", ""))
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True)
    except binascii.Error as wrong:
        raise DigestMismatchError(found="") from wrong
