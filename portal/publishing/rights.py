"""What members may do with what is on its way: by role, at the publisher it belongs to."""

import enum
from collections.abc import Mapping

from portal.accounts.queries import CurrentMember
from portal.accounts.roles import Role


class Deed(enum.StrEnum):
    """Something that can be done with a publisher's submissions and datasets."""

    READ = "read"
    BRING_IN = "bring in"
    WRITE_TEXTS = "write texts"
    DECIDE = "decide"
    SUBMIT = "submit"
    ABANDON = "abandon"
    REVIEW = "review"
    WITHDRAW = "withdraw"
    TAKE_DOWN = "take down"
    SETTLE = "settle"


_EDITORS = frozenset({Role.EDITOR, Role.ADMIN})
HOLDERS: Mapping[Deed, frozenset[Role]] = {
    Deed.READ: frozenset(Role),
    Deed.BRING_IN: _EDITORS,
    Deed.WRITE_TEXTS: _EDITORS | {Role.TRANSLATOR},
    Deed.DECIDE: _EDITORS,
    Deed.SUBMIT: _EDITORS,
    Deed.ABANDON: _EDITORS,
    Deed.REVIEW: frozenset({Role.APPROVER, Role.ADMIN}),
    Deed.WITHDRAW: frozenset({Role.ADMIN}),
    Deed.TAKE_DOWN: frozenset({Role.ADMIN}),
    Deed.SETTLE: frozenset({Role.APPROVER, Role.ADMIN}),
}
"""Which of a publisher's members may do what."""

OF_SITE_ADMINS = frozenset({Deed.READ, Deed.TAKE_DOWN, Deed.SETTLE})
"""What those may do at every publisher who look after the whole portal."""


def may(member: CurrentMember, deed: Deed, publisher: str) -> bool:
    """Tell whether a member may do something with a publisher's things."""
    if member.site_admin and deed in OF_SITE_ADMINS:
        return True
    return bool(member.roles.get(publisher, frozenset()) & HOLDERS[deed])


def publishers_for(member: CurrentMember, deed: Deed) -> list[str]:
    """Return the publishers of a member at which she may do something."""
    return [slug for slug in member.roles if may(member, deed, slug)]
