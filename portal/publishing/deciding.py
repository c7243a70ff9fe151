"""What an officer decides about a file, and what of it holds for the next one.

Decisions are plain values: `tabular` is what intake itself takes
(`portal.tabular.decisions.Decisions`); `answers` holds each question's answer by its id; `fields`
the names that columns have in the dataset, by the names they have in this file; `tables` is "all"
where every table found is meant; `gate` has `round` where counts of people are to be rounded by
the portal; `accepted` lists changes looked at; `schema` is the schema the
file has to keep to; `edited` are the places of the draft that people wrote at.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from portal.errors import NotFoundError, PortalError
from portal.publishing.registry import schema
from portal.tabular.decisions import Decisions, TypeChoice, WrongDecisionError

Kept = dict[str, Any]

_ORDERS = ("dmy", "mdy")
_DECIMALS = ("point", "comma")


class WrongAnswerError(PortalError):
    """A decision or an answer makes no sense for this file."""

    code = "wrong-answer"
    status = 422


def tabular_of(decisions: Mapping[str, Any]) -> Decisions:
    """Return what was decided as intake takes it.

    Raises:
        WrongAnswerError: it is none of ours.
    """
    try:
        return Decisions.from_dict(decisions.get("tabular") or {})
    except WrongDecisionError as wrong:
        raise WrongAnswerError(decision=str(wrong)) from wrong


def for_next_file(decisions: Mapping[str, Any]) -> Kept:
    """Return what still holds for other bytes: nothing that was said of one file's own cells."""
    kept: Kept = {
        "tabular": _brief(tabular_of(decisions).for_next_file()),
        "answers": {
            question: answer
            for question, answer in (decisions.get("answers") or {}).items()
            if code_of(question) not in ABOUT_ONE_FILE
        },
    }
    others = {
        key: decisions[key]
        for key in ("fields", "tables", "accepted", "schema", "edited", "gate")
        if decisions.get(key)
    }
    return {key: value for key, value in {**kept, **others}.items() if value}


def _brief(decisions: Decisions) -> Kept:
    """Return what was decided at all, as plain values."""
    nothing = Decisions().to_dict()
    return {key: value for key, value in decisions.to_dict().items() if value != nothing[key]}


def for_next_version(decisions: Mapping[str, Any]) -> Kept:
    """Return what a recipe keeps: as for the next file, without what was written in the pages."""
    kept = for_next_file(decisions)
    kept.pop("edited", None)
    answers = {
        question: answer
        for question, answer in kept.pop("answers", {}).items()
        if code_of(question) not in DRIFT
    }
    return {**kept, "answers": answers} if answers else kept


def question_id(question: Mapping[str, Any]) -> str:
    """Return a question's id: the same question about the same column has the same one."""
    facts = question.get("facts") or {}
    parts = (
        question["code"],
        question.get("sheet"),
        question.get("column"),
        facts.get("mark"),
        facts.get("columns"),
        facts.get("field"),
        facts.get("called"),
    )
    return "/".join(str(part) for part in parts if part)


def code_of(question: str) -> str:
    """Return the code that a question's id begins with."""
    return question.partition("/")[0]


def decide(
    decisions: Mapping[str, Any],
    wanted: Mapping[str, Any],
    questions: Sequence[Mapping[str, Any]] = (),
    found: Mapping[str, Any] | None = None,
) -> Kept:
    """Return decisions with those of `wanted` added.

    `wanted` may have: `sheet`, `table`, `header_rows`, `encoding` (None: intake chooses again),
    `tables`, `schema`, `gate`; `names`, `types`, `marks`, `fields` (each adds to what there is;
    None takes one out); `undo`, `redo`, `accept` (lists of (code, column)); `redact`, `show`
    (lists of (source record, column)); `leave_out`, `take` (columns); `answers` by question id.

    Raises:
        WrongAnswerError: something in it makes no sense.
    """
    made: Kept = {**decisions, "tabular": dict(decisions.get("tabular") or {})}
    for key, value in wanted.items():
        if key == "answers":
            continue
        if key not in _HOW:
            raise WrongAnswerError(decision=key)
        _HOW[key](made, key, value)
    open_ = {question["id"]: question for question in questions}
    for question, answer in (wanted.get("answers") or {}).items():
        if question not in open_:
            raise WrongAnswerError(decision=question)
        _answer(made, open_[question], answer, found or {})
    tabular_of(made)
    return made


def _set_tabular(made: Kept, key: str, value: Any) -> None:
    if value is None:
        made["tabular"].pop(key, None)
    else:
        made["tabular"][key] = list(value) if key == "header_rows" else value


def _add_tabular(made: Kept, key: str, value: Mapping[str, Any]) -> None:
    made["tabular"][key] = _added(made["tabular"].get(key), value)


def _set(made: Kept, key: str, value: Any) -> None:
    if value is None:
        made.pop(key, None)
    else:
        made[key] = value


def _set_schema(made: Kept, key: str, value: str | None) -> None:
    """Choose a schema, by name or number; it is kept with its number."""
    try:
        _set(made, key, schema(value).reference if value else None)
    except NotFoundError as unknown:
        raise WrongAnswerError(decision=str(value)) from unknown


def _add(made: Kept, key: str, value: Mapping[str, Any]) -> None:
    made[key] = _added(made.get(key), value)


def _added(before: Mapping[str, Any] | None, more: Mapping[str, Any]) -> Kept:
    both = {**(before or {}), **more}
    return {key: value for key, value in both.items() if value is not None}


def _undo(made: Kept, _key: str, value: Sequence[Sequence[str]]) -> None:
    made["tabular"]["undo"] = _pairs(made["tabular"].get("undo"), more=value)
    made["accepted"] = _pairs(made.get("accepted"), less=value)


def _redo(made: Kept, _key: str, value: Sequence[Sequence[str]]) -> None:
    made["tabular"]["undo"] = _pairs(made["tabular"].get("undo"), less=value)


def _accept(made: Kept, _key: str, value: Sequence[Sequence[str]]) -> None:
    made["accepted"] = _pairs(made.get("accepted"), more=value)


def _redact(made: Kept, key: str, value: Sequence[Sequence[Any]]) -> None:
    change = {"more" if key == "redact" else "less": value}
    made["tabular"]["redactions"] = _pairs(made["tabular"].get("redactions"), **change)


def _leave_out(made: Kept, key: str, value: Sequence[str]) -> None:
    out = set(made["tabular"].get("left_out", ()))
    made["tabular"]["left_out"] = sorted(out | set(value) if key == "leave_out" else out - {*value})


def _pairs(
    before: Sequence[Sequence[Any]] | None,
    *,
    more: Sequence[Sequence[Any]] = (),
    less: Sequence[Sequence[Any]] = (),
) -> list[list[Any]]:
    left = {(first, second) for first, second in before or ()}
    left |= {(first, second) for first, second in more}
    left -= {(first, second) for first, second in less}
    return [list(pair) for pair in sorted(left)]


_HOW: Mapping[str, Callable[[Kept, str, Any], None]] = {
    **dict.fromkeys(("sheet", "table", "header_rows", "encoding"), _set_tabular),
    **dict.fromkeys(("nothing_to_report", "damage_accepted"), _set_tabular),
    **dict.fromkeys(("names", "types", "marks"), _add_tabular),
    "tables": _set,
    "gate": _set,
    "schema": _set_schema,
    "fields": _add,
    "undo": _undo,
    "redo": _redo,
    "accept": _accept,
    **dict.fromkeys(("redact", "show"), _redact),
    **dict.fromkeys(("leave_out", "take"), _leave_out),
}


def _answer(made: Kept, question: Mapping[str, Any], answer: Any, found: Mapping[str, Any]) -> None:
    """Turn one answer into a decision, and note that the question has been answered."""
    options = question.get("options") or ()
    if options and answer not in options:
        raise WrongAnswerError(decision=question["id"])
    act = _ANSWERS.get(question["code"])
    if act is not None:
        act(made, question, answer, found)
    made["answers"] = {**(made.get("answers") or {}), question["id"]: answer}


def _several_tables(
    made: Kept, question: Mapping[str, Any], answer: Any, found: Mapping[str, Any]
) -> None:
    if answer == "all":
        made["tables"] = "all"
        return
    place = list(question["options"]).index(answer)
    tables = found.get("tables") or []
    if place >= len(tables):
        raise WrongAnswerError(decision=question["id"])
    sheet = tables[place]["sheet"]
    before = sum(table["sheet"] == sheet for table in tables[:place])
    made["tabular"] |= {"sheet": sheet, "table": before + 1}
    made.pop("tables", None)


def _header_rows(
    made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]
) -> None:
    """Take "none", or the records that hold the headings: "3" or "3, 4"."""
    rows = [] if answer == "none" else str(answer).replace(" ", "").split(",")
    if answer == "keep":
        return
    if not all(row.isdecimal() and int(row) > 0 for row in rows):
        raise WrongAnswerError(decision=question["id"])
    made["tabular"]["header_rows"] = [int(row) for row in rows]


def _name(made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]) -> None:
    if not isinstance(answer, str) or not answer.strip():
        raise WrongAnswerError(decision=question["id"])
    if question.get("column"):
        _add_tabular(made, "names", {question["column"]: answer.strip()})


def _type(made: Kept, question: Mapping[str, Any], answer: Any, found: Mapping[str, Any]) -> None:
    """Choose a type, an order of dates or a decimal mark for a column."""
    column = question["column"]
    columns = [c for table in found.get("tables") or () for c in table["columns"]]
    kind = next((c["type"] for c in columns if c["field"] == column), "string")
    if answer in _ORDERS:
        choice = TypeChoice(kind if kind in {"date", "datetime"} else "date", order=answer)
    elif answer in _DECIMALS:
        choice = TypeChoice(kind if kind != "string" else "number", decimal=answer)
        if answer == "comma" and choice.type == "integer":
            choice = TypeChoice("number", decimal="comma")
    else:
        choice = TypeChoice(answer)
    _add_tabular(made, "types", {column: asdict(choice)})


def _mark(made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]) -> None:
    _add_tabular(made, "marks", {question["facts"]["mark"]: answer})


def _fill(made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]) -> None:
    if answer == "undo":
        _undo(made, "undo", [("filled-down", question["column"])])


def _known(
    made: Kept, question: Mapping[str, Any], _answer: Any, _found: Mapping[str, Any]
) -> None:
    key = "nothing_to_report" if question["code"] == "no-data-rows" else "damage_accepted"
    made["tabular"][key] = True


def _renamed(
    made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]
) -> None:
    """Let a column go on under the name it had, with what was decided about it."""
    if answer != "same":
        return
    now, was = question["column"], question["facts"]["field"]
    called = question["facts"].get("published") or (made.get("fields") or {}).get(was, was)
    _add(made, "fields", {now: called, was: None})
    types = made["tabular"].get("types") or {}
    if was in types:
        _add_tabular(made, "types", {now: types[was], was: None})


def _new_column(
    made: Kept, question: Mapping[str, Any], answer: Any, _found: Mapping[str, Any]
) -> None:
    if answer != "right":
        _leave_out(made, "leave_out", [question["column"]])


def _sheet(
    made: Kept, question: Mapping[str, Any], _answer: Any, _found: Mapping[str, Any]
) -> None:
    made["tabular"].pop("sheet", None)
    made["tabular"].pop("table", None)
    made["tabular"]["sheet"] = question["facts"]["now"]


_DAMAGE = (
    "formula-without-value",
    "sheet-digits-lost",
    "stray-quotes",
    *(
        f"characters-{kind}"
        for kind in ("hidden", "replaced", "question-mark", "mojibake", "wrong-page")
    ),
)
ABOUT_ONE_FILE = {
    *_DAMAGE,
    "no-data-rows",
    "rows-odd",
    "gate-relation",
    "gate-relation-earlier",
    "document-counts",
    "unclosed-quote",
    "digits-lost",
    "half-converted-dates",
}
"""Questions whose answers say nothing about the next file."""

DRIFT = {"sheet-gone", "column-renamed", "column-gone", "column-new", "type-changed", "rows-odd"}
"""Questions about what is otherwise than last time; once published, that is the last time."""

_ANSWERS: Mapping[str, Callable[[Kept, Mapping[str, Any], Any, Mapping[str, Any]], None]] = {
    "several-tables": _several_tables,
    **dict.fromkeys(("no-headings", "headings-joined", "headings-short"), _header_rows),
    **dict.fromkeys(("unnamed-column", "doubled-heading"), _name),
    **dict.fromkeys(
        (
            "date-order",
            "date-order-mixed",
            "decimal-mark",
            "decimal-mark-mixed",
            "mixed-currencies",
            "mixed-percent",
            "mixed-column",
            "serial-dates",
            "range-became-date",
        ),
        _type,
    ),
    "unknown-mark": _mark,
    "filled-down": _fill,
    **dict.fromkeys(("no-data-rows", *_DAMAGE), _known),
    "column-renamed": _renamed,
    "column-new": _new_column,
    "type-changed": _type,
    "sheet-gone": _sheet,
}
