"""A real mail server on this machine, for tests."""

import dataclasses
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class LetterBox:
    """What the server was handed."""

    def __init__(self):
        self.letters = []
        self.refusing = False

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 (aiosmtpd's name)
        if self.refusing:
            return "451 try again later"
        self.letters.append(envelope)
        return "250 taken"


@contextmanager
def mailing_through(box, config):
    """Lend the settings of a portal whose mail server puts every letter into `box`."""
    with socket.create_server(("127.0.0.1", 0)) as asked:
        port = asked.getsockname()[1]
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        auth_require_tls=False,  # it would take a password in the clear
        authenticator=lambda *_asked: AuthResult(success=True),
    )
    server.start()
    url = f"smtp://127.0.0.1:{port}?from=porth@council.example"
    yield dataclasses.replace(config, smtp_url=url)
    server.stop()
