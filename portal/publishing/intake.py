"""What can be handed in, and what becomes of it: each kind of file has its own `Intake`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from portal.errors import Issue, PackageRefusedError
from portal.interop.reading import Package, read_package
from portal.interop.reading.unpacking import unpack


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake made of an upload: a package, or why there is none.

    `changes` are what was altered on the way in, `questions` what a person has to decide;
    both as plain values with a `code`.
    """

    package: Package | None = None
    issues: tuple[Issue, ...] = ()
    changes: tuple[dict[str, Any], ...] = field(default=())
    questions: tuple[dict[str, Any], ...] = field(default=())


class Intake(Protocol):
    """One way of reading what was handed in; runs in a process of its own, with limits."""

    def accepts(self, name: str) -> bool:
        """Tell by an upload's name whether it is for this intake."""

    def take(self, upload: Path, folder: Path) -> Taken:
        """Read `upload`; `folder` is empty and for the intake's own files."""


class PackageIntake:
    """Takes a zipped Frictionless data package."""

    def accepts(self, name: str) -> bool:
        """Tell whether it is a zip."""
        return name.lower().endswith(".zip")

    def take(self, upload: Path, folder: Path) -> Taken:
        """Unpack and read the package."""
        try:
            return Taken(read_package(unpack(upload, folder)))
        except PackageRefusedError as refused:
            return Taken(issues=refused.issues)


INTAKES: tuple[Intake, ...] = (PackageIntake(),)
"""Every kind of upload, in the order they are asked."""


def take(upload: Path, name: str, folder: Path) -> Taken:
    """Let the first intake that accepts `name` read the upload."""
    for intake in INTAKES:
        if intake.accepts(name):
            return intake.take(upload, folder)
    return Taken(issues=(Issue("unknown-upload", name),))
