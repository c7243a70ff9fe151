"""A real PostgreSQL of the tests' own: a private folder, a socket in it, no network."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.services.programs import lifeline, postgres_folder

OWNER = "melin"
PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """A running server, reached through the socket in `folder`."""

    folder: Path

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection on which every statement stands alone."""
        return psycopg.connect(
            host=str(self.folder), user=OWNER, dbname=database, autocommit=True, connect_timeout=5
        )

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Lend the SQLAlchemy URL of an empty database, and drop it afterwards."""
        name = f"melin_{uuid.uuid4().hex[:12]}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"
        with self.connect() as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own, and stop it by its own process afterwards."""
    programs = postgres_folder()
    assert programs, "PostgreSQL is missing: apt-get install postgresql"
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="melin-pg-"))
    if user:
        shutil.chown(folder, user, user)
    try:
        _create_cluster(programs, folder, user)
        process = _start(programs, folder, user)
        try:
            _wait_until_ready(Server(folder), process)
            yield Server(folder)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder)


def _create_cluster(programs: Path, folder: Path, user: str | None) -> None:
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    place = ["-D", str(folder / "data"), "--username", OWNER]
    done = subprocess.run(
        [*lifeline(signal="KILL", user=user), programs / "initdb", *place, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _start(programs: Path, folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    settings = [f"unix_socket_directories={folder}", "listen_addresses=", "fsync=off"]
    options = [part for setting in settings for part in ("-c", setting)]
    place = ["-D", str(folder / "data")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*lifeline(signal="INT", user=user), programs / "postgres", *place, *options],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            running = process.poll() is None and time.monotonic() < deadline
            assert running, (server.folder / "log").read_text()
            time.sleep(0.05)
        else:
            return


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # a fast, clean shutdown
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
