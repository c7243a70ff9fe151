"""Which populations are audited together: a dataset cannot leave its past behind by renaming it."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

Entered = Mapping[str, Any]
"""A release as `ledger.known` tells it."""


def name_of(population: str) -> str:
    """Return which people a population is of: "<name>" of "<name>:<field>"."""
    return population.partition(":")[0]


def kin(
    releases: Iterable[Entered], dataset: str, told: Collection[str]
) -> Mapping[str, frozenset[str]]:
    """Return for each population that is `told` now every one that is audited with it.

    Where a version of a dataset speaks of people it never spoke of before, and no longer of
    some it did, those may be the same people under another name: they are audited together,
    by every other dataset too.
    """
    links: dict[str, set[str]] = {}
    histories = _histories(releases)
    histories.setdefault(dataset, []).append(frozenset(told))
    for versions in histories.values():
        before: set[str] = set()
        for now in versions:
            for new in now - before:
                for gone in before - now:
                    links.setdefault(new, set()).add(gone)
                    links.setdefault(gone, set()).add(new)
            before |= now
    return {population: _reached(population, links) for population in told}


def _histories(releases: Iterable[Entered]) -> dict[str, list[frozenset[str]]]:
    """Return for each dataset the populations of each version, oldest first."""

    def version(release: Entered) -> tuple[str, int]:
        return release["dataset"], release["number"]

    found: dict[str, list[frozenset[str]]] = {}
    for (dataset, _number), own in groupby(sorted(releases, key=version), key=version):
        found.setdefault(dataset, []).append(frozenset(each["population"] for each in own))
    return found


def _reached(population: str, links: Mapping[str, Collection[str]]) -> frozenset[str]:
    found, waiting = {population}, [population]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)
