"""Code lists: the codes of a package's own vocabularies, with their labels in both languages."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.bilingual import LOCALES, Bilingual
from portal.errors import Issue
from portal.interop.description import Resource
from portal.interop.reading import limits
from portal.interop.reading.findings import Findings, shown
from portal.interop.reading.rows import RowError, rows
from portal.interop.reading.tables import Table

_MISSING = {"cy": "welsh-missing", "en": "english-missing"}


def read_codes(resource: Resource, path: Path) -> Mapping[str, Bilingual]:
    """Return the labels of a code list by code, in the order of the file."""
    return {code: label for _, code, label in _entries(resource, path)}


def check_codes(table: Table, findings: Findings) -> Mapping[str, Bilingual] | None:
    """Return the labels of a code list, or None where it cannot be read to its end.

    What is wrong with its rows is noted.
    """
    assert table.path is not None
    found: dict[str, Bilingual] = {}
    try:
        for row, code, label in _entries(table.resource, table.path):
            if len(found) >= limits.CODES:
                findings.add("code-list-too-long", file=table.file, most=limits.CODES)
                return None
            findings.extend(_faults(table, row, code, label, found))
            found[code] = label
    except RowError:
        return None  # told, with the row, when the cells are checked
    return found


def _faults(
    table: Table, row: int, code: str, label: Bilingual, known: Mapping[str, Bilingual]
) -> Iterator[Issue]:
    """Yield what is wrong with one entry."""
    if not code.strip():
        yield Issue("blank-code", table.file, row, "code")
    elif code in known:
        yield Issue("duplicate-code", table.file, row, "code", {"cell": shown(code)})
    for locale in LOCALES:
        if not label[locale].strip():
            column = f"label_{locale}"
            yield Issue(_MISSING[locale], table.file, row, column, {"at": column})


def _entries(resource: Resource, path: Path) -> Iterator[tuple[int, str, Bilingual]]:
    """Yield each entry with its row; a missing cell is an empty text."""
    names = [field.name for field in resource.fields]
    places = [names.index(name) for name in ("code", "label_cy", "label_en")]
    for number, row in enumerate(rows(path), start=1):
        if number > 1 and len(row) > max(places):
            cells = [row[place] for place in places]
            code, cy, en = ("" if cell in resource.missing_values else cell for cell in cells)
            yield number, code, Bilingual(cy, en)
