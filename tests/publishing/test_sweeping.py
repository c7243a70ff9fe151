"""Bytes in the store: every one named by a row is kept, every other one goes after its grace."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from portal.clock import now
from portal.config import ROOT
from portal.errors import DamagedFileError
from portal.publishing import operations, sweeping
from portal.publishing.models import State, Submission
from portal.publishing.worker import Worker
from tests.publishing.drafted import begun, live, put, written
from tests.publishing.walk import OFFICER, approved, do, look, opened, published, store_of, work

pytestmark = pytest.mark.services

OLD = (now() - timedelta(days=40)).timestamp()


def aged(config):
    for path in (config.data / "files").rglob("*"):
        os.utime(path, (OLD, OLD))


def swept(config):
    worker = Worker(config)
    worker.sweep()
    worker._room.database.dispose()


def kept(config):
    return {sha256 for sha256, _ in store_of(config).listed()}


def test_every_file_of_a_portal_at_work_outlives_a_sweep(config):
    published(config)
    live(config, written(config, begun(config).id).id)
    begun(config, "Ward,Books\nCwm,3\n", dataset="books")
    aged(config)
    before = kept(config)
    swept(config)

    with opened(config) as database, database.reading():
        named = sweeping.named_hashes()
    assert kept(config) == before & named
    assert len(before & named) > 20


def test_bytes_that_no_row_names_go_after_a_day_and_not_before(config):
    orphan = put(config, "Ward,Books\nNever,1\n").sha256
    swept(config)
    assert orphan in kept(config)
    aged(config)
    swept(config)
    assert orphan not in kept(config)


def test_bytes_handed_in_again_are_as_young_as_new_ones(config):
    put(config, "Ward,Books\nAgain,1\n")
    aged(config)
    again = put(config, "Ward,Books\nAgain,1\n").sha256
    swept(config)

    assert again in kept(config)


def test_what_was_abandoned_is_kept_for_thirty_days(config, time_machine_at):
    found = begun(config)
    do(config, operations.abandon, found.id, by=OFFICER)
    aged(config)
    swept(config)
    assert found.upload_sha256 in kept(config)
    time_machine_at(timedelta(days=31))
    swept(config)

    assert kept(config) == set()
    assert look(config, found.id).upload_deleted_at is not None


@pytest.mark.parametrize("harm", ["gone", "flipped"])
def test_a_version_whose_bytes_are_not_whole_is_not_published(config, harm):
    found = approved(config)
    path = store_of(config).local_file(next(iter(found.rows.values())))
    content = path.read_bytes()
    path.unlink()
    if harm == "flipped":
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    work(config)

    found = look(config, found.id)
    assert (found.state, found.fault) == (State.APPROVED, DamagedFileError.code)


FAILPOINT = """
import os, signal, sys
from pathlib import Path
from portal.publishing import drafting, steps, uploads, worker
from tests.conftest import config_in
from tests.publishing.walk import OFFICER, PUBLISHER, opened, store_of

def die(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

config, point = config_in(Path(sys.argv[1])), sys.argv[2]
upload = Path(sys.argv[1]) / "spend.csv"
kept = uploads.keep(upload, "spend.csv", store_of(config))
if point == "after-upload":
    die()
with opened(config) as database, database.writing():
    drafting.begin(kept, dataset="spend", publisher=PUBLISHER, by=OFFICER)
    if point == "before-commit":
        die()
if point == "after-files":
    steps.record_check = die
worker.Worker(config).step()
"""


@pytest.mark.parametrize("point", ["after-upload", "before-commit", "after-files"])
def test_a_kill_between_bytes_and_row_leaves_no_row_without_bytes(config, point):
    (config.data / "spend.csv").write_text("Ward,Books\nCwm,3\nPen,4\n")
    done = subprocess.run(
        [sys.executable, "-c", FAILPOINT, str(config.data), point], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert kept(config)
    with opened(config) as database, database.writing() as session:
        for submission in session.query(Submission):
            submission.claimed_until = None
    work(config)
    aged(config)
    swept(config)
    with opened(config) as database, database.reading() as session:
        found = session.query(Submission).all()
        named = {row.upload_sha256 for row in found}.union(
            *(sweeping.lists_of(row.id) for row in found)
        )
    assert kept(config) == named
    assert (named == set()) == (point != "after-files")
