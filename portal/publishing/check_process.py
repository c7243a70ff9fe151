"""The process that reads what strangers handed in: limited, without network, and thrown away.

Run as `python -m portal.publishing.check_process FOLDER`: the folder holds `task.json` and gets
`files/` and, when all is done, `result.json`. It sees neither the database nor the store.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from portal.jobs.lifeline import die_with_parent

CPU_SECONDS = 300
MEMORY = 4 * 1024**3
"""Bytes of address space: several times what is used, since libraries reserve ahead."""
FILE_SIZE = 2 * 1024**3
OPEN_FILES = 512

OUT_OF_MEMORY = 70
_NEW_NETWORK = 0x40000000
_NEW_USERS = 0x10000000


def main() -> None:
    """Do the task in the folder named on the command line."""
    die_with_parent()
    _limit()
    _leave_network()
    try:
        _run(Path(sys.argv[1]))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _limit() -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (lower, lower))


def _leave_network() -> None:
    """Go into a network of one's own that has nothing in it, where the kernel lets us."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.CDLL(None).unshare(_NEW_USERS | _NEW_NETWORK)


def _run(folder: Path) -> None:
    from portal.interop.reading.offline import offline

    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    with offline(), tempfile.TemporaryDirectory(dir=folder) as scratch:
        result = _checked(task, Path(scratch), folder / "files")
    text = json.dumps(result, ensure_ascii=False, default=str)
    partial = folder / "result.part"
    partial.write_text(text, encoding="utf-8")
    partial.replace(folder / "result.json")


def _checked(task: dict[str, Any], scratch: Path, files: Path) -> dict[str, Any]:
    """Read the upload and, where nothing is wrong with it, write its version into `files`."""
    from dataclasses import replace

    from portal.catalogue.freezing import write_version
    from portal.interop.writing import to_plain
    from portal.publishing.intake import take

    taken = take(Path(task["upload"]), task["upload_name"], scratch)
    issues = [_plain(issue) for issue in taken.issues]
    result = {"issues": issues, "changes": taken.changes, "questions": taken.questions}
    package = taken.package
    if package is None:
        return result
    issues += _misplaced(task, package.description.slug, package.description.publisher.slug)
    if package.fingerprint == task["latest"]:
        issues.append({"code": "nothing-new", "facts": {"number": task["number"] - 1}})
    if issues or taken.questions:
        return result
    # Why a version was made is said when it is submitted, and kept by the catalogue: the files
    # are built before that and stay as they were checked.
    bare = replace(package, description=replace(package.description, reason=None))
    frozen = write_version(bare, number=task["number"], folder=files)
    return result | {
        "content": to_plain(frozen.description),
        "rows": dict(frozen.rows),
        "fingerprint": frozen.fingerprint,
    }


def _misplaced(task: dict[str, Any], slug: str, publisher: str) -> list[dict[str, Any]]:
    """Return the issues of a package that belongs elsewhere."""
    found = []
    if slug != task["dataset"]:
        facts = {"wanted": task["dataset"], "found": slug}
        found.append({"code": "wrong-dataset", "facts": facts})
    if publisher != task["publisher"] or task["owner"] not in {"", publisher}:
        facts = {"wanted": task["owner"] or task["publisher"], "found": publisher}
        found.append({"code": "wrong-publisher", "facts": facts})
    return found


def _plain(issue: Any) -> dict[str, Any]:
    return {
        "code": issue.code,
        "file": issue.file,
        "row": issue.row,
        "column": issue.column,
        "facts": dict(issue.facts),
    }


if __name__ == "__main__":
    main()
