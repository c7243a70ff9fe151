"""What can be wrong with a framework: each fault is an issue with a code and a place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from portal.errors import Issue

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BOTH = {"cy": str, "en": str}
_LISTS = ("themes", "components", "questions", "audiences", "tools")
_RESERVED = {"all", "audience", "council", "dont-know", "not-asked", "tool"}
_LONGEST_CODE = 60

Shape = Any
"""A type, a list of one shape, or a mapping of keys to shapes; a key with "?" may be missing."""

_SHAPE: Shape = {
    "name": str,
    "version": int,
    "status": str,
    "cy_status": str,
    "title": _BOTH,
    "source": _BOTH,
    "levels": [_BOTH],
    "scale": [{"code": str, **_BOTH}],
    "themes": [{"code": str, "title": _BOTH}],
    "components": [
        {"code": str, "theme": str, "title": _BOTH, "levels": [{**_BOTH, "cy_status": str}]}
    ],
    "questions": [
        {
            "code": str,
            "kind": str,
            "component": str,
            "text": _BOTH,
            "choices?": [{"code": str, **_BOTH}],
        }
    ],
    "audiences": [{"code": str, "title": _BOTH}],
    "tools": [{"code": str, "audience": str, "title": _BOTH, "questions": [str]}],
}


def issues_of(raw: object, file: str = "") -> list[Issue]:
    """Return everything that is wrong with a framework's JSON value; empty where nothing is."""
    found = list(_shape(raw, _SHAPE, ""))
    if not found:
        assert isinstance(raw, Mapping)
        found = [*_codes(raw), *_references(raw)] or [*_levels(raw), *_tools(raw)]
    return [Issue(code, file, facts=facts) for code, facts in found]


Found = tuple[str, dict[str, object]]


def _shape(raw: object, shape: Shape, place: str) -> Iterator[Found]:
    """Yield where a value is not of its shape, or a text is missing in a language."""
    if isinstance(shape, list):
        if not isinstance(raw, list) or not raw:
            yield "framework-field", {"place": place}
            return
        for number, each in enumerate(raw, start=1):
            yield from _shape(each, shape[0], f"{place}[{number}]")
    elif isinstance(shape, dict):
        yield from _keys(raw, shape, place)
    elif place.endswith((".cy", ".en")) and (not isinstance(raw, str) or not raw.strip()):
        yield "framework-language", {"place": place}
    elif type(raw) is not shape or not raw:
        yield "framework-field", {"place": place}


def _keys(raw: object, shape: Mapping[str, Shape], place: str) -> Iterator[Found]:
    """Yield the faults of an object: keys it should not have, and those of its values."""
    if not isinstance(raw, Mapping):
        yield "framework-field", {"place": place or "–"}
        return
    for key in sorted(raw.keys() - {name.rstrip("?") for name in shape}, key=str):
        yield "framework-field", {"place": f"{place}.{key}".lstrip(".")}
    for key, own in shape.items():
        name = key.rstrip("?")
        if name in raw or not key.endswith("?"):
            yield from _shape(raw.get(name), own, f"{place}.{name}".lstrip("."))


def _codes(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Yield codes that cannot be used, or are used twice where they must differ."""
    if raw["status"] not in {"draft", "published"}:
        yield "framework-field", {"place": "status"}
    if raw["version"] < 1:
        yield "framework-field", {"place": "version"}
    names = [(name, [each["code"] for each in raw[name]]) for name in _LISTS]
    answers = [("scale", [each["code"] for each in raw["scale"]])]
    answers += [
        (each["code"], [choice["code"] for choice in each.get("choices", ())])
        for each in raw["questions"]
    ]
    for place, codes in (("name", [raw["name"]]), *names, *answers):
        for code, times in Counter(codes).items():
            if times > 1:
                yield "framework-twice", {"place": place, "value": code}
            if not _usable(code):
                yield "framework-code", {"place": place, "value": code[:_LONGEST_CODE]}
    for place, codes in answers:
        for code in filter(str.isdigit, codes):  # those are levels
            yield "framework-code", {"place": place, "value": code[:_LONGEST_CODE]}


def _usable(code: str) -> bool:
    short = len(code) <= _LONGEST_CODE
    return short and _CODE.fullmatch(code) is not None and code not in _RESERVED


def _references(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Yield names of themes, components, questions and audiences that do not exist."""
    known = {name: {each["code"] for each in raw[name]} for name in _LISTS}
    named = [("themes", each["theme"]) for each in raw["components"]]
    named += [("components", each["component"]) for each in raw["questions"]]
    named += [("audiences", each["audience"]) for each in raw["tools"]]
    named += [("questions", code) for each in raw["tools"] for code in each["questions"]]
    for place, code in named:
        if code not in known[place]:
            yield "framework-unknown", {"place": place, "value": code}


def _levels(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Yield components without a descriptor for each level or without their one anchor."""
    anchors = Counter(q["component"] for q in raw["questions"] if q["kind"] == "anchor")
    for each in raw["components"]:
        if len(each["levels"]) != len(raw["levels"]) or len(raw["levels"]) < 2:
            yield "framework-levels", {"value": each["code"], "levels": len(raw["levels"])}
        if anchors[each["code"]] != 1:
            yield "framework-anchor", {"value": each["code"]}
    for each in raw["questions"]:
        if each["kind"] not in {"anchor", "likert", "choice"}:
            yield "framework-field", {"place": f"{each['code']}.kind"}
        elif (each["kind"] == "choice") != ("choices" in each):
            yield "framework-choices", {"value": each["code"]}


def _tools(raw: Mapping[str, Any]) -> Iterator[Found]:
    """Yield tools that ask twice, or ask less than others of their audience, and loose questions.

    Everybody in an audience is asked the same questions, in whatever order: so each question
    has the same people behind it, and their number is published once.
    """
    asked: dict[str, set[str]] = {}
    for tool in raw["tools"]:
        own = set(tool["questions"])
        if len(own) < len(tool["questions"]) or asked.setdefault(tool["audience"], own) != own:
            yield "framework-tool", {"value": tool["code"]}
    for each in raw["audiences"]:
        if each["code"] not in asked:
            yield "framework-unasked", {"value": each["code"]}
    for each in raw["questions"]:
        if not any(each["code"] in own for own in asked.values()):
            yield "framework-unasked", {"value": each["code"]}
