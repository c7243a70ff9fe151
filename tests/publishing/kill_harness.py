"""Kill -9 at random points of upload → publish: nothing may be lost, nothing half-published.

Run as `python -m tests.publishing.kill_harness N [SEED]`. Packages and tables with drafts take
turns. An officer, a worker and a web process
are real programs on one SQLite database; the officer or the worker or both are killed at N
random moments of one walk after another and begun again, with no other hand. After every kill
the portal is read over HTTP as a reader would.
"""

import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from portal.catalogue.models import File, Resource, Version
from portal.config import ROOT
from portal.jobs.migrating import migrate
from portal.publishing import uploads
from portal.publishing.gate.models import Release
from portal.publishing.models import TextCheck
from tests.conftest import config_in
from tests.publishing.drafted import APRIL
from tests.publishing.drafted import DATASET as TABLE_SLUG
from tests.publishing.officer import note_in
from tests.publishing.walk import SLUG, draft, opened, store_of

PATIENCE = 120.0
KILLS_A_WALK = 3
LEASE = "1"


@dataclass
class Figures:
    """What a run of the harness saw."""

    kills: dict[str, int] = field(default_factory=dict)
    walks: int = 0
    published_at_kill: int = 0
    seconds: float = 0.0

    @property
    def killed(self) -> int:
        return sum(self.kills.values())


class Portal:
    """A portal in `folder`: its web process stays, its worker and officer are killed."""

    def __init__(self, folder: Path) -> None:
        self.config = config_in(folder)
        migrate(self.config.database_url)
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        self.log = (folder / "log").open("ab")
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> None:
        settings = {"MELIN_DATA": str(self.config.data), "MELIN_PORT": str(self.port)}
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=self.log,
            stderr=self.log,
        )

    def start_worker(self) -> None:
        self.start("worker", "portal.cli", "worker", "--lease", LEASE)

    def kill(self, name: str) -> None:
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes[name].wait()

    def end(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(30)
        self.log.close()

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as found:
                return found.status, found.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def wait_for_web(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the web process does not answer")


def note_of(walk: int) -> str:
    """Return the words that tell the package of one walk from all others."""
    return f"Walk {walk}."


def turn(walk: int) -> tuple[str, int]:
    """Return the dataset of a walk, and the version that it leads to."""
    return (TABLE_SLUG if walk % 2 == 0 else SLUG), (walk + 1) // 2


def read_as_reader(portal: Portal, walk: int) -> bool:
    """See that what a reader gets is whole and the old version or the new; tell whether new."""
    slug, wanted = turn(walk)
    status, body = portal.get(f"/dataset/{slug}/datapackage.json")
    if status == 404:
        assert wanted == 1, "the dataset is gone"
        return False
    assert status == 200, status
    descriptor = json.loads(body)
    number = int(descriptor["version"])
    assert number in {wanted - 1, wanted}, f"version {number} in walk {walk}"
    for resource in descriptor["resources"]:
        status, content = portal.get(f"/dataset/{slug}/{resource['path']}")
        assert status == 200, (resource["path"], status)
        assert hashlib.sha256(content).hexdigest() == resource["hash"].removeprefix("sha256:")
    status, page = portal.get(f"/en/datasets/{slug}/versions/{number}")
    assert status == 200, status
    note = note_of(walk if number == wanted else walk - 2)
    assert note in page.decode()
    told = descriptor["title_en"] if slug == TABLE_SLUG else descriptor["charts"][0]["caveat_en"]
    assert told == note
    return number == wanted


def audit(portal: Portal, walks: int) -> None:
    """See that every walk left exactly one version and that every file of it is whole."""
    store = store_of(portal.config)
    with opened(portal.config) as database, database.reading() as session:
        versions = session.scalars(select(Version).order_by(Version.number, Version.id)).all()
        notes = [note_in(version.content) for version in versions]
        assert notes == [note_of(walk) for walk in range(1, walks + 1)], notes
        assert not session.scalar(select(func.count()).select_from(TextCheck)), "a mark too many"
        told = session.scalars(select(Release.version_number).order_by(Release.id)).all()
        packages = [turn(walk)[1] for walk in range(1, walks + 1) if turn(walk)[0] == SLUG]
        assert told == packages, "the ledger holds each version that counts people once"
        for sha256 in {*session.scalars(select(File.sha256))} | {
            *session.scalars(select(Resource.rows_sha256))
        }:
            content = store.local_file(sha256).read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256


def walk_under_fire(portal: Portal, walk: int, most: int, dice: random.Random, seen: Figures):
    """Take one version from upload to publication, killing at most `most` times on the way."""
    folder = portal.config.data / "walks" / str(walk)
    if turn(walk)[0] == SLUG:
        upload = folder / "places.zip"
        uploads.pack(draft(note_of(walk)).write(folder / "package"), upload)
    else:
        upload = folder / "spend.csv"
        folder.mkdir(parents=True)
        upload.write_text(APRIL.replace("A1", f"A{walk}"), encoding="utf-8")
    officer = ("tests.publishing.officer", str(portal.config.data), str(upload), note_of(walk))
    portal.start("officer", *officer)
    until = time.monotonic() + PATIENCE
    for _ in range(most):
        time.sleep(dice.uniform(0, 5.0))
        if portal.processes["officer"].poll() is not None:
            break
        victims = dice.choice([("officer",), ("worker",), ("worker", "officer")])
        for name in victims:
            portal.kill(name)
        seen.kills["+".join(victims)] = seen.kills.get("+".join(victims), 0) + 1
        seen.published_at_kill += read_as_reader(portal, walk)
        if "worker" in victims:
            portal.start_worker()
        if "officer" in victims:
            portal.start("officer", *officer)
    assert portal.processes["officer"].wait(max(1, until - time.monotonic())) == 0
    assert read_as_reader(portal, walk)
    seen.walks += 1


def run(kills: int, seed: int, *, tell: bool = False) -> Figures:
    """Kill `kills` times; return what was seen, or fail at the first thing lost or half done."""
    dice, seen, started = random.Random(seed), Figures(), time.monotonic()  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        portal = Portal(Path(folder))
        try:
            portal.start("web", "portal.jobs.web_process")
            portal.wait_for_web()
            portal.start_worker()
            while seen.killed < kills:
                most = min(KILLS_A_WALK, kills - seen.killed)
                walk_under_fire(portal, seen.walks + 1, most, dice, seen)
                if tell:
                    sys.stdout.write(f"{seen.killed} kills, {seen.walks} walks\n")
                    sys.stdout.flush()
            audit(portal, seen.walks)
        except BaseException:
            sys.stderr.write((portal.config.data / "log").read_text()[-3000:])
            raise
        finally:
            portal.end()
    seen.seconds = round(time.monotonic() - started, 1)
    return seen


if __name__ == "__main__":
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.stdout.write(f"{run(int(sys.argv[1]), seed, tell=True)}\n")
