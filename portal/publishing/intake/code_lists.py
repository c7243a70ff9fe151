"""The code lists that the columns of a draft name, for its package."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.errors import NotFoundError
from portal.publishing.intake.building import Part
from portal.publishing.intake.model import Case, Plain
from portal.publishing.registry import CodeList, code_list, code_list_resource

_WORDS = ("title_cy", "title_en", "description_cy", "description_en")


def code_lists(
    resources: Sequence[Plain], parts: Sequence[Part], case: Case
) -> Iterator[tuple[Plain, bytes]]:
    """Yield each code list that columns of `resources` name: its resource, its CSV file's bytes.

    A schema brings its own; one of the version published last is carried over; any other is
    looked for in the registry.
    """
    before = {each["name"]: each for each in case.draft.get("resources") or ()}
    ours = {codes.name: codes for part in parts for codes in part.coded.values()}
    for name in _named(resources):
        if name in case.code_lists and name in before and name not in ours:
            kept = {key: value for key, value in before[name].items() if key != "absent"}
            path = Path(case.code_lists[name])
            yield {**kept, "path": f"data/{name}.csv"}, path.read_bytes()
            continue
        found = ours.get(name) or _of_the_registry(name)
        if found is not None:
            resource, content = code_list_resource(found)
            yield {**resource, **_said(before.get(name) or {})}, content


def _named(resources: Sequence[Plain]) -> list[str]:
    fields = (field for each in resources for field in each["schema"]["fields"])
    named = dict.fromkeys(field.get("codes") for field in fields)
    return [name for name in named if name and name != "places"]


def _of_the_registry(name: str) -> CodeList | None:
    with contextlib.suppress(NotFoundError):
        return code_list(name)
    return None


def _said(before: Mapping[str, Any]) -> Plain:
    return {key: before[key] for key in _WORDS if before.get(key)}
