"""From a file to everything intake has to say about it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from portal.tabular.changes import ChangeLog
from portal.tabular.decisions import Decisions
from portal.tabular.formats.opening import open_source
from portal.tabular.formats.sources import Sheet, Source
from portal.tabular.layout.beside import split_beside
from portal.tabular.layout.outline import COLUMN_LIMIT, outline
from portal.tabular.layout.regions import find_regions
from portal.tabular.layout.roles import Role, Seen, give_roles
from portal.tabular.model import Intake, Message, Question, RefusedFileError, Verdict
from portal.tabular.people import Finding, find_people
from portal.tabular.surroundings import list_shape, note_sheets, note_tables
from portal.tabular.tables import (
    Reading,
    begin,
    choose_columns,
    find_damage,
    find_swallowed,
    gather_evidence,
    note_cells,
    note_rows,
)
from portal.tabular.verdicts import conclude, shape_questions

_NO_DECISIONS = Decisions()
_WIDE_GAP = re.compile(r"\S(?:\s{2,}|\t)\S")
_STEADY = 0.7
_SENTENCE_ENDS = frozenset(".!?,;")
_DECODED = {"cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"}


def read(
    path: Path, decisions: Decisions = _NO_DECISIONS, *, changes: BinaryIO | None = None
) -> Intake:
    """Find the tables of a file, type them and list every change and question.

    Never raises for what a file holds: a file that cannot be read is a verdict too. Hostile
    files belong into `portal.tabular.sandbox`, which calls this in a process of its own.

    Args:
        path: the file as uploaded.
        decisions: what the officer has answered so far.
        changes: where every single change is written, one line of JSON each.
    """
    intake = Intake(path)
    try:
        with open_source(path, decisions.encoding) as source:
            _read_source(intake, source, decisions, ChangeLog(changes))
    except RefusedFileError as error:
        intake.verdict = Verdict.REJECT
        intake.tables, intake.changes, intake.notes, intake.questions = [], [], [], []
        intake.messages = [Message(error.reason, error.details)]
    return intake


def _read_source(intake: Intake, source: Source, decisions: Decisions, log: ChangeLog) -> None:
    intake.kind, intake.encoding, intake.delimiter = source.kind, source.encoding, source.delimiter
    sheets = [look_at(sheet, decisions) for sheet in source.sheets]
    give_roles(sheets)
    if source.all_meant:
        for seen in sheets:
            seen.role = Role.DATA
    readings = _readings(sheets, decisions)
    if not readings:
        raise RefusedFileError("no-table")
    for reading in readings:
        gather_evidence(reading)
    choose_columns(readings, source.delimiter)
    findings = [] if decisions.people_allowed else _people(readings, sheets, decisions)
    _refuse_prose(readings, source)
    _list_changes(intake, sheets, readings, source, log)
    _ask(intake, readings, source, decisions)
    conclude(intake, readings, source, findings)


def look_at(sheet: Sheet, decisions: Decisions) -> Seen:
    """Return a sheet with its outline and its tables."""
    seen = outline(sheet.records())
    if seen.beyond:
        raise RefusedFileError("too-many-columns", limit=COLUMN_LIMIT)
    header = decisions.header_rows
    if sheet.headed:
        header = (1,)
    chosen = None if header is None else tuple(row - 1 for row in header)
    if decisions.sheet not in {None, sheet.name} and not sheet.headed:
        chosen = None
    regions = find_regions(seen, sheet.merges, chosen)
    return Seen(sheet, seen, [part for region in regions for part in split_beside(region)])


def _readings(sheets: list[Seen], decisions: Decisions) -> list[Reading]:
    """Return the tables that could be meant; those without rows only where no other is."""
    candidates = [
        (seen, region)
        for seen in sheets
        for region in seen.regions
        if seen.role is Role.DATA or seen.name == decisions.sheet
    ]
    full = [(seen, region) for seen, region in candidates if region.rows]
    if not full:
        full = [
            (seen, region)
            for seen in sheets
            for region in seen.regions
            if seen.role in {Role.HEADINGS, Role.DATA} and region.header
        ][:1]
    if decisions.sheet is not None:
        full = [(seen, region) for seen, region in full if seen.name == decisions.sheet] or full
    if decisions.table is not None and 0 < decisions.table <= len(full):
        full = [full[decisions.table - 1]]
    return [begin(seen, region, decisions) for seen, region in full]


def _people(readings: list[Reading], sheets: list[Seen], decisions: Decisions) -> list[Finding]:
    """Look for people in every table of the file, hidden and unchosen ones too."""
    read = {id(reading.region) for reading in readings}
    others = [
        begin(seen, region, decisions)
        for seen in sheets
        for region in seen.regions
        if region.rows and id(region) not in read and seen.role is not Role.EXAMPLE
    ]
    for reading in others:
        gather_evidence(reading)
    choose_columns(others, None)
    return [
        finding
        for reading in [*readings, *others]
        for finding in find_people(reading.columns, reading.evidences)
    ]


def _refuse_prose(readings: Sequence[Reading], source: Source) -> None:
    """Refuse running text that only looks like records.

    Raises:
        RefusedFileError: "no-table".
    """
    if source.kind != "text" or len(readings) != 1:
        return
    reading = readings[0]
    typed = any(column.type != "string" for column in reading.columns)
    if typed or not reading.evidences or not reading.reader.rows:
        return
    seen = reading.seen.outline
    filled = sum(1 for count in seen.counts if count)
    ends = [[text for text in row if text][-1][-1] for row in seen.kept.values() if any(row)]
    sentences = sum(end in _SENTENCE_ENDS for end in ends) >= 0.5 * len(ends)
    values = list(reading.evidences[0].values)
    wordy = sum(len(text.split()) for text in values) >= 6 * len(values)
    steady = max(seen.widths.values()) / filled
    if len(reading.columns) == 1 and (sentences or wordy or steady < _STEADY):
        raise RefusedFileError("no-table")
    spaced = sum(bool(_WIDE_GAP.search(text)) for text in values)
    if len(reading.columns) == 1 and spaced >= 0.6 * len(values):
        raise RefusedFileError("columns-by-spaces")
    if steady < 0.5 or (steady < 0.9 and sentences):
        raise RefusedFileError("no-table")


def _list_changes(
    intake: Intake, sheets: list[Seen], readings: list[Reading], source: Source, log: ChangeLog
) -> None:
    if source.encoding in _DECODED:
        log.add("decoded", 1, str(source.encoding), "utf-8")
    if source.encoding == "utf-8-sig":
        log.add("byte-order-mark", 1, "\ufeff", "")
    if any(remark.code == "macros-dropped" for remark in source.remarks):
        log.add("macros-dropped", 1, "", "")
    used = {id(reading.seen) for reading in readings}
    note_sheets([seen for seen in sheets if id(seen) not in used], log, intake.notes)
    note_tables(readings, log)
    for seen in sheets:
        mine = [reading for reading in readings if reading.seen is seen]
        list_shape(mine, log, intake.notes)
    for reading in readings:
        log.name_columns(reading.sheet, dict(zip(reading.fields, reading.names, strict=True)))
        note_cells(reading, log)
        note_rows(reading)
        intake.issues.extend(reading.issues)
    intake.changes = log.groups()


def _ask(intake: Intake, readings: list[Reading], source: Source, decisions: Decisions) -> None:
    questions: list[Question] = shape_questions(readings, source, decisions)
    for reading in readings:
        questions.extend(reading.questions)
        if not decisions.damage_accepted:
            questions.extend(find_damage(reading))
        if source.delimiter and (swallowed := find_swallowed(reading, source.delimiter)):
            questions.append(swallowed)
    intake.questions = questions
    intake.tables = [reading.table() for reading in readings]
