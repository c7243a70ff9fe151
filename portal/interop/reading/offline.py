"""A second wall: while a package is checked, this thread opens no connection and no database."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_REFUSED = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "urllib.Request",
    "http.client.connect",
    "ftplib.connect",
    "sqlite3.connect",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)


class OfflineError(RuntimeError):
    """Something tried to leave the package while it was being checked."""


class _Wall(threading.local):
    up = False


_wall = _Wall()
_hooking = threading.Lock()
_hooked: list[bool] = []


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if _wall.up and event in _REFUSED:
        raise OfflineError(event)


@contextmanager
def offline() -> Iterator[None]:
    """Refuse connections, databases and programs to this thread for a while.

    An audit hook cannot be taken out again, so it is put in once and asks a flag. It does
    not see sockets opened by native code: nothing that the reader calls has any.
    """
    with _hooking:
        if not _hooked:
            sys.addaudithook(_refuse)
            _hooked.append(True)
    before, _wall.up = _wall.up, True
    try:
        yield
    finally:
        _wall.up = before
