"""Rounding a package for its officer: exact counts become counts that the audit clears."""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from portal.disclosure.lattice import Ints
from portal.disclosure.policy import Policy
from portal.disclosure.protect import protect
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.spec import read_spec
from portal.errors import Issue
from portal.interop.description import Resource
from portal.interop.reading import Package, read_package
from portal.publishing.gate.reading import DESCRIPTOR, told_by
from portal.publishing.gate.sheets import file_of
from portal.publishing.gate.told import Source, Told

_MOST_PEOPLE = 5_000_000
_MOST_CELLS = 1_000_000
SECONDS = 60.0

Place = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Rounded:
    """What became of a package: the cells that changed, those left out, and how it is rounded.

    `fields` gives for each resource and column the `rounding` that its descriptor says now. With
    any issue the package is as it was.
    """

    package: Package | None
    changed: list[Source] = field(default_factory=list)
    left_out: list[Source] = field(default_factory=list)
    fields: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def protected(package: Package, folder: Path, key: bytes, *, seconds: float = SECONDS) -> Rounded:
    """Round every count of the package in `folder` at random and write the folder anew.

    Args:
        package: what was read from `folder`; every count exact, none hidden.
        folder: datapackage.json and the data; rewritten in place.
        key: the secret of the draws; the same counts are rounded alike with the same key.
        seconds: the time allowed for each round of rounding and audit.

    Returns:
        The package read again, with shares worked out anew, or the issues that forbid it. Groups
        that stay narrow are left out: their cells are empty.
    """
    told, issues = told_by(package)
    if issues:
        return Rounded(None, issues=issues)
    cells: dict[Source, int | None] = {}
    for each in told:
        try:
            cells |= _rounded(each, key, seconds)
        except _NotRoundableError as why:
            return Rounded(None, issues=[why.issue])
    fields = _put(package, told, cells)
    emptied = {(name, column) for (name, _, column), value in cells.items() if value is None}
    _describe(folder / DESCRIPTOR, fields, emptied)
    _mend_shares(read_package(folder))
    exact = _exact(told)
    changed = [each for each, value in cells.items() if value not in (None, exact[each])]
    left_out = [each for each, value in cells.items() if value is None]
    return Rounded(read_package(folder), changed, left_out, fields)


def _put(
    package: Package, told: Sequence[Told], cells: Mapping[Source, int | None]
) -> dict[str, dict[str, dict[str, object]]]:
    """Write the rounded counts into their files; return by resource and column how they are."""
    fields: dict[str, dict[str, dict[str, object]]] = {}
    for one in told:
        rounding = {"method": "controlled", "base": int(one.policy.get("base", Policy().base))}
        for name, _, column in one.sources:
            fields.setdefault(name, {})[column] = dict(rounding)
    for resource in package.description.resources:
        own = {
            (row, column): "" if value is None else str(value)
            for (table, row, column), value in cells.items()
            if table == resource.name
        }
        if own:
            _write(resource, package.data[resource.name], own)
    return fields


class _NotRoundableError(Exception):
    """A package cannot be rounded; `issue` says why."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.issue = Issue(code, DESCRIPTOR, facts=facts)


def _exact(told: Sequence[Told]) -> dict[Source, int]:
    return {
        source: one["value"]
        for each in told
        for one, source in zip(each.statistics, each.sources, strict=True)
    }


def _rounded(told: Told, key: bytes, seconds: float) -> dict[Source, int | None]:
    """Return for each cell of a population its rounded count; None where it is left out."""
    for one in told.statistics:
        if one["kind"] != "count" or "rounding" in one or "value" not in one:
            raise _NotRoundableError("not-roundable", population=told.population)
    counts = {_place(one["where"]): int(one["value"]) for one in told.statistics}
    people = _people(told, counts)
    tables = {frozenset(name for name, _ in place) for place in counts}
    widest = [sorted(one) for one in tables if not any(one < other for other in tables)]
    raw = {
        "policy": told.policy,
        "dimensions": told.dimensions,
        "answer": told.answer,
        "tables": sorted(widest),
        "method": "rounding",
    }
    try:
        done = protect(people, read_spec(raw), key, seconds=seconds)
    except BadReleaseError:
        raise _NotRoundableError("not-roundable", population=told.population) from None
    if not done.clear:
        raise _NotRoundableError("not-protectable", population=told.population)
    shown = {
        _place(one["where"]): one["value"] for one in done.release["releases"][0]["statistics"]
    }
    return {
        source: shown.get(_place(one["where"]))
        for one, source in zip(told.statistics, told.sources, strict=True)
    }


def _place(where: Mapping[str, str]) -> Place:
    return frozenset(where.items())


def _people(told: Told, counts: Mapping[Place, int]) -> Ints:
    """Return one row per person, with whom every count of a population agrees.

    What the tables leave out is worked out from their totals, or is nobody.
    """
    names = list(told.dimensions)
    codes = [told.dimensions[name]["codes"] for name in names]
    cells = int(np.prod([len(own) for own in codes]))
    if cells > _MOST_CELLS:
        raise _NotRoundableError("not-roundable", population=told.population)
    known = dict(counts)
    found = np.zeros([len(own) for own in codes], dtype=np.int64)
    for at in product(*(range(len(own)) for own in codes)):
        where = {n: own[i] for n, own, i in zip(names, codes, at, strict=True)}
        found[at] = _count(where, told, known)
    if (found < 0).any() or found.sum() > _MOST_PEOPLE or not _agrees(told, counts, found):
        raise _NotRoundableError("not-roundable", population=told.population)
    return np.repeat(np.argwhere(found), found[found > 0], axis=0).astype(np.int64)


def _count(where: dict[str, str], told: Told, known: dict[Place, int]) -> int:
    """Return how many people are in one cell; nobody where the tables do not say."""
    place = _place(where)
    if place in known:
        return known[place]
    for name, own in where.items():
        rest = {n: code for n, code in where.items() if n != name}
        whole = known.get(_place(rest))
        siblings = [code for code in told.dimensions[name]["codes"] if code != own]
        others = [known.get(_place({**rest, name: code})) for code in siblings]
        if whole is not None and None not in others:
            known[place] = whole - sum(one for one in others if one is not None)
            return known[place]
    return 0


def _agrees(told: Told, counts: Mapping[Place, int], found: Ints) -> bool:
    """Tell whether every count of a population is the sum of the cells found."""
    axes = []
    for name, dimension in told.dimensions.items():
        codes = {code: [n] for n, code in enumerate(dimension["codes"])}
        groups = (dimension.get("groups") or {}).items()
        held = {group: [codes[code][0] for code in own] for group, own in groups}
        axes.append((name, {**codes, **held}, list(range(len(codes)))))
    for place, count in counts.items():
        where = dict(place)
        at = [levels[where[name]] if name in where else total for name, levels, total in axes]
        if int(found[np.ix_(*(np.array(one) for one in at))].sum()) != count:
            return False
    return True


def _write(resource: Resource, path: Path, cells: Mapping[tuple[int, str], str]) -> None:
    """Write a table anew with other cells, by row and column."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, *body = csv.reader(stream)
    at = {name: n for n, name in enumerate(heading)}
    for (row, name), text in cells.items():
        body[row - 2][at[name]] = text or resource.missing_values[0]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([heading, *body])


def _mend_shares(package: Package) -> None:
    """Work out anew, from the counts that now stand beside it, every share that no longer fits."""
    _, issues = told_by(package)
    for resource in package.description.resources:
        path, cells = package.data[resource.name], dict[tuple[int, str], str]()
        for issue in issues:
            if issue.code == "share-not-of-counts" and issue.file == file_of(path) and issue.row:
                told = resource.field(issue.column)
                decimals = int(str((told.statistic or {}).get("decimals", 0))) if told else 0
                wanted = issue.facts["wanted"]
                text = f"{wanted:.{decimals}f}" if isinstance(wanted, float) else ""
                cells[issue.row, issue.column] = text
        if cells:
            _write(resource, path, cells)


def _describe(
    path: Path,
    fields: Mapping[str, Mapping[str, Mapping[str, object]]],
    emptied: Collection[tuple[str, str]],
) -> None:
    """Say in the descriptor how the columns are rounded, and which are no longer always filled.

    The files' hashes no longer hold.
    """
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    for resource in values["resources"]:
        if own := fields.get(resource["name"]):
            resource.pop("hash", None)
            resource.pop("bytes", None)
            for each in resource["schema"]["fields"]:
                if each["name"] in own:
                    each["rounding"] = dict(own[each["name"]])
                if (resource["name"], each["name"]) in emptied:
                    each.get("constraints", {}).pop("required", None)
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
