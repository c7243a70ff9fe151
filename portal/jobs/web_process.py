"""The web process: granian serving `wsgi.py`, started by the supervisor as a program of its own.

Run as `python -m portal.jobs.web_process`. Workers are spawned, never forked: a library with
threads of its own that was touched before a fork hangs after it.
"""

import multiprocessing
import os

from granian.constants import Interfaces
from granian.server import Server

from portal.config import ROOT, Config

_MOST_WORKERS = 2
_THREADS = 4
_PATIENCE = 5


def main() -> None:
    """Serve until told to stop."""
    multiprocessing.set_start_method("spawn")
    Server(
        "wsgi:app",
        address="127.0.0.1",
        port=Config.from_environment().port,
        interface=Interfaces.WSGI,
        workers=min(_MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=_THREADS,
        workers_kill_timeout=_PATIENCE,
        websockets=False,
        log_enabled=False,
        working_dir=ROOT,
    ).serve()


if __name__ == "__main__":
    main()
