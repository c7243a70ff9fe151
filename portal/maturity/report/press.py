"""The press: has the reports of rounds set in the background, whenever a version has none.

The state is the queue: a version in sight without reports is what waits. They are set by a
process of its own, behind everything else, and kept all at once; one that is killed is begun
again, and where two are at it the bytes are the same.
"""

import logging
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from portal.config import ROOT
from portal.db import Database
from portal.maturity.report.queries import versions_without_reports

_log = logging.getLogger("melin.worker")

COMMAND = (sys.executable, "-m", "portal.press")
_FIRST_WAIT = 5.0
_LONGEST_WAIT = 600.0


class Press:
    """An errand of the worker; asking is one small query, and nothing waits for the press."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = command
        self._environment = environment
        self._child: subprocess.Popen[bytes] | None = None
        self._asked: set[int] = set()
        self._done: set[int] = set()
        self._rest_until = 0.0
        self._wait = _FIRST_WAIT

    def __call__(self, database: Database) -> bool:
        """Start the press where something waits and it stands still; tell whether it did."""
        if self._child is not None:
            code = self._child.poll()
            if code is None:
                return False
            self._settle(code)
        if time.monotonic() < self._rest_until:
            return False
        with database.reading():
            self._asked = versions_without_reports() - self._done
        if self._asked:
            self._child = subprocess.Popen(self._command, cwd=ROOT, env=self._environment)
        return bool(self._asked)

    def _settle(self, code: int) -> None:
        """Ask no more about what was looked at; after a fault wait longer each time."""
        self._child = None
        if code == 0:
            self._done |= self._asked
            self._wait = _FIRST_WAIT
            return
        _log.error("the press failed", extra={"facts": {"exit": code}})
        self._rest_until = time.monotonic() + self._wait
        self._wait = min(self._wait * 2, _LONGEST_WAIT)
