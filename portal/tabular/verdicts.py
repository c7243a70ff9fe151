"""What is asked, what is said, and what becomes of the file."""

from collections.abc import Sequence

from portal.tabular.decisions import Decisions
from portal.tabular.formats.sources import Source
from portal.tabular.layout.headings import unit_row
from portal.tabular.model import Intake, Message, Question, Verdict
from portal.tabular.people import Finding
from portal.tabular.tables import Reading

_BLOCKING_REMARKS = {"formula-without-value", "sheet-digits-lost", "stray-quotes"}


def shape_questions(
    readings: Sequence[Reading], source: Source, decisions: Decisions
) -> list[Question]:
    """Return the questions about which table is meant, its rows and its headings."""
    questions: list[Question] = []
    if len(readings) > 1 and not source.all_meant:
        options = tuple(_place(reading) for reading in readings)
        facts = {"count": len(readings), "tables": "; ".join(options)}
        questions.append(Question("several-tables", "", "", options, blocking=True, facts=facts))
    for reading in readings:
        questions.extend(_table_questions(reading, decisions))
    for remark in source.remarks:
        if remark.code in _BLOCKING_REMARKS and not decisions.damage_accepted:
            sheet = str(remark.facts.get("sheet", ""))
            questions.append(Question(remark.code, sheet, blocking=True, facts=remark.facts))
    return questions


def _place(reading: Reading) -> str:
    """Say where a table is: its sheet, and its first record."""
    row = (reading.region.header or [reading.region.first])[0] + 1
    return f"{reading.sheet}: {row}" if reading.sheet else str(row)


def _table_questions(reading: Reading, decisions: Decisions) -> list[Question]:
    questions: list[Question] = []
    region, sheet = reading.region, reading.sheet
    if not reading.reader.rows and not decisions.nothing_to_report:
        questions.append(Question("no-data-rows", sheet, blocking=True))
    if not region.header:
        questions.append(Question("no-headings", sheet, facts={"row": region.first + 1}))
    else:
        for place, name in enumerate(reading.names):
            if not name:
                facts = {"place": place + 1}
                questions.append(
                    Question("unnamed-column", sheet, reading.fields[place], facts=facts)
                )
    questions += _heading_questions(reading)
    doubled = sorted({name for name in reading.names if name and reading.names.count(name) > 1})
    questions += [Question("doubled-heading", sheet, facts={"column": name}) for name in doubled]
    if reading.filling.keys:
        questions += [
            Question("filled-down", sheet, field, ("keep", "undo"))
            for field, position in zip(reading.fields, region.columns, strict=True)
            if position in reading.filling.keys
        ]
    return questions


def _heading_questions(reading: Reading) -> list[Question]:
    """Ask where headings could be shifted against the data, or where two records were joined."""
    region, outline, sheet = reading.region, reading.seen.outline, reading.sheet
    if not region.header or not region.rows:
        return []
    first, last = len(outline.row(region.header[0])), len(outline.row(region.first))
    if not reading.names[-1] and first == last - 1 == len(region.columns) - 1:
        facts: dict[str, object] = {"row": region.header[0] + 1}
        return [Question("headings-short", sheet, blocking=True, facts=facts)]
    full = [
        row
        for row in region.header
        if 2 * len(outline.filled(row)) > len(region.columns) and not unit_row(outline, row)
    ]
    if len(full) > 1 and not reading.seen.sheet.merges:
        facts = {"rows": ", ".join(str(row + 1) for row in region.header)}
        return [Question("headings-joined", sheet, facts=facts)]
    return []


def conclude(
    intake: Intake, readings: Sequence[Reading], source: Source, findings: Sequence[Finding]
) -> None:
    """Give the verdict and the messages that explain it, the weightiest first."""
    certain = [finding for finding in findings if finding.certain]
    if certain:
        _stop_for_people(intake, certain)
        return
    for finding in findings:
        intake.questions.append(
            Question(finding.code, facts={"columns": ", ".join(finding.columns)})
        )
    for reading in readings:
        intake.messages.append(_summary(reading))
    for question in intake.questions:
        intake.messages.append(_worded(question, readings))
    intake.messages += [m for m in source.remarks if m.code not in _BLOCKING_REMARKS]
    for reading in readings:
        intake.messages += _remarks(reading)
    if any(question.blocking for question in intake.questions):
        intake.verdict = Verdict.ASK
    elif intake.changes or intake.questions or intake.issues:
        intake.verdict = Verdict.NORMALISE


def _stop_for_people(intake: Intake, findings: Sequence[Finding]) -> None:
    """Stop a file about people, and keep no cell of it in the report."""
    intake.verdict = Verdict.REJECT
    intake.messages = [
        Message(finding.code, {"columns": ", ".join(finding.columns)}) for finding in findings
    ]
    intake.changes, intake.notes, intake.questions, intake.issues = [], [], [], []
    for table in intake.tables:
        table.first_row, table.last_row = [], []
        table.reader = None


def _summary(reading: Reading) -> Message:
    row = (reading.region.header or [reading.region.first])[0] + 1
    facts = {"rows": reading.reader.rows, "columns": len(reading.columns), "row": row}
    if reading.sheet:
        return Message("table-found-in-sheet", {**facts, "sheet": reading.sheet})
    return Message("table-found", facts)


def _worded(question: Question, readings: Sequence[Reading]) -> Message:
    """Return the message that goes with a question; columns are called by their headings."""
    names = {
        field: name or str(place + 1)
        for reading in readings
        if reading.sheet == question.sheet
        for place, (field, name) in enumerate(zip(reading.fields, reading.names, strict=True))
    }
    facts = dict(question.facts)
    if question.column:
        facts.setdefault("column", names.get(question.column, question.column))
    if question.sheet:
        facts.setdefault("sheet", question.sheet)
    return Message(question.code, facts)


def _remarks(reading: Reading) -> list[Message]:
    found: list[Message] = []
    for (code, column), count in reading.wrong.items():
        same = (i for i in reading.issues if i.code == code and i.column == column)
        first = next(same)
        facts = {"count": count, "row": first.row, "value": first.facts.get("value", "")}
        found.append(Message(code, {**facts, "column": column} if column else facts))
    for total in reading.totals:
        agreed = {True: "total-left-out", False: "total-disagrees", None: "total-left-out-unproven"}
        found.append(Message(agreed[total.agrees], {"row": total.row + 1, "label": total.label}))
    if reading.region.totals:
        found.append(Message("total-kept", {"rows": _listed(reading.region.totals)}))
    if rows := _label_only(reading):
        found.append(Message("label-only-rows", {"count": len(rows), "rows": _listed(rows)}))
    if reading.neighbours:
        columns = ", ".join(reading.names[place] for place in reading.neighbours)
        found.append(Message("date-order-from-neighbours", {"columns": columns}))
    return found


def _listed(rows: list[int]) -> str:
    return ", ".join(str(row + 1) for row in rows[:20])


def _label_only(reading: Reading) -> list[int]:
    """Return data records in which nothing but the first column is filled."""
    region, outline = reading.region, reading.seen.outline
    if len(region.columns) < 3:
        return []
    first = region.columns[0]
    return [
        row
        for row in outline.kept
        if region.first <= row <= region.last
        and outline.counts[row] == 1
        and outline.cell(row, first)
        and row not in region.left_out
    ]
