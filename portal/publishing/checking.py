"""Checking a submission's bytes in a process of its own, and keeping what it built."""

import json
import re
import signal
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.catalogue.freezing import keep_version
from portal.publishing.check_process import OUT_OF_MEMORY
from portal.publishing.steps import Checked, Task
from portal.publishing.uploads import DRY_RUNS
from portal.publishing.warm_process import ERRORS
from portal.publishing.warmth import Stopped, warmth
from portal.storage import Store

TIME_OUT = 600.0
"""Seconds that one check may take."""
_SAID = 20_000
_FRAME = re.compile(r'^  File "[^"]*/portal/([^"]+, line [0-9]+|[^"]+", line [0-9]+)', re.MULTILINE)
_TOO_MUCH = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, OUT_OF_MEMORY}


class BrokenOffError(Exception):
    """The check was ended because its worker has to stop, or lost its claim."""


class CheckFailedError(Exception):
    """The check ended without a result for no reason that lies in the upload."""


def check(task: Task, folder: Path, store: Store, *, go_on: Callable[[], bool]) -> Checked:
    """Check an upload and build its version; every file is in the store when this returns.

    `folder` is empty and for the check's own files. `go_on` is asked while it runs.

    Raises:
        BrokenOffError: `go_on` said no.
        CheckFailedError: the process ended without a result.
        DamagedFileError: the upload is no longer in the store.
    """
    kept_in = store.apart(DRY_RUNS) if task.dry_run else store
    upload = kept_in.local_file(task.upload_sha256)
    lists = {name: str(store.local_file(sha256)) for name, sha256 in task.code_lists.items()}
    said = json.dumps({**asdict(task), "upload": str(upload), "code_lists": lists})
    (folder / "task.json").write_text(said, encoding="utf-8")
    try:
        ended = warmth.run(folder, seconds=TIME_OUT, go_on=go_on)
    except Stopped as stopped:
        raise BrokenOffError from stopped
    result = folder / "result.json"
    if ended in _TOO_MUCH:
        issue = {"code": "check-limits", "facts": {}}
        return Checked(task.number, issues=[issue], revision=task.revision)
    if ended != 0 or not result.is_file():
        raise CheckFailedError(f"the check ended with {ended} {_where(folder / ERRORS)}")
    return _kept(task, json.loads(result.read_text(encoding="utf-8")), folder, store)


def _where(errors: Path) -> str:
    """Return where in our code a check went wrong; what it said may hold somebody's cells."""
    text = errors.read_text(encoding="utf-8", errors="replace")[-_SAID:]
    return " < ".join(reversed(_FRAME.findall(text)))


def _kept(task: Task, result: dict[str, Any], folder: Path, store: Store) -> Checked:
    """Put the files into the store and see that they are the ones the result speaks of."""
    if task.dry_run:
        built = {"content", "rows", "fingerprint", "draft"}
        result = {name: said for name, said in result.items() if name not in built}
    if "content" in result:
        stored = keep_version(folder / "files", store)
        if not _named(result) <= stored:
            raise CheckFailedError("the result names a file that was not written")
    if not result["personal"] and not task.dry_run:
        _keep_lists(result, folder, store)
    return Checked(number=task.number, revision=task.revision, **result)


def _keep_lists(result: dict[str, Any], folder: Path, store: Store) -> None:
    """Keep the list of every change, and the rows of every table meant, for officers to search."""
    changes = folder / "changes.jsonl"
    if changes.is_file():
        result["changes_sha256"] = store.put(changes).sha256
    for number, table in enumerate((result["found"] or {}).get("tables") or ()):
        rows = folder / f"rows-{number}.jsonl"
        if rows.is_file() and "resource" in table:
            table["rows_sha256"] = store.put(rows).sha256


def _named(result: dict[str, Any]) -> set[str]:
    content = result["content"]
    files = [*content.get("files", ()), *(f for r in content["resources"] for f in r["files"])]
    return {file["sha256"] for file in files} | set(result["rows"].values())
