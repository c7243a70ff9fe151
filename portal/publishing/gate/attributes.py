"""The attributes of people that the tables of a population share: their codes and margins."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from portal.interop import vocabularies
from portal.interop.reading import Package
from portal.publishing.gate.margins import Grid, Ints, Search, Structure
from portal.publishing.gate.sheets import Sheet
from portal.publishing.gate.told import Recognised, Source
from portal.publishing.gate.total_words import may_say_total, says_total

_MOST_CELLS = 2 * 10**7
_REST = "(rest)"
"""What stands for those in a margin who are in none of the codes shown."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list: each code's labels, its parent and its score, as far as it gives them."""

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Attribute:
    """One attribute: its codes in order, what they are called, and the margins found."""

    name: str
    codes: tuple[str, ...]
    known: CodeList
    structure: Structure
    misfits: Mapping[int, Source] = field(default_factory=dict)

    def levels(self) -> dict[str, str | None]:
        """Return for each code what it is in a `where`; None is the total."""
        return {
            code: None if n in self.structure.totals else code for n, code in enumerate(self.codes)
        }

    def entry(self) -> dict[str, object]:
        """Return the attribute as the audit takes it."""
        margins, rests = self.structure.margins, self.structure.rests
        codes = [code for n, code in enumerate(self.codes) if n not in margins]
        groups = {}
        for n, held in self.structure.groups.items():
            rest = [f"{self.codes[n]} {_REST}"] if n in rests else []
            groups[self.codes[n]] = [*(self.codes[m] for m in held), *rest]
            codes += rest
        codes += [_REST] * any(n in rests for n in self.structure.totals)
        return {"codes": codes, **({"groups": groups} if groups else {})}

    def scale(self) -> list[float] | None:
        """Return what each code counts for in a mean: its score, or itself if it is a number."""
        codes = self.entry()["codes"]
        assert isinstance(codes, list)
        found = [self.known.scores.get(code, _number(code)) for code in codes]
        return None if None in found else [one for one in found if one is not None]

    def recognised(self, resource: str) -> Iterator[Recognised]:
        """Yield what was found out about its codes."""
        for n in self.structure.totals:
            facts = {"column": self.name, "code": self.codes[n]}
            code = "total-with-rest" if n in self.structure.rests else "total-of-codes"
            yield Recognised(code, resource, facts)
        for n, held in self.structure.groups.items():
            members = ", ".join(self.codes[m] for m in held)
            facts = {"column": self.name, "code": self.codes[n], "members": members}
            yield Recognised("group-of-codes", resource, facts)


def read_attribute(
    package: Package, name: str, sheets: Sequence[Sheet], *, adds_up: bool = True
) -> Attribute:
    """Return an attribute that some tables have: its codes, and the margins among them.

    Where it never `adds_up` only words and the code list tell a margin.
    """
    known = _code_list(package, name, sheets)
    met = dict.fromkeys(code for sheet in sheets for code in sheet.kinds[name][0])
    listed = [code for code in known.labels if code in met]
    codes = (*listed, *(code for code in met if code not in known.labels))
    number = {code: n for n, code in enumerate(codes)}
    words = [(code, *known.labels.get(code, ())) for code in codes]
    grid, rows = _grid(name, sheets, number)
    search = Search(
        grid,
        {n for n, texts in enumerate(words) if says_total(texts)},
        {n for n, texts in enumerate(words) if may_say_total(texts)},
        _parents(known, number),
        [range(len(codes)), [number[code] for code in met]],
        adds_up=adds_up,
    )
    structure = search.run()
    misfits = {n: rows(place, n) for n, place in structure.refuted.items()}
    return Attribute(name, codes, known, structure, misfits)


def _number(code: str) -> float | None:
    try:
        value = float(code)
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


def _parents(known: CodeList, number: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    """Return the groups that a code list names and the tables show, with the leaves in each."""
    held: dict[int, list[int]] = {}
    inner = set(known.parents.values())
    for code, n in number.items():
        if code in inner:
            continue
        above, seen = known.parents.get(code), {code}
        while above and above not in seen:
            seen.add(above)
            if above in number:
                held.setdefault(number[above], []).append(n)
            above = known.parents.get(above)
    return {n: tuple(leaves) for n, leaves in held.items()}


def _code_list(package: Package, name: str, sheets: Sequence[Sheet]) -> CodeList:
    """Return the code list of a column, from the package or the vocabulary of places."""
    fields = (sheet.resource.field(name) for sheet in sheets)
    wanted = next((each.codes for each in fields if each and each.codes), "")
    if wanted == "places":
        return CodeList({each.gss: (each.name.cy, each.name.en) for each in vocabularies.places()})
    path = package.data.get(wanted)
    return _read_code_list(path) if path else CodeList()


def _read_code_list(path: Path) -> CodeList:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return CodeList(
        {row["code"]: (row["label_cy"], row["label_en"]) for row in rows},
        {row["code"]: row["parent"] for row in rows if row.get("parent")},
        {
            row["code"]: score
            for row in rows
            if (score := _number(row.get("score") or "")) is not None
        },
    )


class _Rows:
    """The rows that the counts of a grid stand in: by slice and code, the table and its column."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, Ints, Sheet, str]] = []

    def __call__(self, place: int, code: int) -> Source:
        start, rows, sheet, column = next(p for p in reversed(self.parts) if p[0] <= place)
        return sheet.resource.name, sheet.row(int(rows[place - start, code])), column


def _grid(name: str, sheets: Sequence[Sheet], number: Mapping[str, int]) -> tuple[Grid, _Rows]:
    """Return the counts of all tables by slice and code, and where each of them stands."""
    rows, values, slack = _Rows(), list[Ints](), list[Ints]()
    start = 0
    for sheet in sheets:
        slices, count = _slices(name, sheet, _MOST_CELLS // max(1, len(number)))
        listed, places = sheet.kinds[name]
        codes = np.array([number[code] for code in listed], dtype=np.int64)[places]
        kept = slices < count
        for column in sheet.counts:
            told = sheet.plain(column.name)
            own = np.full((count, len(number)), -2, dtype=np.int64)
            own[slices[kept], codes[kept]] = told[kept]
            at = np.zeros_like(own)
            at[slices[kept], codes[kept]] = np.flatnonzero(kept)
            rounding = column.rounding or {}
            near = int(str(rounding["base"])) // 2 if rounding.get("method") == "nearest" else 0
            rows.parts.append((start, at, sheet, column.name))
            values.append(own)
            slack.append(np.full(count, near, dtype=np.int64))
            start += count
    found = np.concatenate([np.zeros((0, len(number)), dtype=np.int64), *values])
    near_ = np.concatenate([np.zeros(0, dtype=np.int64), *slack])
    return Grid(np.maximum(found, 0), found >= 0, found == -1, near_), rows


def _slices(name: str, sheet: Sheet, most: int) -> tuple[Ints, int]:
    """Return for each row of a table its slice, and how many slices are looked at."""
    found = np.zeros(sheet.rows, dtype=np.int64)
    for other in sheet.own:
        if other != name:
            codes, numbers = sheet.kinds[other]
            mixed = found * len(codes) + numbers
            found = np.unique(mixed, return_inverse=True)[1].astype(np.int64)
    count = int(found.max(initial=-1)) + 1
    return found, min(count, max(1, most))
