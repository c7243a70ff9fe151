"""The grain plan: which groups are large enough to be broken down by answer at all."""

from collections.abc import Sequence

import numpy as np

from portal.disclosure.lattice import Axis, Bools, Ints, Lattice


def broken_down(lattice: Lattice, people: Ints, minimum: int, left_out: Bools) -> Bools:
    """Tell which groups may be broken down.

    Args:
        lattice: the groups: every code, group of codes and total of some dimensions.
        people: how many people each has.
        minimum: fewer people than this, but some, are not broken down.
        left_out: groups that are not to be broken down whatever their size.

    Returns:
        True where a group may be broken down. Neighbours that are left out have `minimum`
        people or nobody together, as far as there are others to leave out with them: with two
        audiences of which one fails, only both together are broken down.
    """
    lost = ((people > 0) & (people < minimum)) | left_out
    while True:
        before = int(lost.sum())
        for at, axis in enumerate(lattice.axes):
            lines, counts = np.moveaxis(lost, at, -1), np.moveaxis(people, at, -1)
            for union, parts in reversed(axis.sums):
                lines[..., list(parts)] |= lines[..., union, np.newaxis]
            for place in np.argwhere(lines[..., : axis.codes].any(axis=-1)):
                _widen(lines[tuple(place)], counts[tuple(place)], axis, minimum)
        if int(lost.sum()) == before:
            return ~lost


def _widen(lost: Bools, people: Ints, axis: Axis, minimum: int) -> None:
    """Leave out the smallest neighbours of what is left out until enough people are."""
    for neighbours in _neighbours(axis):
        own = lost[neighbours]
        together = int(people[neighbours][own].sum())
        if not own.any() or together >= minimum or together == 0:
            continue
        for code in sorted(neighbours, key=lambda code: (int(people[code]), code)):
            if together >= minimum:
                break
            if not lost[code] and people[code]:
                lost[code] = True
                together += int(people[code])


def _neighbours(axis: Axis) -> Sequence[list[int]]:
    """Return the codes of an axis that are in the same groups."""
    found: dict[bytes, list[int]] = {}
    for code in range(axis.codes):
        found.setdefault(axis.member[axis.codes :, code].tobytes(), []).append(code)
    return list(found.values())
