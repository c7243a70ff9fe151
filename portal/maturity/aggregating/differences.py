"""The gate for late answers: what is published again is audited with what was published before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from portal.disclosure.audit import audit

Release = Mapping[str, Any]
Counts = Mapping[str, Mapping[str, Mapping[str, int]]]
"""People by question, audience and answer."""


def refused_together(
    releases: Sequence[Release], counts: Sequence[Counts], questions: Collection[str]
) -> str:
    """Return why several releases of one council give somebody away together; "" if none does.

    Each is of the people of the one before and more, and those who were added are a group of
    their own. As with one release, a question is judged by itself too where all may be alike:
    nobody may tell that all who were added gave one answer. `counts` are the releases' own.
    """
    whole = _joined(releases)
    alike = [question for question in questions if _alike([own.get(question) for own in counts])]
    for document in (whole, *_each(whole, questions, alike)):
        found = audit(document, exact=False)
        if not found.clear:
            return found.reasons[0].code
    return ""


def _joined(releases: Sequence[Release]) -> dict[str, Any]:
    dimensions = {name: told for own in releases for name, told in own["dimensions"].items()}
    parts = [
        {
            "id": str(number),
            "relation": "grown" if number > 1 else "first",
            "statistics": own["releases"][0]["statistics"],
        }
        for number, own in enumerate(releases, start=1)
    ]
    return {**releases[-1], "dimensions": dimensions, "releases": parts}


def _alike(published: Sequence[Mapping[str, Mapping[str, int]] | None]) -> bool:
    """Tell whether all, or all but one, of a group or of those added to it may be of one answer.

    What is published is itself a dataset that agrees with what is published; where audiences
    were pooled differently before, it may be so.
    """
    none: dict[str, dict[str, int]] = {}
    for before, now in zip([none, *published], published, strict=False):
        if not now or (before and before.keys() != now.keys()):
            return True
        for audience, own in now.items():
            earlier = (before or none).get(audience, {})
            added = [count - earlier.get(answer, 0) for answer, count in own.items()]
            if any(sum(part) - max(part) <= 1 for part in (added, list(own.values())) if any(part)):
                return True
    return False


def _each(
    whole: Mapping[str, Any], questions: Collection[str], alike: Collection[str]
) -> Iterator[dict[str, Any]]:
    for question in alike:
        if question not in whole["dimensions"]:
            continue
        others = set(questions) - {question}
        kept = {n: told for n, told in whole["dimensions"].items() if n not in others}
        parts = [
            {**part, "statistics": [s for s in part["statistics"] if not others & set(s["where"])]}
            for part in whole["releases"]
        ]
        yield {**whole, "dimensions": kept, "answer": question, "releases": parts}
