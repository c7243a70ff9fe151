"""What a framework is made of; any number of components, levels, questions and tools."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.bilingual import Bilingual

DONT_KNOW = "dont-know"
"""The answer that every question has beside its own."""
NOT_ASKED = "not-asked"
"""What stands for an answer where an audience is not asked a question."""


class Kind(enum.StrEnum):
    """What a question asks for: a level, agreement on the scale, or one of its own choices."""

    ANCHOR = "anchor"
    LIKERT = "likert"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A code and what it is called: a theme, an audience, or an answer."""

    code: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a council at one level of a component is like; `cy_status`: draft or reviewed."""

    words: Bilingual
    cy_status: str


@dataclass(frozen=True, slots=True)
class Component:
    """One part of using data well, with a descriptor for each level from 1 on."""

    code: str
    theme: str
    title: Bilingual
    descriptors: tuple[Descriptor, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a component and the answers it takes, besides "don't know"."""

    code: str
    kind: Kind
    component: str
    text: Bilingual
    answers: tuple[Labelled, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of every answer, "don't know" last."""
        return (*(answer.code for answer in self.answers), DONT_KNOW)


@dataclass(frozen=True, slots=True)
class Tool:
    """One questionnaire: the questions that one audience is asked, in an order."""

    code: str
    audience: str
    title: Bilingual
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    """One version of a framework; a published one never changes, which `sha256` proves."""

    name: str
    version: int
    published: bool
    title: Bilingual
    source: Bilingual
    levels: tuple[Bilingual, ...]
    themes: tuple[Labelled, ...]
    components: tuple[Component, ...]
    questions: tuple[Question, ...]
    audiences: tuple[Labelled, ...]
    tools: tuple[Tool, ...]
    sha256: str

    @property
    def ident(self) -> str:
        """The framework's name and version, such as "7x3-1"."""
        return f"{self.name}-{self.version}"

    @cached_property
    def question(self) -> dict[str, Question]:
        """Every question by its code."""
        return {question.code: question for question in self.questions}

    @cached_property
    def component(self) -> dict[str, Component]:
        """Every component by its code."""
        return {component.code: component for component in self.components}

    @cached_property
    def tool(self) -> dict[str, Tool]:
        """Every tool by its code."""
        return {tool.code: tool for tool in self.tools}

    def asked(self, audience: str) -> frozenset[str]:
        """Return the codes of the questions that an audience is asked."""
        return frozenset(
            code for tool in self.tools if tool.audience == audience for code in tool.questions
        )

    def anchor(self, component: str) -> Question:
        """Return the question that a component's level is read from."""
        return next(
            question
            for question in self.questions
            if question.component == component and question.kind is Kind.ANCHOR
        )

    def pages(self, tool: str) -> Sequence[tuple[Component, tuple[Question, ...]]]:
        """Return a tool's components in their order, each with its questions: one a page."""
        questions = [self.question[code] for code in self.tool[tool].questions]
        order = dict.fromkeys(question.component for question in questions)
        return [
            (self.component[code], tuple(q for q in questions if q.component == code))
            for code in order
        ]
