"""What the `melin user` commands do: the edge where each is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.accounts import letters, operations, queries
from portal.accounts.addresses import normalised
from portal.accounts.audit import COMMAND, record
from portal.accounts.passwords import random_password
from portal.config import Config
from portal.db import Database
from portal.errors import PortalError
from portal.jobs.migrating import migrate


class UnknownAccountError(PortalError):
    """Nobody has an account with that address."""

    code = "unknown-account"
    status = 404


def create_admin(config: Config, email: str, name: str, password: str = "") -> str:
    """Open an account that looks after the whole portal; return its password.

    Raises:
        BadEmailError, EmailTakenError: the address cannot be used.
        PasswordTooShortError, PasswordTooLongError, PasswordTellsError: the password cannot.
    """
    chosen = password or random_password()
    with _writing(config):
        member = operations.create_member(email, name=name, password=chosen, actor=COMMAND)
        operations.make_site_admin(member, actor=COMMAND)
    return chosen


def listed(config: Config) -> list[tuple[str, str, str, str]]:
    """Return every account: number, address, name, and what is special about it."""
    with _writing(config):
        return [
            (str(person.id), person.email, person.name, _state(person))
            for person in queries.every_member()
        ]


def _state(person: queries.MemberFacts) -> str:
    states = (("site-admin", person.site_admin), ("closed", person.disabled))
    return " ".join(name for name, holds in states if holds)


def reset_links(config: Config, email: str) -> list[str]:
    """Return the addresses, Welsh first, at which a member chooses a new password once.

    Raises:
        UnknownAccountError: nobody has an account with that address.
    """
    with _writing(config):
        member = queries.member_by_email(normalised(email))
        if member is None:
            raise UnknownAccountError(email=email)
        secret = operations.allow_reset(member.id)
        record("reset-allowed", actor=COMMAND, subject=f"member/{member.id}")
    link = letters.link("reset", secret, config.base_url)
    return [link.cy, link.en]


def demonstration(config: Config) -> list[operations.Credential]:
    """Make the demonstration accounts where there are none; return what opens them."""
    with _writing(config):
        return operations.ensure_demonstration()


@contextmanager
def _writing(config: Config) -> Iterator[None]:
    migrate(config.database_url)
    database = Database(config.database_url)
    try:
        with database.writing():
            yield
    finally:
        database.dispose()
