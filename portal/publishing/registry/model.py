"""What the registry holds: schemas with their fields and rules, code lists with their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from portal.bilingual import Bilingual
from portal.interop.description import Field


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its label; `aliases` are other words that publishers write for it."""

    code: str
    label: Bilingual
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CodeList:
    """A numbered list of codes; `places` are GSS codes, which every package knows already."""

    name: str
    version: int
    title: Bilingual
    summary: Bilingual
    codes: tuple[Code, ...]
    places: bool = False

    @property
    def labels(self) -> Mapping[str, Bilingual]:
        """Return the labels by code, in the list's order."""
        return {code.code: code.label for code in self.codes}


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One column that a schema asks for.

    `aliases` are headings that publishers write for it, in either language; `example` is a
    fictional cell. `column.codes` is what a descriptor says: the code list's name, or "places".
    """

    column: Field
    aliases: tuple[str, ...]
    example: str
    code_list: CodeList | None = None

    @property
    def name(self) -> str:
        """Return the column's machine name."""
        return self.column.name

    @property
    def required(self) -> bool:
        """Tell whether every file needs this column, filled in every row."""
        return self.column.constraints.get("required") is True


@dataclass(frozen=True, slots=True)
class Rule:
    """In every row the value of `first` is at most that of `second` (numbers, days)."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """In no row where `when` is one of `values` is `then` one of `refused` (all of them codes)."""

    when: str
    values: tuple[str, ...]
    then: str
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a row asks of the column `then` where the code in `when` is one of `values`.

    `filled`: the table has the column, with something in it. `not-past`: if it holds a day,
    that day is today or later. `code` is the issue's, whose words say what is wrong. A row that
    does not do as asked is refused, or at level `flag` published with what is wrong beside it.
    """

    when: str
    values: tuple[str, ...]
    then: str
    asks: Literal["filled", "not-past"]
    code: str
    level: Literal["refuse", "flag"] = "refuse"


@dataclass(frozen=True, slots=True)
class Reference:
    """In every row `dataset` names a dataset of this portal, and `version` one of its versions.

    Where `version` is "" any version will do, and a web address in `dataset` is left alone.
    """

    dataset: str
    version: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A numbered description of one kind of table; `people` says whom it could harm, and how."""

    name: str
    version: int
    title: Bilingual
    summary: Bilingual
    people: Bilingual
    fields: tuple[SchemaField, ...]
    primary_key: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    demands: tuple[Demand, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def reference(self) -> str:
        """Return the name and number under which decisions keep it: "spend@1"."""
        return f"{self.name}@{self.version}"

    @property
    def flags(self) -> frozenset[str]:
        """Return the codes of what is flagged where it is wrong, and not refused."""
        return frozenset(one.code for one in self.demands if one.level == "flag")

    @property
    def telling_blanks(self) -> frozenset[str]:
        """Return the columns of which an empty cell says something, and is never filled down."""
        return frozenset(one.then for one in self.demands if one.asks == "filled")

    def field(self, name: str) -> SchemaField | None:
        """Return the field called `name`, or None."""
        return next((field for field in self.fields if field.name == name), None)
