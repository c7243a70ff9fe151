"""What an intake is given, and what it makes of an upload."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from portal.interop.reading import Package

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """The submission an upload belongs to, as far as reading it has to know.

    `recipe` has the `columns` and `rows` of the file published last; None where there is none.
    `code_lists` has the CSV file of each code list of the version published last.
    """

    dataset: str
    publisher: str
    draft: Mapping[str, Any] = field(default_factory=dict)
    decisions: Mapping[str, Any] = field(default_factory=dict)
    recipe: Mapping[str, Any] | None = None
    people_allowed: bool = False
    code_lists: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake made of an upload: a package, or why there is none.

    All plain values: `issues` have `code`, `file`, `row`, `column`, `facts` and, where a page
    can mend them, `place` and `locale`; `questions` have an `id`. `draft` is the draft with what
    the upload says itself; None leaves it alone. `changes` are groups, `change_list` the file
    of every single one; `row_lists` the files of the rows of each table found, as
    `portal.tabular.writing` lists them. With `personal` nothing of the upload may be kept.
    """

    package: Package | None = None
    issues: Sequence[Plain] = ()
    changes: Sequence[Plain] = ()
    questions: Sequence[Plain] = ()
    found: Plain | None = None
    draft: Plain | None = None
    change_list: Path | None = None
    row_lists: Sequence[Path] = ()
    personal: bool = False


class Intake(Protocol):
    """One way of reading what was handed in; runs in a process of its own, with limits."""

    def accepts(self, name: str, upload: Path) -> bool:
        """Tell by an upload's name, and by its bytes where needed, whether it is for this one."""

    def begin(self, upload: Path, name: str, folder: Path, case: Case) -> Callable[[], Taken]:
        """Begin to read `upload`; `folder` is empty and for the intake's own files.

        What is returned ends the reading; it is called where no other program can be started.
        """
