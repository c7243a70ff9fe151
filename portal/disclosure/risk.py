"""What a range of possible counts means for the people in it: the verdicts of the gate."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from portal.disclosure.attack import Attack, Ranges
from portal.disclosure.lattice import Bools, Ints
from portal.disclosure.policy import Policy
from portal.disclosure.release import UNKNOWN, Place
from portal.disclosure.sheets import Sheet

Verdicts = npt.NDArray[np.uint8]


class Verdict(IntEnum):
    """What can be said of one count; `UNPROVED` where time ran out."""

    SAFE = 0
    PINNED = 1
    NARROW = 2
    GROUP = 3
    CONTRADICTION = 4
    UNPROVED = 5

    @property
    def word(self) -> str:
        """The word a file uses for it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Spot:
    """One count: its sheet, and its level in each of some dimensions."""

    sheet: int
    dimensions: Place
    levels: Place


def judge(counts: Ranges, policy: Policy) -> Verdicts:
    """Return the verdict on each count by itself.

    `PINNED`: one small number is certain. `NARROW`: it may be small, somebody may be there,
    and fewer than `width` + 1 integers are possible. A certain 0 names nobody. A count that
    may be small is safe only where datasets reach both sides of `width`.
    """
    low, high = counts.low, counts.high
    verdict = np.zeros(low.shape, dtype=np.uint8)
    small = (low < policy.threshold) & (high >= 1)
    verdict[small & (counts.most - counts.least < policy.width)] = Verdict.UNPROVED
    verdict[small & (counts.proved | (high - low < policy.width))] = Verdict.NARROW
    verdict[small & (high - low >= policy.width) & (verdict == Verdict.NARROW)] = Verdict.SAFE
    verdict[small & (low == high)] = Verdict.PINNED
    return verdict


class Judge:
    """Judges every count of a population, and the groups that give their answers away.

    `listed` names every release and all that was added, each with the sheet that tells it.
    """

    def __init__(self, attack: Attack, listed: Sequence[tuple[str, int]]) -> None:
        self.attack = attack
        self.listed = listed
        self.family = attack.family
        self.ranges: dict[Place, Ranges] = {}
        self.verdicts: dict[Place, Verdicts] = {}
        self.proofs: dict[Spot, str] = {}
        self.small: list[Spot] = []
        self.moved: list[Spot] = []

    @property
    def judged(self) -> tuple[Place, ...]:
        """The sets of dimensions whose counts are judged."""
        return self.attack.system.judged

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The releases judged, and the people each one added."""
        return self.attack.system.sheets.sheets

    def run(self) -> None:
        """Judge every count."""
        for dimensions in self.judged:
            self.verdicts[dimensions] = judge(self.over(dimensions), self.family.policy)
        if self.attack.broken or not self.attack.sure:
            for own in self.verdicts.values():
                if self.attack.broken:
                    own[...] = Verdict.CONTRADICTION
                own[own == Verdict.SAFE] = Verdict.UNPROVED
            return
        answer = self.family.answer
        if answer is None:
            return
        with_answer = [s for s in self.judged if answer in s]
        for dimensions in with_answer:
            self._unanimous(dimensions, answer)
            self._corrections(dimensions, answer)
        for group in sorted({_without(s, answer) for s in with_answer}):
            if group in self.judged:
                self._small_groups(group)

    def spots(self, verdict: Verdict) -> list[Spot]:
        """Return the judged counts with some verdict."""
        found = ((d, np.argwhere(own == verdict)) for d, own in self.verdicts.items())
        return [_spot(at, d) for d, places in found for at in places]

    def times(self, spot: Spot) -> int:
        """Return how many listed counts one stands for."""
        return self._times[spot.sheet]

    @cached_property
    def _times(self) -> Counter[int]:
        return Counter(sheet for _, sheet in self.listed)

    def over(self, dimensions: Place) -> Ranges:
        """Return the ranges of the counts over some dimensions."""
        if dimensions not in self.ranges:
            self.ranges[dimensions] = self.attack.over(dimensions)
        return self.ranges[dimensions]

    def _unanimous(self, dimensions: Place, answer: int) -> None:
        """Find the groups whose answers are certainly all, or all but a few, one answer."""
        codes = len(self.family.dimensions[answer].codes)
        if codes < 2:
            return
        group = _without(dimensions, answer)
        people, counts = self.over(group), self.over(dimensions)
        axis = 1 + dimensions.index(answer)
        high, low, most = (
            np.moveaxis(end, axis, -1)[..., :codes]
            for end in (counts.high, counts.low, counts.most)
        )
        limit = self.family.policy.coalition
        anybody = (people.high >= 1)[..., np.newaxis]
        upper = np.minimum(_others(high), people.high[..., np.newaxis] - low)
        certain = anybody & (upper <= limit)
        doubtful = anybody & ~certain & (_largest_other(most) <= limit)
        for at in np.argwhere(doubtful):
            certain[tuple(at)] = self._few_others(group, answer, at) <= limit
        self._mark(dimensions, group, axis, certain)

    def _few_others(self, group: Place, answer: int, at: Ints) -> int:
        """Return the most people of a group seen to give another answer than one.

        Out of time that may be none, so the group counts as disclosed.
        """
        sheet, *levels, code = at.tolist()
        place = dict(zip(group, levels, strict=True))
        dimensions = tuple(sorted((*group, answer)))
        codes = len(self.family.dimensions[answer].codes)
        others = [{**place, answer: other} for other in range(codes) if other != code]
        found = self.attack.of([tuple(o[d] for d in dimensions) for o in others], dimensions, sheet)
        return int(found.most[0])

    def _mark(self, dimensions: Place, group: Place, axis: int, certain: Bools) -> None:
        """Mark the group, and the answer it gave, where nothing worse is known of them."""
        answers = np.moveaxis(self.verdicts[dimensions], axis, -1)[..., : certain.shape[-1]]
        answers[certain & (answers == Verdict.SAFE)] = Verdict.GROUP
        if group in self.verdicts:
            own = self.verdicts[group]
            own[certain.any(axis=-1) & (own == Verdict.SAFE)] = Verdict.GROUP

    def _small_groups(self, dimensions: Place) -> None:
        """Note the groups that certainly have fewer people than `minimum_group`, but some."""
        counts = self.over(dimensions)
        few = (counts.high >= 1) & (counts.high < self.family.policy.minimum_group)
        self.small += [_spot(at, dimensions) for at in np.argwhere(few)]

    def _corrections(self, dimensions: Place, answer: int) -> None:
        """Note the groups in which a correction visibly moved a single person's answer."""
        codes = len(self.family.dimensions[answer].codes)
        counts = self.over(dimensions)
        axis = 1 + dimensions.index(answer)
        low, high = (np.moveaxis(end, axis, -1)[..., :codes] for end in (counts.low, counts.high))
        for tie in self.attack.system.sheets.ties:
            exact = (low[tie.before] == high[tie.before]) & (low[tie.after] == high[tie.after])
            change = np.where(exact, low[tie.after] - low[tie.before], 0)
            gained = np.maximum(change, 0).sum(axis=-1)
            lost = np.maximum(-change, 0).sum(axis=-1)
            one = np.argwhere(np.maximum(gained, lost) == 1)
            group = _without(dimensions, answer)
            self.moved += [_spot(np.append(tie.after, at), group) for at in one]


def _without(dimensions: Place, answer: int) -> Place:
    return tuple(d for d in dimensions if d != answer)


def _others(high: Ints) -> Ints:
    """Return for each answer (last axis) the sum of all the others."""
    summed = high.sum(axis=-1, keepdims=True) - high
    return np.asarray(np.minimum(summed, UNKNOWN))


def _largest_other(most: Ints) -> Ints:
    """Return for each answer (last axis) the largest of all the others."""
    order = np.sort(most, axis=-1)
    return np.where(most == order[..., -1:], order[..., -2:-1], order[..., -1:])


def _spot(at: Ints, dimensions: Place) -> Spot:
    return Spot(int(at[0]), dimensions, tuple(int(level) for level in at[1:]))
