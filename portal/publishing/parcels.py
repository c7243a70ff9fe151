"""What `melin publish` is given: a package's folder, its zip, or a file of data."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from portal.bilingual import Bilingual
from portal.errors import PortalError
from portal.publishing import uploads
from portal.publishing.remote import Parcel

DESCRIPTOR = "datapackage.json"
_LARGEST = 16 * 1024 * 1024


class NoPlaceError(PortalError):
    """Nothing says which dataset of which publisher a file is for."""

    code = "no-place"
    status = 400


@dataclass(frozen=True, slots=True)
class Given:
    """A parcel and the reason that its package gives."""

    parcel: Parcel
    reason: Bilingual


@contextmanager
def given(path: Path, *, dataset: str, publisher: str) -> Iterator[Given]:
    """Make ready what is to be sent; a folder is zipped, with only what its package names.

    Raises:
        NoPlaceError: neither the package nor the caller says where it belongs.
    """
    descriptor = _descriptor(path)
    dataset = dataset or _text(descriptor, "name")
    publisher = publisher or _text(descriptor, "publisher")
    if not dataset or not publisher:
        raise NoPlaceError(file=path.name)
    reason = Bilingual(_text(descriptor, "reason_cy"), _text(descriptor, "reason_en"))
    with TemporaryDirectory() as scratch:
        file, name = path, path.name
        if path.is_dir():
            name = f"{dataset}.zip"
            file = Path(scratch) / "package.zip"
            uploads.pack(path, file, only=_named(path, descriptor))
        yield Given(Parcel(file, name, dataset, publisher), reason)


def _descriptor(path: Path) -> dict[str, Any]:
    """Return the descriptor as far as it can be read; the portal tells what is wrong with it."""
    text = b"{}"
    with suppress(OSError, KeyError, zipfile.BadZipFile, RuntimeError):
        if path.is_dir():
            text = (path / DESCRIPTOR).read_bytes()
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(_outermost(archive)) as file:
                text = file.read(_LARGEST)
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        return found if isinstance(found, dict) else {}
    return {}


def _outermost(archive: zipfile.ZipFile) -> str:
    names = [name for name in archive.namelist() if name.split("/")[-1] == DESCRIPTOR]
    return min(names, key=lambda name: name.count("/"), default=DESCRIPTOR)


def _named(folder: Path, descriptor: dict[str, Any]) -> set[Path]:
    """Return the files that a package consists of; what else lies in its folder stays there."""
    resources = descriptor.get("resources")
    paths = [each.get("path") for each in resources or () if isinstance(each, dict)]
    return {folder / DESCRIPTOR} | {folder / path for path in paths if isinstance(path, str)}


def _text(descriptor: dict[str, Any], name: str) -> str:
    found = descriptor.get(name, "")
    return found if isinstance(found, str) else ""
