"""Packages held to the schemas that their tables say they follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.errors import Issue, NotFoundError, PackageRefusedError
from portal.interop.reading import Package, read_package
from portal.publishing.registry.checking import check
from portal.publishing.registry.model import Schema
from portal.publishing.registry.reading import schema

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Followed:
    """A table with the schema it follows: where it lies, and what is refused and flagged of it."""

    schema: Schema | None
    source: Path
    file: str
    refused: tuple[Issue, ...]
    flagged: tuple[Issue, ...] = ()


def read_following(folder: Path) -> Package:
    """Return the package in `folder`, its tables held to the schemas they follow.

    Raises:
        PackageRefusedError: as `read_package`, or a table does not keep to its schema.
    """
    package = read_package(folder)
    issues = [issue for one in followed(package, folder) for issue in one.refused]
    if issues:
        raise PackageRefusedError(issues)
    return package


def followed(package: Package, root: Path) -> Iterator[Followed]:
    """Yield each table of a package that follows a schema; `root` is the package's folder."""
    for place, resource in enumerate(package.description.resources):
        if not resource.follows:
            continue
        source = package.data[resource.name]
        file = source.relative_to(root).as_posix()
        try:
            one = schema(resource.follows)
        except NotFoundError:
            facts = {"at": f"resources[{place}].follows", "name": resource.follows}
            yield Followed(None, source, file, (Issue("unknown-schema", DESCRIPTOR, facts=facts),))
            continue
        found = check(
            source,
            one,
            file=file,
            synthetic=package.description.synthetic,
            missing_values=resource.missing_values,
        )
        yield Followed(one, source, file, *parted(found, one))


def parted(issues: Iterable[Issue], one: Schema) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """Return the issues for which a table is refused, and those that are only flagged."""
    told = tuple(issues)
    refused = tuple(issue for issue in told if issue.code not in one.flags)
    return refused, tuple(issue for issue in told if issue.code in one.flags)
