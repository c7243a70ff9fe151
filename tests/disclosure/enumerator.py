"""The gate's opponent in tests: it tries every dataset there is, straight from the definitions.

It shares no code and no idea with the engine. It is only good for universes of a few cells.
"""

from fractions import Fraction
from itertools import combinations, product
from math import floor

import numpy as np


class Enumerator:
    """All datasets that agree with a release file; every base cell holds at most `cap` people."""

    def __init__(self, file, *, cap):
        self.file = file
        self.cap = cap
        self.names = list(file["dimensions"])
        self.codes = [file["dimensions"][name]["codes"] for name in self.names]
        self.cells = list(product(*self.codes))
        self.sheets = self._sheets()

    def _sheets(self):
        """Return, by sheet name, an array of one row per dataset and one column per cell."""
        every = self._all()
        found: dict[str, np.ndarray] = {}
        names: list[str] = []
        joint: list[np.ndarray] = []
        for release in self.file["releases"]:
            own = every[self._agrees(every, release)]
            if release["relation"] in {"first", "separate"}:
                found.update(zip(names, joint, strict=True))
                names, joint = [], [own]
            else:
                joint = self._follow(joint, release["relation"], own)
            names.append(release["id"])
        found.update(zip(names, joint, strict=True))
        return self._with_added(found)

    def _all(self):
        grids = np.indices([self.cap + 1] * len(self.cells))
        return grids.reshape(len(self.cells), -1).T

    def _follow(self, joint, relation, own):
        """Pair every dataset of the release before with those that may follow it."""
        before = joint[-1]
        pairs = [(np.zeros(0, int), np.zeros(0, int))]
        for start in range(0, len(before), 256):
            old = before[start : start + 256, None, :]
            if relation == "grown":
                fits = (own[None] >= old).all(axis=2)
            else:
                fits = np.ones((len(old), len(own)), dtype=bool)
                for group in self._groups_kept():
                    fits &= own[None][..., group].sum(2) == old[..., group].sum(2)
            first, second = np.nonzero(fits)
            pairs.append((first + start, second))
        first = np.concatenate([pair[0] for pair in pairs])
        second = np.concatenate([pair[1] for pair in pairs])
        return [*(table[first] for table in joint), own[second]]

    def _groups_kept(self):
        """Return the groups of cells that keep their people when answers are corrected."""
        answer = self.file["answer"]
        if answer is None:
            return [list(range(len(self.cells)))]
        at = self.names.index(answer)
        groups: dict[tuple[str, ...], list[int]] = {}
        for i, cell in enumerate(self.cells):
            groups.setdefault(cell[:at] + cell[at + 1 :], []).append(i)
        return list(groups.values())

    def _with_added(self, found):
        releases = self.file["releases"]
        added = {}
        for last in range(len(releases)):
            for first in range(last - 1, -1, -1):
                if releases[first + 1]["relation"] != "grown":
                    break
                names = releases[first]["id"], releases[last]["id"]
                added["→".join(names)] = found[names[1]] - found[names[0]]
        return {**found, **added}

    def members(self, name, label):
        """Return the codes behind a code or group."""
        dimension = self.file["dimensions"][name]
        if label in dimension["codes"]:
            return {label}
        parts = dimension["groups"][label]
        return set().union(*(self.members(name, part) for part in parts))

    def columns(self, where):
        """Return the cells a place sums."""
        held = {name: self.members(name, label) for name, label in where.items()}
        return [
            i
            for i, cell in enumerate(self.cells)
            if all(
                code in held[name]
                for name, code in zip(self.names, cell, strict=True)
                if name in held
            )
        ]

    def count(self, table, where):
        """Return the count at a place in every dataset."""
        return table[:, self.columns(where)].sum(axis=1)

    def _agrees(self, table, release):
        keep = np.ones(len(table), dtype=bool)
        for statistic in release["statistics"]:
            keep &= self._says(table, statistic)
        return keep

    def _says(self, table, statistic):
        """Tell for every dataset whether it would have printed this statistic."""
        count = self.count(table, statistic["where"])
        if statistic.get("suppressed"):
            shown = "zeros-shown" in self.file.get("rules", [])
            return count >= 1 if shown and statistic["kind"] == "count" else count >= 0
        value = statistic["value"]
        if statistic["kind"] == "count":
            return _rounds(count, value, statistic.get("rounding"))
        unit = 10 ** statistic["decimals"]
        if statistic["kind"] == "rate":
            share = [_half_up(Fraction(100 * int(n) * unit, statistic["invited"])) for n in count]
            return (np.array(share) == round(value * unit)) & (count <= statistic["invited"])
        if statistic["kind"] == "percent":
            over = self.count(table, statistic["of"])
            top = 100 * count
        else:
            over = count
            top = self._weighted(table, statistic)
        return np.array(
            [
                n > 0 and _half_up(Fraction(t) * unit / int(n)) == round(value * unit)
                for t, n in zip(top.tolist(), over, strict=True)
            ],
            dtype=bool,
        )

    def _weighted(self, table, statistic):
        name = statistic["over"]
        dimension = self.file["dimensions"][name]
        own = self.members(name, statistic["where"][name]) if name in statistic["where"] else None
        total = np.zeros(len(table), dtype=np.int64)
        for code, weight in zip(dimension["codes"], dimension["scale"], strict=True):
            if own is None or code in own:
                total += weight * self.count(table, {**statistic["where"], name: code})
        return total

    def judged(self):
        """Yield (sheet, where, lowest, highest) for every judged count; None where nothing fits."""
        public = [set(names) for names in self.file.get("public", [])]
        for used in self._subsets():
            if set(used) in public:
                continue
            labels = [
                [
                    *self.file["dimensions"][n]["codes"],
                    *self.file["dimensions"][n].get("groups", {}),
                ]
                for n in used
            ]
            for levels in product(*labels):
                where = dict(zip(used, levels, strict=True))
                for sheet, table in self.sheets.items():
                    counts = self.count(table, where)
                    if len(counts):
                        yield sheet, where, int(counts.min()), int(counts.max())
                    else:
                        yield sheet, where, None, None

    def _subsets(self):
        used: set[tuple[str, ...]] = set()
        for release in self.file["releases"]:
            for statistic in release["statistics"]:
                names = [set(statistic["where"]), set(statistic.get("of", {}))]
                if "over" in statistic:
                    names.append({*statistic["where"], statistic["over"]})
                used.update(tuple(n for n in self.names if n in own) for own in names)
        subsets = {
            s for own in used for size in range(len(own) + 1) for s in combinations(own, size)
        }
        return sorted(subsets, key=lambda s: (len(s), s))

    def unanimous(self, sheet, where, limit):
        """Tell whether in every dataset all but `limit` of a group gave the answer in `where`."""
        answer = self.file["answer"]
        group = {name: label for name, label in where.items() if name != answer}
        table = self.sheets[sheet]
        people = self.count(table, group)
        others = people - self.count(table, where)
        return bool(len(people) and people.max() >= 1 and others.max() <= limit)


def _half_up(number):
    return floor(number + Fraction(1, 2))


def _rounds(count, value, rounding):
    if rounding is None:
        return count == value
    base = rounding["base"]
    if rounding["method"] == "nearest":
        return np.array([base * _half_up(Fraction(int(n), base)) == value for n in count], bool)
    moved = (np.abs(count - value) < base) & (value % base == 0)
    return moved & ((count % base != 0) | (count == value))
