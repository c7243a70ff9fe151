"""Turn a package into the frozen files of one version and put them in the store.

Nothing here touches the database: bytes first, rows second. Files of a version that is never
published are orphans, harmless because the store is named by content.
"""

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.bilingual import Bilingual
from portal.interop import vocabularies
from portal.interop.description import Description, Resource
from portal.interop.reading import Package
from portal.interop.writing import freeze
from portal.query.rows import Labels, write_rows
from portal.storage import Store


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
        written = Path(folder)
        description = freeze(package.description, package.data, number=number, folder=written)
        for path in sorted(written.rglob("*")):
            if path.is_file():
                store.put(path)
        rows = {
            resource.name: _freeze_rows(description, resource, written, store)
            for resource in description.resources
        }
    return Frozen(number, description, package.fingerprint, rows)


def _freeze_rows(description: Description, resource: Resource, folder: Path, store: Store) -> str:
    source = next(folder.rglob(f"data/{resource.name}.csv"))
    target = source.with_suffix(".rows.parquet")
    write_rows(source, resource, labels_of(description, resource, folder), target)
    return store.put(target).sha256


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
