"""Publishing to a portal from elsewhere: what `melin publish` sends, asks and waits for.

Only the standard library speaks to the other side. Redirects are not followed, since they would
carry the token elsewhere. What does no harm when done twice is tried again where a portal is
busy or the line breaks.
"""

import base64
import hashlib
import http.client
import ipaddress
import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from portal.errors import PortalError

Plain = dict[str, Any]
Tell = Callable[[str, float], None]
"""Told what is being done and how much of it is done, from 0 to 1."""

CHUNK = 256 * 1024
TIME_OUT = 60.0
TRIES = 5
_LONGEST_PAUSE = 30.0
_AGAIN = {429, 502, 503, 504}
_MOST_ANSWERED = 64 * 1024 * 1024


class InsecureAddressError(PortalError):
    """The token would travel readable by everybody on the way."""

    code = "insecure-address"
    status = 400


class WrongAddressError(PortalError):
    """What was given is not the address of a portal."""

    code = "wrong-address"
    status = 400


class CannotConnectError(PortalError):
    """Nothing answers at the address, or the line breaks."""

    code = "cannot-connect"
    status = 503


class UntrustedError(PortalError):
    """The other side cannot prove that it is who the address says."""

    code = "untrusted-server"
    status = 502


class UnexpectedAnswerError(PortalError):
    """What answered is no Melin portal, or is out of order."""

    code = "unexpected-answer"
    status = 502


class StillCheckingError(PortalError):
    """The check is not over after as long as was to be waited."""

    code = "still-checking"
    status = 503


class RefusedError(PortalError):
    """The portal said no, in words of its own."""

    code = "refused-there"
    status = 400

    def __init__(self, problem: Plain) -> None:
        super().__init__(code=problem["code"])
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answered."""

    status: int
    said: Plain
    headers: Mapping[str, str]


class Portal:
    """A portal at an address, and the token that opens it."""

    def __init__(self, address: str, token: str, *, insecure: bool = False) -> None:
        try:
            parts = urlsplit(address)
            self._host, self._port = parts.hostname or "", parts.port
        except ValueError as wrong:
            raise WrongAddressError(address=address) from wrong
        if parts.scheme not in {"http", "https"} or not self._host or parts.username is not None:
            raise WrongAddressError(address=f"{parts.scheme}://{self._host}")
        if parts.scheme == "http" and not insecure and not _loopback(self._host):
            raise InsecureAddressError(address=self._host)
        self._secure = parts.scheme == "https"
        self._prefix = parts.path.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def ask(
        self,
        method: str,
        path: str,
        body: Callable[[], "Iterator[bytes] | bytes"] = lambda: b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return what the portal answers; `body` is asked for again at every try.

        Raises:
            RefusedError: it refuses.
            CannotConnectError, UntrustedError, UnexpectedAnswerError: it cannot be spoken to.
        """
        tries = 1
        while (answer := self._try(method, path, body, headers or {}, tries)) is None:
            tries += 1
        if answer.status < 300:
            return answer
        if "code" in answer.said and "title_cy" in answer.said:
            raise RefusedError(answer.said)
        raise UnexpectedAnswerError(status=answer.status, address=self._host)

    def _try(
        self,
        method: str,
        path: str,
        body: Callable[[], "Iterator[bytes] | bytes"],
        headers: Mapping[str, str],
        tries: int,
    ) -> Answer | None:
        """Return the answer; None, after a pause, where it is worth asking again."""
        asked = ""
        try:
            answer = self._once(method, path, body(), headers)
            if answer.status not in _AGAIN or tries >= TRIES:
                return answer
            asked = answer.headers.get("Retry-After", "")
        except CannotConnectError as broken:
            if broken.facts.get("refused") or tries >= TRIES:
                raise
        time.sleep(_pause(tries, asked))
        return None

    def _once(
        self, method: str, path: str, body: "Iterator[bytes] | bytes", headers: Mapping[str, str]
    ) -> Answer:
        connection = self._connection()
        try:
            connection.connect()
        except ssl.SSLError as untrusted:
            raise UntrustedError(address=self._host, why=_why(untrusted)) from untrusted
        except OSError as fault:
            raise CannotConnectError(address=self._host, refused=True) from fault
        try:
            # A portal that refuses stops reading: its answer is there although sending fails.
            with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):
                connection.request(method, self._prefix + path, body, {**self._headers, **headers})
            return _answer(connection.getresponse())
        except (OSError, http.client.HTTPException) as fault:
            raise CannotConnectError(address=self._host) from fault
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self._secure:
            trust = ssl.create_default_context()
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=TIME_OUT, context=trust
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=TIME_OUT)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file on its way to a dataset."""

    path: Path
    name: str
    dataset: str
    publisher: str


def send(portal: Portal, parcel: Parcel, *, dry_run: bool, replace: bool, tell: Tell) -> Plain:
    """Hand a file in; return the submission as it then stands.

    What is refused anyway is asked for first, so that a large file is not sent for nothing.

    Raises:
        PortalError: it cannot be handed in.
    """
    belongs = {"publisher": parcel.publisher, "dataset": parcel.dataset}
    path = "/api/v1/submissions"
    found = portal.ask("GET", f"{path}?{urlencode(belongs)}").said["submissions"]
    path += "?" + urlencode({**belongs, "name": parcel.name, "dry_run": int(dry_run)})
    headers: dict[str, str] = {}
    if found and replace and not dry_run and found[0]["state"] == "checked":
        path = f"/api/v1/submissions/{found[0]['id']}/file?name={quote(parcel.name)}"
        headers["If-Match"] = f'"{found[0]["revision"]}"'
    with parcel.path.open("rb") as file:
        digest = base64.b64encode(hashlib.file_digest(file, "sha256").digest()).decode()
    headers["Content-Digest"] = f"sha-256=:{digest}:"
    headers["Content-Length"] = str(parcel.path.stat().st_size)
    headers["Content-Type"] = "application/octet-stream"
    with parcel.path.open("rb") as file:
        return portal.ask("POST", path, lambda: _told(file, tell), headers).said


def wait(portal: Portal, submission: Plain, *, seconds: float, tell: Tell) -> Plain:
    """Return a submission once its check is over.

    Raises:
        StillCheckingError: that is not so after `seconds`.
    """
    until, nap = time.monotonic() + seconds, 0.3
    while submission["state"] == "received":
        if time.monotonic() > until:
            raise StillCheckingError(url=submission["url"])
        tell("checking", 0)
        time.sleep(nap)
        nap = min(nap * 1.5, 5.0)
        submission = portal.ask("GET", f"/api/v1/submissions/{submission['id']}").said
    return submission


def submit(portal: Portal, submission: Plain, reason: Mapping[str, str]) -> Plain:
    """Submit a checked submission; one that the answer of was lost is not submitted twice."""
    path = f"/api/v1/submissions/{submission['id']}"
    body = json.dumps(reason).encode()
    headers = {"Content-Type": "application/json", "If-Match": f'"{submission["revision"]}"'}
    try:
        return portal.ask("POST", f"{path}/submit", lambda: body, headers).said
    except RefusedError as refused:
        now = portal.ask("GET", path).said
        if refused.facts["code"] == "precondition-failed" and now["state"] == "submitted":
            return now
        raise


def forget(portal: Portal, submission: Plain) -> None:
    """Have a dry run forgotten; in an hour it is anyway."""
    with suppress(PortalError):
        portal.ask("DELETE", f"/api/v1/submissions/{submission['id']}")


def _told(file: IO[bytes], tell: Tell) -> Iterator[bytes]:
    file.seek(0)
    size, done = max(1, Path(file.name).stat().st_size), 0
    while chunk := file.read(CHUNK):
        yield chunk
        done += len(chunk)
        tell("sending", done / size)


def _answer(response: http.client.HTTPResponse) -> Answer:
    text = response.read(_MOST_ANSWERED)
    said: Any = {}
    with suppress(ValueError):
        said = json.loads(text or b"{}")
    return Answer(response.status, said if isinstance(said, dict) else {}, dict(response.headers))


def _pause(tries: int, asked: str) -> float:
    wanted = float(asked) if asked.isascii() and asked.isdecimal() else 0.5 * 2**tries
    return min(wanted, _LONGEST_PAUSE)


def _why(untrusted: ssl.SSLError) -> str:
    return getattr(untrusted, "verify_message", "") or untrusted.reason or "TLS"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
