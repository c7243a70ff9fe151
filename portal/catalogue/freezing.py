"""Turn a package into the frozen files of one version and put them in the store.

Nothing here touches the database: bytes first, rows second. Files of a version that is never
published are orphans, harmless because the store is named by content.
"""

import csv
import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.bilingual import Bilingual
from portal.catalogue.charting import MOST_BARS, Content, Reading, write_charts
from portal.interop import vocabularies
from portal.interop.description import Description, Resource
from portal.interop.reading import Package
from portal.interop.writing import freeze
from portal.query.joining import join_places
from portal.query.rows import Labels, Where, read_first, write_rows
from portal.storage import Store

_ROWS = ".rows.parquet"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version ready to publish: its description with files, and where its rows are kept."""

    number: int
    description: Description
    fingerprint: str
    rows: Mapping[str, str]


def freeze_version(package: Package, *, number: int, store: Store) -> Frozen:
    """Write every file of version `number` into the store and describe them."""
    with tempfile.TemporaryDirectory() as folder:
        frozen = write_version(package, number=number, folder=Path(folder))
        keep_version(Path(folder), store)
    return frozen


def write_version(package: Package, *, number: int, folder: Path) -> Frozen:
    """Write every file of version `number` into `folder`, with its rows as pages read them.

    Raises:
        PackageRefusedError: a chart of the package cannot be drawn.
    """
    description = freeze(package.description, package.data, number=number, folder=folder)
    rows = {
        resource.name: _write_rows(description, resource, folder)
        for resource in description.resources
    }
    charts = write_charts(description, _reading(description, folder), folder)
    joined = tuple(
        replace(one, joined=join_places(_rows_of(one, folder), one))
        for one in description.resources
    )
    written = replace(description, resources=joined, files=(*description.files, *charts))
    return Frozen(number, written, package.fingerprint, rows)


def keep_version(folder: Path, store: Store) -> set[str]:
    """Put what `write_version` wrote into the store; return the hash of every file."""
    written = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {store.put(path).sha256 for path in written}


def _reading(description: Description, folder: Path) -> Reading:
    """Return what reads the first rows of a table that was written into `folder`."""

    def read(resource: Resource, where: Where) -> Content:
        rows, count = read_first(_rows_of(resource, folder), resource, where, limit=MOST_BARS)
        return Content(rows, count, labels_of(description, resource, folder))

    return read


def _rows_of(resource: Resource, folder: Path) -> Path:
    return next(folder.rglob(f"data/{resource.name}{_ROWS}"))


def _write_rows(description: Description, resource: Resource, folder: Path) -> str:
    source = next(folder.rglob(f"data/{resource.name}.csv"))
    target = source.with_suffix(_ROWS)
    write_rows(source, resource, labels_of(description, resource, folder), target)
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def labels_of(description: Description, resource: Resource, folder: Path) -> Labels:
    """Return what the codes of a table are called, read from its package's code lists."""
    labels: dict[str, Mapping[str, Bilingual]] = {}
    for field in resource.fields:
        if field.codes == "places":
            labels[field.name] = {place.gss: place.name for place in vocabularies.places()}
        elif field.codes and description.resource(field.codes) is not None:
            labels[field.name] = _code_list(next(folder.rglob(f"data/{field.codes}.csv")))
    return labels


def _code_list(path: Path) -> dict[str, Bilingual]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Bilingual(row["label_cy"], row["label_en"]) for row in csv.DictReader(file)
        }
