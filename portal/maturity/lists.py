"""Lists that an officer pastes or uploads: whom a round invites, and how many links to make."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.bilingual import Bilingual
from portal.errors import Issue, PortalError
from portal.maturity.councils import belongs
from portal.maturity.framework.model import Framework
from portal.maturity.importing import MOST_ISSUES, separator
from portal.maturity.operations import Group

GROUPS = ("council", "name_cy", "name_en", "audience", "invited")
LINKS = ("council", "tool", "number")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_LONGEST_NAME = 200

Row = tuple[int, Mapping[str, str]]
Fault = tuple[str, str]
"""The code of an issue and the column it is about."""


class ListRefusedError(PortalError):
    """A list has faults; every one is told with its row and column, and nothing is done."""

    code = "list-refused"
    status = 422

    def __init__(self, issues: Sequence[Issue], **facts: object) -> None:
        super().__init__(**facts)
        self.issues: tuple[Issue, ...] = tuple(issues)


@dataclass(frozen=True, slots=True)
class Wish:
    """How many links of one questionnaire a council wants."""

    council: str
    tool: str
    number: int


def read_groups(lines: Iterable[str], framework: Framework, *, synthetic: bool) -> list[Group]:
    """Read whom a round invites: a CSV, or cells as a spreadsheet copies them.

    Raises:
        ListRefusedError: it has faults; rows are counted from 1, the heading.
    """
    audiences = {audience.code for audience in framework.audiences}
    groups: list[Group] = []
    issues: list[Issue] = []
    seen: Counter[tuple[str, str]] = Counter()
    for number, row in _rows(lines, GROUPS):
        if len(issues) > MOST_ISSUES:
            break
        key = (row["council"], row["audience"])
        seen[key] += 1
        faults = list(_group_faults(row, audiences, synthetic=synthetic))
        if not faults and seen[key] > 1:
            faults = [("group-twice", "council")]
        issues += _told(faults, number, row)
        if not faults:
            title = Bilingual(row["name_cy"], row["name_en"])
            groups.append(Group(row["council"], title, row["audience"], int(row["invited"])))
    if not groups and not issues:
        issues.append(Issue("list-empty"))
    if issues:
        raise ListRefusedError(issues)
    return groups


def read_wishes(
    lines: Iterable[str], framework: Framework, free: Mapping[tuple[str, str], int]
) -> list[Wish]:
    """Read how many links to make; `free` is how many more a council and audience may have.

    Raises:
        ListRefusedError: it has faults; rows are counted from 1, the heading.
    """
    wishes: list[Wish] = []
    issues: list[Issue] = []
    wanted: Counter[tuple[str, str]] = Counter()
    for number, row in _rows(lines, LINKS):
        if len(issues) > MOST_ISSUES:
            break
        if row["number"] == "0":
            continue
        tool = framework.tool.get(row["tool"])
        group = (row["council"], tool.audience if tool else "")
        faults = list(_wish_faults(row, group, free, known=tool is not None))
        if not faults:
            wanted[group] += int(row["number"])
            if wanted[group] > free[group]:
                faults = [("links-many", "number")]
            wishes.append(Wish(row["council"], row["tool"], int(row["number"])))
        issues += _told(faults, number, row)
    if not wishes and not issues:
        issues.append(Issue("list-empty"))
    if issues:
        raise ListRefusedError(issues)
    return wishes


def _group_faults(
    row: Mapping[str, str], audiences: Collection[str], *, synthetic: bool
) -> Iterator[Fault]:
    if not belongs(row["council"], synthetic=synthetic):
        yield ("group-fictional" if synthetic else "group-council"), "council"
    for column in ("name_cy", "name_en"):
        if not row[column].isprintable() or not 0 < len(row[column]) <= _LONGEST_NAME:
            yield "group-name", column
    if row["audience"] not in audiences:
        yield "group-audience", "audience"
    if not _NUMBER.fullmatch(row["invited"]):
        yield "list-number", "invited"


def _wish_faults(
    row: Mapping[str, str],
    group: tuple[str, str],
    free: Mapping[tuple[str, str], int],
    *,
    known: bool,
) -> Iterator[Fault]:
    if not known:
        yield "links-tool", "tool"
    elif group not in free:
        yield "links-group", "council"
    if not _NUMBER.fullmatch(row["number"]):
        yield "list-number", "number"


def _told(faults: Iterable[Fault], number: int, row: Mapping[str, str]) -> Iterator[Issue]:
    for code, column in faults:
        yield Issue(code, row=number, column=column, facts={"value": row[column][:80]})


def _rows(lines: Iterable[str], columns: Sequence[str]) -> Iterator[Row]:
    """Yield each row with its number, cells by column; blank rows are passed over.

    Raises:
        ListRefusedError: the columns are not these, or a row has more or fewer cells.
    """
    kept = list(lines)
    heading = kept[0].lstrip("\ufeff") if kept else ""
    try:
        found = list(csv.reader([heading, *kept[1:]], delimiter=separator(heading), strict=True))
    except csv.Error as error:
        raise ListRefusedError([Issue("list-unreadable")]) from error
    names = [cell.strip() for cell in found[0]] if found else []
    if sorted(names) != sorted(columns):
        shown = ", ".join(columns)
        raise ListRefusedError([Issue("list-columns", row=1, facts={"columns": shown})])
    for number, cells in enumerate(found[1:], start=2):
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        if len(trimmed) != len(names):
            raise ListRefusedError([Issue("list-cells", row=number)])
        yield number, dict(zip(names, trimmed, strict=True))
