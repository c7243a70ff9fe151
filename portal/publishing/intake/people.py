"""Row-level data about people: what is not kept, whatever it came in."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from portal.publishing.deciding import question_id
from portal.publishing.intake.model import Case, Plain, Taken
from portal.tabular.model import Intake, Message, Verdict
from portal.tabular.people import numbers_in
from portal.tabular.reading import read

_ABOUT_PEOPLE = re.compile("people-")


def about_people(messages: Iterable[Message]) -> list[Message]:
    """Return what intake said about people, which columns and of what kind."""
    return [message for message in messages if _ABOUT_PEOPLE.match(message.code)]


def look_for_people(tables: Iterable[Path], case: Case) -> tuple[list[Message], list[Plain]]:
    """Return what stops the tables of a package, and what somebody has to answer about them."""
    if case.people_allowed:
        return [], []
    stops: list[Message] = []
    questions: dict[str, Plain] = {}
    for path in tables:
        intake = read(path)
        if intake.verdict is Verdict.REJECT:
            stops += about_people(intake.messages)
        else:
            questions |= {each["id"]: each for each in _questions(intake, path.stem)}
    answered = case.decisions.get("answers") or {}
    return stops, [each for each in questions.values() if each["id"] not in answered]


def look_into_documents(documents: Iterable[Path], case: Case) -> list[Message]:
    """Return what stops the documents of a package: numbers that each stand for one person.

    Only text is read; of a PDF the officer is asked.
    """
    if case.people_allowed:
        return []
    return [
        Message(code, {"columns": path.name})
        for path in documents
        for code in numbers_in(path.read_text(encoding="utf-8", errors="replace"))
    ]


def stopped(messages: Sequence[Message]) -> Taken:
    """Return what is told of an upload about people: headings and kinds, never a cell."""
    issues = [
        {
            "code": "personal-data",
            "column": str(message.facts.get("columns", "")),
            "facts": {"kind": message.code, "columns": str(message.facts.get("columns", ""))},
        }
        for message in messages
    ]
    told = [{"code": message.code, "facts": dict(message.facts)} for message in messages]
    found = {"verdict": "reject", "kind": "", "tables": [], "notes": [], "messages": told}
    return Taken(issues=issues, found=found, personal=True)


def _questions(intake: Intake, sheet: str) -> Iterable[Plain]:
    for question in intake.questions:
        if _ABOUT_PEOPLE.match(question.code):
            plain = {
                "code": question.code,
                "sheet": sheet,
                "column": "",
                "options": ["public"],
                "blocking": False,
                "facts": dict(question.facts),
            }
            yield {"id": question_id(plain), **plain}
