"""Freezing a version: every file that is served of it, written once and measured."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from portal.bilingual import LOCALES, Bilingual
from portal.interop import vocabularies
from portal.interop.description import Description, Document, File, Resource, Scope
from portal.interop.documents import KINDS
from portal.interop.reading.code_lists import read_codes
from portal.interop.writing.archive import write_archive
from portal.interop.writing.cells import PLACES, Labels
from portal.interop.writing.datapackage import Tongue, descriptor
from portal.interop.writing.measured import MeasuredFile, measure
from portal.interop.writing.sheets import write_sheets
from portal.interop.writing.tables import JSON, write_table

_LATEST = "latest"
_DESCRIPTORS: tuple[tuple[Tongue, str], ...] = (
    (None, "datapackage.json"),
    *((locale, f"datapackage.{locale}.json") for locale in LOCALES),
)


def freeze(
    description: Description, data: Mapping[str, Path], *, number: int, folder: Path
) -> Description:
    """Write every file of version `number` into `folder`, and return what they describe.

    `data` gives the file of each table and document, as `read_package` found it. What comes back
    is `description` with rows and files of its resources and with the package's own files; it
    still has no `version`, which is the catalogue's to know. A file of scope "frozen" lies at
    its path in `folder`; one of scope "latest" lies in the folder `latest` there (`place_of`).
    The same description and data give the same bytes anywhere, any day.

    Raises:
        ValueError: the data are not those that `read_package` found sound.
    """
    bare = replace(description, version=None, files=())
    resources = _write_tables(bare, data, number, folder)
    documents = tuple(_keep(one, data[one.name], folder) for one in bare.documents)
    written = replace(bare, resources=resources, documents=documents)
    neutral = {resource.name: resource.files[0] for resource in resources}
    neutral |= {one.name: one.file for one in documents if one.file is not None}
    frozen = _write_descriptors(bare, neutral, number, folder, "frozen")
    members = [*frozen, *neutral.values()]
    archive = write_archive(bare, members, number=number, folder=folder)
    latest = _write_descriptors(bare, neutral, number, folder, "latest")
    return replace(written, files=(*frozen, archive, *latest))


def _write_tables(
    description: Description, data: Mapping[str, Path], number: int, folder: Path
) -> tuple[Resource, ...]:
    labels = _labels(description, data)
    written = []
    for resource in description.resources:
        source = data[resource.name]
        table = write_table(resource, source, labels, folder)
        sheets = write_sheets(description, table, source, labels, number=number, folder=folder)
        written.append(replace(table, files=(*table.files, *sheets)))
    return tuple(written)


def _keep(document: Document, source: Path, folder: Path) -> Document:
    """Write a document as it is."""
    place = folder / document.path
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    return replace(document, file=measure(folder, document.path, KINDS[document.kind]))


def place_of(file: File, folder: Path) -> Path:
    """Return where `freeze` put a file below its `folder`."""
    return folder / file.path if file.scope == "frozen" else folder / _LATEST / file.path


def _write_descriptors(
    description: Description, data: Mapping[str, File], number: int, folder: Path, scope: Scope
) -> list[File]:
    """Write the three descriptors of one scope: neutral, Welsh, English."""
    before = f"{number}/" if scope == "latest" else ""
    home = folder / _LATEST if scope == "latest" else folder
    files = []
    for tongue, name in _DESCRIPTORS:
        with MeasuredFile(home, name) as file:
            file.write(descriptor(description, data, number=number, tongue=tongue, folder=before))
            files.append(file.as_file(JSON, scope))
    return files


def _labels(description: Description, data: Mapping[str, Path]) -> Labels:
    """Return the labels of the code lists in use; the places are built in."""
    named = {field.codes for resource in description.resources for field in resource.fields}
    found: dict[str, Mapping[str, Bilingual]] = {
        resource.name: read_codes(resource, data[resource.name])
        for resource in description.resources
        if resource.name in named and resource.is_code_list
    }
    if PLACES in named:
        found[PLACES] = {place.gss: place.name for place in vocabularies.places()}
    return found
