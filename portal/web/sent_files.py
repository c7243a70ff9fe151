"""What a request may send: little, unless its view takes files and a member sends them.

A file goes to disk as it comes in, to one without a name that nobody has to sweep, so memory
stays the same however large it is.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from flask import Flask, Request, current_app, g, request
from werkzeug.datastructures import FileStorage

from portal.config import Config
from portal.web.routing import View

BODY_LIMIT = 1024 * 1024
"""Bytes of a request without files, and of what stands around them in one that has some."""
_MARK = "melin_takes_files"


class StreamedRequest(Request):
    """A request whose files are written to the portal's own disk as they come in."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        config: Config = current_app.config["MELIN"]
        return tempfile.TemporaryFile("w+b", dir=config.data)


def takes_files(most: int) -> Callable[[View], View]:
    """Let members send a view up to `most` bytes of files."""

    def marked(view: View) -> View:
        setattr(view, _MARK, most)
        return view

    return marked


def file_path(sent: FileStorage) -> Path:
    """Return where a sent file lies; it is gone when the request is over."""
    sent.stream.flush()
    return Path(f"/dev/fd/{sent.stream.fileno()}")


def prepare_sent_files(app: Flask) -> None:
    """Limit what can be sent; must come after it is known who asks and before forms are read."""
    app.request_class = StreamedRequest
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT

    @app.before_request
    def allow_files() -> None:
        view = current_app.view_functions.get(str(request.endpoint))
        most: int = getattr(view, _MARK, 0)
        if most and g.get("member") is not None:
            request.max_content_length = most + BODY_LIMIT
