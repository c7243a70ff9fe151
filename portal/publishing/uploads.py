"""Handed-in bytes: stored and synced before any row speaks of them."""

import re
import stat
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from portal.errors import PortalError
from portal.storage import Store

LARGEST = 512 * 1024 * 1024
"""Bytes of one upload."""
DRY_RUNS = "dry-runs"
"""The store apart that keeps what is only to be checked, until it has been."""
_NAME = 200
_PROOF_LASTS = 24 * 3600
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class UploadTooLargeError(PortalError):
    """A file that was handed in is larger than any can be."""

    code = "upload-too-large"
    status = 413


class ProofSpentError(PortalError):
    """A form speaks of a file that was sent earlier, but does not prove it."""

    code = "proof-spent"
    status = 422


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


def proof(upload: Upload, member: int, *, key: str) -> str:
    """Return what proves to us later that a member has handed a file in."""
    return _signer(key).dumps([member, upload.name, upload.size, upload.sha256])


def proven(text: str, member: int, *, key: str) -> Upload:
    """Return the file that a proof is about.

    Raises:
        ProofSpentError: it is not ours, another member's, or a day old.
    """
    try:
        owner, name, size, sha256 = _signer(key).loads(text, max_age=_PROOF_LASTS)
    except BadData as wrong:
        raise ProofSpentError from wrong
    if owner != member:
        raise ProofSpentError
    return Upload(name=name, size=size, sha256=sha256)


def _signer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="upload")


def plain_name(name: str) -> str:
    """Return a file's name without folders and without what cannot be printed."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNPRINTABLE.sub("", last).strip()[-_NAME:] or "upload"


def pack(folder: Path, target: Path, *, only: Collection[Path] | None = None) -> None:
    """Zip a folder's regular files into `target`, or `only` some; the same give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if stat.S_ISREG(path.lstat().st_mode) and (only is None or path in only):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(entry, "w") as out:
                    while chunk := source.read(1024 * 1024):
                        out.write(chunk)
