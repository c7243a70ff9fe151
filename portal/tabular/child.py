"""The process that reads one file: it gives up its powers first, then reads, writes and ends."""

import contextlib
import ctypes
import errno
import gc
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
_DIE_WITH_PARENT = 1
_NO_NEW_PRIVILEGES = 38
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "pty.",
    "ftplib.",
    "http.",
    "urllib.",
    "smtplib.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
OUT_OF_MEMORY = 3
OUT_OF_SPACE = 4


class ForbiddenError(RuntimeError):
    """Something tried to leave the sandbox."""


def give_up_powers(limits: dict[str, Any], writable: list[str]) -> None:
    """Limit this process for good; must run before threads start and files are opened.

    Args:
        limits: `portal.tabular.sandbox.Limits` as a dictionary.
        writable: real paths of folders and files that may be written; all else is refused.
            The list is looked at on every write: what is added later counts.
    """
    for what, most in (
        (resource.RLIMIT_CPU, int(limits["cpu_seconds"])),
        (resource.RLIMIT_DATA, int(limits["memory"])),
        (resource.RLIMIT_FSIZE, int(limits["file_size"])),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 256),
    ):
        _lower(what, most)
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    library.unshare(_NEW_USER_AND_NETWORK)
    sys.addaudithook(lambda event, facts: _watch(event, facts, writable))


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (limit, limit))


def _watch(event: str, facts: tuple[Any, ...], writable: list[str]) -> None:
    """Refuse network, other programs, and writing anywhere but where the job says."""
    if event.startswith(_FORBIDDEN):
        raise ForbiddenError(event)
    if event == "open" and isinstance(facts[2], int) and facts[2] & _WRITING:
        path = os.fsdecode(facts[0]) if isinstance(facts[0], str | bytes) else ""
        if path and not os.path.realpath(path).startswith(tuple(writable)):
            raise ForbiddenError(f"open {path}")


def main() -> int:
    """Wait for a job on standard input, do it, write the report; return the exit code."""
    writable = [os.devnull]
    settings = json.loads(sys.argv[1])
    give_up_powers(settings, writable)
    if settings["warm"]:
        _warm_up()
    text = sys.stdin.buffer.read()
    return _work(json.loads(text), writable) if text else 0


def work(limits: dict[str, Any], job: dict[str, Any]) -> int:
    """Do a job in a process that was forked for it; return the exit code."""
    writable = [os.devnull]
    give_up_powers(limits, writable)
    return _work(job, writable)


def _work(job: dict[str, Any], writable: list[str]) -> int:
    gc.disable()
    outputs = [output[kind] for output in job["outputs"] for kind in ("csv", "parquet", "rows")]
    wanted = [path for path in (job["folder"], job["changes"], *outputs) if path]
    writable.extend(os.path.realpath(path) for path in wanted)
    try:
        report = _do(job)
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if _no_room(error):
            return OUT_OF_SPACE
        raise
    Path(job["report"]).write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return 0


def _no_room(error: OSError) -> bool:
    """Tell whether a write failed for want of room; polars gives the number in its words."""
    numbers = {errno.EFBIG, errno.ENOSPC, errno.EDQUOT}
    return error.errno in numbers or any(f"os error {number}" in str(error) for number in numbers)


def _warm_up() -> None:
    """Load what every job needs, before there is one."""
    for name in ("polars", "portal.tabular.reading", "portal.tabular.writing"):
        importlib.import_module(name)


def _do(job: dict[str, Any]) -> dict[str, Any]:
    from portal.tabular.decisions import Decisions
    from portal.tabular.model import Verdict
    from portal.tabular.reading import read
    from portal.tabular.record import to_record
    from portal.tabular.writing import byte_file, write

    decisions = Decisions.from_dict(job["decisions"])
    with byte_file(job["changes"] and Path(job["changes"])) as sink:
        intake = read(Path(job["path"]), decisions, changes=sink)
    if intake.verdict is Verdict.REJECT and job["changes"]:
        with contextlib.suppress(OSError):
            os.truncate(job["changes"], 0)
    written: dict[int, int] = {}
    for output in job["outputs"]:
        number = int(output["table"])
        if intake.verdict is not Verdict.REJECT and number < len(intake.tables):
            csv, parquet, rows = (
                Path(output[kind]) if output[kind] else None for kind in ("csv", "parquet", "rows")
            )
            assert csv is not None
            written[number] = write(
                intake,
                number,
                csv,
                parquet,
                rows=rows,
                decisions=decisions,
            )
    return {"intake": to_record(intake), "written": written}


if __name__ == "__main__":
    sys.exit(main())
