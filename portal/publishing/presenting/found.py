"""What a check found to be wrong: where, the value, why, and how to mend it."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.errors import Issue
from portal.i18n import formatting
from portal.i18n.catalogues import gettext
from portal.i18n.intake_words import INTAKE_WORDS
from portal.i18n.issue_words import ISSUE_WORDS
from portal.i18n.marking import Words
from portal.i18n.words import issue_words

Entry = dict[str, Any]
Facts = Mapping[str, Any]

_OF_COLUMNS = frozenset({"measures", "unit"})
_ABOUT = frozenset({"licenses", "theme", "keywords", "spatial", "temporal", "frequency", "contact"})


def issues_by_page(issues: Iterable[Facts]) -> dict[str, list[Facts]]:
    """Part issues by where they are mended: texts, about, columns, or in the file itself."""
    parts: dict[str, list[Facts]] = {"texts": [], "about": [], "columns": [], "file": []}
    for issue in issues:
        place, locale = issue.get("place") or "", issue.get("locale") or ""
        if locale:
            parts["texts"].append(issue)
        elif place.rpartition("/")[2] in _OF_COLUMNS:
            parts["columns"].append(issue)
        elif place.partition("/")[0] in _ABOUT:
            parts["about"].append(issue)
        else:
            parts["file"].append(issue)
    return parts


def issue_columns() -> list[Entry]:
    """Return the headings of the table of issues."""
    return [
        {"title": _("Row"), "numeric": True},
        {"title": _("Column")},
        {"title": _("Value")},
        {"title": _("Why"), "wide": True},
        {"title": _("How to mend it"), "wide": True},
    ]


def issue_rows(issues: Iterable[Facts]) -> list[list[Entry]]:
    """Return issues as rows of a table: where, the value, why it is wrong, how to mend it."""
    return [_issue_row(issue) for issue in issues]


def _words(issue: Issue) -> Words:
    """Return an issue's words, whether a package's reader or intake told it."""
    if issue.code in ISSUE_WORDS:
        return issue_words(issue, g.locale)
    words = INTAKE_WORDS.get(issue.code, Words(issue.code, "–"))
    facts = _Known({**issue.facts, "row": issue.row, "column": issue.column})
    return Words(gettext(words.what, g.locale) % facts, gettext(words.mend, g.locale) % facts)


class _Known(dict[str, object]):
    """Facts by name; one that is not known reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _issue_row(found: Facts) -> list[Entry]:
    issue = Issue(
        found["code"],
        found.get("file", ""),
        found.get("row"),
        found.get("column", ""),
        found.get("facts", {}),
    )
    words = _words(issue)
    row = formatting.number(issue.row, g.locale) if issue.row else "–"
    value = issue.facts.get("value")
    return [
        {"text": row, "hint": issue.file},
        {"text": issue.column or "–", "bare": True},
        {"text": "–" if value is None else str(value), "bare": True},
        {"text": words.what},
        {"text": words.mend},
    ]
