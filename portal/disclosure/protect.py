"""Protecting: from respondents to tables that the audit clears, or a refusal."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from portal.disclosure.answer import Answer
from portal.disclosure.audit import audit
from portal.disclosure.draws import Draws
from portal.disclosure.grain import broken_down
from portal.disclosure.growing import Grown, Kept, round_grown
from portal.disclosure.lattice import Bools, Ints, Lattice
from portal.disclosure.refusals import Reason
from portal.disclosure.release import UNKNOWN, Place
from portal.disclosure.risk import Judge, Spot, Verdict
from portal.disclosure.rounding import round_tables
from portal.disclosure.spec import Spec, count
from portal.disclosure.suppress import suppress

SECONDS = 600.0
_ROUNDS = 6
_REFUSED = (Verdict.PINNED, Verdict.NARROW, Verdict.GROUP, Verdict.UNPROVED)

EXACT, ROUNDED, HIDDEN, LEFT_OUT = "exact", "rounded", "suppressed", "left-out"


@dataclass
class Table:
    """One table on its way: its counts (people), what is published of them and as what.

    `published` and `shown` have one entry for each count; `shown` tells which are broken down
    at all.
    """

    dimensions: Place
    lattice: Lattice
    counts: Ints
    published: Ints
    shown: Bools
    hidden: Bools = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = np.zeros(self.counts.shape, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Before:
    """What was published last: its release and the seal of its report."""

    release: Mapping[str, Any]
    seal: str


@dataclass(frozen=True)
class Protected:
    """What came of it: the release as `audit` reads it, its answer, the tables and the reasons.

    `clear` tells whether it may be published. `left_out` names the groups that are not
    broken down.
    """

    spec: Spec
    release: Mapping[str, Any]
    answer: Answer
    tables: tuple[Table, ...]
    left_out: tuple[Mapping[str, str | int], ...]
    seal: str

    @property
    def clear(self) -> bool:
        """Tell whether the audit cleared it."""
        return self.answer.clear

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of the audit, and a warning where groups were left out."""
        if not self.left_out:
            return self.answer.reasons
        facts = {"count": len(self.left_out)}
        return (*self.answer.reasons, Reason("left-out", "warning", facts))

    def rows(self, table: Table) -> Iterator[tuple[str | int | None, ...]]:
        """Yield a table as records: a label for each dimension (None: total), count, status."""
        labels = [(*self.spec.dimensions[d].labels, None) for d in table.dimensions]
        values, status = table.published.ravel().tolist(), _status(self.spec, table)
        for own, value, word in zip(product(*labels), values, status, strict=True):
            told = word in {EXACT, ROUNDED}
            yield (*own, value if told else None, word)


def protect(
    people: Ints,
    spec: Spec,
    key: bytes,
    *,
    before: Before | Grown | None = None,
    seconds: float = SECONDS,
) -> Protected:
    """Turn respondents into tables that nobody can be singled out from.

    Args:
        people: one row per respondent, one column per dimension (`spec.read_respondents`).
        spec: what to publish.
        key: the secret of the draws; with the same key, the same counts are published alike.
        before: what was published last; where its seal shows that nothing has changed since,
            its draw is kept. With `Grown`, people have joined since: no count falls.
        seconds: the time allowed for each round of rounding and audit.

    Returns:
        The release and the audit's answer to it. Groups that stay narrow are left out, a few
        times over; where that does not help, the answer is a refusal and nothing is to be
        published.

    Raises:
        BadReleaseError: no rounding exists.
    """
    tables = tuple(_table(people, spec, table) for table in spec.tables)
    left_out = [np.zeros_like(table.shown) for table in tables]
    content = repr((spec.dimensions, spec.policy, spec.tables, sorted(spec.exact))).encode()
    content += b"".join(table.counts.tobytes() for table in tables)
    seal = hmac.new(key, hashlib.sha256(b"seal" + content).digest(), hashlib.sha256).hexdigest()
    if spec.method == "rounding":
        changed = isinstance(before, Before) and not hmac.compare_digest(before.seal, seal)
        _round(tables, spec, Draws(key, content), None if changed else before, seconds)
    release, answer = _audited(tables, spec, left_out, seconds)
    for _ in range(_ROUNDS):
        if answer.clear or not answer.judges or not _leave_out(tables, answer.judges[0], left_out):
            break
        release, answer = _audited(tables, spec, left_out, seconds)
    return Protected(spec, release, answer, tables, tuple(_named(spec, tables)), seal)


def _round(
    tables: Sequence[Table], spec: Spec, draws: Draws, before: Before | Grown | None, seconds: float
) -> None:
    """Round every count that is no public fact, or keep what was published before."""
    if isinstance(before, Before):
        for table in tables:
            table.published = _kept(table, spec, before.release)
        return
    lattices, counts = [t.lattice for t in tables], [t.counts for t in tables]
    base = spec.policy.base
    if isinstance(before, Grown):
        kept = [_since(table, spec, before) for table in tables]
        done = round_grown(lattices, counts, kept, draws, base=base, seconds=seconds)
    else:
        done = round_tables(lattices, counts, draws, base=base, seconds=seconds)
    for table, values in zip(tables, done, strict=True):
        table.published = np.where(_exact(spec, table), table.counts, values)


def _kept(table: Table, spec: Spec, release: Mapping[str, Any], missing: int = 0) -> Ints:
    """Return the values that a release published of a table; `missing` where it left one out."""
    found = np.full(table.counts.shape, missing, dtype=np.int64)
    number = {spec.dimensions[d].name: i for i, d in enumerate(table.dimensions)}
    for statistic in release["releases"][0]["statistics"]:
        where = statistic["where"]
        if where.keys() <= number.keys():
            at = [axis.levels - 1 for axis in table.lattice.axes]
            for name, label in where.items():
                at[number[name]] = spec.dimensions[table.dimensions[number[name]]].level[label]
            found[tuple(at)] = statistic["value"]
    return found


def _since(table: Table, spec: Spec, before: Grown) -> Kept:
    """Return what was published of a table, and which counts are of groups that nobody joined."""
    published = _kept(table, spec, before.release, missing=-1)
    stays = np.zeros(table.counts.shape, dtype=np.bool_)
    for axis, dimension in enumerate(table.dimensions):
        own = spec.dimensions[dimension]
        for code in before.same.get(own.name, ()):
            index: list[slice | int] = [slice(None)] * len(table.dimensions)
            index[axis] = own.level[code]
            stays[tuple(index)] = True
    return Kept(np.maximum(published, 0), stays & (published >= 0))


def _audited(
    tables: Sequence[Table], spec: Spec, left_out: Sequence[Bools], seconds: float
) -> tuple[Mapping[str, Any], Answer]:
    """Write the release of what is left and audit it."""
    for table, lost in zip(tables, left_out, strict=True):
        _plan(table, spec, lost)
    if spec.method == "suppression":
        suppress(tables, spec, release_of, seconds=seconds)
    release = release_of(spec, tables)
    return release, audit(release, seconds=seconds)


def _table(people: Ints, spec: Spec, dimensions: Place) -> Table:
    lattice = spec.lattice(dimensions)
    counts = count(people, lattice)
    return Table(dimensions, lattice, counts, counts.copy(), np.ones(counts.shape, dtype=np.bool_))


def _exact(spec: Spec, table: Table) -> Bools:
    """Mark the counts that are public facts."""
    marks = np.zeros(table.counts.shape, dtype=np.bool_)
    for public in spec.exact:
        if set(public) <= set(table.dimensions):
            marks[table.lattice.inside(public)] = True
    return marks


def _groups(table: Table, answer: int | None) -> tuple[Lattice, tuple[slice | int, ...]]:
    """Return a table's groups and where their sizes stand among its counts."""
    kept = tuple(d for d in table.dimensions if d != answer)
    axes = tuple(a for a in table.lattice.axes if a.dimension != answer)
    return Lattice(axes), table.lattice.inside(kept)


def _plan(table: Table, spec: Spec, left_out: Bools) -> None:
    """Mark the counts that are shown: every group's size, and the answers of large groups."""
    if spec.answer not in table.dimensions:
        table.shown = ~left_out | _exact(spec, table)
        return
    groups, sizes = _groups(table, spec.answer)
    people = np.asarray(table.counts[sizes])
    lost = np.asarray(left_out[sizes])
    kept = broken_down(groups, people, spec.policy.minimum_group, lost)
    at = table.dimensions.index(spec.answer)
    table.shown = np.repeat(np.expand_dims(kept, at), table.counts.shape[at], axis=at)
    table.shown[sizes] = True


def _leave_out(tables: Sequence[Table], judge: Judge, left_out: list[Bools]) -> bool:
    """Leave out the groups that an audit refused; tell whether there were new ones."""
    before = sum(int(lost.sum()) for lost in left_out)
    for verdict in _REFUSED:
        for spot in judge.spots(verdict):
            for table, lost in zip(tables, left_out, strict=True):
                if set(spot.dimensions) <= set(table.dimensions):
                    lost[_place(table, spot, judge.family.answer)] = True
    return sum(int(lost.sum()) for lost in left_out) > before


def _place(table: Table, spot: Spot, answer: int | None) -> tuple[int, ...]:
    """Return a spot's group in a table; the total of every other dimension."""
    own = dict(zip(spot.dimensions, spot.levels, strict=True))
    own.pop(-1 if answer is None else answer, None)
    return tuple(own.get(a.dimension, a.levels - 1) for a in table.lattice.axes)


def release_of(spec: Spec, tables: Sequence[Table]) -> Mapping[str, Any]:
    """Return the release file of some tables: each published count once."""
    rounding = {"method": "controlled", "base": spec.policy.base}
    statistics: dict[tuple[tuple[str, object], ...], dict[str, Any]] = {}
    for table in tables:
        names = [spec.dimensions[d].name for d in table.dimensions]
        labels = [(*spec.dimensions[d].labels, None) for d in table.dimensions]
        values, status = table.published.ravel().tolist(), _status(spec, table)
        for own, value, word in zip(product(*labels), values, status, strict=True):
            if word == LEFT_OUT:
                continue
            where = {n: label for n, label in zip(names, own, strict=True) if label is not None}
            entry: dict[str, Any] = {"kind": "count", "where": where}
            entry |= {"suppressed": True} if word == HIDDEN else {"value": value}
            if word == ROUNDED:
                entry["rounding"] = rounding
            statistics.setdefault(tuple(sorted(where.items())), entry)
    return {
        "policy": spec.raw.get("policy") or {},
        "dimensions": spec.raw["dimensions"],
        "answer": spec.raw["answer"],
        "public": [[spec.dimensions[d].name for d in place] for place in sorted(spec.public)],
        "rules": ["zeros-shown"] if spec.method == "suppression" else [],
        "releases": [
            {"id": "release", "relation": "first", "statistics": list(statistics.values())}
        ],
    }


def _status(spec: Spec, table: Table) -> list[str]:
    """Return as what each count is published."""
    usual = EXACT if spec.method == "suppression" else ROUNDED
    found = np.where(_exact(spec, table), EXACT, usual)
    found = np.where(table.hidden, HIDDEN, found)
    return [str(word) for word in np.where(table.shown, found, LEFT_OUT).ravel()]


def _named(spec: Spec, tables: Sequence[Table]) -> Iterator[Mapping[str, str | int]]:
    """Yield the groups that are not broken down."""
    for table in tables:
        groups, _ = _groups(table, spec.answer)
        lost = ~table.shown
        if spec.answer in table.dimensions:
            lost = np.asarray(lost.any(axis=table.dimensions.index(spec.answer)))
        for at in np.argwhere(lost):
            yield {
                spec.dimensions[axis.dimension].name: spec.dimensions[axis.dimension].labels[level]
                for axis, level in zip(groups.axes, at.tolist(), strict=True)
                if level < axis.levels - 1
            }


def integers_possible(judge: Judge) -> Iterator[dict[str, Any]]:
    """Yield for each group the fewest integers that any of its judged counts may still be."""
    answer = judge.family.answer
    for dimensions in judge.judged:
        group = tuple(d for d in dimensions if d != answer)
        ranges = judge.over(dimensions)
        open_ = (ranges.low < judge.family.policy.threshold) & (ranges.high >= 1)
        width = np.where(open_, np.minimum(ranges.high, UNKNOWN) - ranges.low + 1, UNKNOWN)
        if answer in dimensions:
            width = width.min(axis=1 + dimensions.index(answer))
        for at in np.argwhere(width < UNKNOWN // 2):
            sheet, *levels = at.tolist()
            yield {
                "release": judge.sheets[sheet].name,
                "group": judge.family.where(group, tuple(levels)),
                "by_answer": answer in dimensions,
                "integers": int(width[tuple(at)]),
            }
