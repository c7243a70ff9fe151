"""What is true of a made-up file, as somebody who made it knows."""

from dataclasses import dataclass, field


@dataclass
class Truth:
    """A file and what intake should say of it.

    `columns` are written "Heading: type". `changes` holds how many changes of each kind there
    are in all, and no other kinds; `says` the codes of questions and remarks, and no others.
    """

    content: str | bytes
    columns: list[str]
    rows: int
    first: list[str]
    last: list[str]
    header: list[int] = field(default_factory=lambda: [1])
    changes: dict[str, int] = field(default_factory=dict)
    says: set[str] = field(default_factory=set)
    notes: int = 0
    verdict: str = "normalise"
    encoding: str | None = "utf-8"
    delimiter: str | None = ","
    file: str = "file.csv"
