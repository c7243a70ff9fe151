"""The smallest repair of a refused release: which further numbers to hide."""

import time
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from portal.disclosure.answer import Answer
from portal.disclosure.audit import audit

MOST_STATISTICS = 400
_SECONDS = 20.0
_MOST_HIDDEN = 4


def smallest_repair(
    document: Mapping[str, Any], *, own: int | None = None
) -> list[Mapping[str, Any]] | None:
    """Return the kinds and places of published numbers that are enough to hide, few and small.

    Args:
        document: a release file's value that the audit refuses.
        own: how many statistics, the last ones of the last release, can still be hidden; None
            where all of them can.

    They are looked for one at a time, each the number that leaves the fewest refusals, shares
    and means first, then small counts; the audit clears the release that hides them all. The
    list is empty where none were found, and None where the release is too large to look.
    """
    statistics = [s for release in document["releases"] for s in release["statistics"]]
    if len(statistics) > MOST_STATISTICS:
        return None
    end = time.monotonic() + _SECONDS
    repaired = deepcopy(dict(document))
    found: list[Mapping[str, Any]] = []
    before = _refusals(audit(repaired))
    while before and len(found) < _MOST_HIDDEN:
        best: tuple[int, dict[str, Any]] | None = None
        for statistic in _candidates(repaired, own):
            if time.monotonic() > end:
                return []
            left = _refusals(audit(_without(repaired, statistic)))
            if best is None or left < best[0]:
                best = left, statistic
            if left == 0:
                break
        if best is None or best[0] >= before:
            return []
        before = best[0]
        found.append({"kind": best[1]["kind"], "where": best[1]["where"]})
        _hide(best[1])
    return found


def _refusals(answer: Answer) -> int:
    if answer.clear:
        return 0
    counts = (r.facts.get("count") for r in answer.reasons if r.level == "refusal")
    return sum(count if isinstance(count, int) else 1 for count in counts) or 1


def _candidates(document: Mapping[str, Any], own: int | None) -> list[dict[str, Any]]:
    """Return the shares and means, then the counts that are exact and not 0, small ones first."""
    public = [set(names) for names in document.get("public") or ()]
    every = [s for release in document["releases"] for s in release["statistics"]]
    shown = [
        s
        for s in every[0 if own is None else len(every) - own :]
        if s.get("value")
        and (s["kind"] != "count" or (not s.get("rounding") and set(s["where"]) not in public))
    ]
    return sorted(shown, key=lambda s: (s["kind"] == "count", float(s["value"])))


def _hide(statistic: dict[str, Any]) -> None:
    statistic.pop("value")
    statistic["suppressed"] = True


def _without(document: Mapping[str, Any], hidden: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the document with one statistic hidden."""
    kept = {key: value for key, value in hidden.items() if key != "value"}
    releases = []
    for release in document["releases"]:
        own = [kept | {"suppressed": True} if s is hidden else s for s in release["statistics"]]
        releases.append({**release, "statistics": own})
    return {**document, "releases": releases}
