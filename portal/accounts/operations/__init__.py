"""The only ways publishers, their members and their tokens change. Nothing here commits."""

from portal.accounts.operations.demonstration import Credential, ensure_demonstration
from portal.accounts.operations.members import (
    accept_invitation,
    create_member,
    invite,
    make_site_admin,
    remove_member,
    set_disabled,
    set_language,
    set_roles,
    withdraw_invitation,
)
from portal.accounts.operations.publishers import create_publisher, ensure_publisher
from portal.accounts.operations.signing import (
    SESSION_LASTS,
    Opened,
    allow_reset,
    ask_reset,
    change_password,
    end_session,
    end_sessions,
    open_session,
    renew_session,
    reset_password,
    take_turn,
)
from portal.accounts.operations.tokens import create_token, note_use, revoke_token

__all__ = [
    "SESSION_LASTS",
    "Credential",
    "Opened",
    "accept_invitation",
    "allow_reset",
    "ask_reset",
    "change_password",
    "create_member",
    "create_publisher",
    "create_token",
    "end_session",
    "end_sessions",
    "ensure_demonstration",
    "ensure_publisher",
    "invite",
    "make_site_admin",
    "note_use",
    "open_session",
    "remove_member",
    "renew_session",
    "reset_password",
    "revoke_token",
    "set_disabled",
    "set_language",
    "set_roles",
    "take_turn",
    "withdraw_invitation",
]
