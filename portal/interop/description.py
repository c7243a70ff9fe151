"""The one description of a dataset that every page and every format is written from.

Plain values without behaviour of their own: a package that is read becomes a `Description`
without a version; `catalogue.describe` gives it back from the database with its version,
files and dates. All texts are bilingual; all tuples keep the publisher's order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from portal.bilingual import Bilingual

Measures = Literal["people", "things", "money", "other"]
Scope = Literal["frozen", "latest"]


@dataclass(frozen=True, slots=True)
class Term:
    """A code of a vocabulary with its label."""

    code: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class PublisherName:
    """The council or other body that publishes; `title` is None where only the slug was given."""

    slug: str
    title: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of reuse; `url` is empty where the terms have no page of their own."""

    name: str
    title: Bilingual
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the data come from and the acknowledgement that is owed."""

    title: Bilingual
    url: str = ""
    attribution: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers questions; an office, not a person."""

    title: Bilingual
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The days the data are about, both included; None is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its machine name, what it is called, and what it may hold.

    `type`, `format` and `constraints` are Table Schema's. `codes` names the resource of the
    same package that is the column's code list, or "places"; empty where it is not coded.
    Of a column that counts people, `statistic` says which number it is (None: a count),
    `rounding` how it was rounded, and `part_of` which column's people hold these.
    """

    name: str
    type: str
    title: Bilingual
    description: Bilingual
    format: str = ""
    constraints: Mapping[str, object] = field(default_factory=dict)
    measures: Measures | None = None
    unit: str = ""
    codes: str = ""
    statistic: Mapping[str, object] | None = None
    rounding: Mapping[str, object] | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must occur in columns of another resource ("" is the same one)."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is served: where, what, how big, and the hash of its bytes."""

    path: str
    media_type: str
    size: int
    sha256: str
    scope: Scope = "frozen"


@dataclass(frozen=True, slots=True)
class Joined:
    """How far a table can be joined to places by the codes in `field`.

    Of `rows` rows `known` carry the code of a known place; `places` counts the rows of each.
    """

    field: str
    rows: int
    known: int
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a dataset; `rows`, `files` and `joined` are known once it has been frozen.

    `follows` names the schema of the registry that it keeps to, with its number ("spend@1"); ""
    where it keeps to none.
    """

    name: str
    title: Bilingual
    fields: tuple[Field, ...]
    description: Bilingual | None = None
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    rows: int = 0
    files: tuple[File, ...] = ()
    joined: Joined | None = None
    follows: str = ""

    def field(self, name: str) -> Field | None:
        """Return the field called `name`, or None."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def is_code_list(self) -> bool:
        """Tell whether this table only names the codes that other tables use."""
        return {field.name for field in self.fields} >= {"code", "label_cy", "label_en"}


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a dataset that is no table, published as it is; `file` is known once frozen.

    `kind` is one of `documents.KINDS`.
    """

    name: str
    kind: str
    title: Bilingual
    description: Bilingual | None = None
    file: File | None = None

    @property
    def path(self) -> str:
        """Return where the document lies in its dataset."""
        return f"data/{self.name}.{self.kind}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one resource: its title says the finding, its caveat how to read it.

    `label`, `value`, `low`, `high`, `outer_low` and `outer_high` name fields; `count` and `of`
    name those behind "51 of 84". `where` pairs fields with the one value that is drawn.
    """

    name: str
    kind: Literal["bars", "dots", "tracks"]
    resource: str
    label: str
    title: Bilingual
    caveat: Bilingual
    value: str = ""
    low: str = ""
    high: str = ""
    outer_low: str = ""
    outer_high: str = ""
    where: tuple[tuple[str, str], ...] = ()
    count: str = ""
    of: str = ""
    unit: str = ""
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """What a package tells the disclosure gate of the people it counts.

    `population` names them ("": as the dataset) and `relation` says how they stand to those
    told of before ("": not said). `answer` is the column of answers ("": not said; None: no
    column holds any); where it holds the answers to several questions, the column `question`
    tells those apart. `public` lists sets of
    columns whose counts are known anyway, `rules` what readers know of suppression, and
    `policy` parameters that differ from the house's.
    """

    population: str = ""
    relation: str = ""
    answer: str | None = ""
    question: str = ""
    public: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    policy: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What the catalogue knows of one version; the frozen files hold none but its number."""

    number: int
    reason: Bilingual
    published_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A dataset as one version tells it."""

    slug: str
    title: Bilingual
    summary: Bilingual
    publisher: PublisherName
    licences: tuple[Licence, ...]
    resources: tuple[Resource, ...]
    reason: Bilingual | None = None
    finding: Bilingual | None = None
    contact: Contact | None = None
    sources: tuple[Source, ...] = ()
    keywords: tuple[Term, ...] = ()
    theme: str = ""
    spatial: tuple[str, ...] = ()
    temporal: Period | None = None
    frequency: str = ""
    synthetic: bool = False
    welsh_is_draft: bool = False
    documents: tuple[Document, ...] = ()
    charts: tuple[Chart, ...] = ()
    gate: Gate | None = None
    version: VersionFacts | None = None
    files: tuple[File, ...] = ()

    def resource(self, name: str) -> Resource | None:
        """Return the resource called `name`, or None."""
        return next((resource for resource in self.resources if resource.name == name), None)

    @property
    def every_file(self) -> tuple[File, ...]:
        """Return the package's own files, those of every table and the documents."""
        of_tables = (file for resource in self.resources for file in resource.files)
        documents = (one.file for one in self.documents if one.file is not None)
        return (*self.files, *of_tables, *documents)

    @property
    def tables(self) -> tuple[Resource, ...]:
        """Return the resources readers come for: all but the code lists, if any others are."""
        tables = tuple(table for table in self.resources if not table.is_code_list)
        return tables or self.resources
