"""Columns of one table that count parts of the same people: sums side by side, and `part_of`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from portal.interop.description import Field
from portal.publishing.gate.margins import Grid, Search
from portal.publishing.gate.sheets import Sheet, kind_of
from portal.publishing.gate.told import Recognised
from portal.publishing.gate.total_words import may_say_total, says_total

REST = "rest"
"""The code of those in a whole who are in none of its named parts."""


@dataclass
class Forest:
    """How the columns of counts of a package hold one another, by their names.

    `sums` gives for a column those it is the sum of (leaves alone), `wholes` for a part the
    column it was declared a part of. Where a column is a sum in another way too (by age beside by
    sex), `again` gives for each of those parts the attribute, the whole and all the parts.
    """

    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    again: dict[str, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)

    def parent(self, name: str) -> str | None:
        """Return the smallest column that holds this one's people, or None."""
        holding = [whole for whole, parts in self.sums.items() if name in parts]
        holding += [
            whole
            for whole, parts in self.sums.items()
            if name in self.sums and whole != name and set(self.sums[name]) < set(parts)
        ]
        if holding:
            return min(holding, key=lambda whole: len(self.sums[whole]))
        return self.again[name][1] if name in self.again else self.wholes.get(name)

    def root(self, name: str) -> str:
        """Return the column that holds all the people this one counts some of."""
        seen = {name}
        while (parent := self.parent(name)) is not None and parent not in seen:
            seen.add(parent)
            name = parent
        return name

    def where(self, name: str) -> dict[str, str]:
        """Return which of its root's people a column counts, as codes of attributes."""
        found: dict[str, str] = {}
        seen: set[str] = set()
        while name not in seen and (parent := self.parent(name)) is not None:
            seen.add(name)
            if self._added(name, parent):
                found.setdefault(f"{self._top(name)}-part", name)
                name = self._top(name)
            elif name in self.again:
                found[self.again[name][0]] = name
                name = parent
            else:
                found[name] = name
                name = parent
        return found

    def dimensions(self, root: str, names: Iterable[str]) -> dict[str, dict[str, object]]:
        """Return the attributes that the columns below a root make, with codes and groups."""
        found: dict[str, dict[str, object]] = {}
        for name in names:
            parent = self.parent(name)
            if parent is None or self.root(name) != root:
                continue
            if name in self.again and not self._added(name, parent):
                found[self.again[name][0]] = {"codes": list(self.again[name][2])}
                continue
            if not self._added(name, parent):
                found[name] = {"codes": [name, REST]}
                continue
            top = self._top(name)
            inner = {one: list(held) for one, held in self.sums.items() if one != top}
            held = self.sums[top]
            found[f"{top}-part"] = {
                "codes": list(held),
                "groups": {one: each for one, each in inner.items() if set(each) <= set(held)},
            }
        return found

    def _added(self, name: str, parent: str) -> bool:
        parts = self.sums.get(parent, ())
        return name in parts or set(self.sums.get(name, "?")) < set(parts)

    def _top(self, name: str) -> str:
        """Return the column at the top of the sums that a column is in."""
        while (parent := self.parent(name)) is not None and self._added(name, parent):
            name = parent
        return name


def forest_of(sheets: Sequence[Sheet]) -> tuple[Forest, list[Recognised]]:
    """Return how the columns of counts hold one another, and what was recognised of it."""
    found, told = Forest(), list[Recognised]()
    for sheet in sheets:
        for whole, parts in _sums(sheet):
            if set(parts) == set(found.sums.get(whole, ())) or parts[0] in found.again:
                continue
            if not _overlaps(found, whole, parts):
                _add(found, whole, parts)
                facts = {"column": whole, "members": ", ".join(parts)}
                told.append(Recognised("sum-of-columns", sheet.resource.name, facts))
        for each in sheet.resource.fields:
            if kind_of(each) not in {"count", "percent"}:
                continue
            if each.part_of and each.name not in found.sums.get(each.part_of, ()):
                found.wholes[each.name] = each.part_of
    return found, told


def _add(forest: Forest, whole: str, parts: tuple[str, ...]) -> None:
    """Take a sum; of a column that is one already, as another way to take it apart."""
    if whole not in forest.sums:
        forest.sums[whole] = parts
        return
    attribute = f"{whole}-part-{2 + len({own[0] for own in forest.again.values()})}"
    forest.again |= dict.fromkeys(parts, (attribute, whole, parts))


def _overlaps(forest: Forest, whole: str, parts: Sequence[str]) -> bool:
    """Tell whether a sum shares only some of its parts with another, so that one is chance."""
    mine = set(parts)
    return any(
        (mine & set(held) and not (mine <= set(held) or set(held) <= mine)) or whole in held
        for held in forest.sums.values()
    )


def _sums(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each column of a table that is the sum of others in every row, with those.

    The parts found are then left aside: a column can be the sum of others in several ways.
    """
    counts = sheet.counts
    while len(counts) > 2 and (found := list(_sums_of(sheet, counts))):
        yield from found
        parts = {name for _, own in found for name in own}
        counts = [each for each in counts if each.name not in parts]


def _sums_of(sheet: Sheet, counts: Sequence[Field]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sums that one search among some columns finds."""
    values = np.column_stack([sheet.plain(each.name) for each in counts])
    near = max(_slack(each) for each in counts)
    shown = values >= 0
    grid = Grid(np.where(shown, values, 0), shown, ~shown, np.full(sheet.rows, near))
    words = [(each.name, each.title.cy, each.title.en) for each in counts]
    search = Search(
        grid,
        {n for n, texts in enumerate(words) if says_total(texts)},
        {n for n, texts in enumerate(words) if may_say_total(texts)},
        {},
        [range(len(counts))],
    )
    found = search.run()
    leaves = tuple(n for n in range(len(counts)) if n not in found.margins)
    sums = dict(found.groups) | {n: leaves for n in found.totals if n not in found.rests}
    for whole in sorted(sums, key=lambda n: -len(sums[n])):
        if len(sums[whole]) > 1:
            yield counts[whole].name, tuple(counts[n].name for n in sums[whole])


def _slack(field: Field) -> int:
    rounding = field.rounding or {}
    return int(str(rounding.get("base", 0))) // 2 if rounding.get("method") == "nearest" else 0
