"""Whether the datasets and versions that a table names are in this portal."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from portal.publishing.registers.queries import published_slugs, visible_versions

Plain = dict[str, Any]

_NONE = "–"
_MOST_NEAREST = 20
_CHUNK = 500


def settle(found: Plain | None) -> tuple[list[Plain], Plain | None]:
    """Return an issue for each name that leads nowhere, and what was found without the names."""
    named: Sequence[Plain] = (found or {}).get("names") or ()
    if not named or found is None:
        return [], found
    wanted = sorted({str(each["facts"]["dataset"]) for each in named})
    visible: dict[str, list[int]] = {}
    for start in range(0, len(wanted), _CHUNK):
        visible |= visible_versions(wanted[start : start + _CHUNK])
    unknown = [slug for slug in wanted if slug not in visible]
    slugs = published_slugs() if unknown else []
    nearest = {slug: _nearest(slug, slugs) for slug in unknown[:_MOST_NEAREST]}
    issues = [issue for each in named if (issue := _wrong(each, visible, nearest))]
    return issues, {key: value for key, value in found.items() if key != "names"}


def _nearest(slug: str, slugs: Sequence[str]) -> str:
    return next(iter(get_close_matches(slug, slugs, n=1)), _NONE)


def _wrong(
    named: Plain, visible: Mapping[str, Sequence[int]], nearest: Mapping[str, str]
) -> Plain | None:
    """Return the issue that a name is; None where it leads to what readers can see."""
    facts = named["facts"]
    slug, version = str(facts["dataset"]), str(facts["version"]).strip()
    if slug not in visible:
        told = {"cell": slug, "nearest": nearest.get(slug, _NONE)}
        return {**named, "code": "unknown-dataset", "facts": told}
    known = visible[slug]
    if not version.isdecimal() or int(version) in known:
        return None  # what is no number is told of its cell
    told = {"cell": version, "nearest": str(known[-1]), "dataset": slug}
    return {**named, "code": "unknown-version", "column": facts["beside"], "facts": told}
