"""What ships for learning beside a framework: how to get from level to level, and exercises."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portal.bilingual import Bilingual

TEXTS = Path(__file__).parent / "learning"
"""One file for each framework, by its name; its versions share it."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to try; `dataset` is the one of this portal that it needs, "" where none."""

    words: Bilingual
    dataset: str


@dataclass(frozen=True, slots=True)
class Learning:
    """What helps with one component: for each level but the first what leads up to it."""

    steps: tuple[tuple[Bilingual, ...], ...]
    exercises: tuple[Exercise, ...]
    welsh_is_draft: bool


@cache
def learning(framework: str) -> Mapping[str, Learning]:
    """Return what ships for the components of a framework, by their codes; nothing for others."""
    path = TEXTS / f"{framework}.json"
    if not path.is_file():
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))
    draft = told["cy_status"] == "draft"
    return {code: _learning(one, draft=draft) for code, one in told["components"].items()}


def _learning(told: Mapping[str, Any], *, draft: bool) -> Learning:
    return Learning(
        tuple(tuple(_words(one) for one in step) for step in told["steps"]),
        tuple(Exercise(_words(one), one.get("dataset", "")) for one in told["exercises"]),
        draft,
    )


def _words(told: Mapping[str, str]) -> Bilingual:
    return Bilingual(told["cy"], told["en"])
