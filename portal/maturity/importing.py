"""Reading answers that come as a file: one row per person, every fault with row and column."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.errors import Issue, PortalError
from portal.maturity.framework.model import Framework
from portal.maturity.sealing import Answers

COUNCIL, TOOL = "council", "tool"

Person = tuple[str, str, Answers]
"""Council, audience and answers."""
MOST_ISSUES = 1000
"""After so many a file is read no further."""
Room = Mapping[tuple[str, str], int]
"""How many more of each council and audience may answer."""


class AnswersRefusedError(PortalError):
    """A file of answers has faults; every one is listed and nothing is kept."""

    code = "answers-refused"
    status = 422

    def __init__(self, issues: Sequence[Issue], **facts: object) -> None:
        super().__init__(**facts)
        self.issues: tuple[Issue, ...] = tuple(issues)


def read_answers(
    lines: Iterable[str], framework: Framework, room: Room, *, file: str = ""
) -> list[Person]:
    """Read a CSV of answers: columns council, tool, and the code of every question.

    A question that a tool does not ask is left empty in its rows. Nothing is guessed: "don't
    know" is the answer `dont-know`, never an empty cell.

    Raises:
        AnswersRefusedError: it has faults, or is no CSV in UTF-8; records are counted from 1, the
            heading.
    """
    try:
        return _read(lines, framework, room, file)
    except (csv.Error, UnicodeDecodeError) as error:
        raise AnswersRefusedError([Issue("list-unreadable", file)]) from error


def _read(lines: Iterable[str], framework: Framework, room: Room, file: str) -> list[Person]:
    reader = csv.reader(lines)
    heading = next(reader, [])
    wanted = {COUNCIL, TOOL, *framework.question}
    odd = {name for name, times in Counter(heading).items() if times > 1}
    odd |= wanted.symmetric_difference(heading)
    if odd:
        raise AnswersRefusedError([Issue("answers-column", file, 1, name) for name in sorted(odd)])
    people: list[Person] = []
    issues: list[Issue] = []
    counted: Counter[tuple[str, str]] = Counter()
    for number, record in enumerate(reader, start=2):
        if len(record) != len(heading):
            issues.append(Issue("answers-column", file, number, str(len(record))))
            continue
        cells = dict(zip(heading, record, strict=True))
        faults = list(_faults(cells, framework, room))
        if not faults:
            tool = framework.tool[cells[TOOL]]
            group = (cells[COUNCIL], tool.audience)
            counted[group] += 1
            if counted[group] > room[group]:
                faults = [("answers-many", COUNCIL, " ".join(group))]
            people.append((*group, {code: cells[code] for code in tool.questions}))
        issues += [Issue(code, file, number, col, {"value": v}) for code, col, v in faults]
        if len(issues) > MOST_ISSUES:
            break
    if issues:
        raise AnswersRefusedError(issues)
    return people


def _faults(
    cells: Mapping[str, str], framework: Framework, room: Room
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a row: code, column and value."""
    tool = framework.tool.get(cells.get(TOOL, ""))
    council = cells.get(COUNCIL, "")
    if tool is None:
        yield "answers-value", TOOL, cells.get(TOOL, "")
        return
    if (council, tool.audience) not in room:
        yield "answers-group", COUNCIL, f"{council} {tool.audience}"
    for code, question in framework.question.items():
        value = cells.get(code, "")
        known = question.codes if code in tool.questions else ("",)
        if value not in known:
            yield "answers-value", code, value
