"""What the portal says when it refuses something about accounts, members and tokens."""

from portal.i18n.marking import N_, Words

ACCOUNT_WORDS: dict[str, Words] = {
    "forged-request": Words(
        N_("It is not certain that you sent this form"),
        N_(
            "Nothing was changed. Open the page again on this portal, with cookies allowed, and "
            "send the form from there."
        ),
    ),
    "sign-in-needed": Words(
        N_("Sign in first"),
        N_("This is only for members. Sign in and try again."),
    ),
    "not-allowed": Words(
        N_("You do not have permission"),
        N_("Your account or token does not include this. Ask an administrator of the publisher."),
    ),
    "wrong-sign-in": Words(
        N_("The e-mail address or the password is wrong"),
        N_("Check both, or choose a new password."),
    ),
    "wait-to-sign-in": Words(
        N_("Too many attempts have failed"),
        N_("Wait this many seconds and try again, or choose a new password: %(seconds)s."),
    ),
    "wrong-password": Words(
        N_("The password is wrong"),
        N_("Write the password you sign in with now."),
    ),
    "password-too-short": Words(
        N_("The password is too short"),
        N_("Use at least this many characters: %(shortest)s."),
    ),
    "password-too-long": Words(
        N_("The password is too long"),
        N_("Use at most this many characters: %(longest)s."),
    ),
    "password-tells": Words(
        N_("The password is too easily guessed"),
        N_("Use more than your name, your address or one repeated sign."),
    ),
    "spent-link": Words(
        N_("This link does not work any more"),
        N_("It was used before or is too old. Ask for a new one."),
    ),
    "bad-email": Words(
        N_("This is not an e-mail address"),
        N_("Write it in full, for example name@council.example."),
    ),
    "unknown-account": Words(
        N_("Nobody has an account with this address"),
        N_("melin user list shows every account. Address: %(email)s."),
    ),
    "email-taken": Words(
        N_("Somebody already has an account with this address"),
        N_("Use another address, or choose a new password for that account."),
    ),
    "already-member": Words(
        N_("This person is a member already"),
        N_("Change the roles in the list of members instead."),
    ),
    "roles-missing": Words(
        N_("No role is chosen"),
        N_("Choose at least one, or remove the member."),
    ),
    "last-admin": Words(
        N_("The publisher would be left without an administrator"),
        N_("Make somebody else an administrator first."),
    ),
    "own-account": Words(
        N_("You cannot close your own account"),
        N_("Ask another administrator of the portal."),
    ),
    "slug-taken": Words(
        N_("Another publisher has this short name"),
        N_("Choose another. Short name: %(slug)s."),
    ),
    "wrong-token": Words(
        N_("The token is missing or does not work"),
        N_(
            "Send a token that is in force in the header Authorization: Bearer. It may have "
            "expired or been revoked."
        ),
    ),
    "token-in-address": Words(
        N_("A token must never stand in an address"),
        N_(
            "Send it in the header Authorization: Bearer, and revoke the one you sent: addresses "
            "are kept in logs."
        ),
    ),
}
