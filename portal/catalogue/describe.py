"""From a version in the database to the one `Description` that everything is written from."""

from dataclasses import replace

from portal.catalogue import models
from portal.interop.description import Description, File, Resource, VersionFacts
from portal.interop.writing import from_plain

_DATA = "data/"


def describe(version: models.Version) -> Description:
    """Return the description of a version; its files and resources must be loaded."""
    description = from_plain(version.content)
    files = tuple(_file(file) for file in version.files)
    rows = {resource.name: resource.row_count for resource in version.resources}
    return replace(
        description,
        resources=tuple(
            _resource(resource, rows.get(resource.name, 0), files)
            for resource in description.resources
        ),
        documents=tuple(replace(one, file=_at(one.path, files)) for one in description.documents),
        files=tuple(file for file in files if not file.path.startswith(_DATA)),
        version=version_facts(version),
    )


def version_facts(version: models.Version) -> VersionFacts:
    """Return what the catalogue knows of a version beside its files."""
    return VersionFacts(
        number=version.number,
        reason=version.reason,
        published_at=version.published_at,
        withdrawn_at=version.withdrawn_at,
    )


def _file(file: models.File) -> File:
    return File(
        path=file.path,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        scope=file.scope.value,
    )


def _at(path: str, files: tuple[File, ...]) -> File | None:
    return next((file for file in files if file.path == path and file.scope == "frozen"), None)


def _resource(resource: Resource, rows: int, files: tuple[File, ...]) -> Resource:
    own = tuple(file for file in files if file.path.startswith(f"{_DATA}{resource.name}."))
    return replace(resource, rows=rows, files=own)
