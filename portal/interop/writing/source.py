"""The rows of a resource's data file, as the writers take them."""

from collections.abc import Iterator
from pathlib import Path

from portal.interop.description import Resource
from portal.interop.reading.rows import rows


def data_rows(resource: Resource, source: Path) -> Iterator[list[str]]:
    """Yield the rows below the heading.

    Raises:
        ValueError: the heading or the length of a row is not what the description says.
    """
    names = [field.name for field in resource.fields]
    for number, row in enumerate(rows(source), start=1):
        if len(row) != len(names) or (number == 1 and row != names):
            raise ValueError(f"row {number} of {resource.name} does not fit its columns")
        if number > 1:
            yield row
