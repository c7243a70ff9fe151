"""The audit's answer about one population, as a submission keeps it: plain values, and capped."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.disclosure.answer import Answer
from portal.disclosure.audit import audit
from portal.disclosure.refusals import Reason
from portal.disclosure.repair import smallest_repair
from portal.publishing.gate.joining import Joined
from portal.publishing.gate.told import Source, Told

Plain = dict[str, Any]
Where = Mapping[str, str]
Words = Callable[[Where], Mapping[str, str]]
"""Says a count's place in both languages."""

MOST_CELLS = 100
"""How many refused counts are kept; the others are only counted."""
_MENDABLE = {"pinned", "narrow", "group"}
_TOO_LITTLE = "grown-too-little"


@dataclass(slots=True)
class _Seen:
    """What a walk over every judged count sees."""

    judged: int = 0
    small: int = 0
    fewest: int | None = None
    unsafe: int = 0
    cells: list[Plain] = field(default_factory=list)
    too_little: list[Plain] = field(default_factory=list)


def judge(joined: Joined, told: Told, words: Words, *, seconds: float) -> Plain:
    """Audit everything told of some people together; return the verdict and what it rests on.

    A release that has grown is refused as well where a group gained some people, but certainly
    fewer than the policy's `minimum_group`. A group of which everything is told as it was told
    before gained nobody, as far as anyone can see. Whatever cannot be judged is refused.
    """
    seen, reasons, clear = _Seen(), [], True
    for answer in joined.answers:
        found = audit({**joined.document, "answer": answer}, seconds=seconds)
        clear &= found.clear
        reasons += [_reason(each) for each in found.reasons]
        _look(found, joined, answer, seen)
    for found in _alone(joined, seconds):
        clear &= found.clear
        reasons += [_reason(each) for each in found.reasons if each.level == "refusal"]
        _look_for_groups(found, seen)
    if seen.too_little:
        clear = False
        first = seen.too_little[0]
        place = ", ".join(f"{name}: {code}" for name, code in first["where"].items()) or "–"
        facts = {"count": len(seen.too_little), "where": place, "release": first["release"]}
        reasons.append({"code": _TOO_LITTLE, "level": "refusal", "facts": facts})
    sources = _sources(told)
    return {
        "population": told.population,
        "relation": joined.relation,
        "verdict": "clear" if clear else "refused",
        "policy": joined.document["policy"],
        "judged": seen.judged,
        "small": seen.small,
        "fewest": seen.fewest,
        "reasons": reasons,
        "count": seen.unsafe or len(seen.too_little),
        "cells": [_cell(each, sources, words) for each in _worst(seen)],
        "repair": None if clear else _repair(joined, reasons, sources, words),
    }


def _alone(joined: Joined, seconds: float) -> Iterator[Answer]:
    """Judge each of several questions by itself, with its answers as answers.

    What the questions give away together was judged before; whether everybody in a group gave
    the same answer is a matter of one question and of how many people there are.
    """
    for question in joined.questions:
        others = set(joined.questions) - {question}
        releases = [
            {**each, "statistics": [s for s in each["statistics"] if not others & set(s["where"])]}
            for each in joined.document["releases"]
        ]
        dimensions = joined.document["dimensions"]
        kept = {name: told for name, told in dimensions.items() if name not in others}
        document = {**joined.document, "dimensions": kept, "releases": releases}
        public = [each for each in joined.document["public"] if not others & set(each)]
        yield audit({**document, "public": public, "answer": question}, seconds=seconds)


def _look_for_groups(found: Answer, seen: _Seen) -> None:
    for entry in found.statistics():
        if entry["verdict"] == "group":
            seen.unsafe += 1
            seen.cells.append(entry)


def _look(found: Answer, joined: Joined, answer: str | None, seen: _Seen) -> None:
    """Walk over every judged count once."""
    policy = joined.document["policy"]
    answers = {answer, *joined.questions}
    as_before = _as_before(joined)
    for entry in found.statistics():
        seen.judged += 1
        low, high = entry["low"], entry["high"]
        if entry["verdict"] != "safe":
            seen.unsafe += 1
            if len(seen.cells) < MOST_CELLS * 4:
                seen.cells.append(entry)
        elif low < policy["threshold"] and (high is None or high >= 1):
            seen.small += 1
            possible = policy["width"] + 1
            if entry.get("exact", True) and high is not None:
                possible = high - low + 1
            if high is not None:
                seen.fewest = min(possible, seen.fewest or possible)
        added = joined.relation == "grown" and entry["release"].endswith(f"→{joined.new}")
        few = high is not None and 1 <= high < policy["minimum_group"]
        gained = added and few and answers.isdisjoint(entry["where"])
        if gained and (low > 0 or not as_before(entry["where"])):
            seen.too_little.append(entry)


def _as_before(joined: Joined) -> Callable[[Where], bool]:
    """Return what tells whether all that is told now of a group was told in the release before."""
    releases = joined.document["releases"][-2:]
    told = [{_plain(each): each["where"].items() for each in r["statistics"]} for r in releases]
    new = [where for text, where in told[-1].items() if text not in told[0]]

    def as_before(where: Where) -> bool:
        own = where.items()
        repeated = any(own <= each for each in told[-1].values())
        return repeated and not any(own <= each for each in new)

    return as_before


def _plain(statistic: Mapping[str, Any]) -> str:
    return json.dumps(statistic, sort_keys=True)


def _worst(seen: _Seen) -> list[Plain]:
    """Return the counts to be shown: the certain ones first, those with a short sum before."""
    order = ("pinned", "group", "narrow", "contradiction", "unproved")

    def rank(entry: Plain) -> tuple[int, bool, int]:
        equation = entry.get("witness", "")
        return order.index(entry["verdict"]), not equation, len(equation)

    cells = sorted(seen.cells, key=rank)
    return (cells or seen.too_little)[:MOST_CELLS]


def _reason(reason: Reason) -> Plain:
    return {"code": reason.code, "level": reason.level, "facts": dict(reason.facts)}


def _sources(told: Told) -> dict[frozenset[tuple[str, str]], Source]:
    """Return the cell that each count which is told stands in, the first of several."""
    found: dict[frozenset[tuple[str, str]], Source] = {}
    for statistic, source in zip(told.statistics, told.sources, strict=True):
        if statistic["kind"] == "count":
            found.setdefault(frozenset(statistic["where"].items()), source)
    return found


def _cell(
    entry: Mapping[str, Any],
    sources: Mapping[frozenset[tuple[str, str]], Source],
    words: Words,
) -> Plain:
    """Return an unsafe count: its place in words and in the file, its range, the equation."""
    resource, row, column = sources.get(frozenset(entry["where"].items()), ("", None, ""))
    return {
        "release": entry["release"],
        "where": dict(words(entry["where"])),
        "resource": resource,
        "row": row,
        "field": column,
        "low": entry["low"],
        "high": entry["high"],
        "verdict": entry["verdict"],
        "witness": entry.get("witness", ""),
    }


def _repair(
    joined: Joined,
    reasons: list[Plain],
    sources: Mapping[frozenset[tuple[str, str]], Source],
    words: Words,
) -> list[Plain] | None:
    """Return the counts of this package that are enough to hide; None where none was looked for.

    What was published earlier can no longer be hidden.
    """
    refusals = {each["code"] for each in reasons if each["level"] == "refusal"}
    if not joined.own or not refusals <= _MENDABLE:
        return None
    document = {**joined.document, "answer": joined.answers[0]}
    found = smallest_repair(document, own=joined.own)
    if found is None:
        return None
    return [_hidden(each["where"], sources, words) for each in found]


def _hidden(
    where: Where, sources: Mapping[frozenset[tuple[str, str]], Source], words: Words
) -> Plain:
    resource, row, column = sources.get(frozenset(where.items()), ("", None, ""))
    return {"where": dict(words(where)), "resource": resource, "row": row, "field": column}
