"""Which records are the headings of a table, and the names they give its columns."""

import re
from collections import Counter

from portal.tabular.formats.sources import Merge
from portal.tabular.layout.body import Body
from portal.tabular.layout.outline import Outline
from portal.tabular.values.cells import Kind, is_period, kind
from portal.tabular.values.marks import meaning

_REACH = 15
_UNIT = re.compile(
    r"\(?\s*(?:£|\$|€|%|#|no\.?|n|number|nifer|count|percent(?:age)?|canran|"
    r"[£$€]?\s?'?0{3}s?|[£$€]?\s?(?:m|bn|k|millions?|thousands?|miloedd|miliynau)|per .*|fesul .*|"
    r"[a-zµ]+/[a-z0-9]+|kg|km2?|m2|m3|ha|hectares?|tonnes?|hours?|oriau|days?|years?)\s*\)?",
    re.IGNORECASE,
)
_FIGURE_START = re.compile(r"[<>≤≥~(]?\s?[-−]?[£$€]?\s?[0-9]")


def unit_row(outline: Outline, row: int) -> bool:
    """Tell whether a record holds nothing but units: £000, %, No."""
    texts = [text for text in outline.row(row) if text]
    return bool(texts) and all(_UNIT.fullmatch(text) for text in texts)


def first_data_row(body: Body, first: int) -> int | None:
    """Return the first record from `first` on that is data; None where there is none."""
    rows = [index for index in body.sample if index >= first]
    if not body.typed_columns():
        return _after_words(body, rows)
    head = 0
    for index in rows:
        wider = body.outline.counts[index] > head
        counted = wider and body.heads_with_sequence(index)
        if body.data_like(index) and not counted:
            return index
        if head and _odd_data(body, index):
            return index
        if counted or (wider and body.heading_like(index)):
            head = body.outline.counts[index]
    return None


def _odd_data(body: Body, row: int) -> bool:
    """Tell whether a record under a heading is data though its figures are odd: "n/a", "5*"."""
    used = body.used()
    over = [body.outline.cell(row, column) for column in body.typed_columns()]
    filled = [text for text in over if text]
    label = bool(used) and bool(body.outline.cell(row, used[0]))
    return label and bool(filled) and all(_dataish(text) for text in filled)


def _dataish(text: str) -> bool:
    """Tell whether a cell that is no plain figure still stands for one, and for no unit."""
    if _UNIT.fullmatch(text) or is_period(text):
        return False
    return (
        kind(text) is not Kind.WORDS
        or meaning(text) is not None
        or not any(sign.isalpha() for sign in text)
        or bool(_FIGURE_START.match(text))
    )


def column_numbers(outline: Outline, row: int, columns: list[int]) -> bool:
    """Tell whether a record only numbers the columns: (1), (2), (3) or 1, 2, 3."""
    texts = [outline.cell(row, column) for column in columns]
    filled = [text for text in texts if text]
    digits = [text.strip("()[]") for text in filled]
    if len(filled) < 3 or not all(digit.isdigit() for digit in digits):
        return False
    start = int(digits[0])
    counted = [int(digit) for digit in digits] == list(range(start, start + len(digits)))
    bracketed = all(text[0] in "([" for text in filled)
    whole = len(filled) == len(columns) and start == 1
    return counted and start in {1, 2} and (bracketed or whole)


def _after_words(body: Body, rows: list[int]) -> int | None:
    """Where all is words, the first wide record is the heading, unless it comes again as data."""
    if len(rows) < 2:
        return None
    head = body.outline.row(rows[0])
    below = [body.outline.row(row) for row in rows[1:]]
    again = sum(
        any(column < len(row) and row[column] == text for row in below)
        for column, text in enumerate(head)
        if text
    )
    repeated = any(row == head for row in below)
    filled = sum(bool(text) for text in head)
    return rows[0] if again * 2 >= filled and again and not repeated else rows[1]


def heading_rows(
    body: Body, first: int, data: int, merges: tuple[Merge, ...]
) -> tuple[list[int], int]:
    """Return the heading records above the data, in order, and where the data really begins.

    Thin records under the headings belong to them where they stand over numbers without being
    any (units, "Restated"); the first that does not is data. No headings: [].

    Args:
        body: the span the table is in.
        first: where the span may begin.
        data: the first data record.
        merges: merged cells of the sheet.
    """
    core = _core(body, first, data)
    if core is None:
        return [], data
    outline = body.outline
    rows = [core]
    for row in range(core + 1, data):
        if outline.counts[row] and not _continues(body, row):
            data = row
            break
        if outline.counts[row]:
            rows.append(row)
    above = core - 1
    while above >= first and outline.counts[above] and _groups(body, above, rows[0], merges):
        rows.insert(0, above)
        above -= 1
    return rows, data


def _continues(body: Body, row: int) -> bool:
    """Tell whether a thin record under the headings belongs to them."""
    over = [column for column in body.typed_columns() if body.outline.cell(row, column)]
    return bool(over) and not any(body.fits(c, body.outline.cell(row, c)) for c in over)


def _core(body: Body, first: int, data: int) -> int | None:
    """Return the nearest record above the data that names most columns."""
    used = body.used()
    seen = 0
    for row in range(data - 1, first - 1, -1):
        filled = body.outline.filled(row)
        if not filled:
            continue
        seen += 1
        if seen > _REACH:
            break
        covered = len(set(filled) & set(used)) / max(1, len(used))
        if covered >= 0.5 and _names(body, row, filled, adjacent=row == data - 1):
            return row
    return None


def _names(body: Body, row: int, filled: list[int], *, adjacent: bool) -> bool:
    texts = [body.outline.cell(row, column) for column in filled]
    if any(text.endswith(":") for text in texts[: max(1, len(texts) // 2)]) and len(texts) <= 3:
        return False
    labels = sum(
        kind(text) in {Kind.WORDS, Kind.MARK, Kind.BLANK}
        or is_period(text)
        or body.typed(column) is not kind(text)
        for column, text in zip(filled, texts, strict=True)
    )
    if labels < 0.7 * len(texts) and not body.heads_with_sequence(row):
        return False
    if len(filled) >= 2 or body.typical == 1:
        return True
    return adjacent and body.typical == 2 and body.typed(filled[0]) is not None


def _groups(body: Body, row: int, below: int, merges: tuple[Merge, ...]) -> bool:
    """Tell whether a record above the headings names groups of them, rather than the table."""
    outline = body.outline
    filled, used = outline.filled(row), body.used()
    texts = [outline.cell(row, column) for column in filled]
    if not used or any(len(text) > 80 or text.endswith(":") for text in texts):
        return False
    if set(filled) - set(used) - set(outline.filled(below)) or outline.row(row) == outline.row(
        below
    ):
        return False
    if _spans_some(row, merges, used):
        return True
    names = Counter(outline.cell(below, column) for column in used)
    doubled = any(count > 1 for name, count in names.items() if name)
    on_blank = [column for column in filled if not outline.cell(below, column)]
    if len(filled) == 1:
        return filled[0] != used[0] and (bool(on_blank) or is_period(texts[0]))
    beside = filled[0] != used[0] or filled[0] in on_blank
    full = len(filled) >= 0.6 * len(used) and all(kind(text) is Kind.WORDS for text in texts)
    return (beside and (doubled or len(filled) >= 2)) or (full and len(filled) > 2)


def _spans_some(row: int, merges: tuple[Merge, ...], used: list[int]) -> bool:
    """Tell whether a merged cell of the record spans several columns but not all."""
    return any(
        top <= row <= bottom and left < right and (left > used[0] or right < used[-1])
        for top, left, bottom, right in merges
    )


def column_names(
    outline: Outline, rows: list[int], columns: list[int], merges: tuple[Merge, ...]
) -> list[str]:
    """Return the heading of each column: its parts from top to bottom, joined with a space."""
    if not rows:
        return ["" for _ in columns]
    parts: list[list[str]] = [[] for _ in columns]
    for row in rows:
        spread = _spread(outline, row, rows, columns, merges)
        for place, text in enumerate(spread):
            if text and text not in parts[place]:
                parts[place].append(text)
    return [tidy(" ".join(part)) for part in parts]


def _spread(
    outline: Outline, row: int, rows: list[int], columns: list[int], merges: tuple[Merge, ...]
) -> list[str]:
    """Return a heading record with group names carried over the columns they stand above."""
    texts = [outline.cell(row, column) for column in columns]
    core = max(rows, key=lambda index: (len(outline.filled(index)), index))
    if row >= core:
        return texts
    merged = [merge for merge in merges if merge[0] <= row <= merge[2] and merge[1] < merge[3]]
    if merged:
        for _, left, _, right in merged:
            group = outline.cell(row, left)
            texts = [
                group if left < column <= right and not text else text
                for column, text in zip(columns, texts, strict=True)
            ]
        return texts
    carried, shown = "", []
    for column, text in zip(columns, texts, strict=True):
        lower = any(outline.cell(below, column) for below in rows if below > row)
        carried = text or (carried if lower else "")
        if text and not lower:
            carried = ""
        shown.append(text or carried)
    return shown


def tidy(name: str) -> str:
    """Return a heading on one line."""
    return re.sub(r"\s*[\r\n\t]+\s*", " ", name).strip()
