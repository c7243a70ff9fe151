"""What can be handed in, and what becomes of it: each kind of file has its own `Intake`."""

from collections.abc import Callable
from pathlib import Path

from portal.publishing.intake.model import Case, Intake, Taken
from portal.publishing.intake.packages import PackageIntake
from portal.publishing.intake.tables import TableIntake

__all__ = ["INTAKES", "Case", "Intake", "Taken", "begin"]

INTAKES: tuple[Intake, ...] = (PackageIntake(), TableIntake())
"""Every kind of upload, in the order they are asked."""


def begin(upload: Path, name: str, folder: Path, case: Case) -> Callable[[], Taken]:
    """Let the first intake that accepts an upload begin to read it; see `Intake.begin`."""
    for intake in INTAKES:
        if intake.accepts(name, upload):
            return intake.begin(upload, name, folder, case)
    issue = {"code": "unknown-upload", "file": name, "facts": {"file": name}}
    return lambda: Taken(issues=[issue])
