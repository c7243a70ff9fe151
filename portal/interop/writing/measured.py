"""A file that is measured while it is written: how many bytes, and their SHA-256."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from portal.interop.description import File, Scope

_BUFFER = 64 * 1024


class MeasuredFile:
    """A new file below a folder, written in UTF-8 from the front; use as a context manager."""

    def __init__(self, folder: Path, path: str) -> None:
        self.path = path
        self._place = folder / path
        self._digest = hashlib.sha256()
        self._size = 0
        self._file: BinaryIO | None = None
        self._waiting: list[str] = []
        self._length = 0

    def __enter__(self) -> Self:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._place.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            if kind is None:
                self._flush()
            self._file.close()

    def write(self, text: str) -> int:
        """Append `text`; answers its length, as csv.writer expects of a file."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length > _BUFFER:
            self._flush()
        return len(text)

    def _flush(self) -> None:
        if not self._waiting:
            return
        assert self._file is not None
        content = "".join(self._waiting).encode("utf-8")
        self._digest.update(content)
        self._size += len(content)
        self._file.write(content)
        self._waiting, self._length = [], 0

    def as_file(self, media_type: str, scope: Scope = "frozen") -> File:
        """Return what was written so far as a `File`."""
        self._flush()
        return File(self.path, media_type, self._size, self._digest.hexdigest(), scope)


def measure(folder: Path, path: str, media_type: str, *, chunk: int = 1024 * 1024) -> File:
    """Return a file that something else wrote below `folder`, measured."""
    digest, size = hashlib.sha256(), 0
    with (folder / path).open("rb") as file:
        while content := file.read(chunk):
            digest.update(content)
            size += len(content)
    return File(path, media_type, size, digest.hexdigest())
