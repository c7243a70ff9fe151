"""Random small families of releases: people are drawn, then told of in some way that is true."""

import random
from fractions import Fraction
from itertools import product
from math import floor

BASE = 3


class Draw:
    """Draws one release file from a seed, with the people behind it.

    `people[release][cell]` counts them; cells are tuples of codes in the order of dimensions.
    """

    def __init__(self, seed, *, cap=3, kinds=("count", "percent", "mean", "rate")):
        self.random = random.Random(seed)  # noqa: S311  # nothing secret is drawn
        self.cap = cap
        self.kinds = kinds
        self.file = {"policy": self._policy(), "dimensions": self._dimensions()}
        self.names = list(self.file["dimensions"])
        self.file["answer"] = self.random.choice([self.names[-1], self.names[-1], None])
        if self.random.random() < 0.5:
            self.file["rules"] = ["zeros-shown"]
        if self.random.random() < 0.3:
            self.file["public"] = [self.random.sample(self.names, self.random.randint(0, 1))]
        self.cells = list(product(*(d["codes"] for d in self.file["dimensions"].values())))
        self.people = []
        self.file["releases"] = self._releases()

    def _policy(self):
        if self.random.random() < 0.5:
            return {}
        return {
            "threshold": self.random.randint(2, 5),
            "width": self.random.randint(1, 4),
            "coalition": self.random.randint(0, 1),
        }

    def _dimensions(self):
        sizes = self.random.choice([[2], [3], [4], [2, 2], [2, 2], [3, 2], [2, 2, 2]])
        if sizes == [2, 2, 2]:
            self.cap = 1
        elif sizes == [3, 2]:
            self.cap = 2
        found = {}
        for i, size in enumerate(sizes):
            codes = [f"d{i}c{j}" for j in range(size)]
            found[f"d{i}"] = {"codes": codes, "scale": self.random.sample(range(6), size)}
            if self.random.random() < 0.4:
                found[f"d{i}"]["groups"] = {
                    f"g{i}{j}": self.random.sample(codes, self.random.randint(1, size))
                    for j in range(self.random.randint(1, 2))
                }
        return found

    def _releases(self):
        relations = ["first"]
        if len(self.cells) <= 4 and self.random.random() < 0.4:
            relations.append(self.random.choice(["grown", "corrected", "separate"]))
            self.cap = min(self.cap, 2)
        releases: list[dict[str, object]] = []
        sets: list[tuple[str, ...]] = []
        for number, relation in enumerate(relations):
            self.people.append(self._drawn(relation))
            if number == 0 or self.random.random() < 0.3:
                sets = self._sets()
            statistics = [s for names in sets for s in self._table(names)]
            statistics = statistics or [self._controlled({}, sum(self.people[-1]))]
            self.random.shuffle(statistics)
            releases.append({"id": f"r{number}", "relation": relation, "statistics": statistics})
        return releases

    def _drawn(self, relation):
        few = [self.random.randint(0, self.cap) for _ in self.cells]
        if relation in {"first", "separate"}:
            return few
        before = self.people[-1]
        if relation == "grown":
            return [max(own, new) for own, new in zip(before, few, strict=True)]
        return self._corrected(before)

    def _corrected(self, before):
        own = list(before)
        for _ in range(2):
            one, two = self.random.sample(range(len(own)), 2)
            answer = self.file["answer"]
            at = None if answer is None else self.names.index(answer)
            same = at is None or all(
                a == b
                for i, (a, b) in enumerate(zip(self.cells[one], self.cells[two], strict=True))
                if i != at
            )
            if same and own[one] > 0 and own[two] < self.cap:
                own[one] -= 1
                own[two] += 1
        return own

    def _sets(self):
        every = [
            tuple(n for n, used in zip(self.names, marks, strict=True) if used)
            for marks in product((False, True), repeat=len(self.names))
        ]
        return self.random.sample(every, self.random.randint(1, len(every)))

    def _table(self, names):
        labels = [
            [*self.file["dimensions"][n]["codes"], *self.file["dimensions"][n].get("groups", {})]
            for n in names
        ]
        style = self.random.choice(["plain", "plain", "nearest", "controlled", "share"])
        for place in product(*labels):
            if self.random.random() < 0.15:
                continue
            yield from self._statistic(dict(zip(names, place, strict=True)), style)

    def _statistic(self, where, style):
        count = self.count(self.people[-1], where)
        if style == "share" and len(self.kinds) > 1:
            yield from self._share(where, count)
        elif style == "controlled":
            yield self._controlled(where, count)
        elif style == "nearest":
            value = BASE * floor(Fraction(count, BASE) + Fraction(1, 2))
            yield {
                "kind": "count",
                "where": where,
                "value": value,
                "rounding": {"method": "nearest", "base": BASE},
            }
        elif self.random.random() < 0.4 and (count or "rules" not in self.file):
            yield {"kind": "count", "where": where, "suppressed": True}
        else:
            yield {"kind": "count", "where": where, "value": count}

    def _controlled(self, where, count):
        value = count - count % BASE
        if count % BASE and self.random.random() < 0.5:
            value += BASE
        rounding = {"method": "controlled", "base": BASE}
        return {"kind": "count", "where": where, "value": value, "rounding": rounding}

    def _share(self, where, count):
        kind = self.random.choice(self.kinds)
        decimals = self.random.choice([0, 0, 1])
        unit = 10**decimals
        if kind == "rate":
            invited = count + self.random.randint(1, 3)
            yield _printed(kind, where, 100 * count, invited, decimals) | {"invited": invited}
            return
        if kind == "percent":
            kept = {n: label for n, label in where.items() if self.random.random() < 0.5}
            total = self.count(self.people[-1], kept)
            if total:
                yield _printed(kind, where, 100 * count, total, decimals) | {"of": kept}
        if kind == "mean" and count:
            over = self.random.choice(self.names)
            dimension = self.file["dimensions"][over]
            held = self.members(over, where[over]) if over in where else dimension["codes"]
            total = sum(
                dimension["scale"][dimension["codes"].index(code)]
                * self.count(self.people[-1], {**where, over: code})
                for code in held
            )
            yield _printed(kind, where, total, count, decimals) | {"over": over}
        if self.random.random() < 0.5 and unit:
            yield {"kind": "count", "where": where, "value": count}

    def members(self, name, label):
        dimension = self.file["dimensions"][name]
        return [label] if label in dimension["codes"] else dimension["groups"][label]

    def count(self, people, where):
        held = {self.names.index(n): self.members(n, label) for n, label in where.items()}
        return sum(
            number
            for cell, number in zip(self.cells, people, strict=True)
            if all(cell[i] in codes for i, codes in held.items())
        )


def _printed(kind, where, top, bottom, decimals):
    value = Fraction(floor(Fraction(top, bottom) * 10**decimals + Fraction(1, 2)), 10**decimals)
    return {
        "kind": kind,
        "where": where,
        "value": float(value) if decimals else int(value),
        "decimals": decimals,
    }
