"""Reading answers that come as a file: one row per person, every fault with row and column."""

import csv
import hmac
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO

from portal.errors import Issue, PortalError
from portal.maturity.framework.model import Framework
from portal.maturity.sealing import Answers

COUNCIL, TOOL = "council", "tool"

Person = tuple[str, str, Answers]
"""Council, audience and answers."""
_LONGEST = 80
"""Characters of a wrong name or cell that are told."""
_PART = 65_536
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


def read_file(
    content: IO[bytes], framework: Framework, room: Room, *, file: str, secret: str
) -> tuple[list[Person], str]:
    """Read a CSV of answers from its bytes, which stay open.

    Codes are plain letters: what is no UTF-8 is in a cell or column that is refused.

    Returns:
        Everybody's answers, and what the file is known again by.

    Raises:
        AnswersRefusedError: see `read_answers`.
    """
    mark = mark_of(content, secret)
    lines = io.TextIOWrapper(content, "utf-8-sig", errors="replace", newline="")
    try:
        return read_answers(lines, framework, room, file=file), mark
    finally:
        lines.detach()


def mark_of(file: IO[bytes], secret: str) -> str:
    """Return what a file of answers is known again by; it is read from its start and left there.

    Whoever has not the portal's secret cannot try whether a guess of its contents is right.
    """
    mark = hmac.new(secret.encode(), b"answers", "sha256")
    file.seek(0)
    while part := file.read(_PART):
        mark.update(part)
    file.seek(0)
    return mark.hexdigest()


def separator(heading: str) -> str:
    """Return what stands between the cells of a list: a tab, a semicolon, or else a comma."""
    return next((sign for sign in ("\t", ";") if sign in heading), ",")


def read_answers(
    lines: Iterable[str], framework: Framework, room: Room, *, file: str = ""
) -> list[Person]:
    """Read a CSV of answers: columns council, tool, and the code of every question.

    Commas, semicolons or tabs may stand between the cells, whichever the first row has. A question
    that a tool does not ask is left empty in its rows. Nothing is guessed: "don't know" is the
    answer `dont-know`, never an empty cell. Blank lines are passed over.

    Raises:
        AnswersRefusedError: it has faults, or is no CSV in UTF-8; records are counted from 1, the
            heading.
    """
    try:
        return _read(iter(lines), framework, room, file)
    except (csv.Error, UnicodeDecodeError) as error:
        raise AnswersRefusedError([Issue("list-unreadable", file)]) from error


def _read(lines: Iterator[str], framework: Framework, room: Room, file: str) -> list[Person]:
    first = next(lines, "")
    reader = csv.reader(chain([first], lines), delimiter=separator(first))
    heading = [name.strip() for name in next(reader, [])]
    odd = list(islice(_odd_columns(heading, framework, file), MOST_ISSUES))
    if odd:
        raise AnswersRefusedError(odd)
    people: list[Person] = []
    issues: list[Issue] = []
    counted: Counter[tuple[str, str]] = Counter()
    for number, record in enumerate(reader, start=2):
        if len(issues) > MOST_ISSUES:
            break
        if not record:
            continue
        if len(record) != len(heading):
            issues.append(Issue("list-cells", file, number))
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
        issues += [
            Issue(code, file, number, column, {"value": value[:_LONGEST]})
            for code, column, value in faults
        ]
    if not people and not issues:
        issues.append(Issue("answers-none", file))
    if issues:
        raise AnswersRefusedError(issues)
    return people


def _odd_columns(heading: Sequence[str], framework: Framework, file: str) -> Iterator[Issue]:
    """Yield what is wrong with the first row, columns to be taken away before missing ones."""
    wanted = [COUNCIL, TOOL, *framework.question]
    if not set(heading) & set(wanted):
        yield Issue("answers-heading", file, 1)
        return
    times = Counter(heading)
    for name in times:
        if name not in wanted or times[name] > 1:
            yield Issue("answers-extra", file, 1, name[:_LONGEST])
    for name in wanted:
        if name not in times:
            yield Issue("answers-column", file, 1, name)


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
