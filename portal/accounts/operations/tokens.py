"""Tokens by which programs act for a publisher."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from portal import db
from portal.accounts.audit import Actor, record
from portal.accounts.models import ApiToken, Publisher
from portal.accounts.proofs import fingerprint, new_token
from portal.accounts.roles import Scope
from portal.clock import now
from portal.errors import NotFoundError

LONGEST_DAYS = 365
_USE_NOTED_EVERY = timedelta(minutes=1)


def create_token(
    publisher: Publisher, name: str, scopes: Iterable[Scope], *, days: int, actor: Actor
) -> str:
    """Return a new token's secret, which nobody can be shown again."""
    secret, moment = new_token(), now()
    asked = set(scopes)
    token = ApiToken(
        publisher_id=publisher.id,
        name=name,
        secret_hash=fingerprint(secret),
        scopes=[str(scope) for scope in Scope if scope in asked],
        created_by=actor.member_id,
        created_at=moment,
        expires_at=moment + timedelta(days=min(max(days, 1), LONGEST_DAYS)),
    )
    db.session.add(token)
    db.session.flush()
    record(
        "token-created",
        actor=actor,
        subject=f"token/{token.id}",
        publisher_id=publisher.id,
        name=name,
        scopes=token.scopes,
        days=days,
    )
    return secret


def revoke_token(publisher: Publisher, token_id: int, *, actor: Actor) -> None:
    """End a token at once; a second time changes nothing.

    Raises:
        NotFoundError: the publisher has no such token.
    """
    token = db.session.scalars(
        select(ApiToken).where(ApiToken.id == token_id, ApiToken.publisher_id == publisher.id)
    ).one_or_none()
    if token is None:
        raise NotFoundError(token=token_id)
    if token.revoked_at is None:
        token.revoked_at = now()
        record(
            "token-revoked",
            actor=actor,
            subject=f"token/{token_id}",
            publisher_id=publisher.id,
        )


def note_use(token_id: int) -> None:
    """Remember that a token was used just now, to the minute."""
    token = db.session.get_one(ApiToken, token_id)
    if token.last_used_at is None or now() - token.last_used_at > _USE_NOTED_EVERY:
        token.last_used_at = now()
