"""Files as officers have them: the table found, made plain, and built into a package."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from portal.errors import Issue
from portal.publishing.deciding import question_id, tabular_of
from portal.publishing.intake import fitting, registers
from portal.publishing.intake.building import (
    Part,
    filled,
    plain_issues,
    read_made,
    remembered,
    resource_names,
    write_package,
)
from portal.publishing.intake.code_lists import code_lists
from portal.publishing.intake.drift import LEAVE_OUT, drift
from portal.publishing.intake.model import Case, Plain, Taken
from portal.publishing.intake.people import about_people, stopped
from portal.publishing.intake.rows import in_the_file
from portal.publishing.intake.shaping import shape
from portal.publishing.registry import beyond
from portal.publishing.registry.codes import CHANGE as LABELS
from portal.publishing.registry.following import parted
from portal.tabular import coordinates
from portal.tabular.decisions import Decisions
from portal.tabular.model import Intake, Question, Table, Verdict
from portal.tabular.record import to_record
from portal.tabular.sandbox import Output, run_intake

SUFFIXES = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".json",
    ".geojson",
    ".zip",
)
CHANGES = "changes.jsonl"
MOST_TABLES = 20
"""How many tables of one file can become resources."""
_ACCEPT = ["accept"]
_OPTIONS = {
    "no-data-rows": ["nothing-to-report"],
    "half-converted-dates": _ACCEPT,
    "digits-lost": _ACCEPT,
    "unclosed-quote": _ACCEPT,
    "formula-without-value": _ACCEPT,
    "sheet-digits-lost": _ACCEPT,
    "stray-quotes": _ACCEPT,
}
"""What can be answered where intake itself offers nothing."""
_NOT_SAID_BY_TYPES = {"date-order", "date-order-mixed", "decimal-mark", "decimal-mark-mixed"}
_MORE_OPTIONS = {"several-tables": "all", "column-new": LEAVE_OUT}
"""What can be answered beside what intake offers."""


class TableIntake:
    """Takes one table, or several, from a text file, a workbook, JSON or a zip of such."""

    def accepts(self, name: str, upload: Path) -> bool:
        """Tell whether its name is that of a file with tables."""
        return upload.is_file() and name.lower().endswith(SUFFIXES)

    def begin(self, upload: Path, name: str, folder: Path, case: Case) -> Callable[[], Taken]:
        """Read the file in a sandbox of its own, and let the package of its tables be built."""
        source = folder / f"upload{Path(name).suffix.lower()}"
        source.symlink_to(upload.absolute())
        outputs = [
            Output(n, folder / f"{n}.csv", rows=folder / f"{n}.rows") for n in range(MOST_TABLES)
        ]
        decisions = replace(tabular_of(case.decisions), people_allowed=case.people_allowed)

        def run(decided: Decisions) -> Intake:
            return run_intake(source, decided, changes=folder / CHANGES, outputs=outputs).intake

        intake = run(decisions)
        wanted = fitting.types(_chosen(intake, case), case)
        filled = _filled(intake, case, folder / CHANGES)
        if set(wanted) - set(decisions.types) or filled:
            undo = decisions.undo | {("filled-down", each["field"]) for each in filled}
            decisions = replace(decisions, types={**wanted, **decisions.types}, undo=undo)
            before, intake = intake, run(decisions)
            intake.questions += _still_open(before, intake, wanted)
            intake.changes += registers.leave_empty(filled, folder / CHANGES)
        if intake.verdict is Verdict.REJECT:
            return lambda: _refused(intake, name)
        lists = [folder / f"{n}.rows" for n in range(len(intake.tables))]
        return lambda: replace(_built(intake, decisions, folder, case), row_lists=lists)


def _refused(intake: Intake, name: str) -> Taken:
    """Return why a file cannot be read, or that it is about people."""
    people = about_people(intake.messages)
    if people:
        return stopped(people)
    record = to_record(intake)
    issues = [
        {"code": message["code"], "file": name, "facts": message["facts"], "by": "intake"}
        for message in record["messages"]
    ]
    return Taken(issues=issues, found=_found(record))


def _chosen(intake: Intake, case: Case) -> list[Table]:
    """Return the tables that are meant."""
    return intake.tables[: MOST_TABLES if case.decisions.get("tables") == "all" else 1]


def _filled(intake: Intake, case: Case, changes: Path) -> list[Plain]:
    """Return the blanks filled by a pattern alone in columns whose blanks say something.

    Where cells are merged the sheet itself says what is meant, and intake asks nothing.
    """
    asked = {each.column for each in intake.questions if each.code == "filled-down"}
    blanks = fitting.telling_blanks(_chosen(intake, case), case)
    return registers.filled_blanks(changes, asked & blanks)


def _still_open(before: Intake, now: Intake, columns: Container[str]) -> list[Question]:
    """Return what a schema's types leave open: how days and decimals are written."""
    asked = {(each.code, each.column) for each in now.questions}
    return [
        each
        for each in before.questions
        if each.code in _NOT_SAID_BY_TYPES
        and each.column in columns
        and (each.code, each.column) not in asked
    ]


def _built(intake: Intake, decisions: Decisions, folder: Path, case: Case) -> Taken:
    record = to_record(intake)
    found = _found(record)
    answers = case.decisions.get("answers") or {}
    questions = [_asked(question) for question in record["questions"]]
    parts = _parts(intake, decisions, folder, case)
    for part, told in zip(parts, found["tables"], strict=False):
        told["resource"] = part.resource
        for column, plain in zip(part.table.columns, told["columns"], strict=True):
            plain["called"] = part.name(column)
    found["suggested"] = fitting.suggested([part.table for part in parts], case)
    names = [part.resource for part in parts]
    questions += [_asked(_plain(question)) for question in drift(intake, names, case, decisions)]
    open_ = [each for each in questions if each["id"] not in answers]
    taken = Taken(
        changes=record["changes"], questions=open_, found=found, change_list=folder / CHANGES
    )
    if len(intake.tables) > 1 and any(each["code"] == "several-tables" for each in open_):
        return taken
    return _packed(taken, parts, intake, folder, case)


def _parts(intake: Intake, decisions: Decisions, folder: Path, case: Case) -> list[Part]:
    """Return the tables that are meant, with the schema put to the one it is for."""
    tables = _chosen(intake, case)
    called = fitting.called(case)
    adds = not decisions.undoes(coordinates.CHANGE)
    parts = [
        Part(resource, table, folder / f"{number}.csv", called, adds=adds)
        for number, (resource, table) in enumerate(
            zip(resource_names(case.dataset, tables, case.draft), tables, strict=True)
        )
    ]
    if fitted := fitting.applied(tables, case):
        place, done = fitted
        coded = {
            column: codes
            for column, codes in done.coded.items()
            if not decisions.undoes(LABELS, column)
        }
        names = {**done.names, **{c: n for c, n in called.items() if c in done.names}}
        parts[place] = replace(parts[place], names=names, schema=done, coded=coded)
    return parts


def _packed(taken: Taken, parts: list[Part], intake: Intake, folder: Path, case: Case) -> Taken:
    """Build the package of the tables, and tell what is wrong with it."""
    parts, changes, wrong = shape(parts, folder / CHANGES)
    draft, proposals = filled(case.draft, parts)
    _tell_proposals(taken.found or {"tables": []}, proposals)
    lists = list(code_lists(draft["resources"], parts, case))
    draft["resources"] += [resource for resource, _ in lists]
    flags, names = _against_schemas(parts, wrong)
    write_package(folder / "package", draft, parts, lists)
    flagged = in_the_file(plain_issues(flags), parts, folder / CHANGES)
    told = registers.told(flagged, in_the_file(plain_issues(names), parts, folder / CHANGES))
    used = next((part.schema.schema for part in parts if part.schema), None)
    package, found = read_made(folder / "package", used)
    issues = in_the_file(plain_issues([*found, *wrong], draft), parts, folder / CHANGES)
    if cells := [_cell(issue) for issue in intake.issues]:
        issues = [*cells, *filter(_is_told_beside, issues)]
    return replace(
        taken,
        package=None if issues else package,
        issues=issues,
        found={**(taken.found or {}), **told},
        changes=[*taken.changes, *changes],
        draft=remembered(draft, case.draft),
    )


def _against_schemas(parts: Sequence[Part], wrong: list[Issue]) -> tuple[list[Issue], list[Issue]]:
    """Add what is refused to `wrong`; return what is flagged, and the datasets that are named."""
    flags: list[Issue] = []
    names: list[Issue] = []
    for part in (part for part in parts if part.schema):
        assert part.schema is not None
        refused, flagged = parted(_against_schema(part), part.schema.schema)
        wrong += refused
        flags += flagged
        file = f"data/{part.resource}.csv"
        names += registers.named(part.csv, part.schema.schema, file=file)
    return flags, names


def _against_schema(part: Part) -> list[Issue]:
    """Return what contradicts the schema in a table; a column that lacks is in no row."""
    if part.schema is None:
        return []
    found = beyond(part.csv, part.schema.schema, file=f"data/{part.resource}.csv")
    return [replace(each, file="", row=None) if each.row == 1 else each for each in found]


def _is_told_beside(issue: Plain) -> bool:
    """Tell whether an issue is worth telling while cells are not what their columns are."""
    return issue["row"] is None or "nearest" in issue["facts"]


def _found(record: Mapping[str, Any]) -> Plain:
    """Return what is kept of an intake beside its changes, questions and issues."""
    keys = ("verdict", "kind", "encoding", "delimiter", "tables", "notes", "messages")
    found = {key: record[key] for key in keys}
    found["notes"] = list(record["notes"][:200])
    return found


def _cell(issue: Issue) -> Plain:
    """Return a cell that cannot be what its column is, with the facts that its words need."""
    facts = {"count": 1, "row": issue.row, "column": issue.column, "value": "", **issue.facts}
    return {
        "code": issue.code,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        "facts": facts,
        "by": "intake",
    }


def _plain(question: Question) -> Plain:
    return {**asdict(question), "facts": dict(question.facts)}


def _asked(question: Plain) -> Plain:
    """Return a question with its id, and with what can be answered."""
    asked = {**question, "options": list(question["options"])}
    code = asked["code"]
    if code in _MORE_OPTIONS:
        asked["options"].append(_MORE_OPTIONS[code])
    elif not asked["options"]:
        asked["options"] = _OPTIONS.get(code, _ACCEPT if code.startswith("characters-") else [])
        if code.startswith("people-"):
            asked["options"] = ["public"]
    return {"id": question_id(asked), **asked}


def _tell_proposals(found: Plain, proposals: Mapping[str, list[str]]) -> None:
    for table in found["tables"]:
        for column in table["columns"]:
            place = f"resources/{table.get('resource')}/fields/{column.get('called')}"
            if place in proposals:
                column["proposed"] = proposals[place]
