"""The numbers of one table as statistics of the audit, each with the cell it came from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from portal.errors import Issue
from portal.interop.description import Field
from portal.publishing.gate.parts import Forest
from portal.publishing.gate.sheets import Sheet, Value, kind_of
from portal.publishing.gate.told import Source, Statistic

Where = dict[str, str]
Levels = Mapping[str, Mapping[str, str | None]]
"""For each attribute, what each code is in a `where`; None is the total."""


@dataclass
class Figures:
    """The statistics of one population while they are gathered."""

    statistics: list[Statistic] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def add(self, statistic: Statistic, source: Source) -> None:
        """Add one statistic."""
        self.statistics.append(statistic)
        self.sources.append(source)


class SheetReader:
    """Reads the numbers of one table; `levels` are those of its attributes."""

    def __init__(self, sheet: Sheet, forest: Forest, levels: Levels) -> None:
        self.sheet, self.forest = sheet, forest
        self.wheres = _wheres(sheet, levels)
        self._kinds: dict[str, Callable[[Field, int, Value], Statistic | None]] = {
            "percent": self._percent,
            "mean": self._mean,
            "rate": self._rate,
        }

    def read(self, column: Field, figures: Figures) -> None:
        """Add what one column tells; shares of counts tell nothing new."""
        kind, values = kind_of(column), self.sheet.numbers[column.name]
        if kind == "count":
            self._counts(column, values, figures)
            return
        if kind == "share":
            return
        make = self._kinds[kind]
        for row, value in enumerate(values):
            statistic = make(column, row, value)
            if statistic is not None:
                told = {"suppressed": True} if value is None else {"value": value}
                source = (self.sheet.resource.name, self.sheet.row(row), column.name)
                figures.add({"kind": kind, **statistic, **told}, source)

    def _counts(self, column: Field, values: Sequence[Value], figures: Figures) -> None:
        base, name = self.forest.where(column.name), self.sheet.resource.name
        more = {"rounding": dict(column.rounding)} if column.rounding else {}
        for row, (where, value) in enumerate(zip(self.wheres, values, strict=True)):
            at = {**where, **base} if base else where
            told = {"suppressed": True} if value is None else {"value": value, **more}
            source = (name, self.sheet.row(row), column.name)
            figures.add({"kind": "count", "where": at, **told}, source)

    def _percent(self, column: Field, row: int, value: Value) -> Statistic | None:
        """Return a percentage of the group it names, or of the people of another column."""
        del value
        where, told = self.wheres[row], column.statistic or {}
        if column.part_of:
            base = {**where, **self.forest.where(column.part_of)}
            own = {**where, **self.forest.where(column.name)}
            return {"where": own, "of": base, "decimals": told.get("decimals", 0)}
        kept = told.get("of") or []
        assert isinstance(kept, list)
        of = {name: code for name, code in where.items() if name in kept}
        return {"where": where, "of": of, "decimals": told.get("decimals", 0)}

    def _mean(self, column: Field, row: int, value: Value) -> Statistic | None:
        del value
        told = column.statistic or {}
        over = {"over": told["over"], "decimals": told.get("decimals", 0)}
        return {"where": {**self.wheres[row], **self.forest.where(column.part_of)}, **over}

    def _rate(self, column: Field, row: int, value: Value) -> Statistic | None:
        """Return a rate of those invited; one of an unknown number tells no whole number."""
        told = column.statistic or {}
        invited = self.sheet.numbers[str(told["invited"])][row]
        if invited is None and value is not None:
            return None
        where = {**self.wheres[row], **self.forest.where(column.part_of)}
        more = {} if invited is None else {"invited": invited}
        return {"where": where, **more, "decimals": told.get("decimals", 0)}


def _wheres(sheet: Sheet, levels: Levels) -> list[Where]:
    """Return for each row which people it is about."""
    columns = []
    for name in sheet.own:
        codes, numbers = sheet.kinds[name]
        known = [levels[name][code] for code in codes]
        columns.append([known[n] for n in numbers.tolist()])
    if not columns:
        return [{} for _ in range(sheet.rows)]
    return [
        {name: level for name, level in zip(sheet.own, row, strict=True) if level is not None}
        for row in zip(*columns, strict=True)
    ]


def wrong_shares(sheet: Sheet, levels: Levels) -> Iterator[Issue]:
    """Yield every share that is not what the published counts beside it make, half up."""
    for column in sheet.resource.fields:
        if column.measures == "people" and kind_of(column) == "share":
            wheres = _wheres(sheet, levels)
            yield from _wrong(sheet, column, wheres)


def _wrong(sheet: Sheet, column: Field, wheres: Sequence[Where]) -> Iterator[Issue]:
    told = column.statistic or {}
    decimals = int(str(told.get("decimals", 0)))
    counts = sheet.numbers[str(told["count"])]
    wholes = _wholes(sheet, told, wheres)
    shares = sheet.numbers[column.name]
    for row, (share, count, whole) in enumerate(zip(shares, counts, wholes, strict=True)):
        wanted = _share(count, whole, decimals)
        given = None if share is None else Fraction(str(share))
        if given is not None and given != wanted:
            facts = {"cell": share, "wanted": "–" if wanted is None else float(wanted)}
            yield Issue("share-not-of-counts", sheet.file, sheet.row(row), column.name, facts)


def _wholes(sheet: Sheet, told: Mapping[str, object], wheres: Sequence[Where]) -> Sequence[Value]:
    """Return for each row the count that its share is of."""
    of = told.get("of") or []
    if isinstance(of, str):
        return sheet.numbers[of]
    assert isinstance(of, list)
    counts = sheet.numbers[str(told["count"])]
    known = {tuple(sorted(w.items())): n for w, n in zip(wheres, counts, strict=True)}
    return [
        known.get(tuple(sorted((name, code) for name, code in where.items() if name in of)))
        for where in wheres
    ]


def _share(count: Value, whole: Value, decimals: int) -> Fraction | None:
    """Return 100·count/whole rounded half up to some decimals; None where it has no value."""
    if count is None or whole is None or not whole:
        return None
    unit = 10**decimals
    return Fraction((200 * unit * int(count) + int(whole)) // (2 * int(whole)), unit)
