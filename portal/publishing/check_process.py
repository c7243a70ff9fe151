"""The process that reads what strangers handed in: limited, without network, and thrown away.

Forked by `warm_process` for one folder, which holds `task.json` and gets
`files/`, `changes.jsonl`, `rows-<n>.jsonl` for each table and, when all is done, `result.json`.
It sees neither the database nor the store.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.jobs.lifeline import die_with_parent

if TYPE_CHECKING:
    from portal.interop.reading import Package
    from portal.publishing.intake import Taken

CPU_SECONDS = 300
MEMORY = 4 * 1024**3
"""Bytes of address space: several times what is used, since libraries reserve ahead."""
FILE_SIZE = 2 * 1024**3
OPEN_FILES = 512

OUT_OF_MEMORY = 70
_NEW_NETWORK = 0x40000000
_NEW_USERS = 0x10000000


def main(folder: str) -> None:
    """Do the task in a folder."""
    die_with_parent()
    _limit()
    _leave_network()
    try:
        _run(Path(folder))
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
    from portal.publishing.intake import Case, begin

    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    case = Case(**{name: task[name] for name in Case.__dataclass_fields__})
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        tempfile.tempdir = scratch
        take = begin(Path(task["upload"]), task["upload_name"], Path(scratch), case)
        with offline():
            result = _checked(task, take, folder)
    text = json.dumps(result, ensure_ascii=False, default=str)
    partial = folder / "result.part"
    partial.write_text(text, encoding="utf-8")
    partial.replace(folder / "result.json")


def _checked(task: dict[str, Any], take: Callable[[], "Taken"], folder: Path) -> dict[str, Any]:
    """Read the upload and, where nothing is wrong with it, write its version into `folder`."""
    from dataclasses import replace

    from portal.publishing.gate.documents import about_documents
    from portal.publishing.gate.in_check import pass_gate

    taken = take()
    result = _told(taken)
    if taken.change_list is not None and taken.change_list.stat().st_size:
        taken.change_list.replace(folder / "changes.jsonl")
    for number, rows in enumerate(taken.row_lists):
        if rows.is_file():
            rows.replace(folder / f"rows-{number}.jsonl")
    package = taken.package
    if package is None:
        return result
    result["issues"] += _misplaced(task, package)
    if result["issues"] or taken.questions:
        return result
    # Why a version was made is said when it is submitted, and kept by the catalogue: the files
    # are built before that and stay as they were checked.
    bare = replace(package, description=replace(package.description, reason=None))
    passed = pass_gate(task, bare, folder, taken.found)
    result |= {"gate": passed.said, "wanted": list(passed.wanted)}
    result["issues"] += passed.issues
    result["questions"] += [*passed.questions, *about_documents(task, bare)]
    result["changes"] += passed.changes
    if result["issues"] or result["questions"] or result["wanted"]:
        return result
    return result | _built(task, passed.package or bare, passed.said, folder / "files")


def _built(
    task: dict[str, Any], package: "Package", said: dict[str, Any] | None, folder: Path
) -> dict[str, Any]:
    """Write a version into `folder`; return what it says and holds, or why there is none."""
    from portal.catalogue.freezing import write_version
    from portal.errors import PackageRefusedError
    from portal.interop.writing import to_plain
    from portal.publishing.gate.in_check import write_report
    from portal.publishing.intake.building import plain_issues

    try:
        frozen = write_version(package, number=task["number"], folder=folder)
    except PackageRefusedError as refused:
        return {"issues": plain_issues(refused.issues)}
    content = to_plain(write_report(frozen.description, said, folder))
    if _same(content, task["latest_content"]) or package.fingerprint == task["latest"]:
        facts = {"number": task["number"] - 1}
        return {"issues": [{"code": "nothing-new", "facts": facts}]}
    return {"content": content, "rows": dict(frozen.rows), "fingerprint": frozen.fingerprint}


def _told(taken: "Taken") -> dict[str, Any]:
    """Return what an intake says of an upload, whatever becomes of it."""
    return {
        "issues": list(taken.issues),
        "changes": list(taken.changes),
        "questions": list(taken.questions),
        "found": taken.found,
        "draft": taken.draft,
        "personal": taken.personal,
    }


def _same(content: dict[str, Any], latest: dict[str, Any] | None) -> bool:
    """Tell whether a version would say and hold what the newest one does."""
    return json.dumps(_lasting(content), sort_keys=True) == json.dumps(
        _lasting(latest or {}), sort_keys=True
    )


def _lasting(content: dict[str, Any]) -> dict[str, Any]:
    """Return what does not speak of the version itself, as its spreadsheets and descriptors do."""
    resources = [
        {**one, "files": [file for file in one["files"] if file["path"].endswith(".csv")]}
        for one in content.get("resources", ())
    ]
    rest = {key: told for key, told in content.items() if key not in {"files", "reason"}}
    return {**rest, "resources": resources}


def _misplaced(task: dict[str, Any], package: "Package") -> list[dict[str, Any]]:
    """Return the issues of a package that belongs elsewhere."""
    slug, publisher = package.description.slug, package.description.publisher.slug
    found = []
    if slug != task["dataset"]:
        facts = {"wanted": task["dataset"], "found": slug}
        found.append({"code": "wrong-dataset", "facts": facts})
    if publisher != task["publisher"] or task["owner"] not in {"", publisher}:
        facts = {"wanted": task["owner"] or task["publisher"], "found": publisher}
        found.append({"code": "wrong-publisher", "facts": facts})
    return found
