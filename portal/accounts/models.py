"""The tables of those who publish: publishers, their members, and what proves who somebody is."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.accounts.roles import Role
from portal.bilingual import Bilingual, Locale
from portal.db import Base, SortKey

_ROLE = Enum(Role, native_enum=False, length=20, values_callable=lambda e: [r.value for r in e])
_LOCALE = Enum("cy", "en", native_enum=False, length=2, name="locale")


class Publisher(Base):
    """A council or other body that publishes here."""

    __tablename__ = "publisher"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Bilingual] = composite(mapped_column("title_cy"), mapped_column("title_en"))
    sort_cy: Mapped[str] = mapped_column(SortKey)
    sort_en: Mapped[str] = mapped_column(SortKey)
    created_at: Mapped[datetime]


class Member(Base):
    """A person who may sign in.

    `email` is kept in the one form that `addresses.normalised` gives; `language` is None until
    she has chosen one. A member is never deleted, since the audit log names her.
    """

    __tablename__ = "member"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    language: Mapped[Locale | None] = mapped_column(_LOCALE)
    site_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    memberships: Mapped[list["Membership"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Membership.role"
    )


class Membership(Base):
    """One role of one member at one publisher."""

    __tablename__ = "membership"

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    publisher_id: Mapped[int] = mapped_column(
        ForeignKey(Publisher.id), primary_key=True, index=True
    )
    role: Mapped[Role] = mapped_column(_ROLE, primary_key=True)
    granted_at: Mapped[datetime]
    publisher: Mapped[Publisher] = relationship(lazy="raise")


class MemberSession(Base):
    """One browser in which a member is signed in; only the hash of its secret id is known.

    `renew` asks for a new id at its next request, since what the member may do has changed.
    """

    __tablename__ = "member_session"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    renew: Mapped[bool] = mapped_column(default=False)


class Invitation(Base):
    """A publisher's invitation to one e-mail address, until it is accepted or expires."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(None, "publisher_id", "email", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey(Publisher.id))
    email: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    publisher: Mapped[Publisher] = relationship(lazy="raise")


class PasswordReset(Base):
    """A member's leave to choose a new password once, before it expires."""

    __tablename__ = "password_reset"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInTry(Base):
    """An attempt to sign in that has not succeeded; `subject` is a hash, never an address."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index(None, "subject", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class ApiToken(Base):
    """A program's leave to act for one publisher; only the hash of it is known."""

    __tablename__ = "api_token"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey(Publisher.id), index=True)
    name: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[int] = mapped_column(ForeignKey(Member.id))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    publisher: Mapped[Publisher] = relationship(lazy="raise")


class AuditEntry(Base):
    """One thing that was done: when, by whom, to what. The database refuses to change it."""

    __tablename__ = "audit_entry"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 (SQLAlchemy reads it so)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    via: Mapped[str]
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey(Publisher.id), index=True)
    action: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    member: Mapped[Member | None] = relationship(lazy="raise")
    publisher: Mapped[Publisher | None] = relationship(lazy="raise")
