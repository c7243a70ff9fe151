"""What a report is made of, whatever it is written as: sections of a few kinds of blocks."""

from dataclasses import dataclass

from portal.bilingual import Locale
from portal.charts.specs import Spec
from portal.charts.tables import Table


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `lead` is the first, in larger letters."""

    words: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of a section."""

    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it names, perhaps with `more` words.

    `href` is a path of this portal, or a whole web address.
    """

    label: str
    value: str
    href: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts that belong together."""

    entries: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; its caption says what it holds."""

    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, followed by its table under `caption`."""

    chart: Spec
    ident: str


Block = Text | Points | Heading | Facts | Rows | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a title and an anchor of its own."""

    ident: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report in one language; `mark` says that the figures are made up, or nothing."""

    locale: Locale
    title: str
    council: str
    finding: str
    mark: str
    sections: tuple[Section, ...]
