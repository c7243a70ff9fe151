"""What is asked of `protect`, and the respondents' file it is asked about."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Literal

import numpy as np

from portal.disclosure.lattice import Ints, Lattice, axis_of
from portal.disclosure.policy import Policy
from portal.disclosure.refusals import BadReleaseError, WrongUseError
from portal.disclosure.release import Place
from portal.disclosure.system import MOST_CODES
from portal.disclosure.universe import Dimension, read_dimensions

Method = Literal["rounding", "suppression"]
MOST_CELLS = 2 * 10**6
_KEYS = {"policy", "dimensions", "answer", "tables", "exact", "method"}


@dataclass(frozen=True)
class Spec:
    """What to publish: tables by their dimensions, which of them exactly, and how.

    `raw` is the specification as it was read; `answer` and the dimensions of `tables` and
    `exact` are numbers of `dimensions`.
    """

    raw: Mapping[str, object]
    policy: Policy
    dimensions: tuple[Dimension, ...]
    answer: int | None
    tables: tuple[Place, ...]
    exact: frozenset[Place]
    method: Method

    @property
    def public(self) -> frozenset[Place]:
        """The sets of dimensions whose counts are public: the exact ones, and their totals."""
        return frozenset(
            part for own in self.exact for n in range(len(own) + 1) for part in combinations(own, n)
        )

    def lattice(self, table: Place) -> Lattice:
        """Return a table with all its totals."""
        return Lattice(tuple(axis_of(d, self.dimensions[d]) for d in table))


def read_spec(raw: object) -> Spec:
    """Read a specification.

    Raises:
        WrongUseError: it is no object, or does not say which dimension holds answers.
        BadReleaseError: anything else that cannot be followed; its `reason` names it.
    """
    if not isinstance(raw, Mapping):
        raise WrongUseError("not-an-object")
    if "answer" not in raw:
        raise WrongUseError("answer-missing")
    for key in raw:
        if key not in _KEYS:
            raise BadReleaseError("unknown-key", where="spec", key=str(key))
    dimensions = read_dimensions(raw.get("dimensions"))
    number = {dimension.name: i for i, dimension in enumerate(dimensions)}
    tables = _places(number, raw.get("tables"), "tables")
    if not tables:
        raise BadReleaseError("missing-key", where="spec", key="tables")
    method = raw.get("method", "rounding")
    if method not in {"rounding", "suppression"}:
        raise BadReleaseError("unknown-method", method=str(method))
    spec = Spec(
        raw=raw,
        policy=Policy.read(raw.get("policy")),
        dimensions=dimensions,
        answer=None if raw["answer"] is None else _number(number, raw["answer"]),
        tables=tuple(dict.fromkeys(tables)),
        exact=frozenset(_places(number, raw.get("exact"), "exact")),
        method="suppression" if method == "suppression" else "rounding",
    )
    sizes = [dimension.total + 1 for dimension in dimensions]
    cells = sum(prod(sizes[d] for d in table) for table in spec.tables)
    if cells > MOST_CELLS or max(sizes, default=0) > MOST_CODES:
        raise BadReleaseError("too-many-cells", cells=cells, most=MOST_CELLS)
    return spec


def _number(number: Mapping[str, int], name: object) -> int:
    if not isinstance(name, str) or name not in number:
        raise BadReleaseError("unknown-dimension", dimension=str(name))
    return number[name]


def _places(number: Mapping[str, int], raw: object, where: str) -> list[Place]:
    found: list[Place] = []
    for names in [] if raw is None else _list(raw, where):
        place = tuple(sorted(_number(number, name) for name in _list(names, where)))
        if len(set(place)) < len(place):
            raise BadReleaseError("bad-structure", where=where)
        found.append(place)
    return found


def _list(raw: object, where: str) -> Sequence[object]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise BadReleaseError("bad-structure", where=where)
    return raw


def read_respondents(lines: Iterable[str], spec: Spec) -> Ints:
    """Read respondents, one CSV record each, as code numbers (columns: the dimensions in use).

    Columns of no dimension are left alone; dimensions of no table are not read (their column
    of the answer is -1).

    Raises:
        BadReleaseError: a column is missing, a code is unknown (the row is named, records
            from 1), or nobody answered.
    """
    used = sorted({d for table in spec.tables for d in table})
    reader = csv.reader(lines)
    try:
        records = list(reader)
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadReleaseError("bad-csv") from error
    heading = records[0] if records else []
    for d in used:
        if spec.dimensions[d].name not in heading:
            raise BadReleaseError("missing-column", column=spec.dimensions[d].name)
    places = [heading.index(spec.dimensions[d].name) for d in used]
    codes = [{str(code): i for i, code in enumerate(spec.dimensions[d].codes)} for d in used]
    found = [[-1] * len(spec.dimensions)]
    for row, record in enumerate(records[1:], start=1):
        if not record:
            continue
        person = [-1] * len(spec.dimensions)
        for d, place, own in zip(used, places, codes, strict=True):
            text = record[place] if place < len(record) else ""
            if text not in own:
                name = spec.dimensions[d].name
                raise BadReleaseError("unknown-code-row", dimension=name, row=row)
            person[d] = own[text]
        found.append(person)
    if len(found) == 1:
        raise BadReleaseError("no-respondents")
    return np.array(found[1:], dtype=np.int64)


def count(people: Ints, lattice: Lattice) -> Ints:
    """Count respondents in every cell of a table, totals included."""
    base = np.zeros(lattice.base, dtype=np.int64)
    np.add.at(base, tuple(people[:, d] for d in lattice.dimensions), 1)
    return lattice.add_up(base)
