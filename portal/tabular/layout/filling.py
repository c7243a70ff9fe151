"""Merged keys: a heading over several rows that only its first row carries, filled down."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from portal.tabular.formats.sources import Merge
from portal.tabular.layout.outline import HEAD
from portal.tabular.layout.regions import Region
from portal.tabular.values.cells import Kind, is_period

_REMARK = re.compile(r"note|comment|remark|sylw|nodyn|nodiad|title|optional", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filling:
    """Which columns are filled down.

    `keys` are columns (of the sheet) filled wherever a later key of `chain` is filled;
    `merges` are merged cells of the sheet, filled exactly.
    """

    keys: tuple[int, ...] = ()
    chain: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()

    def without(self, columns: Collection[int]) -> "Filling":
        """Return the same but for some columns of the sheet, which stay as found."""
        return Filling(
            tuple(key for key in self.keys if key not in columns),
            self.chain,
            tuple(merge for merge in self.merges if merge[1] not in columns),
        )

    def __bool__(self) -> bool:
        return bool(self.keys or self.merges)


def find_filling(region: Region, merges: tuple[Merge, ...]) -> Filling:
    """Find what is to be filled down: merged cells, or the pattern they leave in a text file."""
    within = tuple(
        merge
        for merge in merges
        if merge[0] < merge[2]
        and merge[1] == merge[3]
        and region.first <= merge[0]
        and merge[2] <= region.last
        and merge[1] in region.columns
    )
    if within:
        return Filling(merges=within)
    chain = _chain(region)
    rows = _rows(region)
    keys = tuple(
        column for place, column in enumerate(chain[:-1]) if _carried(region, rows, chain, place)
    )
    return Filling(keys=keys, chain=tuple(chain)) if keys else Filling()


def _rows(region: Region) -> list[int]:
    assert region.body is not None
    kept = region.body.outline.kept
    end = min(region.last, region.first + HEAD) + 1
    return [r for r in range(region.first, end) if r in kept and r not in region.left_out]


def _chain(region: Region) -> list[int]:
    """Return the leading key columns: words, and years, before the first figure."""
    body = region.body
    assert body is not None
    chain: list[int] = []
    for column, name in zip(region.columns, region.names, strict=True):
        typed = body.typed(column)
        if typed is Kind.NUMBER and not _years(region, column):
            break
        if typed in {Kind.DATE, Kind.ADDRESS, Kind.BOOLEAN} or _REMARK.search(name):
            break
        chain.append(column)
    return chain


def _years(region: Region, column: int) -> bool:
    assert region.body is not None
    texts = [region.body.outline.cell(row, column) for row in _rows(region)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(is_period(text) for text in filled) >= 0.9 * len(filled)


def _carried(region: Region, rows: list[int], chain: list[int], place: int) -> bool:
    """Tell whether blank cells of a key stand for the value above, by the pattern of the column."""
    body = region.body
    assert body is not None
    outline, column = body.outline, chain[place]
    texts = [outline.cell(row, column) for row in rows]
    begun = next((i for i, text in enumerate(texts) if text), 0)
    later = [any(outline.cell(row, c) for c in chain[place + 1 :]) for row in rows[begun:]]
    blank = [has for text, has in zip(texts[begun:], later, strict=True) if not text]
    filled = [text for text in texts if text]
    if len(rows) < 3 or len(filled) < 1 or len(blank) < 0.25 * len(rows):
        return False
    if place == 0 and not texts[0]:
        return False
    if sum(blank) < 0.8 * len(blank):
        return False
    blocks = [t for before, t in zip(["", *filled], filled, strict=False) if t != before]
    return len(set(blocks)) >= 0.95 * len(blocks) and len(filled) <= 0.7 * len(rows)
