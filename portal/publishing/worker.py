"""The worker: takes up what waits, one submission at a time, and moves it on.

Any number may run, on any number of machines. One that is killed loses its claim after a
while and another begins its step again: nothing is seen before the transaction that says so.
"""

import logging
import shutil
import signal
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from portal.clock import now
from portal.config import Config
from portal.db import Database
from portal.errors import PortalError
from portal.publishing import steps
from portal.publishing.checking import BrokenOffError, CheckFailedError, check
from portal.publishing.models import State
from portal.publishing.steps import Claimed
from portal.storage import Store

_log = logging.getLogger("melin.worker")

LEASE = timedelta(seconds=30)
"""How long a claim holds without being renewed."""
SHORTEST_NAP = 0.2
LONGEST_NAP = 2.0
TRIES = 3
"""How often a check may fail before the submission is given back with an issue."""
MOST_TRIES = 20
"""How often a check may be begun, counting those whose worker was killed."""
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=10)
_STALE = 3600.0
"""Seconds after which a folder that a killed worker left is swept."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What a worker works with."""

    database: Database
    store: Store
    scratch: Path


class Worker:
    """One worker; `lease` says how soon others may take up what it was killed at."""

    def __init__(self, config: Config, *, lease: timedelta = LEASE) -> None:
        self._room = _Room(
            Database(config.database_url),
            Store(config.store_url, cache=config.data / "cache"),
            config.data / "work",
        )
        self._lease = lease
        self._stopping = False
        self._renewed = 0.0

    def run(self) -> None:
        """Work until told to stop by TERM or INT; a check under way is broken off and let go."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._sweep()
        nap = SHORTEST_NAP
        while not self._stopping:
            try:
                worked = self.step()
            except DBAPIError as fault:
                _log.error("database unavailable", exc_info=fault)
                worked = False
            nap = SHORTEST_NAP if worked else min(nap * 1.5, LONGEST_NAP)
            if not worked:
                self._sleep(nap)
        self._room.database.dispose()

    def step(self) -> bool:
        """Move one submission on; tell whether there was one."""
        database = self._room.database
        with database.reading():
            if not steps.anything_waits():
                return False
        with database.writing():
            claimed = steps.claim(uuid.uuid4().hex, until=now() + self._lease)
        if claimed is None:
            return False
        try:
            self._move_on(claimed)
        except BrokenOffError:
            with database.writing():
                steps.let_go(claimed)
        except Exception as fault:  # noqa: BLE001 (one submission must never stop the others)
            self._failed(claimed, fault)
        return True

    def _move_on(self, claimed: Claimed) -> None:
        if claimed.state is State.RECEIVED:
            if claimed.attempts > MOST_TRIES:
                raise CheckFailedError("every worker that checked it was killed")
            self._check(claimed)
            return
        with self._room.database.writing():
            done = steps.publish(claimed)
        _tell("published" if done else "claim lost", claimed)

    def _check(self, claimed: Claimed) -> None:
        database, store = self._room.database, self._room.store
        with database.reading():
            task = steps.task_of(claimed)
        if task is None:
            return
        self._room.scratch.mkdir(parents=True, exist_ok=True)
        self._renewed = time.monotonic()
        with tempfile.TemporaryDirectory(dir=self._room.scratch) as folder:
            checked = check(task, Path(folder), store, go_on=lambda: self._go_on(claimed))
        with database.writing():
            done = steps.record_check(claimed, checked)
        _tell("checked" if done else "claim lost", claimed)

    def _go_on(self, claimed: Claimed) -> bool:
        """Renew the claim when a third of it is over; False where it is lost or all must stop."""
        if self._stopping:
            return False
        if time.monotonic() - self._renewed < self._lease.total_seconds() / 3:
            return True
        self._renewed = time.monotonic()
        with self._room.database.writing():
            return steps.renew(claimed, until=now() + self._lease)

    def _failed(self, claimed: Claimed, fault: Exception) -> None:
        """Hold a submission back for longer each time; give a check up after some tries."""
        _log.error("step failed", exc_info=fault, extra={"facts": {"submission": claimed.id}})
        code = fault.code if isinstance(fault, PortalError) else "step-failed"
        with self._room.database.writing():
            if claimed.state is State.RECEIVED and claimed.attempts >= TRIES:
                issue = {"code": "check-failed", "facts": {}}
                steps.record_check(claimed, steps.Checked(number=1, issues=[issue]))
                return
            wait = min(_FIRST_WAIT * 2 ** min(claimed.attempts, 12), _LONGEST_WAIT)
            steps.hold_back(claimed, wait=wait, fault=code)

    def _sweep(self) -> None:
        """Remove the folders of workers that were killed long ago."""
        if not self._room.scratch.is_dir():
            return
        for folder in self._room.scratch.iterdir():
            if time.time() - folder.lstat().st_mtime > _STALE:
                shutil.rmtree(folder, ignore_errors=True)

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < until:
            time.sleep(0.05)


def _tell(event: str, claimed: Claimed) -> None:
    _log.info(event, extra={"facts": {"submission": claimed.id}})
