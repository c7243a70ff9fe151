"""Drafts: descriptors as far as they are filled in, read and written by place.

A place is written as people say it, by names: `title`, `contact/title`,
`resources/spend/fields/amount/description`. A text has two keys there, `…_cy` and `…_en`; other
values have one (`theme`, `resources/spend/fields/amount/measures`). Pure functions over plain
values; a draft that is changed is a copy.
"""

import copy
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.bilingual import LOCALES
from portal.interop.description import Description
from portal.interop.writing.datapackage import descriptor

Draft = dict[str, Any]

_PACKAGE_TEXTS = ("title", "description")
_OWN_TEXTS = ("title", "description")
_MORE_TEXTS = ("finding", "publisher_title")
_INDEXED = re.compile(r"(\w+)(?:\[(\d+)\])?")
_NEUTRAL = (
    "title",
    "description",
    "languages",
    "version",
    "reason_cy",
    "reason_en",
    "contributors",
)
_OF_FILES = ("title", "description", "bytes", "hash", "dialect", "path", "type")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a draft: its place and its words, "" where there are none yet."""

    place: str
    cy: str
    en: str
    required: bool = True


def value(draft: Mapping[str, Any], place: str) -> Any:
    """Return what stands at a place; None where nothing does."""
    found: Any = draft
    for step in place.split("/"):
        found = _step(found, step)
        if found is None:
            return None
    return found


def with_values(draft: Mapping[str, Any], values: Mapping[str, Any]) -> Draft:
    """Return a draft with other values at some places; None takes a value out.

    Raises:
        KeyError: a place leads nowhere in this draft.
    """
    made = copy.deepcopy(dict(draft))
    for place, new in values.items():
        *way, key = place.split("/")
        inner: Any = made
        for step in way:
            inner = _entered(inner, step)
        if not isinstance(inner, dict):
            raise KeyError(place)
        if new is None:
            inner.pop(key, None)
        else:
            inner[key] = new
    return made


def texts(draft: Mapping[str, Any]) -> Iterator[Text]:
    """Yield every text of a draft, those that are required even where they are not there yet."""
    for stem in _PACKAGE_TEXTS:
        yield _text(draft, stem)
    for stem in _MORE_TEXTS:
        yield from _if_there(draft, stem)
    if isinstance(draft.get("contact"), dict) and "title" not in draft["contact"]:
        yield _text(draft, "contact/title")
    for resource in _named(draft, "resources"):
        at = f"resources/{resource['name']}"
        yield _text(draft, f"{at}/title")
        yield from _if_there(draft, f"{at}/description")
        for field in _named(resource.get("schema"), "fields"):
            for stem in _OWN_TEXTS:
                yield _text(draft, f"{at}/fields/{field['name']}/{stem}")
    for chart in _named(draft, "charts"):
        for stem in ("title", "caveat"):
            yield _text(draft, f"charts/{chart['name']}/{stem}")


def described(description: Description) -> Draft:
    """Return the draft that says what a published description says of its tables, without files."""
    files = {resource.name: resource.files[0] for resource in description.resources}
    tables = replace(description, documents=())
    made: Draft = json.loads(descriptor(tables, files, number=1))
    for key in _NEUTRAL:
        made.pop(key, None)
    if "keyword_codes" in made:
        made["keywords"] = made.pop("keyword_codes")
    for key in ("contact", "licenses", "sources"):
        for entry in _entries(made.get(key)):
            if "title_cy" in entry:
                entry.pop("title", None)
    for resource in made["resources"]:
        for key in _OF_FILES:
            resource.pop(key, None)
        for field in resource["schema"]["fields"]:
            field.pop("title", None)
            field.pop("description", None)
    return made


def overlaid(draft: Mapping[str, Any], under: Mapping[str, Any], places: Iterable[str]) -> Draft:
    """Return `under` with what `draft` says at some places; a place that has gone is left out."""
    made = copy.deepcopy(dict(under))
    for place in places:
        try:
            made = with_values(made, {place: value(draft, place)}) if _leads(made, place) else made
        except KeyError:
            continue
    return made


def unsaid(
    draft: Mapping[str, Any], said: Iterable[Mapping[str, Any]], kept: Container[str]
) -> Draft:
    """Return a draft whose columns no longer say what `said` says of those called the same.

    What stands at the places `kept`, or was put otherwise, stays; so do names and types.
    """
    made = copy.deepcopy(dict(draft))
    by_name = {each["name"]: each for each in said}
    for resource in _named(made, "resources"):
        for field in _named(resource.get("schema"), "fields"):
            at = f"resources/{resource['name']}/fields/{field['name']}"
            for key, words in by_name.get(field["name"], {}).items():
                own = key in {"name", "type"} or f"{at}/{key}" in kept
                if not own and field.get(key) == words:
                    del field[key]
    return made


def placed(at: str, made: Mapping[str, Any]) -> str:
    """Return an issue's `resources[0].schema.fields[2].title_cy` as a place of the draft."""
    steps: list[str] = []
    inner: Any = made
    for part in filter(None, at.split(".")):
        match = _INDEXED.fullmatch(part)
        if match is None:
            return "/".join([*steps, part])
        key, index = match.groups()
        inner = inner.get(key) if isinstance(inner, Mapping) else None
        if key != "schema":
            steps.append(key)
        if index is not None:
            entry = inner[int(index)] if isinstance(inner, list) and int(index) < len(inner) else {}
            named = isinstance(entry, Mapping) and isinstance(entry.get("name"), str)
            steps.append(entry["name"] if named else index)
            inner = entry
    return "/".join(steps)


def split_locale(place: str) -> tuple[str, str]:
    """Return `title_cy` as ("title", "cy"); the locale is "" where the place has none."""
    stem, _, locale = place.rpartition("_")
    return (stem, locale) if locale in LOCALES and stem else (place, "")


def _step(inner: Any, step: str) -> Any:
    if isinstance(inner, list):
        named = [each for each in inner if isinstance(each, dict) and each.get("name") == step]
        if named:
            return named[0]
        return inner[int(step)] if step.isdecimal() and int(step) < len(inner) else None
    if not isinstance(inner, Mapping):
        return None
    if step == "fields" and isinstance(inner.get("schema"), Mapping):
        return inner["schema"].get("fields")
    return inner.get(step)


def _entered(inner: Any, step: str) -> Any:
    """Go one step down; the objects of a package that may stand alone are made on the way."""
    found = _step(inner, step)
    if found is None and step in {"contact", "temporal"} and isinstance(inner, dict):
        found = inner[step] = {}
    if found is None:
        raise KeyError(step)
    return found


def _leads(draft: Mapping[str, Any], place: str) -> bool:
    way, _, _ = place.rpartition("/")
    return not way or way in {"contact", "temporal"} or value(draft, way) is not None


def _text(draft: Mapping[str, Any], place: str, *, required: bool = True) -> Text:
    words = [value(draft, f"{place}_{locale}") for locale in LOCALES]
    cy, en = (each if isinstance(each, str) else "" for each in words)
    return Text(place, cy, en, required)


def _if_there(draft: Mapping[str, Any], place: str) -> Iterator[Text]:
    found = _text(draft, place, required=False)
    if found.cy or found.en:
        yield found


def _named(inner: Any, key: str) -> list[Draft]:
    """Return the entries of a list that have a name and are not `absent` from the file."""
    entries = inner.get(key) if isinstance(inner, Mapping) else None
    named = [each for each in _entries(entries) if isinstance(each.get("name"), str)]
    return [each for each in named if not each.get("absent")]


def _entries(entries: Any) -> list[Draft]:
    listed = entries if isinstance(entries, list) else [entries]
    return [each for each in listed if isinstance(each, dict)]
