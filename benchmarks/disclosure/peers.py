"""Puts our attacker to what other programs publish of the same respondents, and to ours.

The peers live in an environment of their own: `python -m venv .peers`, then
`.peers/bin/pip install acro==1.0.2 cell-key-perturbation==3.1.0`. MELIN_PEERS names another.
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.disclosure.families import ANSWERS, Survey, dimensions
from portal.disclosure.audit import audit
from portal.disclosure.protect import HIDDEN, LEFT_OUT, protect
from portal.disclosure.spec import read_spec

Shown = Sequence[tuple[Mapping[str, str], int | None]]

_BELOW_TEN = {"value": 0, "rounding": {"method": "controlled", "base": 10}}
"""What a peer says that hides counts below 10: anything from 0 to 9."""

_NEAREST = {"rounding": {"method": "nearest", "base": 5}}
_OWN = ("council", "answer")
_BAD = ("pinned", "narrow", "group", "contradiction")


def peers(questions: int = 3) -> str:
    """Audit council by answer as ACRO, cell-key perturbation and `melin protect` publish it."""
    survey = Survey(questions)
    lines = []
    for known in (False, True):
        found: dict[str, Counter[str]] = {}
        for number, answers in enumerate(_ran(survey)):
            people = np.column_stack((survey.people[:, 0], survey.answers[:, number]))
            truth = _counts(people)
            for name, shown in answers.items():
                found.setdefault(name, Counter()).update(_attacked(name, shown, truth, known))
            for method in ("rounding", "suppression"):
                own = found.setdefault(f"melin, {method}", Counter())
                own.update(_ours(people, method, known))
        lines.append("with n of each council public:" if known else "as published:")
        lines += [f"  {name}: {_told(own)}" for name, own in found.items()]
    return "\n".join(lines)


def _told(own: Counter[str]) -> str:
    told = ", ".join(f"{own[word]:,} {word}" for word in ("published", "hidden", "judged", *_BAD))
    return f"{told}; {own['not additive']} of {own['totals']} totals do not add up"


def _ran(survey: Survey) -> list[dict[str, Shown]]:
    rows = [
        [
            [f"council{council}", ANSWERS[answer]]
            for council, answer in zip(
                survey.people[:, 0].tolist(), survey.answers[:, number].tolist(), strict=True
            )
        ]
        for number in range(survey.questions)
    ]
    program = Path(__file__).with_name("peer_tables.py")
    python = os.environ.get("MELIN_PEERS", ".peers/bin/python")
    done = subprocess.run(
        [python, str(program)], input=json.dumps(rows), text=True, capture_output=True, check=True
    )
    answers: list[dict[str, Shown]] = json.loads(done.stdout[done.stdout.index("[{") :])
    return answers


def _counts(people: Any) -> dict[str, int]:
    """Return the true number of respondents of each council."""
    return {f"council{c}": int((people[:, 0] == c).sum()) for c in range(22)}


def _attacked(name: str, shown: Shown, truth: Mapping[str, int], known: bool) -> Counter[str]:
    """Audit what a peer shows; ACRO's totals only add up what it shows, so they say no more."""
    statistics = []
    for where, value in shown:
        if value is None:
            statistics.append({"kind": "count", "where": where, **_BELOW_TEN})
        elif name == "cell key" or len(where) == len(_OWN):
            way = {} if name == "acro, suppression" else _NEAREST
            statistics.append({"kind": "count", "where": where, "value": value, **way})
    own = _audited(statistics, truth if known else {})
    own["published"] = len(shown)
    own["hidden"] = sum(value is None for _, value in shown)
    own.update(_additive(shown))
    return own


def _audited(statistics: list[dict[str, Any]], truth: Mapping[str, int]) -> Counter[str]:
    exact = [{"kind": "count", "where": {"council": c}, "value": n} for c, n in truth.items()]
    document = {
        "dimensions": {name: dimensions(1)[name] for name in _OWN},
        "answer": "answer",
        "public": [["council"], []] if truth else [],
        "releases": [{"id": "r", "relation": "first", "statistics": statistics + exact}],
    }
    entries = list(audit(document).statistics())
    found = Counter(entry["verdict"] for entry in entries)
    found["judged"] = len(entries)
    return found


def _additive(shown: Shown) -> Iterator[str]:
    """Yield each total of councils, by answer and over all, and whether its parts make it."""
    value = {tuple(sorted(where.items())): own for where, own in shown}
    for place, total in value.items():
        own = dict(place)
        missing = [name for name in _OWN if name not in own]
        for name in missing[:1]:
            codes = dimensions(1)[name]["codes"]
            parts = [value.get(tuple(sorted({**own, name: code}.items())), 0) for code in codes]
            yield "totals"
            if sum(part or 0 for part in parts) != (total or 0):
                yield "not additive"


def _ours(people: Any, method: str, known: bool) -> Counter[str]:
    own = {name: dimensions(1)[name] for name in _OWN}
    exact = [["council"]] if known else []
    spec = read_spec(
        {
            "dimensions": own,
            "answer": "answer",
            "tables": [list(_OWN)],
            "exact": exact,
            "method": method,
        }
    )
    done = protect(people, spec, b"measured with this key")
    rows = [row for table in done.tables for row in done.rows(table)]
    entries = list(done.answer.statistics())
    found = Counter(entry["verdict"] for entry in entries)
    found["judged"] = len(entries)
    found["published"] = len(rows)
    found["hidden"] = sum(row[-1] in {HIDDEN, LEFT_OUT} for row in rows)
    shown = [
        ({n: str(v) for n, v in zip(_OWN, row, strict=False) if v is not None}, row[-2])
        for row in rows
    ]
    if method == "rounding":
        found.update(_additive(shown))  # type: ignore[arg-type]  # counts are whole numbers
    return found
