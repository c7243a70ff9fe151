"""What members and tokens may do."""

import enum


class Role(enum.StrEnum):
    """What a member may do for one publisher.

    An admin looks after members, tokens and the audit log, and may do what the others may
    (`publishing.rights`); nobody, whatever her roles, approves what she submitted herself.
    """

    EDITOR = "editor"
    TRANSLATOR = "translator"
    APPROVER = "approver"
    ADMIN = "admin"


class Scope(enum.StrEnum):
    """What a token lets a program do in its publisher's name."""

    READ = "read"
    PUBLISH = "publish"
