"""The worker: takes up what waits, one submission at a time, and moves it on.

Any number may run, on any number of machines. One that is killed loses its claim after a
while and another begins its step again: nothing is seen before the transaction that says so.
"""

import contextlib
import logging
import shutil
import signal
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from portal.accounts.audit import WORKER
from portal.clock import now
from portal.config import Config
from portal.db import Database
from portal.errors import NotFoundError, PortalError
from portal.jobs.mail import Postman
from portal.publishing import dry_runs, notices, queries, steps, sweeping
from portal.publishing.checking import BrokenOffError, CheckFailedError, check
from portal.publishing.gate import catching_up
from portal.publishing.gate.keys import rounding_key
from portal.publishing.models import State, Step, Submission
from portal.publishing.steps import Checked, Claimed, Task
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
_SWEEP_EVERY = 24 * 3600.0
"""Seconds from one sweep to the next; each worker makes one when it starts."""
_STALE = 3600.0
"""Seconds after which what a killed process left is swept."""
_TIDY_EVERY = 300.0


@dataclass(frozen=True, slots=True)
class _Room:
    """What a worker works with."""

    database: Database
    store: Store
    scratch: Path
    config: Config


Errand = Callable[[Database], bool]
"""What another part of the portal wants done soon; tells whether there was anything to do."""

Chore = Callable[[Database], object]
"""What another part of the portal wants done once a day."""
Together = Callable[[Submission], bool]
"""Tells whether a version just published is one of several that it writes one letter of."""


class Worker:
    """One worker; `lease` says how soon others may take up what it was killed at.

    `chores` are what other parts of the portal want done once a day, `errands` what they want
    done soon: each is asked between submissions.
    """

    def __init__(
        self,
        config: Config,
        *,
        lease: timedelta = LEASE,
        chores: Sequence[Chore] = (),
        errands: Sequence[Errand] = (),
        write_together: Together = lambda _published: False,
    ) -> None:
        self._room = _Room(
            Database(config.database_url),
            Store(config.store_url, cache=config.data / "cache"),
            config.data / "work",
            config,
        )
        self._postman = Postman(self._room.database, config)
        self._lease = lease
        self._chores = chores
        self._errands = errands
        self._write_together = write_together
        self._stopping = False
        self._renewed = 0.0
        self._swept = -_SWEEP_EVERY
        self._tidied = -_TIDY_EVERY
        self._begun = False
        self._count_nobody: set[int] = set()

    def run(self) -> None:
        """Work until told to stop by TERM or INT; a check under way is broken off and let go."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        nap = SHORTEST_NAP
        while not self._stopping:
            try:
                self._begin()
                self._tidy()
                worked = self.step() or self.run_errands()
            except DBAPIError as fault:
                _log.error("database unavailable", exc_info=fault)
                worked = False
            nap = SHORTEST_NAP if worked else min(nap * 1.5, LONGEST_NAP)
            if not worked:
                self._sleep(nap)
        self._room.database.dispose()

    def _begin(self) -> None:
        """Once, send back what was checked before there was a gate."""
        if not self._begun:
            self._catch_up()
            with self._room.database.writing():
                catching_up.unjudged()
            self._begun = True

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

    def run_errands(self) -> bool:
        """Do what other parts of the portal want done soon; tell whether there was anything."""
        return any(self._run(errand) for errand in self._errands)

    def _run(self, errand: Errand) -> bool:
        try:
            return errand(self._room.database)
        except Exception as fault:  # noqa: BLE001 (one errand must never stop the others)
            _log.error("errand failed", exc_info=fault)
            return False

    def _move_on(self, claimed: Claimed) -> None:
        if claimed.state is State.RECEIVED:
            if claimed.attempts > MOST_TRIES:
                raise CheckFailedError("every worker that checked it was killed")
            self._check(claimed)
            return
        self._catch_up()
        self._verify(claimed)
        config = self._room.config
        with self._room.database.reading():
            lists = sweeping.lists_of(claimed.id)
        with self._room.database.writing():
            done = steps.publish(claimed)
            if done:
                published = queries.submission(claimed.id)
                if self._write_together(published):
                    notices.log(published, Step.PUBLISHED, actor=WORKER)
                else:
                    notices.tell(published, Step.PUBLISHED, actor=WORKER, base_url=config.base_url)
        self._delete_superseded(lists, claimed)
        _tell("published" if done else "not published", claimed)
        self._postman.wake()

    def _check(self, claimed: Claimed) -> None:
        database, store = self._room.database, self._room.store
        self._catch_up()
        with database.reading():
            task = steps.task_of(claimed)
            lists = sweeping.lists_of(claimed.id)
        if task is None:
            return
        self._room.scratch.mkdir(parents=True, exist_ok=True)
        for left in self._room.scratch.glob(f"{claimed.id}-*"):
            shutil.rmtree(left, ignore_errors=True)
        self._renewed = time.monotonic()
        checked = self._check_once(claimed, task)
        if checked.wanted:
            with database.reading():
                told_more = steps.task_of(claimed, checked.wanted)
            if told_more is None:
                return
            checked = self._check_once(claimed, told_more)
        with database.writing():
            done = steps.record_check(claimed, checked)
        self._delete_superseded(lists, claimed)
        if checked.personal:
            self._delete_stopped()
        if task.dry_run:
            with database.reading():
                dry_runs.forget_bytes(task.upload_sha256, store)
        _tell("checked" if done else "claim lost", claimed)

    def _check_once(self, claimed: Claimed, task: Task) -> Checked:
        if (task.decisions.get("gate") or {}).get("round"):
            task = replace(task, rounding_key=rounding_key(self._room.config).hex())
        with tempfile.TemporaryDirectory(dir=self._room.scratch, prefix=f"{claimed.id}-") as folder:
            return check(task, Path(folder), self._room.store, go_on=lambda: self._go_on(claimed))

    def _verify(self, claimed: Claimed) -> None:
        """See that every file of a version is in the store, whole, before readers are told."""
        with self._room.database.reading():
            names = steps.files_to_publish(claimed)
        self._renewed = time.monotonic()
        for sha256 in names:
            if not self._go_on(claimed):
                raise BrokenOffError
            self._room.store.verify(sha256)

    def _delete_stopped(self) -> None:
        """Delete the uploads that were stopped for data about people."""
        with self._room.database.reading():
            stopped = sweeping.stopped_uploads()
        for sha256 in stopped:
            self._room.store.delete(sha256)

    def _delete_superseded(self, before: set[str], claimed: Claimed) -> None:
        """Delete the lists of an earlier check: they may hold what was since emptied."""
        with self._room.database.reading():
            gone = sweeping.superseded(before, claimed.id)
        for sha256 in gone:
            self._room.store.delete(sha256)

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

    def _catch_up(self) -> None:
        """Enter versions in the ledger that were published another way than by a submission."""
        with self._room.database.reading():
            waiting, none = catching_up.missing(self._count_nobody)
        self._count_nobody |= none
        for version in waiting:
            try:
                with self._room.database.writing():
                    catching_up.catch_up(version, self._room.store)
            except Exception as fault:  # noqa: BLE001 (it must not stop the others)
                facts = {"version": version}
                _log.exception("not entered in the ledger", exc_info=fault, extra={"facts": facts})

    def sweep(self) -> None:
        """Delete what nobody needs: bytes that no row names, and what was abandoned long ago."""
        self._swept = time.monotonic()
        with self._room.database.writing():
            sweeping.forget_abandoned()
        self._delete_stopped()
        with self._room.database.reading():
            orphans = list(sweeping.orphans(self._room.store))
        for sha256 in orphans:
            self._room.store.delete(sha256)
        if orphans:
            _log.info("orphans deleted", extra={"facts": {"count": len(orphans)}})
        for chore in self._chores:
            chore(self._room.database)

    def _tidy(self) -> None:
        """Now and then, remove what killed processes left and forget dry runs that are over."""
        if time.monotonic() - self._swept > _SWEEP_EVERY:
            self.sweep()
        if time.monotonic() - self._tidied < _TIDY_EVERY:
            return
        self._tidied = time.monotonic()
        _sweep(self._room.scratch)
        with self._room.database.reading():
            over = dry_runs.old()
        for submission_id in over:
            with contextlib.suppress(NotFoundError), self._room.database.writing():
                dry_runs.forget(submission_id, self._room.store)

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < until:
            time.sleep(0.05)


def _sweep(scratch: Path) -> None:
    """Remove the folders of checks and the uploads that were broken off long ago."""
    for path in scratch.iterdir() if scratch.is_dir() else ():
        if time.time() - path.lstat().st_mtime > _STALE:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _tell(event: str, claimed: Claimed) -> None:
    _log.info(event, extra={"facts": {"submission": claimed.id}})
