"""The kind of data each column holds, and which records look like data, heading or note."""

import itertools
import re
from collections import Counter

from portal.tabular.layout.outline import Outline
from portal.tabular.values.cells import TYPED, Kind, is_period, kind, shape

_SAMPLE = 300
_NOTE = re.compile(
    r"(?:please )?(?:foot)?notes?\b|sources?\b|n\.?b\.?\b|\*+ ?\w|†|©|copyright|crown copyright|"
    r"last (?:updated?|modified)|next update|published|produced by|prepared by|contact|"
    r"data (?:source|correct|as at|provided|supplied|extracted)|figures? |this (?:data|table|list|"
    r"report|file|spreadsheet)|these (?:data|figures)|all (?:figures|data|"
    r"transactions|values|amounts)|for (?:more|further) information|metadata|key:|end of|"
    r"disclaimer|licen[cs]e|"
    r"nodyn|nodiadau|ffynhonnell|troednod|diweddarwyd|cyhoeddwyd|cyswllt|am ragor|hawlfraint|"
    r"\[?(?:\(?[0-9a-z]{1,2}\)|[0-9]\.|\[[a-z0-9]+\])\s*\w",
    re.IGNORECASE,
)


class Body:
    """What the wide records of a span hold, column by column.

    Args:
        outline: the sheet.
        first: first record of the span, from 0.
        end: the record after its last.
    """

    def __init__(self, outline: Outline, first: int, end: int) -> None:
        self.outline = outline
        self.first = first
        self.end = end
        self.typical = _typical(outline, first, end)
        self.wide = max(2, (self.typical + 1) // 2) if self.typical > 1 else 1
        self.sample = self._wide_rows(first, end)
        self.kinds: dict[int, Counter[Kind]] = {}
        self.shapes: dict[int, str] = {}
        self._learn()
        self._typed = {column: self._kind_of(column) for column in self.kinds}

    def _wide_rows(self, first: int, end: int) -> list[int]:
        kept = self.outline.kept
        rows = [i for i in range(first, end) if i in kept and self.outline.counts[i] >= self.wide]
        return rows[:_SAMPLE]

    def _learn(self) -> None:
        found: dict[int, Counter[str]] = {}
        for index in self._main():
            for column, text in enumerate(self.outline.row(index)):
                if text:
                    self.kinds.setdefault(column, Counter())[kind(text)] += 1
                    found.setdefault(column, Counter())[shape(text)] += 1
        for column, shapes in found.items():
            pattern, count = shapes.most_common(1)[0]
            total = sum(shapes.values())
            if total >= 4 and count >= 0.8 * total and "9" in pattern and "A" in pattern:
                self.shapes[column] = pattern

    def _main(self) -> list[int]:
        """Return the wide records of the first block that blank records part and that has figures.

        What stands in blocks below it, such as a list of codes, must not blur its columns.
        """
        blocks: list[list[int]] = []
        for index in self.sample:
            before = blocks[-1][-1] if blocks else -1
            if blocks and all(self.outline.counts[row] for row in range(before + 1, index)):
                blocks[-1].append(index)
            else:
                blocks.append([index])
        chosen = (block for block in blocks if len(block) > 2 and self._figures(block))
        return next(chosen, self.sample)

    def _figures(self, block: list[int]) -> bool:
        """Tell whether some column of a block holds nothing but numbers under its first record."""
        columns = range(max(len(self.outline.row(row)) for row in block))
        below = [[self.outline.cell(row, column) for row in block[1:]] for column in columns]
        return any(all(kind(text) is Kind.NUMBER for text in texts) for texts in below)

    def used(self) -> list[int]:
        """Return the columns filled in at least half of the wide records, or at least in some."""
        half = [
            column
            for column, kinds in self.kinds.items()
            if sum(kinds.values()) * 2 >= len(self.sample)
        ]
        return sorted(half or self.kinds)

    def typed(self, column: int) -> Kind | None:
        """Return the kind that most cells of a column have, where it tells data from headings."""
        return self._typed.get(column)

    def _kind_of(self, column: int) -> Kind | None:
        kinds = self.kinds[column]
        total = sum(count for found, count in kinds.items() if found is not Kind.MARK)
        if not total:
            return None
        found, count = max(
            ((found, count) for found, count in kinds.items() if found in TYPED),
            key=lambda pair: pair[1],
            default=(Kind.WORDS, 0),
        )
        if count and count * 2 >= total:
            return found
        return Kind.CODE if column in self.shapes else None

    def fits(self, column: int, text: str) -> bool:
        """Tell whether a cell is of its column's kind, or a mark that may stand in its place."""
        wanted, found = self.typed(column), kind(text)
        if found in {wanted, Kind.MARK} or (wanted is Kind.CODE and found is Kind.NUMBER):
            return True
        return self.shapes.get(column) == shape(text)

    def typed_columns(self) -> list[int]:
        """Return the columns whose cells have a kind that headings do not have."""
        return [column for column, typed in self._typed.items() if typed is not None]

    def data_like(self, index: int) -> bool:
        """Tell whether a record holds what its columns hold."""
        if self.outline.counts[index] < self.wide:
            return False
        if index not in self.outline.kept:
            return True
        columns = self.typed_columns()
        texts = [(column, self.outline.cell(index, column)) for column in columns]
        marked = any(text and kind(text) is Kind.MARK for _, text in texts)
        plain = [(c, text) for c, text in texts if text and kind(text) is not Kind.MARK]
        fitting = sum(self.fits(column, text) for column, text in plain)
        return not columns or (fitting * 2 >= len(plain) and (fitting > 0 or marked))

    def heading_like(self, index: int) -> bool:
        """Tell whether a record has words wherever its columns hold numbers, dates or codes."""
        row = self.outline.row(index)
        filled = [column for column in self.typed_columns() if self.outline.cell(index, column)]
        if len([text for text in row if text]) < min(2, self.typical) or not filled:
            return False
        wrong = sum(not self.fits(column, row[column]) for column in filled)
        plain = sum(self._label(column, text) for column, text in enumerate(row) if text)
        return wrong >= 0.6 * len(filled) and plain >= 0.7 * len([text for text in row if text])

    def _label(self, column: int, text: str) -> bool:
        """Tell whether a cell can be a heading: words, a period, a date over figures."""
        found = kind(text)
        dated = found is Kind.DATE and self.typed(column) is Kind.NUMBER
        return found in {Kind.WORDS, Kind.MARK} or is_period(text) or dated

    def heads_with_sequence(self, index: int) -> bool:
        """Tell whether a record's numbers are headings: years, or 1, 2, 3 …, unlike those below."""
        cells = [(c, self.outline.cell(index, c)) for c in self.typed_columns()]
        numbers = [(c, text) for c, text in cells if text and kind(text) is Kind.NUMBER]
        words = [text for text in self.outline.row(index) if kind(text) is Kind.WORDS]
        if not numbers or (not words and not self._corner_blank(index)):
            return False
        texts = [text for _, text in numbers]
        steps = _steps(texts)
        if not (all(is_period(text) for text in texts) and (0 not in steps)) and not (
            len(texts) >= 3 and set(steps) == {1}
        ):
            return False
        below = [
            self.outline.cell(row, c) for row in self.sample if row != index for c, _ in numbers
        ]
        same = [is_period(text) for text in below if text]
        return bool(same) and (
            sum(same) < 0.3 * len(same) if is_period(texts[0]) else len(texts) >= 3
        )

    def _corner_blank(self, index: int) -> bool:
        used = self.used()
        return bool(used) and not self.outline.cell(index, used[0])


def _steps(texts: list[str]) -> list[int]:
    values = [int("".join(filter(str.isdigit, text))[:8] or 0) for text in texts]
    return [after - before for before, after in itertools.pairwise(values)]


def _typical(outline: Outline, first: int, end: int) -> int:
    """Return how many cells the records of a span usually fill; fuller records weigh more."""
    weights: Counter[int] = Counter()
    for count in outline.counts[first:end]:
        weights[count] += count
    if not weights or not max(weights.values()):
        return 0
    return max(weights, key=lambda count: (weights[count], count))


def note_like(texts: list[str]) -> bool:
    """Tell whether a thin record reads as a remark on the table rather than a row of it."""
    filled = [text for text in texts if text]
    if not filled:
        return False
    first = filled[0]
    if _NOTE.match(first):
        return True
    words = len(first.split())
    return len(first) >= 60 or words >= 9 or (words >= 4 and first.endswith((".", ":")))
