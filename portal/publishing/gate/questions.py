"""A table that holds the answers of the same people to several questions, as one table for each.

Everybody answers every question, so the questions are no groups of people: each is an attribute
of its own, and what the tables share is who is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.interop.description import Gate
from portal.publishing.gate.sheets import Sheet, determines
from portal.publishing.gate.total_words import says_total


def by_question(sheet: Sheet, gate: Gate) -> list[Sheet]:
    """Return a table for each question that the package's gate tells apart; else the table.

    The answers to a question become the attribute called as the question's code. Columns that
    only describe the question are left out, but none of the key: where everybody is of one
    council it still says which.
    """
    if not gate.question or not gate.answer or not {gate.question, gate.answer} <= set(sheet.own):
        return [sheet]
    return list(_parts(sheet, gate.question, gate.answer))


def _tells(name: str, question: str, cells: Sequence[str]) -> bool:
    """Tell whether a column of the key with one code says who everybody is, and is no total."""
    return name != question and len({*cells}) == 1 and not says_total({*cells})


def _parts(sheet: Sheet, question: str, answer: str) -> Iterator[Sheet]:
    asked = sheet.cells[question]
    kept = [
        name
        for name, cells in sheet.cells.items()
        if not determines(asked, cells) or (name in sheet.own and _tells(name, question, cells))
    ]
    entries: dict[str, list[int]] = {}
    for entry, code in enumerate(asked):
        entries.setdefault(code, []).append(entry)
    for code, own in entries.items():
        called = {name: code if name == answer else name for name in kept}
        fields = [
            replace(each, name=called.get(each.name, each.name))
            for each in sheet.resource.fields
            if each.name in called or each.name in sheet.numbers
        ]
        yield Sheet(
            replace(sheet.resource, fields=tuple(fields)),
            sheet.file,
            {called[name]: [sheet.cells[name][entry] for entry in own] for name in kept},
            {name: [told[entry] for entry in own] for name, told in sheet.numbers.items()},
            tuple(called[name] for name in sheet.own if name in called),
            taken=own,
        )
