"""Pages that nothing has changed since: answered before the application is even asked.

A page without forms is a function of its address and of the portal's revision, build and day
(a dataset can fall overdue overnight). Those make its ETag. The memory is per process, bounded,
and only ever holds what the application marked as any reader's (`PUBLIC`). A request with a
session cookie goes past it; a view marked `private`, and a page that leaves a cookie behind,
are kept by nobody.
"""

import gzip
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, request, session
from werkzeug.http import parse_accept_header, parse_etags

from portal.clock import today
from portal.db import Database
from portal.errors import UnavailableError
from portal.web.cookies import SESSION, has_session
from portal.web.log import tell_request
from portal.web.routing import View, current_locale, is_page

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PUBLIC = "public, no-cache"
MEMORY = 32 * 1024 * 1024
_LARGEST = 512 * 1024
_MARK = "melin_private"
_DOCUMENTS = (".atom", ".ttl", ".rdf", ".jsonld")
"""How the addresses end of documents for programs that are as public as pages."""
_VARY = "Accept-Encoding, Cookie"


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendered page, compressed, with its headers and the ETag it is good for."""

    etag: str
    zipped: bytes
    headers: tuple[tuple[str, str], ...] = ()


class PageMemory:
    """The most recently asked pages, at most `limit` bytes of them."""

    def __init__(self, limit: int = MEMORY) -> None:
        self._limit = limit
        self._size = 0
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, address: str, etag: str) -> Kept | None:
        """Return the page at `address` if it is still the one `etag` names."""
        with self._lock:
            kept = self._pages.get(address)
            if kept is None or kept.etag != etag:
                return None
            self._pages.move_to_end(address)
            return kept

    def put(self, address: str, kept: Kept) -> None:
        """Keep a page, forgetting the least recently asked ones where space runs out."""
        if len(kept.zipped) > _LARGEST:
            return
        with self._lock:
            old = self._pages.pop(address, None)
            self._size += len(kept.zipped) - (len(old.zipped) if old else 0)
            self._pages[address] = kept
            while self._size > self._limit:
                _, dropped = self._pages.popitem(last=False)
                self._size -= len(dropped.zipped)


class PageCache:
    """The application with a memory in front of it."""

    def __init__(
        self, application: "WSGIApplication", revision: Callable[[], int], build: str
    ) -> None:
        self._application = application
        self._revision = revision
        self._build = build
        self._memory = PageMemory()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request, from memory where that gives the same answer."""
        address = _address(environ)
        etag = self._etag(address) if address else None
        if address is None or etag is None:
            return self._application(environ, start_response)
        started = time.perf_counter()
        if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(etag):
            tell_request(environ["REQUEST_METHOD"], environ["PATH_INFO"], 304, started)
            unchanged = [*_always(etag), ("Cache-Control", PUBLIC)]
            return _answer(environ, start_response, "304 Not Modified", unchanged, b"")
        kept = self._memory.get(address, etag)
        if kept is None and environ["REQUEST_METHOD"] == "GET":
            return self._render(environ, start_response, address, etag)
        if kept is None:
            return self._application(environ, start_response)
        return _send(environ, start_response, kept)

    def _etag(self, address: str) -> str | None:
        """Return the ETag that the page at `address` has now; None while the database is away."""
        try:
            revision = self._revision()
        except UnavailableError:
            return None
        place = zlib.crc32(address.encode("utf-8", "replace"))
        return f"{revision}-{self._build}-{today():%Y%m%d}-{place:08x}"

    def _render(
        self,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        address: str,
        etag: str,
    ) -> Iterable[bytes]:
        """Let the application answer; keep what it says is anybody's."""
        response = Response.from_app(self._application, environ, buffered=True)
        if response.headers.get("Cache-Control") != PUBLIC or response.status_code != 200:
            return response(environ, start_response)
        response.headers.pop("Vary", None)
        response.headers.extend(_always(etag))
        del response.headers["Content-Length"]
        zipped = gzip.compress(response.get_data(), compresslevel=6, mtime=0)
        kept = Kept(etag, zipped, tuple(response.headers))
        self._memory.put(address, kept)
        return _send(environ, start_response, kept)


def private(view: View) -> View:
    """Mark a view whose answers are for one reader only, such as a page with a form."""
    setattr(view, _MARK, True)
    return view


def prepare_cache(app: Flask, database: Database) -> None:
    """Put the memory in front of the application; mark the pages that it may keep."""
    build = app.extensions["melin-build"]
    app.wsgi_app = PageCache(app.wsgi_app, database.revision, build)  # type: ignore[method-assign]

    @app.after_request
    def mark_page(response: Response) -> Response:
        if _for_one_reader(response):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers.add("Vary", "Cookie")
        elif is_page() and response.status_code == 200 and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = PUBLIC
        if is_page() and response.status_code == 200:
            response.headers["Content-Language"] = current_locale()
        return response


def _for_one_reader(response: Response) -> bool:
    """Tell whether an answer belongs to whoever asked: by its cookies or by its view's mark."""
    view = current_app.view_functions.get(str(request.endpoint))
    if getattr(view, _MARK, False) or session.modified or "Set-Cookie" in response.headers:
        return True
    return has_session() and is_page()


def _address(environ: "WSGIEnvironment") -> str | None:
    """Return the path and query of a request that memory could answer; None for others."""
    path: str = environ.get("PATH_INFO", "")
    if SESSION in environ.get("HTTP_COOKIE", ""):
        return None
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return None
    if path[:4] not in {"/cy/", "/en/"} and not path.endswith(_DOCUMENTS):
        return None
    return f"{path}?{environ.get('QUERY_STRING', '')}"


def _always(etag: str) -> list[tuple[str, str]]:
    return [("ETag", f'W/"{etag}"'), ("Vary", _VARY)]


def _send(
    environ: "WSGIEnvironment", start_response: "StartResponse", kept: Kept
) -> Iterable[bytes]:
    """Send a kept page, compressed to those who can read it so."""
    headers = list(kept.headers)
    body = kept.zipped
    if _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        headers.append(("Content-Encoding", "gzip"))
    else:
        body = gzip.decompress(body)
    return _answer(environ, start_response, "200 OK", headers, body)


def _takes_gzip(header: str) -> bool:
    if "gzip" not in header:
        return False
    return ";" not in header or parse_accept_header(header).quality("gzip") > 0


def _answer(
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
    status: str,
    headers: list[tuple[str, str]],
    body: bytes,
) -> Iterable[bytes]:
    if body:
        headers.append(("Content-Length", str(len(body))))
    start_response(status, headers)
    return (body,) if environ["REQUEST_METHOD"] == "GET" else ()
