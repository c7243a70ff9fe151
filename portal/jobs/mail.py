"""Sending the messages that wait, through the mail server that MELIN_SMTP_URL names."""

import logging
import smtplib
import ssl
import threading
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from portal.config import Config
from portal.db import Database
from portal.jobs import outbox

_log = logging.getLogger("melin.web.mail")
_PATIENCE = 20.0
_PAUSE = 60.0


class Postman:
    """Delivers what waits, in a thread of its own, soon after being told that something does."""

    def __init__(self, database: Database, config: Config) -> None:
        self._database = database
        self._config = config
        self._work = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Have waiting messages sent; returns at once."""
        if not self._config.smtp_url:
            return
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._deliver, name="post", daemon=True)
                self._thread.start()
        self._work.set()

    def _deliver(self) -> None:
        while True:
            self._work.wait(_PAUSE)
            self._work.clear()
            try:
                deliver_waiting(self._database, self._config)
            except Exception:  # noqa: BLE001 (the next message must still go)
                _log.exception("messages wait: none could be sent")


def deliver_waiting(database: Database, config: Config) -> int:
    """Send every message that waits; return how many went.

    One that cannot be sent waits a while longer. A message is deleted only after the server has
    taken it, so a process that is killed in between sends it twice rather than never.
    """
    if not config.smtp_url:
        return 0
    sent = 0
    while True:
        with database.writing():
            letter = outbox.claim()
        if letter is None:
            return sent
        try:
            send(letter, config)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The error's words can hold the address, so only its kind is logged.
            _log.warning("a message waits: %s", type(error).__name__)
            continue
        with database.writing():
            outbox.remove(letter.id)
        sent += 1


def send(letter: outbox.Letter, config: Config) -> None:
    """Hand one message to the mail server.

    Raises:
        OSError: the server cannot be reached.
        smtplib.SMTPException: it does not take the message.
        ValueError: a header would hold a line break.
    """
    message = composed(letter, config)
    parts = urlsplit(config.smtp_url)
    with _connection(parts) as server:
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        # Not send_message: it writes ">From" where a line of the body begins with "From".
        server.sendmail(
            message["From"].addresses[0].addr_spec,
            [letter.recipient],
            message.as_bytes(),
            mail_options=[] if letter.recipient.isascii() else ["SMTPUTF8"],
        )


def composed(letter: outbox.Letter, config: Config) -> EmailMessage:
    """Return a message as it goes over the wire.

    Raises:
        ValueError: an address or the subject would break out of its header.
    """
    message = EmailMessage(policy=SMTP if letter.recipient.isascii() else SMTPUTF8)
    sender = _sender(config)
    message["From"] = Address("Melin", *_halves(sender))
    message["To"] = Address("", *_halves(letter.recipient))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def _connection(parts: SplitResult) -> smtplib.SMTP:
    """Connect; an ordinary connection is encrypted wherever the server can."""
    host, context = str(parts.hostname), ssl.create_default_context()
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(host, parts.port or 465, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(host, parts.port or 587, timeout=_PATIENCE)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif parts.username:
        server.close()
        raise smtplib.SMTPNotSupportedError("a password is only sent over TLS")
    return server


def _sender(config: Config) -> str:
    """Return the address messages come from: `?from=` of the setting, else the portal's own."""
    asked = parse_qs(urlsplit(config.smtp_url).query).get("from", [""])[0]
    return asked or f"melin@{urlsplit(config.base_url).hostname}"


def _halves(address: str) -> tuple[str, str]:
    user, _, domain = address.rpartition("@")
    if not user or not domain or not address.isprintable() or " " in address:
        raise ValueError("not an address")
    return user, domain
