"""What an officer can decide about a file: questions, groups of changes, columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.catalogue.presenting import type_in_words
from portal.i18n import formatting
from portal.i18n.catalogues import gettext
from portal.i18n.intake_words import CHANGE_WORDS, INTAKE_WORDS, MARK_WORDS
from portal.i18n.issue_words import ISSUE_WORDS
from portal.publishing import drafts
from portal.publishing.gate.passing import ANSWER, NO_ANSWER, RELATION
from portal.publishing.presenting.gating import relation_words
from portal.publishing.presenting.sentences import change_sentence
from portal.publishing.queries import Submission
from portal.tabular.decisions import TYPES, UNDOABLE
from portal.web.routing import page_url

Entry = dict[str, Any]
Facts = Mapping[str, Any]


def question_entries(submission: Submission, typed: Mapping[str, str]) -> list[Entry]:
    """Return the open questions, each with what every answer would do."""
    return [
        {
            "name": f"answer-{number}",
            "words": _question(question),
            "column": question.get("column") or "",
            "options": [
                {
                    "value": option,
                    "label": _option(option, question),
                    "chosen": typed.get(f"answer-{number}") == option,
                }
                for option in question.get("options") or ()
            ],
            "value": typed.get(f"answer-{number}", ""),
        }
        for number, question in enumerate(submission.questions, start=1)
    ]


def _question(question: Facts) -> str:
    words = INTAKE_WORDS.get(question["code"]) or ISSUE_WORDS.get(question["code"])
    if words is None:
        return str(_("Something is not clear."))
    facts = _Shown(question.get("facts") or {})
    return f"{gettext(words.what, g.locale)}. {gettext(words.mend, g.locale)}" % facts


def _option(option: str, question: Facts) -> str:
    code = question["code"]
    if code.startswith(RELATION):
        return relation_words(option)
    if code == ANSWER:
        names = question["facts"]["names"]
        return str(names[option][g.locale] if option != NO_ANSWER else _("None of them"))
    said = {
        "dmy": _("Day first: 03/04/2026 is 3 April"),
        "mdy": _("Month first: 03/04/2026 is 4 March"),
        "point": _("The point marks decimals: 1.234 is a little over one"),
        "comma": _("The comma marks decimals: 1,234 is a little over one"),
        "keep": _("Keep it as the portal made it"),
        "undo": _("Undo it and leave the cells as they were"),
        "accept": _("It is right as it is"),
        "same": _("It is the same column under another heading"),
        "other": _("It is another column"),
        "different": _("It is another column"),
        "none": _("None of them"),
        "all": _("All of them"),
        "nothing-more": _("I have read them: they tell nothing more about people"),
    }
    if option in said:
        return str(said[option])
    if option in MARK_WORDS:
        return gettext(MARK_WORDS[option], g.locale)
    if option in TYPES:
        return str(_("Read the column as: %(type)s", type=type_in_words(option)))
    return option


def change_groups(submission: Submission) -> list[Entry]:
    """Return the groups of changes, each leading to its cells, with what can be done about it."""
    accepted = {tuple(pair) for pair in submission.decisions.get("accepted") or ()}
    return [
        {
            "sentence": change_sentence(change),
            "what": gettext(CHANGE_WORDS.get(change["code"], change["code"]), g.locale),
            "code": change["code"],
            "column": change.get("column") or "",
            "heading": heading_of(submission, change.get("column") or ""),
            "href": page_url("publishing.change_page", number=submission.id, group=number),
            "undoable": change["code"] in UNDOABLE,
            "accepted": (change["code"], change.get("column") or "") in accepted,
        }
        for number, change in enumerate(submission.changes, start=1)
    ]


def undone_groups(submission: Submission) -> list[Entry]:
    """Return the groups of changes that were undone."""
    undone = (submission.decisions.get("tabular") or {}).get("undo") or ()
    return [
        {
            "what": gettext(CHANGE_WORDS.get(code, code), g.locale),
            "code": code,
            "column": column,
            "heading": heading_of(submission, column),
        }
        for code, column in undone
    ]


def cell_rows(changes: Iterable[Facts]) -> list[list[Entry]]:
    """Return single changes as rows of a table: where, before, after."""
    return [
        [
            {"text": formatting.number(change["row"], g.locale) if change.get("row") else "–"},
            {"text": change.get("column") or "–", "bare": True},
            {"text": str(change.get("before") or _("(blank)")), "bare": True},
            {"text": str(change.get("after") or _("(blank)")), "bare": True},
        ]
        for change in changes
    ]


def heading_of(submission: Submission, field: str) -> str:
    """Return a column's heading in the file."""
    return next(
        (c["name"] for _table, c in found_columns(submission) if c["field"] == field), field
    )


def heading_options(submission: Submission, chosen: str | None) -> list[Entry]:
    """Return the columns of a file to choose one from."""
    return [
        {
            "value": column["field"],
            "label": column["name"] or column["field"],
            "chosen": column["field"] == chosen,
        }
        for _table, column in found_columns(submission)
    ]


def emptied_cells(submission: Submission) -> list[Entry]:
    """Return the cells that were emptied, by row and column."""
    cells = (submission.decisions.get("tabular") or {}).get("redactions") or ()
    return [
        {"row": row, "column": column, "heading": heading_of(submission, column)}
        for row, column in cells
    ]


def is_searchable(submission: Submission) -> bool:
    """Tell whether a check listed the rows of a file."""
    tables = (submission.found or {}).get("tables") or ()
    return any("rows_sha256" in table for table in tables)


def row_entries(rows: Iterable[Facts], ticked: Sequence[str]) -> list[Entry]:
    """Return rows that hold a text: the cells where it stands, and the others of the row."""
    return [
        {
            "row": formatting.number(row["record"], g.locale),
            "sheet": row["sheet"],
            "held": [_tick(row, cell, ticked) for cell in row["cells"] if cell["found"]],
            "others": [_tick(row, cell, ticked) for cell in row["cells"] if not cell["found"]],
            "rest": _shortened(cell["text"] for cell in row["cells"] if not cell["found"]),
        }
        for row in rows
    ]


def _tick(row: Facts, cell: Facts, ticked: Sequence[str]) -> Entry:
    value = f"{row['record']}:{cell['field']}"
    return {
        "value": value,
        "heading": cell["heading"],
        "text": _shortened([cell["text"]], most=300),
        "chosen": value in ticked,
    }


def _shortened(texts: Iterable[str], most: int = 90) -> str:
    whole = " · ".join(texts)
    return whole if len(whole) <= most else f"{whole[:most].rstrip()}…"


def found_columns(submission: Submission) -> list[tuple[Facts, Facts]]:
    """Return every column that was found, with its table."""
    tables = (submission.found or {}).get("tables") or ()
    return [(table, column) for table in tables for column in table.get("columns") or ()]


def column_entries(submission: Submission, typed: Mapping[str, str]) -> list[Entry]:
    """Return the columns of a file with what can be said about each."""
    entries = []
    for number, (table, column) in enumerate(found_columns(submission), start=1):
        resource = table.get("resource") or submission.dataset
        at = f"resources/{resource}/fields/{column.get('called') or column['field']}"
        measures = drafts.value(submission.draft, f"{at}/measures") or ""
        kind = typed.get(f"type-{number}", column["type"])
        entries.append(
            {
                "number": number,
                "heading": column["name"] or column["field"],
                "types": [
                    {"value": each, "label": type_in_words(each), "chosen": each == kind}
                    for each in TYPES
                ],
                "called": column.get("called") or column["field"],
                "numeric": column["type"] in {"integer", "number"},
                "measures": measure_options(typed.get(f"measures-{number}", measures)),
                "unit": typed.get(
                    f"unit-{number}", drafts.value(submission.draft, f"{at}/unit") or ""
                ),
            }
        )
    return entries


def measure_options(chosen: str) -> Sequence[Entry]:
    """Return what a column of numbers can measure."""
    words = {
        "": _("Not said yet"),
        "people": _("people"),
        "things": _("things"),
        "money": _("money"),
        "other": _("something else"),
    }
    return [
        {"value": value, "label": label, "chosen": value == chosen}
        for value, label in words.items()
    ]


class _Shown(dict[str, object]):
    """Facts by name; one that is not known reads as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"
