"""The forms of accounts: what they ask for, in words of both languages."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.accounts.roles import Role, Scope
from portal.web.forms import Form, needed

ROLES = {
    Role.EDITOR: lazy_gettext("Editor"),
    Role.TRANSLATOR: lazy_gettext("Translator"),
    Role.APPROVER: lazy_gettext("Approver"),
    Role.ADMIN: lazy_gettext("Administrator"),
}
ROLE_HINTS = {
    Role.EDITOR: lazy_gettext("brings data in, describes them and submits them"),
    Role.TRANSLATOR: lazy_gettext("writes the Welsh or the English of what others brought in"),
    Role.APPROVER: lazy_gettext("approves what somebody else submitted"),
    Role.ADMIN: lazy_gettext(
        "does all of this, withdraws versions, and looks after members, tokens and the log"
    ),
}
SCOPES = {
    Scope.READ: lazy_gettext("Read what is not yet published"),
    Scope.PUBLISH: lazy_gettext("Bring data in"),
}
DAYS = {"30": 30, "90": 90, "365": 365}


def _given() -> list[Any]:
    """Return the checks of a password; how good it is, the operation says."""
    return [
        InputRequired(lazy_gettext("Fill this in.")),
        Length(max=1000, message=lazy_gettext("This is too long.")),
    ]


def _password(label: Any, complete: str, **more: Any) -> Any:
    return PasswordField(label, _given(), render_kw={"autocomplete": complete}, **more)


def _email() -> Any:
    return StringField(
        lazy_gettext("E-mail address"),
        needed(),
        render_kw={"autocomplete": "username", "type": "email"},
    )


def _new_password() -> Any:
    return _password(
        lazy_gettext("New password"),
        "new-password",
        description=lazy_gettext(
            "At least 12 characters. Several words are easier to remember than odd signs."
        ),
    )


_NEW = {
    "password-too-short": "new",
    "password-too-long": "new",
    "password-tells": "new",
}


class SignInForm(Form):
    """Address and password; `next` is where she was going."""

    places = {"wrong-sign-in": "password", "wait-to-sign-in": "password"}  # noqa: RUF012
    email = _email()
    password = _password(lazy_gettext("Password"), "current-password")
    next = HiddenField(validators=[Optional()])


class ForgottenForm(Form):
    """The address of an account whose password is forgotten."""

    places = {"bad-email": "email"}  # noqa: RUF012
    email = _email()


class ResetForm(Form):
    """A new password from whoever holds the link."""

    places = _NEW
    new = _new_password()


class JoinForm(Form):
    """Name and password of somebody who was invited."""

    places = _NEW
    name = StringField(lazy_gettext("Your name"), needed(), render_kw={"autocomplete": "name"})
    new = _new_password()


class PasswordForm(Form):
    """The old password and a new one."""

    places = {**_NEW, "wrong-password": "old"}  # noqa: RUF012
    old = _password(lazy_gettext("Password now"), "current-password")
    new = _new_password()


class LanguageForm(Form):
    """In which language a member is written to."""

    language = StringField(
        lazy_gettext("Write to me in"),
        [
            InputRequired(lazy_gettext("Choose one.")),
            Regexp(r"^(cy|en)\Z", message=lazy_gettext("Choose one.")),
        ],
    )


class EmptyForm(Form):
    """A button: what it does is said by its address."""


class RolesForm(Form):
    """What a member may do."""

    places = {"roles-missing": "roles", "last-admin": "roles"}  # noqa: RUF012
    roles = SelectMultipleField(
        lazy_gettext("Roles"), choices=[str(role) for role in Role], validate_choice=True
    )


class InviteForm(RolesForm):
    """Whom to invite, and what she will be allowed to do."""

    places = {  # noqa: RUF012
        **RolesForm.places,
        "bad-email": "email",
        "already-member": "email",
    }
    email = StringField(
        lazy_gettext("E-mail address"),
        needed(),
        render_kw={"autocomplete": "off", "type": "email"},
    )


class TokenForm(Form):
    """What a token is for, what it may do, and for how long."""

    name = StringField(
        lazy_gettext("What is it for?"),
        needed(),
        description=lazy_gettext("For example: nightly upload of spending"),
    )
    scopes = SelectMultipleField(
        lazy_gettext("What it may do"),
        [InputRequired(lazy_gettext("Choose at least one."))],
        choices=[str(scope) for scope in Scope],
    )
    days = StringField(
        lazy_gettext("For how many days"), [InputRequired(), Regexp(r"^(30|90|365)\Z")]
    )


class PublisherForm(Form):
    """A new publisher, with its names in both languages."""

    places = {"slug-taken": "slug"}  # noqa: RUF012
    title_cy = StringField(lazy_gettext("Name in Welsh"), needed(), render_kw={"lang": "cy"})
    title_en = StringField(lazy_gettext("Name in English"), needed(), render_kw={"lang": "en"})
    slug = StringField(
        lazy_gettext("Short name for addresses"),
        [
            *needed(),
            Regexp(
                r"^(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*\Z",
                message=lazy_gettext("Use small letters a–z, figures and single hyphens."),
            ),
        ],
        description=lazy_gettext("It cannot be changed later."),
    )
