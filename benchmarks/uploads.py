"""A 500 MB upload through the server: `python -m benchmarks.uploads`.

Gives the memory of the web process before, at its highest and afterwards, and the seconds taken,
beside copying and syncing the same file on the same disk.
"""

import argparse
import http.client
import os
import resource
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.servers import Served, children, served
from portal.accounts import operations, queries
from portal.accounts.audit import COMMAND, Actor
from portal.accounts.roles import Scope
from portal.bilingual import Bilingual
from portal.config import Config
from portal.db import Database
from portal.jobs.migrating import migrate

CHUNK = 1024 * 1024


def token_of(config: Config) -> str:
    """Make a publisher with a token in an empty portal."""
    migrate(config.database_url)
    database = Database(config.database_url)
    with database.writing():
        member = operations.create_member(
            "ann@council.example", name="Ann", password="cragen las ar y traeth", actor=COMMAND
        )
        operations.create_publisher("aberwen", Bilingual("Aberwen", "Aberwen"), actor=COMMAND)
        token = operations.create_token(
            queries.publisher("aberwen"),
            "uploads",
            [Scope.PUBLISH],
            days=1,
            actor=Actor(member.id, "page"),
        )
    database.dispose()
    return token


def resident(server: Served) -> float:
    """Return the MiB that the server and its workers hold now."""
    pages = [
        int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        for pid in (server.pid, *children(server.pid))
    ]
    return sum(pages) * resource.getpagesize() / CHUNK


def watched(server: Served, work: Callable[[], None]) -> float:
    """Return the most MiB that the server held while `work` was done."""
    highest, over = 0.0, threading.Event()

    def look() -> None:
        nonlocal highest
        while not over.wait(0.02):
            highest = max(highest, resident(server))

    watcher = threading.Thread(target=look)
    watcher.start()
    work()
    over.set()
    watcher.join()
    return highest


def upload(server: Served, token: str, body: Path) -> None:
    """Hand a file in and see that it was taken whole."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    path = "/api/v1/submissions?publisher=aberwen&dataset=large&name=large.zip"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/zip"}
    headers["Content-Length"] = str(body.stat().st_size)
    with body.open("rb") as file:
        connection.request("POST", path, file, headers)
    answer = connection.getresponse()
    assert answer.status == 202, answer.read()
    connection.close()


def copied(body: Path) -> float:
    """Return the seconds it takes to copy a file and sync the copy."""
    started = time.perf_counter()
    target = body.with_suffix(".copy")
    shutil.copyfile(body, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=500)
    size = parser.parse_args().mb
    with tempfile.TemporaryDirectory() as folder:
        body, data = Path(folder) / "body", Path(folder) / "data"
        with body.open("wb") as out:
            for _ in range(size):
                out.write(os.urandom(CHUNK))
        token = token_of(Config.from_environment({"MELIN_DATA": str(data)}))
        with served("wsgi:app", {"MELIN_DATA": str(data)}) as server:
            server.fetch("/en/", 20, {})
            before = resident(server)
            started = time.perf_counter()
            highest = watched(server, lambda: upload(server, token, body))
            taken = time.perf_counter() - started
            server.fetch("/en/", 20, {})
            after = resident(server)
        print(f"memory (MiB): before {before:.0f}, highest {highest:.0f}, after {after:.0f}")
        print(f"{size} MB in {taken:.1f} s; a copy on the same disk {copied(body):.1f} s")


if __name__ == "__main__":
    main()
