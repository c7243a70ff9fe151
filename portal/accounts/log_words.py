"""What the audit log's codes mean. A feature adds its own with `ACTIONS.update(…)`."""

from portal.i18n.marking import N_

ACTIONS: dict[str, str] = {
    "signed-in": N_("Signed in"),
    "password-changed": N_("Password changed"),
    "reset-allowed": N_("Link for a new password made"),
    "password-reset": N_("Password chosen anew by a link"),
    "member-created": N_("Account opened"),
    "member-disabled": N_("Account closed"),
    "member-enabled": N_("Account opened again"),
    "site-admin-made": N_("Given the whole portal to look after"),
    "member-invited": N_("Member invited"),
    "invitation-withdrawn": N_("Invitation withdrawn"),
    "roles-changed": N_("Roles changed"),
    "member-removed": N_("Member removed"),
    "publisher-created": N_("Publisher registered"),
    "token-created": N_("Token made"),
    "token-revoked": N_("Token revoked"),
    "data-brought-in": N_("Data brought in"),
    "submission-taken-back": N_("Sent through the checks again"),
    "submission-submitted": N_("Submitted for approval"),
    "submission-returned": N_("Returned with a reason"),
    "submission-approved": N_("Approved"),
    "submission-abandoned": N_("Abandoned"),
    "fact-declared": N_("Count published elsewhere declared"),
    "fact-retracted": N_("Declared count taken back"),
    "policy-signed": N_("Lower protection signed for"),
    "people-let-through": N_("Data about people let through"),
    "version-published": N_("Version published"),
    "version-withdrawn": N_("Version withdrawn"),
    "version-taken-down": N_("Version taken down"),
    "takedown-confirmed": N_("Takedown confirmed"),
    "version-restored": N_("Version restored"),
    "successor-named": N_("Successor named"),
}

WAYS: dict[str, str] = {
    "page": N_("on a page"),
    "token": N_("by a token"),
    "command": N_("at the command line"),
    "worker": N_("by the portal itself"),
}
