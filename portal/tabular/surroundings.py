"""What stands around a table and what its headings were: notes kept, changes listed."""

from collections.abc import Iterator

from portal.tabular.changes import ChangeLog
from portal.tabular.layout.outline import Outline
from portal.tabular.layout.roles import Role, Seen
from portal.tabular.tables import Reading
from portal.tabular.values.cells import trim

_NOTES = 2000
_NAMED = {"note-row", "column-numbers"}
_NOTE_LENGTH = 5000


def note_text(texts: list[str]) -> str:
    """Return a record of text around a table as one line: "Source: ONS"."""
    filled = [text for text in texts if text]
    if len(filled) == 2 and not filled[0].endswith((":", ".", ",")):
        return ": ".join(filled)
    return " ".join(filled)


def list_shape(readings: list[Reading], log: ChangeLog, notes: list[str]) -> None:
    """List every change of shape in one sheet's tables, and keep the text around them."""
    if not readings:
        return
    outline, sheet = readings[0].seen.outline, readings[0].sheet
    owned = {row for r in readings for row in (*r.region.header, *r.region.totals)}
    for row, code in sorted(_left_out(readings).items()):
        if row not in owned and not _inside(row, readings, code):
            text = note_text(outline.row(row))
            log.add(code, row + 1, text, "", sheet=sheet)
            _keep(notes, text if code != "column-numbers" else "")
    for reading in readings:
        for text in reading.region.asides:
            log.add("text-beside", reading.region.header[0] + 1, text, "", sheet=sheet)
            _keep(notes, text)
    _list_blanks(outline, sheet, log)
    for reading in readings:
        _list_headings(reading, log)
        _list_columns(reading, log)


def _keep(notes: list[str], text: str) -> None:
    if text and len(notes) < _NOTES:
        notes.append(text[:_NOTE_LENGTH])


def _left_out(readings: list[Reading]) -> dict[int, str]:
    """Return every record with text that is no data row, and why."""
    rows: dict[int, str] = {}
    for reading in readings:
        region = reading.region
        rows = {**dict.fromkeys(region.titles, "rows-above"), **rows}
        rows = {**dict.fromkeys(region.notes, "rows-below"), **rows}
        named = {row: code for row, code in region.left_out.items() if code in _NAMED}
        rows.update(named)
        rows.update((total.row, "total-row") for total in reading.totals)
    return rows


def _inside(row: int, readings: list[Reading], code: str) -> bool:
    """Tell whether a record around one table is data of another."""
    return code not in {*_NAMED, "total-row"} and any(
        r.region.first <= row <= r.region.last and row not in r.region.left_out for r in readings
    )


def _list_blanks(outline: Outline, sheet: str, log: ChangeLog) -> None:
    for row, count in enumerate(outline.counts):
        if not count:
            log.add("blank-row", row + 1, "", "", sheet=sheet)


def _list_columns(reading: Reading, log: ChangeLog) -> None:
    """List columns that are blank from the heading down."""
    region = reading.region
    width = reading.seen.outline.widths.most_common(1)[0][0] if region.rows else 0
    used = {*region.columns, *region.overflow, *reading.dropped}
    row = (region.header or [region.first])[-1] + 1
    for column in reading.dropped:
        log.add("column-left-out", row, str(column + 1), "", sheet=reading.sheet)
    beyond = max(region.columns, default=-1)
    for column in range(max(width, beyond + 1)):
        if column not in used and not _stands_beside(reading, column):
            log.add("blank-column", row, str(column + 1), "", sheet=reading.sheet)


def _stands_beside(reading: Reading, column: int) -> bool:
    """Tell whether another table of the sheet uses the column."""
    return any(
        column in other.columns for other in reading.seen.regions if other is not reading.region
    )


def _list_headings(reading: Reading, log: ChangeLog) -> None:
    region = reading.region
    raw = dict(_raw_headings(reading))
    for place, (column, name) in enumerate(zip(region.columns, region.names, strict=True)):
        parts = [raw[row][column] for row in region.header if column < len(raw.get(row, []))]
        filled = [part for part in parts if trim(part)]
        given = reading.names[place]
        row = (region.header or [region.first])[-1] + 1
        if len(filled) > 1 or (filled and trim(filled[0]) != name and "\n" not in filled[0]):
            log.add("headings-joined", row, " | ".join(parts), name, sheet=reading.sheet)
        elif filled and filled[0] != name:
            log.add("heading-tidied", row, filled[0], name, sheet=reading.sheet)
        if given != name:
            log.add("heading-named", row, name, given, sheet=reading.sheet)
    for record in reading.reader.repeated:
        text = " | ".join(name for name in region.names if name)
        log.add("repeated-heading", record, text, "", sheet=reading.sheet)


def _raw_headings(reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield the heading records as found."""
    wanted = set(reading.region.header)
    if not wanted:
        return
    for index, record in enumerate(reading.seen.sheet.records()):
        if index in wanted:
            yield index, record
        if index >= max(wanted):
            break


def note_sheets(sheets: list[Seen], log: ChangeLog, notes: list[str]) -> None:
    """List every sheet that was left out, and keep the text of those that explain the data."""
    for seen in sheets:
        if seen.role is Role.EMPTY:
            continue
        log.add("sheet-left-out", 1, seen.name, "", sheet=seen.name)
        if seen.role in {Role.ABOUT, Role.DICTIONARY}:
            for row in sorted(seen.outline.kept):
                _keep(notes, note_text(seen.outline.row(row)))


def note_tables(readings: list[Reading], log: ChangeLog) -> None:
    """List the tables of the sheets read that somebody chose not to take."""
    taken = {id(reading.region) for reading in readings}
    for seen in {id(reading.seen): reading.seen for reading in readings}.values():
        for region in seen.regions:
            if id(region) not in taken and region.rows:
                row = (region.header or [region.first])[0] + 1
                log.add("table-left-out", row, " | ".join(region.names), "", sheet=seen.name)
