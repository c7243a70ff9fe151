"""Intake in a process of its own: bounded time, memory and files, no network, no other programs."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Never, Self

from portal.config import ROOT
from portal.tabular.child import work as child_work
from portal.tabular.decisions import Decisions
from portal.tabular.model import Intake, Message, Verdict
from portal.tabular.record import from_record

_MEBIBYTE = 1 << 20
_REPORT_LIMIT = 64 * _MEBIBYTE
_MANY = 4096
_NO_DECISIONS = Decisions()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one intake may use: seconds, bytes."""

    cpu_seconds: int = 120
    wall_seconds: float = 420.0
    memory: int = 1024 * _MEBIBYTE
    file_size: int = 2048 * _MEBIBYTE


@dataclass(frozen=True, slots=True)
class Output:
    """Where one table (by its number, from 0) is written; see `portal.tabular.writing.write`."""

    table: int
    csv: Path
    parquet: Path | None = None
    rows: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An intake, and the rows written per table; tables of a rejected file are not written."""

    intake: Intake
    written: Mapping[int, int] = field(default_factory=dict)


class Sandbox:
    """Reads files one after another, each in a process of its own, started ahead of its file.

    Use as a context manager, in one thread. A worker that keeps one pays for the start of
    Python and its libraries while it waits, not while an officer does.

    Args:
        limits: what each intake may use.
        ahead: start the next process as soon as one is taken.
    """

    def __init__(self, limits: Limits | None = None, *, ahead: bool = True) -> None:
        self._limits = limits or Limits()
        self._ahead = ahead
        self._spare: _Child | None = None
        if ahead:
            self._spare = _Child(self._limits, warm=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _child(self) -> "_Child | _Forked":
        """Fork where that is safe, which spares the start of Python; else start a process."""
        return _Forked(self._limits) if can_fork() else _Child(self._limits, warm=False)

    def close(self) -> None:
        """End the process that waits, if one does."""
        if self._spare is not None:
            self._spare.end()
            self._spare = None

    def run(
        self,
        path: Path,
        decisions: Decisions = _NO_DECISIONS,
        *,
        changes: Path | None = None,
        outputs: Sequence[Output] = (),
    ) -> Outcome:
        """Read a file; whatever it does to its process is a verdict.

        Args:
            path: the file; the process only reads it.
            decisions: what the officer has answered so far.
            changes: the file that takes every single change, or None.
            outputs: tables to write when the file is not rejected.
        """
        child = self._spare or self._child()
        self._spare = None
        try:
            job = _job(path, decisions, changes, outputs)
            code, report = child.do(job, self._limits.wall_seconds)
        finally:
            child.end()
            if self._ahead:
                self._spare = _Child(self._limits, warm=True)
        if code != 0 or report is None:
            return Outcome(_failed(path, code or 1))
        written = {int(number): int(rows) for number, rows in report["written"].items()}
        return Outcome(from_record(report["intake"], path), written)


def run_intake(
    path: Path,
    decisions: Decisions = _NO_DECISIONS,
    *,
    changes: Path | None = None,
    outputs: Sequence[Output] = (),
    limits: Limits | None = None,
) -> Outcome:
    """Read one file in a process of its own; see `Sandbox.run`."""
    with Sandbox(limits, ahead=False) as sandbox:
        return sandbox.run(path, decisions, changes=changes, outputs=outputs)


def can_fork() -> bool:
    """Tell whether this process may fork: it has no second thread, whose locks would stay shut."""
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _job(
    path: Path, decisions: Decisions, changes: Path | None, outputs: Sequence[Output]
) -> dict[str, Any]:
    return {
        "path": str(path.absolute()),
        "decisions": decisions.to_dict(),
        "changes": None if changes is None else str(changes.absolute()),
        "outputs": [
            {
                "table": output.table,
                "csv": str(output.csv.absolute()),
                "parquet": None if output.parquet is None else str(output.parquet.absolute()),
                "rows": None if output.rows is None else str(output.rows.absolute()),
            }
            for output in outputs
        ],
    }


class _Child:
    """A process that waits for one job, with a folder of its own."""

    def __init__(self, limits: Limits, *, warm: bool) -> None:
        settings = {**asdict(limits), "warm": warm}
        self._folder = tempfile.TemporaryDirectory(prefix="intake-")
        self._report = Path(self._folder.name) / "report.json"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "portal.tabular.child", json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env=_environment(self._folder.name),
            start_new_session=True,
        )

    def do(self, job: dict[str, Any], seconds: float) -> tuple[int, dict[str, Any] | None]:
        """Do a job; return the exit code (negative: the signal that ended it) and the report."""
        whole = {**job, "folder": self._folder.name, "report": str(self._report)}
        try:
            self._process.communicate(json.dumps(whole).encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            return -signal.SIGXCPU, None
        return self._process.returncode, _read(self._report)

    def end(self) -> None:
        """Kill the process and whatever it left behind, and clear its folder."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait()
        self._folder.cleanup()


class _Forked:
    """A fork of this process that does one job, with a folder of its own."""

    def __init__(self, limits: Limits) -> None:
        self._limits = asdict(limits)
        self._folder = tempfile.TemporaryDirectory(prefix="intake-")
        self._report = Path(self._folder.name) / "report.json"

    def do(self, job: dict[str, Any], seconds: float) -> tuple[int, dict[str, Any] | None]:
        """Do a job; return the exit code (negative: the signal that ended it) and the report."""
        whole = {**job, "folder": self._folder.name, "report": str(self._report)}
        child = os.fork()
        if child == 0:
            self._become(whole)
        ended = os.pidfd_open(child)
        try:
            in_time = select.select([ended], [], [], seconds)[0]
        finally:
            os.close(ended)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        if not in_time:
            return -signal.SIGXCPU, None
        return os.waitstatus_to_exitcode(status), _read(self._report)

    def _become(self, job: dict[str, Any]) -> Never:
        """Be the child: let go of all that the parent has open, do the job and end."""
        code = 1
        try:
            os.setsid()
            nothing = os.open(os.devnull, os.O_RDWR)
            for given in (0, 1, 2):
                os.dup2(nothing, given)
            os.closerange(3, _MANY)
            os.environ.clear()
            os.environ.update(_environment(self._folder.name))
            os.chdir(self._folder.name)
            tempfile.tempdir = None
            sys.dont_write_bytecode = True
            code = child_work(self._limits, job)
        finally:
            os._exit(code)

    def end(self) -> None:
        """Clear its folder."""
        self._folder.cleanup()


def _read(report: Path) -> dict[str, Any] | None:
    """Return what a process reported; None where it did not, or said too much."""
    if not report.exists() or report.stat().st_size > _REPORT_LIMIT:
        return None
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def _environment(folder: str) -> dict[str, str]:
    """Return the child's whole environment: no secret of the portal is in it."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "POLARS_MAX_THREADS": "1",
        "TMPDIR": folder,
        "HOME": folder,
    }


def _failed(path: Path, code: int) -> Intake:
    reasons = {
        -signal.SIGXCPU: "too-slow",
        -signal.SIGKILL: "too-slow",
        -signal.SIGABRT: "too-much-memory",
        -signal.SIGXFSZ: "too-large",
        3: "too-much-memory",
        4: "too-large",
    }
    reason = reasons.get(code, "crashed")
    return Intake(path, verdict=Verdict.REJECT, messages=[Message(reason)])
