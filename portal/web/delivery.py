"""Sending stored files: whole, in part, or not at all when the client has them already.

A file is named by the hash of its bytes, which is its strong ETag. Frozen addresses may be
kept for ever; those that mean "the latest" must be asked again, and say which frozen file
answered (`Content-Location`).
"""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.datastructures import ContentRange
from werkzeug.http import parse_range_header

from portal.storage import Store

_IMMUTABLE = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What an SVG opened by itself may do: be drawn in the colours it carries, and nothing else."""

_DOCUMENT = "default-src 'none'; sandbox"
"""What a publisher's own document may do in a browser: nothing, should one ever open it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file to send: its bytes' hash and size, and what to tell the client about it."""

    sha256: str
    size: int
    media_type: str
    filename: str
    frozen: bool
    location: str
    links: tuple[tuple[str, str], ...] = ()
    attachment: bool = False
    sandboxed: bool = False
    public: bool = True


def deliver(delivery: Delivery) -> Response:
    """Answer a GET or HEAD for a stored file, honouring If-… and Range headers."""
    if _not_modified(delivery.sha256):
        return _dressed(Response(status=304), delivery)
    if request.if_match and not request.if_match.contains(delivery.sha256):
        return _dressed(Response(status=412), delivery)
    start, end = 0, delivery.size
    wanted = _range(delivery)
    if wanted == "unsatisfiable":
        refused = Response(status=416)
        refused.headers["Content-Range"] = f"bytes */{delivery.size}"
        return _dressed(refused, delivery)
    if isinstance(wanted, tuple):
        start, end = wanted
    body = () if request.method == "HEAD" else store().stream(delivery.sha256, start=start, end=end)
    response = Response(body, mimetype=delivery.media_type)
    response.headers["Content-Length"] = str(end - start)
    if isinstance(wanted, tuple):
        response.status_code = 206
        response.content_range = ContentRange("bytes", start, end, delivery.size)
    return _dressed(response, delivery)


def store() -> Store:
    """Return the store that published files are kept in."""
    kept: Store = current_app.extensions["melin-store"]
    return kept


def _not_modified(sha256: str) -> bool:
    if request.if_none_match:
        return request.if_none_match.contains_weak(sha256)
    return False


def _range(delivery: Delivery) -> tuple[int, int] | str | None:
    """Return the one span asked for; None where the whole file is the right answer."""
    header = request.headers.get("Range")
    if not header or request.method != "GET":
        return None
    condition = request.headers.get("If-Range")
    if condition is not None and condition.strip() != f'"{delivery.sha256}"':
        return None
    try:
        parsed = parse_range_header(header)
    except ValueError:
        return None
    if parsed is None or parsed.units != "bytes" or len(parsed.ranges) != 1:
        return None
    return parsed.range_for_length(delivery.size) or "unsatisfiable"


def _dressed(response: Response, delivery: Delivery) -> Response:
    headers = response.headers
    headers["ETag"] = f'"{delivery.sha256}"'
    headers["Accept-Ranges"] = "bytes"
    headers["Cache-Control"] = _IMMUTABLE if delivery.frozen else _ASK_AGAIN
    if delivery.public:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = (
            "Content-Length, Content-Range, Content-Location, ETag, Link"
        )
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers["Content-Location"] = delivery.location
    kind = "attachment" if delivery.attachment else "inline"
    headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(delivery.filename)}"
    if delivery.media_type == "image/svg+xml":
        headers["Content-Security-Policy"] = _PICTURE
    elif delivery.sandboxed:
        headers["Content-Security-Policy"] = _DOCUMENT
    if delivery.links:
        headers["Link"] = ", ".join(f'<{href}>; rel="{rel}"' for rel, href in delivery.links)
    return response
