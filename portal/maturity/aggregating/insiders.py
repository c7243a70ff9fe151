"""The gate for those who know more: officers see exactly how many of each audience have answered.

Where 15 answers of 15 are published, all alike, and an officer has seen that 11 answered, she
knows that all 11 are alike; the public, to which it may have been 19, does not. So a draw that
gives an insider what the gate would not tell is not used and another is made. Whether it is used
follows from what is published and from her numbers alone, so that she learns nothing from it;
and whoever knows less has the ranges of all the numbers it may be, which are wider.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from portal.maturity.aggregating.differences import Counts, Release, refused_together


def other_key(key: bytes, number: int) -> bytes:
    """Return the secret of a draw: the first is of `key` itself, each other of one made of it."""
    return hmac.new(key, b"%d" % number, hashlib.sha256).digest() if number else key


def refused_to_insiders(
    releases: Sequence[Release],
    counts: Sequence[Counts],
    sizes: Sequence[Mapping[str, int]],
    questions: Collection[str],
) -> str:
    """Return why releases of one council tell too much to whoever knows `sizes`; "" if they do not.

    Args:
        releases: what was told of its answers, oldest first.
        counts: the same by question. Where two answers to one or more are told, her numbers leave
            at least four people free to have given either: so no other is of one mind for her.
        sizes: how many people of each audience answered, for each release.
        questions: all that was asked.
    """
    known = [_known(*each, questions) for each in zip(releases, sizes, strict=True)]
    return refused_together(known, counts, questions) if known else ""


def _known(
    release: Release, sizes: Mapping[str, int], questions: Collection[str]
) -> dict[str, Any]:
    """Return a release with how many answered told exactly, as facts that everybody knows."""
    (only,) = release["releases"]
    groups = [
        own["where"] for own in only["statistics"] if own["where"].keys().isdisjoint(questions)
    ]
    exact = [{"kind": "count", "where": where, "value": _size(where, sizes)} for where in groups]
    others = [own for own in only["statistics"] if own["where"] not in groups]
    public = sorted({tuple(where) for where in groups})
    return {
        **release,
        "public": [list(names) for names in public],
        "releases": [{**only, "statistics": [*exact, *others]}],
    }


def _size(where: Mapping[str, str], sizes: Mapping[str, int]) -> int:
    """Return how many people there are of one audience, or of all."""
    return sum(
        number for audience, number in sizes.items() if audience in where.values() or not where
    )
