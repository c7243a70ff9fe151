"""Loading packages from a folder: the edge where each package is one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from portal.catalogue import operations, queries
from portal.catalogue.freezing import freeze_version
from portal.db import Database
from portal.errors import Issue, PackageRefusedError, PortalError
from portal.interop.reading import Package, identify, read_package
from portal.storage import Store

DESCRIPTOR = "datapackage.json"
Read = Callable[[Path], Package]


class NoPackagesError(PortalError):
    """A folder holds no data package."""

    code = "no-packages"
    status = 404


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one package: its version, or why there is none."""

    name: str
    outcome: Literal["published", "unchanged", "refused"]
    version: int = 0
    issues: tuple[Issue, ...] = ()
    refusal: PortalError | None = None


def packages_in(folder: Path) -> list[Path]:
    """Return the package folders at or right under `folder`, in the order of their names.

    Raises:
        NoPackagesError: there are none.
    """
    if (folder / DESCRIPTOR).is_file():
        return [folder]
    found = sorted(path.parent for path in folder.glob(f"*/{DESCRIPTOR}"))
    if not found:
        raise NoPackagesError(folder=folder)
    return found


def load_all(
    folder: Path, database: Database, store: Store, *, read: Read = read_package
) -> Iterator[Loaded]:
    """Load every package of a folder, telling about each as soon as it is done."""
    for package in packages_in(folder):
        yield load(package, database, store, read=read)


def load(folder: Path, database: Database, store: Store, *, read: Read = read_package) -> Loaded:
    """Publish one package as a new version, unless it is the same as the latest.

    `read` reads it, or refuses it. A refused package leaves nothing behind that anybody could see.
    """
    try:
        return _load(folder, database, store, read)
    except PackageRefusedError as refused:
        return Loaded(folder.name, "refused", issues=refused.issues, refusal=refused)
    except PortalError as refused:
        return Loaded(folder.name, "refused", refusal=refused)


def _load(folder: Path, database: Database, store: Store, read: Read) -> Loaded:
    identity = identify(folder)
    with database.reading():
        number, fingerprint = queries.latest_fingerprint(identity.slug)
    if fingerprint == identity.fingerprint:
        return Loaded(identity.slug, "unchanged", version=number)
    frozen = freeze_version(read(folder), number=number + 1, store=store)
    with database.writing():
        operations.publish_version(frozen)
    return Loaded(identity.slug, "published", version=frozen.number)
