"""Start a portal's processes, wait, and stop them all cleanly, however it is told to stop.

Each child is a program of its own in a session of its own, so that a Ctrl-C reaches only the
supervisor, which then ends the children in order: TERM first, KILL for one that lingers.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence

from portal.config import ROOT, Config
from portal.jobs.lifeline import tied_to_this_process

WEB = "web"
"""The child that readers wait for: the others start once it answers, not to slow it down."""

_PATIENCE = 10.0
_START_LIMIT = 60.0
_GLANCE = 0.1


class Supervisor:
    """The children of one `melin serve`."""

    def __init__(self, config: Config, commands: Mapping[str, Sequence[str]]) -> None:
        self._config = config
        self._commands = commands
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = False

    def run(self, when_ready: Callable[[], None]) -> int:
        """Run until told to stop; return 0 then, 1 when a child ended by itself."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            self._start(WEB)
            if self._becomes_ready():
                when_ready()
            for name in self._commands.keys() - {WEB}:
                self._start(name)
            while not self._stopping and not self._ended():
                time.sleep(_GLANCE)
        finally:
            self._end_all()
        return 0 if self._stopping else 1

    def _start(self, name: str) -> None:
        """Start one child, unless it is time to stop."""
        if self._stopping:
            return
        environment = {**os.environ, "MELIN_DATA": str(self._config.data)}
        self._children[name] = subprocess.Popen(
            self._commands[name],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=tied_to_this_process(),  # noqa: PLW1509 (it has no threads)
        )

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _ended(self) -> bool:
        return any(child.poll() is not None for child in self._children.values())

    def _becomes_ready(self) -> bool:
        until = time.monotonic() + _START_LIMIT
        while time.monotonic() < until and not self._stopping and not self._ended():
            if _answers(f"http://127.0.0.1:{self._config.port}/healthz"):
                return True
            time.sleep(_GLANCE)
        return False

    def _end_all(self) -> None:
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + _PATIENCE
        for child in self._children.values():
            try:
                child.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def web_command() -> list[str]:
    """Return the command line of the web process."""
    return [sys.executable, "-m", "portal.jobs.web_process"]


def worker_command() -> list[str]:
    """Return the command line of the worker."""
    return [sys.executable, "-m", "portal.cli", "worker"]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310 (our own address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
