"""Releases that say the same again of people who only grow in number: a run costs as two do.

From any dataset that fits, another fits in which all releases of a run have the people of the
first, or of the last, of them. So what ranges over one ranges over the others alike, and what was
added between any two of them ranges as between the first and the last.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from portal.disclosure.release import Family, Release
from portal.disclosure.sheets import Sheets


def shortened(family: Family) -> tuple[Family, list[int]]:
    """Return a population with two releases of each run, and which of them stands for each."""
    kept: list[int] = []
    places: list[int] = []
    for number, release in enumerate(family.releases):
        said = _said(release)
        again = number > 0 and release.relation == "grown"
        same = [again and _said(family.releases[at]) == said for at in kept[-2:]]
        if len(same) == 2 and all(same) and family.releases[kept[-1]].relation == "grown":
            kept[-1] = number
        else:
            kept.append(number)
        places.append(len(kept) - 1)
    return replace(family, releases=tuple(family.releases[at] for at in kept)), places


def _said(release: Release) -> Hashable:
    """Return everything a release says, in no order."""
    rows = {
        (dimensions, *row)
        for dimensions, own in release.intervals.items()
        for row in zip(own.levels, own.low, own.high, own.shown, strict=True)
    }
    return frozenset(rows), frozenset((ratio.terms, ratio.least) for ratio in release.ratios)


def listed(family: Family, places: Sequence[int], sheets: Sheets) -> list[tuple[str, int]]:
    """Return the name of every release, and of all that was added, with the sheet that tells it."""
    if len(sheets.layers) == len(family.releases):
        return [(sheet.name, number) for number, sheet in enumerate(sheets.sheets)]
    names = [release.name for release in family.releases]
    found = list(zip(names, places, strict=True))
    for last, release in enumerate(family.releases):
        if release.relation != "grown":
            continue
        for first in reversed(range(last)):
            start, end = places[first], places[last]
            number = int(sheets.added[start - 1 if start == end else start, end])
            if number < 0:
                break
            found.append((f"{names[first]}→{names[last]}", number))
    return found
