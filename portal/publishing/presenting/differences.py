"""What has changed between two versions, table by table, a page of lines at a time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.catalogue.presenting import type_in_words
from portal.interop.description import Description, Resource
from portal.publishing.comparing import DocumentDifference
from portal.query.difference import LISTED, TableDifference

Entry = dict[str, Any]

_LONGEST = 200


def line_count(found: TableDifference) -> int:
    """Return how many lines the listed rows of a table make: one per row, or per changed cell."""
    changed = sum(len(row.before) for row in found.changed)
    return len(found.removed) + len(found.added) + changed


def difference_parts(
    found: Sequence[TableDifference], description: Description, *, offset: int, limit: int
) -> list[Entry]:
    """Return each table with its sentences and those of its lines that are on the page."""
    parts: list[Entry] = []
    before = 0
    for table in found:
        count = line_count(table)
        start, end = max(0, offset - before), min(count, offset + limit - before)
        lines = list(islice(_lines(table, description), start, end)) if end > start else []
        before += count
        resource = description.resource(table.resource)
        parts.append(
            {
                "name": table.resource,
                "title": resource.title[g.locale] if resource else table.resource,
                "sentences": list(_sentences(table, resource)),
                "rows": lines,
                "same": table.same,
            }
        )
    return parts


def document_changes(found: Sequence[DocumentDifference]) -> list[Entry]:
    """Return each document with what has become of it."""
    words = {
        "added": _("This document is new."),
        "removed": _("This document is no longer there."),
        "changed": _("This document is another."),
        "same": _("Nothing has changed in this document."),
    }
    return [{"label": one.title[g.locale], "value": words[one.state]} for one in found]


def _sentences(found: TableDifference, resource: Resource | None) -> Iterator[str]:
    if found.state == "added":
        yield _("This table is new.")
    if found.state == "removed":
        yield _("This table is no longer there.")
    yield from _column_sentences(found, resource)
    if found.added_rows:
        yield str(ngettext("%(num)d row is new.", "%(num)d rows are new.", found.added_rows))
    if found.removed_rows:
        yield str(ngettext("%(num)d row is gone.", "%(num)d rows are gone.", found.removed_rows))
    if found.changed_rows:
        yield str(
            ngettext("%(num)d row has changed.", "%(num)d rows have changed.", found.changed_rows)
        )
    if found.key and (found.added_rows or found.removed_rows or found.changed_rows):
        key = ", ".join(_title(resource, name) for name in found.key)
        yield _("Rows are told apart by: %(columns)s", columns=key)
    if max(found.added_rows, found.removed_rows, found.changed_rows) > LISTED:
        yield _("Only the first %(count)s rows of each kind are listed.", count=LISTED)


def _column_sentences(found: TableDifference, resource: Resource | None) -> Iterator[str]:
    for name in found.columns_added:
        yield _("New column: %(column)s", column=_title(resource, name))
    for name in found.columns_removed:
        yield _("Column no longer there: %(column)s", column=name)
    for one in found.columns_retyped:
        yield _(
            "Column of another type: %(column)s (%(before)s → %(after)s)",
            column=_title(resource, one.name),
            before=type_in_words(one.before),
            after=type_in_words(one.after),
        )


def _lines(found: TableDifference, description: Description) -> Iterator[list[Entry]]:
    """Yield what changed as rows of a table: what, which row, column, before, after."""
    resource = description.resource(found.resource)
    for row in found.removed:
        yield [{"text": _("gone")}, _row(row, found), _cell(""), _cell(_whole(row)), _cell("")]
    for row in found.added:
        yield [{"text": _("new")}, _row(row, found), _cell(""), _cell(""), _cell(_whole(row))]
    for changed in found.changed:
        key = " · ".join(changed.key.values())
        for name, text in changed.before.items():
            yield [
                {"text": _("changed")},
                _cell(key),
                {"text": _title(resource, name)},
                _cell(text or _("(blank)")),
                _cell(changed.after[name] or _("(blank)")),
            ]


def _row(row: Mapping[str, str], found: TableDifference) -> Entry:
    names = found.key or tuple(row)[:1]
    return _cell(" · ".join(row[name] for name in names))


def _whole(row: Mapping[str, str]) -> str:
    text = " · ".join(cell or "–" for cell in row.values())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _cell(text: str) -> Entry:
    return {"text": text, "bare": True}


def _title(resource: Resource | None, name: str) -> str:
    field = resource.field(name) if resource else None
    return field.title[g.locale] if field else name
