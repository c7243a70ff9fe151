"""One line of JSON per event, on standard error, without anything that tells who was reading."""

import json
import logging
import re
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, g, request

from portal.clock import now

_log = logging.getLogger("melin.web")
_SECRET = re.compile(r"melin_[A-Za-z0-9_-]{24,}")


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object, without any token that found its way into it.

    A fault's traceback goes to the log, never to a page.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for one record."""
        line: dict[str, Any] = {
            "at": now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return _SECRET.sub("melin_…", json.dumps(line, ensure_ascii=False, default=str))


def log_to_stderr(name: str) -> None:
    """Write what is logged under `name` to standard error, a line each."""
    log = logging.getLogger(name)
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False


def prepare_log(app: Flask) -> None:
    """Log each request: method, path without its query, status and time taken."""
    log_to_stderr(_log.name)

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        started = g.get("started", time.perf_counter())
        tell_request(request.method, request.path, response.status_code, started)
        return response


def tell_request(method: str, path: str, status: int, started: float) -> None:
    """Log one request; `started` is what `time.perf_counter` gave when it came in."""
    taken = round((time.perf_counter() - started) * 1000, 2)
    facts = {"method": method, "path": path, "status": status, "ms": taken}
    _log.info("request", extra={"facts": facts})
