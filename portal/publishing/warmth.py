"""The warm process as its worker holds it: started once, asked for one check at a time."""

import atexit
import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from portal.config import ROOT

_GLANCE = 0.05
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
_FEW_THREADS = {
    "POLARS_MAX_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
"""Threads reserve address space, and on a machine with many cores that alone would be too much."""


class Stopped(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A check was ended because nobody wants it any more."""


class Warmth:
    """A warm process; it is started when first needed, and again where it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, folder: Path, *, seconds: float, go_on: Callable[[], bool]) -> int:
        """Check in `folder`; return the exit code, negative where a signal ended the check.

        Raises:
            Stopped: `go_on` said no.
        """
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(f"{folder}\n".encode())
            process.stdin.flush()
            child = self._said(process)
        except (OSError, ValueError):
            self.end()
            return 1
        until = time.monotonic() + seconds
        try:
            while go_on():
                if time.monotonic() > until:
                    return -signal.SIGKILL
                if self._speaks(process):
                    break
            else:
                raise Stopped
        finally:
            if not self._speaks(process):
                _kill(child)
            code = self._last(process)
        return code

    def end(self) -> None:
        """End the process, if there is one; a check under way ends with it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "portal.publishing.warm_process"],
                cwd=ROOT,
                env={**passed_on, **_FEW_THREADS},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process

    @staticmethod
    def _said(process: subprocess.Popen[bytes]) -> int:
        """Return the number it says next.

        Raises:
            ValueError: it died without a word.
        """
        assert process.stdout is not None
        return int(process.stdout.readline())

    def _last(self, process: subprocess.Popen[bytes]) -> int:
        try:
            return self._said(process)
        except ValueError:
            self.end()
            return 1

    @staticmethod
    def _speaks(process: subprocess.Popen[bytes]) -> bool:
        assert process.stdout is not None
        return bool(select.select([process.stdout], [], [], _GLANCE)[0])


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


warmth = Warmth()
"""This process's own: a worker checks one submission at a time."""
atexit.register(warmth.end)
