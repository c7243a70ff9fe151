"""Draws respondents and publishes them in the ways that are measured; same seed, same families.

The councils are numbered and fictional: 22 in four regions, one of them large, with officers and
a few elected members who each answer every question on a scale of five.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

SEED = 20251122
REGIONS = [0] * 6 + [1] * 2 + [2] * 4 + [3] * 10
ANSWERS = ("sa", "a", "n", "d", "sd")
SERVICES = 9

Counts = npt.NDArray[np.int64]
Where = Mapping[str, str]


class Survey:
    """Respondents of 22 councils: `people[i]`: council, role, service; `answers[i, q]`: 0 to 4."""

    def __init__(self, questions: int, seed: int = SEED) -> None:
        draw = np.random.default_rng(seed)
        rows: list[tuple[int, int, int]] = []
        mood = []
        for council in range(22):
            lean = draw.normal(0, 0.5)
            officers = round(draw.integers(40, 110) * draw.uniform(0.35, 0.75))
            members = max(2, round(draw.integers(30, 76) * draw.uniform(0.1, 0.5)))
            rows += [(council, 0, int(draw.integers(0, 8))) for _ in range(officers)]
            rows += [(council, 1, 8) for _ in range(members)]
            mood += [lean] * (officers + members)
        self.people = np.array(rows)
        self.questions = questions
        effect = draw.normal(0, 0.8, (questions, 6))
        tool = draw.integers(0, 6, len(rows))
        liking = (
            np.array(mood)[:, None] + effect.T[tool] + draw.normal(0, 1, (len(rows), questions))
        )
        self.answers = (liking[:, :, None] > np.array([-1.6, -0.5, 0.4, 1.5])).sum(axis=2)

    def table(self, columns: Sequence[int], sizes: Sequence[int]) -> Counts:
        """Count people by question, some of their columns, and answer."""
        found = np.zeros((self.questions, *sizes, 5), dtype=np.int64)
        own = [self.people[:, column] for column in columns]
        for question in range(self.questions):
            np.add.at(found[question], (*own, self.answers[:, question]), 1)
        return found


def dimensions(questions: int) -> dict[str, Any]:
    """Return the dimensions of a release of some questions."""
    groups = {f"region{r}": [f"council{c}" for c in range(22) if REGIONS[c] == r] for r in range(4)}
    return {
        "question": {"codes": [f"q{i}" for i in range(questions)]},
        "council": {"codes": [f"council{i}" for i in range(22)], "groups": groups},
        "role": {"codes": ["officer", "member"]},
        "service": {"codes": [f"service{i}" for i in range(SERVICES)]},
        "answer": {"codes": list(ANSWERS)},
    }


def levels(base: Counts, axis: int, groups: Sequence[Sequence[int]] = ()) -> Counts:
    """Add groups and the total along one axis."""
    sums = [base.take(list(own), axis).sum(axis=axis, keepdims=True) for own in groups]
    return np.concatenate((base, *sums, base.sum(axis=axis, keepdims=True)), axis=axis)


def lattice(base: Counts, names: Sequence[str]) -> tuple[Counts, list[list[str | None]]]:
    """Return every count of a table (question first) and the labels along each axis."""
    labels: list[list[str | None]] = []
    for axis, name in enumerate(names):
        own: list[str | None] = [*_codes(name, base.shape[axis])]
        groups: list[list[int]] = []
        if name == "council":
            groups = [[c for c in range(22) if REGIONS[c] == r] for r in range(4)]
            own += [f"region{r}" for r in range(4)]
        if name != "question":
            base = levels(base, axis, groups)
            own.append(None)
        labels.append(own)
    return base, labels


def _codes(name: str, size: int) -> list[str]:
    if name == "answer":
        return list(ANSWERS)
    if name == "role":
        return ["officer", "member"]
    return [f"{'q' if name == 'question' else name}{i}" for i in range(size)]


def places(names: Sequence[str], labels: list[list[str | None]]) -> Iterator[Where]:
    """Yield the `where` of every count of a table, in the order of its cells."""
    for own in product(*labels):
        yield {n: label for n, label in zip(names, own, strict=True) if label is not None}


def file_of(questions: int, statistics: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Return a release file with one release."""
    return {
        "dimensions": dimensions(questions),
        "answer": "answer",
        "releases": [{"id": "r", "relation": "first", "statistics": statistics}],
        **more,
    }


ROUNDED = {"method": "controlled", "base": 5}


def rounded(base: Counts, names: Sequence[str]) -> list[dict[str, Any]]:
    """Publish a table of multiples of five as a rounded one: it is additive as it stands."""
    values, labels = lattice(base // 5 * 5, names)
    pairs = zip(places(names, labels), values.ravel().tolist(), strict=True)
    return [{"kind": "count", "where": w, "value": v, "rounding": ROUNDED} for w, v in pairs]


def hidden(base: Counts, names: Sequence[str]) -> list[dict[str, Any]]:
    """Publish a table with every count from 1 to 4 suppressed, and nothing more."""
    values, labels = lattice(base, names)
    pairs = zip(places(names, labels), values.ravel().tolist(), strict=True)
    return [
        {"kind": "count", "where": w, "suppressed": True}
        if 0 < v < 5
        else {"kind": "count", "where": w, "value": v}
        for w, v in pairs
    ]
