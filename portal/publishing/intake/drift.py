"""What is otherwise than in the file published last, and so has to be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from portal.publishing.intake.model import Case
from portal.tabular.decisions import Decisions
from portal.tabular.drift import KnownColumn, Recipe
from portal.tabular.model import Intake, Question

LEAVE_OUT = "leave-out"


def drift(
    intake: Intake, resources: Sequence[str], case: Case, decisions: Decisions
) -> Iterable[Question]:
    """Yield a question for everything in which the tables differ from those published last.

    `resources` are the resources that the first tables of `intake` become. Where there are
    several, only columns are compared. The facts of a renamed column also hold `published`, the
    name it has in the dataset.
    """
    kept = case.recipe or {}
    published = {each["field"]: each.get("called") for each in kept.get("columns", ())}
    for number, resource in enumerate(resources):
        columns = _columns(kept, resource)
        if columns:
            rows = int(kept["rows"]) if len(resources) == 1 else 0
            for question in Recipe(decisions, columns, rows).drift(intake, number):
                called = published.get(str(question.facts.get("field", "")))
                more = {"published": called} if called else {}
                yield replace(question, facts={**question.facts, **more})


def _columns(kept: Mapping[str, Any], resource: str) -> tuple[KnownColumn, ...]:
    return tuple(
        KnownColumn(each["field"], each["name"], each["type"])
        for each in kept.get("columns", ())
        if each["resource"] == resource
    )
