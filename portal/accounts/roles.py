"""What members and tokens may do."""

import enum


class Role(enum.StrEnum):
    """What a member may do for one publisher.

    An admin looks after members, tokens and the audit log; editing, translating and approving
    are roles of their own, so that nobody holds them unawares.
    """

    EDITOR = "editor"
    TRANSLATOR = "translator"
    APPROVER = "approver"
    ADMIN = "admin"


class Scope(enum.StrEnum):
    """What a token lets a program do in its publisher's name."""

    READ = "read"
    PUBLISH = "publish"
