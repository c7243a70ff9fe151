"""What pages about accounts show, in the words of the page's language."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.accounts.audit_queries import Entry
from portal.accounts.forms import ROLE_HINTS, ROLES, SCOPES
from portal.accounts.log_words import ACTIONS, WAYS
from portal.accounts.models import ApiToken, Invitation, Publisher
from portal.accounts.queries import CurrentMember, MemberFacts
from portal.accounts.roles import Role, Scope
from portal.clock import now
from portal.i18n.catalogues import gettext
from portal.i18n.formatting import moment
from portal.web.routing import page_url

Line = dict[str, Any]


def role_names(roles: Iterable[str]) -> str:
    """Name roles in their fixed order."""
    held = {Role(role) for role in roles}
    return ", ".join(str(ROLES[role]) for role in Role if role in held)


def role_options(chosen: Sequence[str] | None) -> list[Line]:
    """Return every role to choose from, with what it allows."""
    return [
        {
            "value": str(role),
            "label": str(ROLES[role]),
            "hint": str(ROLE_HINTS[role]),
            "chosen": str(role) in (chosen or ()),
        }
        for role in Role
    ]


def scope_options(chosen: Sequence[str] | None) -> list[Line]:
    """Return everything a token may do, to choose from."""
    return [
        {"value": str(scope), "label": str(words), "chosen": str(scope) in (chosen or ())}
        for scope, words in SCOPES.items()
    ]


def at(value: datetime) -> str:
    """Write a moment."""
    return moment(value, g.locale)


def session_lines(
    me: CurrentMember, sessions: Iterable[tuple[int, datetime, datetime]]
) -> list[Line]:
    """Return where a member is signed in, each with the way to end it."""
    lines: list[Line] = []
    for number, started, ends in sessions:
        line: Line = {"title": at(started), "quiet": [_("Ends: %(moment)s", moment=at(ends))]}
        if number == me.session_id:
            line["tags"] = [{"words": _("this browser"), "kind": "new"}]
        else:
            line["deed"] = {
                "words": _("Sign out there"),
                "action": page_url("accounts.end_session"),
                "hidden": {"session": number},
                "hint": at(started),
            }
        lines.append(line)
    return lines


def publisher_lines(publishers: Iterable[Publisher]) -> list[Line]:
    """Return every publisher, leading to its members."""
    return [
        {
            "label": publisher.title[g.locale],
            "href": page_url("accounts.members_page", slug=publisher.slug),
        }
        for publisher in publishers
    ]


def member_lines(publisher: Publisher, people: Iterable[MemberFacts]) -> list[Line]:
    """Return a publisher's members, each leading to what she may do."""
    return [
        {
            "title": person.name,
            "href": page_url("accounts.member_page", slug=publisher.slug, number=person.id),
            "quiet": [person.email, role_names(person.roles)],
            "tags": _closed(person),
        }
        for person in people
    ]


def invitation_lines(publisher: Publisher, invitations: Iterable[Invitation]) -> list[Line]:
    """Return a publisher's invitations, each with the way to take it back."""
    return [
        {
            "title": one.email,
            "quiet": [role_names(one.roles), _("Ends: %(moment)s", moment=at(one.expires_at))],
            "deed": {
                "words": _("Withdraw"),
                "action": page_url(
                    "accounts.withdraw_invitation", slug=publisher.slug, number=one.id
                ),
                "hint": one.email,
            },
        }
        for one in invitations
    ]


def account_lines(people: Iterable[MemberFacts], *, me: CurrentMember) -> list[Line]:
    """Return everybody's account, each with the way to close it or open it again."""
    lines: list[Line] = []
    for person in people:
        tags = _closed(person)
        if person.site_admin:
            tags.append({"words": _("looks after the portal"), "kind": "new"})
        line: Line = {"title": person.name, "quiet": [person.email], "tags": tags}
        if person.id != me.id:
            line["deed"] = {
                "words": _("Open again") if person.disabled else _("Close the account"),
                "action": page_url("accounts.change_account", number=person.id),
                "hidden": {"state": "open" if person.disabled else "closed"},
                "kind": "second" if person.disabled else "warning",
                "hint": person.email,
            }
        lines.append(line)
    return lines


def _closed(person: MemberFacts) -> list[Line]:
    return [{"words": _("account closed"), "kind": "withdrawn"}] if person.disabled else []


def token_lines(publisher: Publisher, tokens: Iterable[ApiToken]) -> list[Line]:
    """Return a publisher's tokens, each that still works with the way to end it."""
    return [_token_line(publisher, token) for token in tokens]


def _token_line(publisher: Publisher, token: ApiToken) -> Line:
    used = token.last_used_at
    line: Line = {
        "title": token.name,
        "quiet": [
            ", ".join(str(SCOPES[Scope(scope)]) for scope in token.scopes),
            _("Ends: %(moment)s", moment=at(token.expires_at)),
            _("Last used: %(moment)s", moment=at(used)) if used else _("Never used"),
        ],
    }
    if token.revoked_at is not None:
        line["tags"] = [{"words": _("revoked"), "kind": "withdrawn"}]
    elif token.expires_at <= now():
        line["tags"] = [{"words": _("expired"), "kind": "old"}]
    else:
        line["deed"] = {
            "words": _("Revoke"),
            "action": page_url("accounts.revoke_token", slug=publisher.slug, number=token.id),
            "hint": token.name,
        }
    return line


def log_rows(entries: Iterable[Entry]) -> list[list[Any]]:
    """Return the audit log as rows of a table: when, what, who, to what."""
    return [
        [
            at(entry.at),
            gettext(ACTIONS.get(entry.action, entry.action), g.locale),
            _who(entry),
            {"text": entry.about or entry.subject, "bare": True, "hint": _facts(entry.facts)},
        ]
        for entry in entries
    ]


def _who(entry: Entry) -> Line:
    way = gettext(WAYS.get(entry.via, entry.via), g.locale)
    if not entry.who:
        return {"text": way}
    return {"text": entry.who, "bare": True, "hint": "" if entry.via == "page" else way}


def _facts(facts: Mapping[str, object]) -> str:
    """Write facts as they stand in the log, for those who look closely."""
    return json.dumps(dict(facts), ensure_ascii=False) if facts else ""
