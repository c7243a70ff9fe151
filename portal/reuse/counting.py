"""Counting downloads without tracking anybody: how many, of what, on which day, and no more.

The server counts what it sends. Nothing of the request is kept: no address, no cookie, no
name of a program. A process adds up in memory and writes the sums every minute, so that a
download costs no write. It writes them too when it is told to stop: only one that is killed
outright loses that minute.
"""

import logging
import re
import threading
import time
from collections import Counter
from datetime import date
from typing import NamedTuple

from flask import Flask, Response, request
from sqlalchemy import Date, bindparam, text

from portal import db
from portal.clock import today
from portal.db import Database

EVERY = 60.0
"""Seconds between two times that the sums are written."""

_log = logging.getLogger("melin.web")
_ENDPOINTS = frozenset({"files.latest_data", "files.frozen_file"})
_TAKEN = re.compile(r"/dataset/([a-z0-9-]+)/([1-9][0-9]*)/(?:data/.+|[^/]+\.zip)")
_ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|archiver|preview|monitor|uptime", re.IGNORECASE)
_ADD = text("""
INSERT INTO downloads (version_id, day, kind, count)
SELECT version.id, :day, :kind, :count
FROM version JOIN dataset ON dataset.id = version.dataset_id
WHERE dataset.slug = :slug AND version.number = :number
ON CONFLICT (version_id, day, kind) DO UPDATE SET count = downloads.count + excluded.count
""").bindparams(bindparam("day", type_=Date()))


class Taken(NamedTuple):
    """What is counted together: a kind of file of one version, on one day."""

    slug: str
    number: int
    kind: str
    day: date


class DownloadCounter:
    """The downloads that one process has seen and not yet written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._counts: Counter[Taken] = Counter()
        self._written = time.monotonic()

    @property
    def due(self) -> bool:
        """Tell whether it is time to write what there is."""
        return bool(self._counts) and time.monotonic() - self._written > EVERY

    def add(self, taken: Taken) -> None:
        """Count one download."""
        with self._lock:
            self._counts[taken] += 1

    def flush(self) -> None:
        """Write the sums; keep them for the next time where the database does not take them."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written = time.monotonic()
        if not counts:
            return
        try:
            with self._database.writing():
                for taken, count in sorted(counts.items()):  # two at once never wait in a ring
                    _add(taken, count)
        except Exception as fault:  # noqa: BLE001 (whatever it is, no reader may suffer for it)
            _log.warning("downloads not written yet", exc_info=fault)
            with self._lock:
                self._counts.update(counts)


def prepare_counting(app: Flask, database: Database) -> DownloadCounter:
    """Count what the app sends; return the counter, to be flushed when the process ends."""
    counter = DownloadCounter(database)

    @app.after_request
    def count_download(response: Response) -> Response:
        taken = _taken(response)
        if taken is not None:
            counter.add(taken)
        if counter.due:
            response.call_on_close(counter.flush)
        return response

    return counter


def _taken(response: Response) -> Taken | None:
    """Return what a reader takes away with this answer; None where that is nothing new.

    Not counted: asking whether something changed (304), HEAD, the later parts of a file that is
    fetched in parts, what a browser fetches beforehand, and robots that say what they are.
    """
    if request.endpoint not in _ENDPOINTS or request.method != "GET" or not _whole(response):
        return None
    if "prefetch" in request.headers.get("Sec-Purpose", "") or _ROBOT.search(
        request.headers.get("User-Agent", "")
    ):
        return None
    found = _TAKEN.fullmatch(response.headers.get("Content-Location", ""))
    if found is None:
        return None
    slug, number = found.groups()
    return Taken(slug, int(number), found[0].rsplit(".", 1)[-1], today())


def _whole(response: Response) -> bool:
    """Tell whether an answer is a file, or the first part of one."""
    if response.status_code == 206:
        return response.content_range.start == 0
    return response.status_code == 200


def _add(taken: Taken, count: int) -> None:
    facts = {"slug": taken.slug, "number": taken.number, "day": taken.day, "kind": taken.kind}
    db.session.execute(_ADD, {**facts, "count": count})
