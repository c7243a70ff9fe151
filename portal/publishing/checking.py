"""Checking a submission's bytes in a process of its own, and keeping what it built."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.catalogue.freezing import keep_version
from portal.config import ROOT
from portal.publishing.check_process import OUT_OF_MEMORY
from portal.publishing.steps import Checked, Task
from portal.storage import Store

TIME_OUT = 600.0
"""Seconds that one check may take."""
_GLANCE = 0.05
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
_FEW_THREADS = {"POLARS_MAX_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
"""Threads reserve address space, and on a machine with many cores that alone would be too much."""
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
    upload = store.local_file(task.upload_sha256)
    said = json.dumps({**asdict(task), "upload": str(upload)})
    (folder / "task.json").write_text(said, encoding="utf-8")
    ended = _run(folder, go_on)
    result = folder / "result.json"
    if ended in _TOO_MUCH:
        return Checked(task.number, issues=[{"code": "check-limits", "facts": {}}])
    if ended != 0 or not result.is_file():
        raise CheckFailedError(f"the check ended with {ended}")
    return _kept(task, json.loads(result.read_text(encoding="utf-8")), folder / "files", store)


def _run(folder: Path, go_on: Callable[[], bool]) -> int:
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.publishing.check_process", str(folder)],
        cwd=ROOT,
        env={**passed_on, **_FEW_THREADS},
        stdin=subprocess.DEVNULL,
    )
    until = time.monotonic() + TIME_OUT
    try:
        while process.poll() is None:
            if not go_on():
                raise BrokenOffError
            if time.monotonic() > until:
                return -signal.SIGKILL
            time.sleep(_GLANCE)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
    return process.returncode


def _kept(task: Task, result: dict[str, Any], files: Path, store: Store) -> Checked:
    """Put the files into the store and see that they are the ones the result speaks of."""
    if "content" in result:
        stored = keep_version(files, store)
        if not _named(result) <= stored:
            raise CheckFailedError("the result names a file that was not written")
    return Checked(number=task.number, **result)


def _named(result: dict[str, Any]) -> set[str]:
    content = result["content"]
    files = [*content.get("files", ()), *(f for r in content["resources"] for f in r["files"])]
    return {file["sha256"] for file in files} | set(result["rows"].values())
