"""What one package tells of one population: the statistics that the audit judges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Statistic = dict[str, Any]
Source = tuple[str, int, str]
"""Where a number stands: its resource, its row (1 is the heading), its column."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Something that was found in a table and is told to the officer: a code and its facts."""

    code: str
    resource: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """The statistics of one population, as the audit takes them (docs/method/disclosure.md).

    `population` is "<population>", or "<population>:<field>" where tables count several
    unrelated things. `sources` has for each statistic the cell it came from. `relation` is
    None where the package does not say how it stands to what was told before. `questions` are the
    dimensions that hold the answers to one of several questions each.
    """

    population: str
    relation: str | None
    dimensions: dict[str, Any]
    answer: str | None
    public: list[list[str]]
    rules: list[str]
    policy: dict[str, Any]
    statistics: list[Statistic]
    sources: list[Source]
    recognised: list[Recognised] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def document(self, relation: str = "first") -> dict[str, Any]:
        """Return the release file of this package alone."""
        return {
            "policy": self.policy,
            "dimensions": self.dimensions,
            "answer": self.answer,
            "public": self.public,
            "rules": self.rules,
            "releases": [{"id": "new", "relation": relation, "statistics": self.statistics}],
        }
