"""A store of files named by the sha256 of their bytes, on a local folder or an S3 bucket.

A file is on disk for good before the row that speaks of it is written: the local folder is
synced here, because the library underneath never does. Links in the folder are refused.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import from_url

from portal.errors import DamagedFileError

CHUNK = 256 * 1024
_PART = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store knows of a file it keeps."""

    sha256: str
    size: int


class Store:
    """Files by hash; the same bytes are kept once, however often they are put."""

    def __init__(self, url: str, *, cache: Path) -> None:
        parts = urlsplit(url)
        self._url = url.rstrip("/")
        self._folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        self._cache = cache
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._objects = from_url(url)

    def apart(self, name: str) -> "Store":
        """Return a store of its own within this one, for files that are not kept for ever."""
        return Store(f"{self._url}/{name}", cache=self._cache / name)

    def put(self, path: Path) -> Stored:
        """Keep the file at `path`; when this returns its bytes outlive a power cut.

        Two who put the same bytes at once both write them, which changes nothing. (To write
        only where nothing is, the library would take the whole file into memory.)
        """
        stored = Stored(sha256=_hash(path), size=path.stat().st_size)
        try:
            obstore.head(self._objects, _key(stored.sha256))
        except FileNotFoundError:
            key = _key(stored.sha256)
            obstore.put(self._objects, key, path, chunk_size=_PART, max_concurrency=2)
        else:
            self._keep_again(stored, path)
        if self._folder is not None:
            _sync(self._folder / _key(stored.sha256), upto=self._folder)
        return stored

    def delete(self, sha256: str) -> None:
        """Delete a file, and what this machine fetched of it; it may be gone already."""
        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self._objects, _key(sha256))
        (self._cache / _key(sha256)).unlink(missing_ok=True)

    def listed(self) -> Iterator[tuple[str, datetime]]:
        """Yield the hash of every file, and when it was last put."""
        for batch in obstore.list(self._objects):
            for each in batch:
                name = each["path"].rpartition("/")[2]
                if each["path"] == _key(name):
                    yield name, each["last_modified"]

    def verify(self, sha256: str) -> None:
        """See that a file is there, whole.

        Raises:
            DamagedFileError: it is gone, or its bytes are others.
        """
        digest = hashlib.sha256()
        try:
            size = obstore.head(self._objects, _key(sha256))["size"]
        except FileNotFoundError as missing:
            raise DamagedFileError(sha256=sha256) from missing
        for chunk in self.stream(sha256, start=0, end=size):
            digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise DamagedFileError(sha256=sha256)

    def stream(self, sha256: str, *, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes from `start` up to, not including, `end`, in chunks.

        Raises:
            DamagedFileError: the file is gone or is a link.
        """
        if end <= start:
            return
        if self._folder is not None:
            yield from _stream_local(self._local(sha256), start, end)
            return
        try:
            answer = obstore.get(self._objects, _key(sha256), options={"range": (start, end)})
        except FileNotFoundError as missing:
            raise DamagedFileError(sha256=sha256) from missing
        for chunk in answer.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)

    def read(self, stored: Stored) -> bytes:
        """Return all bytes of a small file."""
        return b"".join(self.stream(stored.sha256, start=0, end=stored.size))

    def local_file(self, sha256: str) -> Path:
        """Return a path on this machine to a file, fetching and checking it where it is remote.

        Raises:
            DamagedFileError: the file is gone, or what was fetched has another hash.
        """
        if self._folder is not None:
            return self._local(sha256)
        path = self._cache / _key(sha256)
        if not path.exists():
            self._fetch(sha256, path)
        return path

    def _keep_again(self, stored: Stored, path: Path) -> None:
        """Make a file that was there already as young as one put now, so that none sweeps it."""
        if self._folder is None:
            obstore.put(
                self._objects, _key(stored.sha256), path, chunk_size=_PART, max_concurrency=2
            )
            return
        try:
            os.utime(self._folder / _key(stored.sha256))
        except FileNotFoundError:
            self.put(path)

    def _local(self, sha256: str) -> Path:
        assert self._folder is not None
        path = self._folder / _key(sha256)
        if path.is_symlink() or not path.is_file():
            raise DamagedFileError(sha256=sha256)
        return path

    def _fetch(self, sha256: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        size = obstore.head(self._objects, _key(sha256))["size"]
        with partial.open("wb") as out:
            out.writelines(self.stream(sha256, start=0, end=size))
        if _hash(partial) != sha256:
            partial.unlink()
            raise DamagedFileError(sha256=sha256)
        partial.replace(path)


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stream_local(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _sync(path: Path, *, upto: Path) -> None:
    """Flush a new file and the folders that now name it."""
    for place in (path, path.parent, upto):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
