"""Handed-in bytes: stored and synced before any row speaks of them."""

import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.storage import Store

LARGEST = 512 * 1024 * 1024
"""Bytes of one upload."""
_NAME = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class UploadTooLargeError(PortalError):
    """A file that was handed in is larger than any can be."""

    code = "upload-too-large"
    status = 413


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes in the store and the name they were handed in under."""

    name: str
    size: int
    sha256: str


def keep(path: Path, name: str, store: Store) -> Upload:
    """Put the file at `path` into the store; when this returns its bytes outlive a power cut.

    Raises:
        UploadTooLargeError: the file is larger than `LARGEST`.
    """
    if path.stat().st_size > LARGEST:
        raise UploadTooLargeError(most=LARGEST // 1024**2)
    stored = store.put(path)
    return Upload(name=plain_name(name), size=stored.size, sha256=stored.sha256)


def plain_name(name: str) -> str:
    """Return a file's name without folders and without what cannot be printed."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNPRINTABLE.sub("", last).strip()[-_NAME:] or "upload"


def pack(folder: Path, target: Path) -> None:
    """Zip a package's regular files into `target`: the same folder gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if stat.S_ISREG(path.lstat().st_mode):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(entry, "w") as out:
                    while chunk := source.read(1024 * 1024):
                        out.write(chunk)
