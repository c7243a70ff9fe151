"""Golden vectors: inputs and what the rule makes of them, for whoever writes it anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.maturity.scoring.levels import Score, Status, score
from portal.maturity.scoring.shares import Stratum

VECTORS = Path(__file__).with_name("vectors.json")


def read_vectors() -> list[dict[str, Any]]:
    """Return every vector: `name`, `strata` and what is `expected`."""
    found: list[dict[str, Any]] = json.loads(VECTORS.read_bytes())
    return found


def strata_of(raw: Sequence[Mapping[str, Any]]) -> list[Stratum]:
    """Return the audiences of a vector."""
    return [Stratum(**{**each, "counts": tuple(each["counts"])}) for each in raw]


def vector(name: str, strata: Sequence[Stratum]) -> dict[str, Any]:
    """Return a vector as it is written down."""
    raw = [{**asdict(each), "counts": list(each.counts)} for each in strata]
    return {"name": name, "strata": raw, "expected": plain(score(strata))}


def plain(found: Score) -> dict[str, Any]:
    """Return a score in plain values; shares as percent, low, high, and the silent's bounds."""
    if found.status is Status.NOT_ENOUGH:
        return {"status": "not-enough"}
    return {
        "status": str(found.status),
        "n": found.n,
        "levels": [found.low, found.high],
        "shares": [
            [each.percent, each.low, each.high, each.silent_low, each.silent_high]
            for each in found.shares
        ],
        "dont_know": found.dont_know,
        "flagged": found.flagged,
    }
