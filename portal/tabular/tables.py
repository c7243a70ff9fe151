"""One table read through: its evidence, its columns, its changes and what is wrong in it."""

from dataclasses import dataclass, field

from portal.errors import Issue
from portal.tabular.changes import ChangeLog
from portal.tabular.decisions import Decisions, TypeChoice
from portal.tabular.formats import encoding
from portal.tabular.layout.filling import Filling, find_filling
from portal.tabular.layout.regions import Region
from portal.tabular.layout.roles import Seen
from portal.tabular.layout.rows import Batch, RowReader
from portal.tabular.layout.totals import Total, settle_totals
from portal.tabular.model import Column, Question, Table
from portal.tabular.values.choosing import Choice, choose, settle_orders
from portal.tabular.values.converting import Converter, needs_converting
from portal.tabular.values.evidence import Evidence, gather
from portal.tabular.values.naming import field_names

_FEW = 0.05


@dataclass(slots=True)
class Reading:
    """A table on its way: where it stands, what its cells are, what it becomes."""

    seen: Seen
    region: Region
    decisions: Decisions
    reader: RowReader
    names: list[str]
    fields: list[str]
    filling: Filling = field(default_factory=Filling)
    evidences: list[Evidence] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    neighbours: list[int] = field(default_factory=list)
    wrong: dict[tuple[str, str], int] = field(default_factory=dict)
    dirty: list[bool] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    @property
    def sheet(self) -> str:
        """Return the name of the sheet, "" where it has none."""
        return self.seen.name

    def table(self) -> Table:
        """Return what the report says of the table."""
        region, reader = self.region, self.reader
        last = max([region.first - 1, *([region.last] if reader.rows else [])])
        return Table(
            sheet=self.seen.sheet.name,
            header_rows=[row + 1 for row in region.header],
            columns=self.columns,
            rows=reader.rows,
            first_row=reader.first_row,
            last_row=reader.last_row,
            first_record=region.first + 1,
            last_record=last + 1,
            reader=reader,
            dirty=self.dirty,
        )


def begin(seen: Seen, region: Region, decisions: Decisions) -> Reading:
    """Settle the shape of a table: total rows, merged keys, names."""
    _restore_rows(region, decisions)
    totals = [] if decisions.undoes("total-row") else settle_totals(region)
    named = dict(zip(field_names(region.names), region.columns, strict=True))
    filling = Filling()
    if region.rows and not decisions.undoes("filled-down"):
        kept = {named[column] for code, column in decisions.undo if code == "filled-down"}
        filling = find_filling(region, seen.sheet.merges).without(kept)
    dropped = _leave_out(region, named, decisions)
    fields = [field for field, column in named.items() if column in region.columns]
    names = [decisions.names.get(one, name) for one, name in zip(fields, region.names, strict=True)]
    blanks: dict[int, set[int]] = {}
    for record, one in decisions.redactions:
        if one in fields:
            blanks.setdefault(fields.index(one), set()).add(record)
    reader = RowReader(
        seen.sheet,
        region,
        filling,
        keep_repeated=decisions.undoes("repeated-heading"),
        blanks=blanks,
    )
    return Reading(
        seen, region, decisions, reader, names, fields, filling, totals=totals, dropped=dropped
    )


def _restore_rows(region: Region, decisions: Decisions) -> None:
    """Make data again of records that somebody does not want left out."""
    assert region.body is not None
    if decisions.undoes("rows-below") and region.notes:
        below = range(region.last + 1, max(region.notes) + 1)
        blank = [row for row in below if not region.body.outline.counts[row]]
        region.left_out.update(dict.fromkeys(blank, "blank-row"))
        region.last, region.notes = below[-1], []
    for row, code in list(region.left_out.items()):
        if decisions.undoes(code):
            del region.left_out[row]


def _leave_out(region: Region, named: dict[str, int], decisions: Decisions) -> list[int]:
    """Take columns nobody wants out of a table; return where they stand in the sheet."""
    dropped = [column for field, column in named.items() if field in decisions.left_out]
    kept = [place for place, column in enumerate(region.columns) if column not in dropped]
    if dropped and kept:
        region.names = [region.names[place] for place in kept]
        region.columns = [region.columns[place] for place in kept]
        return dropped
    return []


def gather_evidence(reading: Reading) -> None:
    """Count what the cells of every column are, over all rows."""
    reading.evidences = [Evidence() for _ in reading.region.columns]
    for batch in reading.reader.batches():
        for evidence, cells in zip(reading.evidences, batch.columns, strict=True):
            gather(evidence, cells, batch.records)


def choose_columns(readings: list[Reading], delimiter: str | None) -> None:
    """Choose the type of every column of every table; a file's dates help each other."""
    choices: list[Choice] = []
    owners: list[tuple[Reading, int]] = []
    for reading in readings:
        declared = reading.seen.sheet.declared
        for place, evidence in enumerate(reading.evidences):
            choices.append(
                choose(
                    evidence,
                    reading.names[place],
                    chosen=_chosen(reading.decisions, reading.fields[place]),
                    meanings=reading.decisions.marks,
                    declared=declared.get(reading.region.columns[place], ""),
                    delimiter=delimiter,
                )
            )
            owners.append((reading, place))
    settled = settle_orders(choices, [r.evidences[p] for r, p in owners])
    for number, (choice, (reading, place)) in enumerate(zip(choices, owners, strict=True)):
        reading.columns.append(_column(reading, place, choice))
        reading.questions.extend(
            Question(q.code, reading.sheet, reading.fields[place], q.options, q.blocking, q.facts)
            for q in choice.questions
        )
        if number in settled:
            reading.neighbours.append(place)


def _chosen(decisions: Decisions, column: str) -> TypeChoice | None:
    """Return the type somebody chose; undoing a column's conversions leaves it words."""
    undone = {code for code, where in decisions.undo if where == column} - {"spaces-trimmed"}
    return TypeChoice("string") if undone - {"filled-down"} else decisions.types.get(column)


def _column(reading: Reading, place: int, choice: Choice) -> Column:
    return Column(
        name=reading.names[place],
        field=reading.fields[place],
        type=choice.type,
        position=reading.region.columns[place],
        marks=choice.marks,
        unit=choice.unit,
        decimal=choice.decimal,
        order=choice.order,
    )


def note_cells(reading: Reading, log: ChangeLog) -> None:
    """Find every cell that changes or cannot be what its column is."""
    for place, records in reading.reader.blanks.items():
        for record in sorted(records):
            column = reading.fields[place]
            log.add("redacted", record, "", "", column=column, sheet=reading.sheet)
    reading.dirty = [
        needs_converting(column, evidence)
        for column, evidence in zip(reading.columns, reading.evidences, strict=True)
    ]
    if not any(reading.dirty) and not reading.filling:
        return
    converters = converters_of(
        reading.columns, reading.sheet, log, reading.issues, reading.decisions
    )
    for batch in reading.reader.batches():
        _note_fills(batch, reading, log)
        make_plain(batch, converters, reading.dirty)
    for converter in converters:
        for code, count in converter.wrong.items():
            reading.wrong[code, converter.column.name or converter.column.field] = count


def converters_of(
    columns: list[Column], sheet: str, log: ChangeLog, issues: list[Issue], decisions: Decisions
) -> list[Converter]:
    """Return a converter for every column."""
    return [
        Converter(column, sheet, log, issues, decisions.undoes("spaces-trimmed", column.field))
        for column in columns
    ]


def _note_fills(batch: Batch, reading: Reading, log: ChangeLog) -> None:
    """List the cells of a batch that were filled down."""
    for fill in batch.fills:
        column = reading.fields[fill.place]
        log.add(
            "filled-down", fill.record, "", fill.text.strip(), column=column, sheet=reading.sheet
        )


def make_plain(batch: Batch, converters: list[Converter], dirty: list[bool]) -> None:
    """Make the columns of a batch plain where they need it, once."""
    if batch.plain:
        return
    for place, converter in enumerate(converters):
        if dirty[place]:
            batch.columns[place] = converter.convert(batch.columns[place], batch.records)
    batch.plain = True


def note_rows(reading: Reading) -> None:
    """Note records broken by a stray delimiter, and those that end early where few do."""
    reader = reading.reader
    for record, text in reader.long[:200]:
        reading.issues.append(Issue("row-too-long", reading.sheet, record, "", {"value": text}))
    if reader.long:
        reading.wrong["row-too-long", ""] = len(reader.long)
    if 0 < reader.shorts <= max(1, _FEW * reader.rows) and reader.rows > 1:
        for record in reader.short:
            reading.issues.append(Issue("row-too-short", reading.sheet, record))
        reading.wrong["row-too-short", ""] = reader.shorts


def find_damage(reading: Reading) -> list[Question]:
    """Return a question for every kind of destroyed characters, in headings and cells."""
    found: dict[str, Question] = {}
    for place, name in enumerate(reading.names):
        if code := encoding.damage(name):
            row = (reading.region.header or [0])[0] + 1
            found.setdefault(code, _damaged(reading, place, code, row, name))
    for place, evidence in enumerate(reading.evidences):
        for code, examples in evidence.damage.items():
            row, text = examples[0]
            found.setdefault(code, _damaged(reading, place, code, row, text))
    return list(found.values())


def _damaged(reading: Reading, place: int, code: str, row: int, text: str) -> Question:
    count = sum(evidence.damaged for evidence in reading.evidences)
    facts = {"row": row, "value": text[:200], "kind": code, "count": max(1, count)}
    return Question(
        f"characters-{code}", reading.sheet, reading.fields[place], (), blocking=True, facts=facts
    )


def find_swallowed(reading: Reading, delimiter: str) -> Question | None:
    """Return a question where a cell holds whole records, as an unclosed quotation mark leaves."""
    width = len(reading.columns)
    for place, evidence in enumerate(reading.evidences):
        for row, text in evidence.long_cells:
            lines = text.splitlines()
            like = sum(line.count(delimiter) >= max(1, width - 2) for line in lines)
            if width > 1 and like >= 0.6 * len(lines):
                facts = {"row": row, "count": len(lines)}
                return Question(
                    "unclosed-quote",
                    reading.sheet,
                    reading.fields[place],
                    (),
                    blocking=True,
                    facts=facts,
                )
    return None
