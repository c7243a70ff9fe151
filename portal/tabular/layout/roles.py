"""What each sheet of a workbook is for: data, or something that explains or serves it."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.tabular.formats.sources import Sheet
from portal.tabular.layout.body import Body
from portal.tabular.layout.outline import Outline
from portal.tabular.layout.regions import Region
from portal.tabular.values.cells import Kind

_ABOUT = re.compile(
    r"\b(?:meta\s?data|about|notes?|cover|contents?|index|read\s?me|info(?:rmation)?|guidance|"
    r"introduction|definitions?|glossary|title|front|instructions?|help|version|change\s?log|"
    r"metadata|nodiadau|cynnwys|canllaw\w*|gwybodaeth|clawr|rhagarweiniad|diffiniadau)\b",
    re.IGNORECASE,
)
_SERVING = re.compile(
    r"\b(?:look\s?-?ups?|lists?|validations?|drop\s?-?downs?|picklists?|schema|config|settings|"
    r"rhestrau|dilysu)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:examples?|samples?|templates?|dummy|enghr[ae]ifft\w*|templed)\b", re.IGNORECASE
)


class Role(enum.Enum):
    """What a sheet is for."""

    DATA = enum.auto()
    EMPTY = enum.auto()
    HEADINGS = enum.auto()
    ABOUT = enum.auto()
    DICTIONARY = enum.auto()
    EXAMPLE = enum.auto()
    SERVING = enum.auto()
    HIDDEN = enum.auto()


@dataclass(slots=True)
class Seen:
    """A sheet with its outline, its tables and what it is for."""

    sheet: Sheet
    outline: Outline
    regions: list[Region]
    role: Role = Role.DATA

    @property
    def name(self) -> str:
        """Return the sheet's name, "" where it has none."""
        return self.sheet.name or ""


def give_roles(sheets: Sequence[Seen]) -> None:
    """Give every sheet its role; where none looks like data, every table is data after all."""
    for seen in sheets:
        seen.role = _alone(seen)
    data = [seen for seen in sheets if seen.role is Role.DATA]
    if len(data) > 1:
        for seen in data:
            seen.role = _beside(seen, [other for other in data if other is not seen])
    if not any(seen.role in {Role.DATA, Role.HEADINGS} for seen in sheets):
        for seen in sheets:
            if any(region.rows for region in seen.regions):
                seen.role = Role.DATA


def _alone(seen: Seen) -> Role:
    if not seen.outline.size or not any(seen.outline.counts):
        return Role.EMPTY
    if seen.sheet.hidden:
        return Role.HIDDEN
    if not any(region.rows for region in seen.regions):
        return Role.HEADINGS if any(region.header for region in seen.regions) else Role.ABOUT
    return Role.DATA


def _beside(seen: Seen, others: Sequence[Seen]) -> Role:
    """Return the role of a sheet with rows, in a workbook where others have rows too."""
    names = {name for other in others for region in other.regions for name in region.names if name}
    figures = _figures(seen)
    if _explains(seen, names):
        return Role.DICTIONARY
    if _EXAMPLE.search(seen.name) and any(set(region.names) & names for region in seen.regions):
        return Role.EXAMPLE
    if _ABOUT.search(seen.name) and (not figures or _prose(seen)):
        return Role.ABOUT
    if _SERVING.search(seen.name) and not figures:
        return Role.SERVING
    bigger = any(_figures(other) for other in others)
    return Role.ABOUT if bigger and not figures and _prose(seen) else Role.DATA


def _explains(seen: Seen, names: set[str]) -> bool:
    """Tell whether a sheet lists the headings of another: a data dictionary."""
    if not seen.regions or len(names) < 3:
        return False
    region = seen.regions[0]
    for column in region.columns[:2]:
        texts = [seen.outline.cell(row, column) for row in range(region.first, region.last + 1)]
        filled = [text for text in texts if text]
        if len(filled) >= 3 and sum(text in names for text in filled) >= 0.6 * len(filled):
            return True
    return False


def _figures(seen: Seen) -> bool:
    """Tell whether a table of the sheet has a column of numbers or dates."""
    for region in seen.regions:
        body = region.body
        kinds = {body.typed(column) for column in region.columns} if body else set()
        if kinds & {Kind.NUMBER, Kind.DATE} and region.rows >= 1:
            return True
    return False


def _prose(seen: Seen) -> bool:
    """Tell whether a sheet is labels with remarks: two columns, one of them long or mixed."""
    if not seen.regions:
        return True
    body = seen.regions[0].body
    assert isinstance(body, Body)
    texts = [text for row in seen.outline.kept.values() for text in row if text]
    longest = sorted(map(len, texts), reverse=True)[: max(1, len(texts) // 4)]
    return body.typical <= 2 and (not longest or sum(longest) / len(longest) > 25)
