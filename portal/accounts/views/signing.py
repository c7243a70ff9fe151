"""Pages for getting in and out: sign in, sign out, forgotten password, invitation."""

from flask import Response, current_app, render_template, request
from flask_babel import gettext as _

from portal.accounts import entrance, guard, operations
from portal.accounts.addresses import normalised
from portal.accounts.forms import EmptyForm, ForgottenForm, JoinForm, ResetForm, SignInForm
from portal.accounts.operations.members import open_invitation
from portal.accounts.operations.signing import resettable
from portal.accounts.queries import member_by_email
from portal.accounts.views.blueprint import bp, done, form_page, go_on
from portal.web.edge import writing
from portal.web.routing import current_locale, local_path, page, page_url

_BOTH = ["GET", "POST"]


@page(bp, cy="/mewngofnodi", en="/sign-in", methods=_BOTH)
@guard.anyone
def sign_in_page() -> Response:
    """Ask for address and password, and go on to where the reader was going."""
    form = SignInForm(next=request.args.get("next", ""))
    if form.sent() and form.carried_out(
        lambda: entrance.enter(form.email.data, form.password.data)
    ):
        return go_on(local_path(form.next.data or "") or page_url("accounts.account_page"))
    return form_page("accounts/sign_in.html", form)


@page(bp, cy="/allgofnodi", en="/sign-out", methods=["POST"])
@guard.anyone
def sign_out() -> Response:
    """End this browser's session."""
    member = guard.current_member()
    if member is not None:
        with writing():
            operations.end_session(member.session_id, member_id=member.id)
    guard.leave()
    return go_on(page_url("catalogue.home_page"))


@page(bp, cy="/anghofio-cyfrinair", en="/forgotten-password", methods=_BOTH)
@guard.anyone
def forgotten_page() -> Response | str:
    """Write to whoever forgot her password; the answer is the same for unknown addresses."""
    form = ForgottenForm()

    def ask() -> None:
        email = normalised(form.email.data)
        with writing():
            operations.ask_reset(email, base_url=_base_url())

    if form.sent() and form.carried_out(ask):
        return render_template("accounts/forgotten_sent.html")
    return form_page("accounts/forgotten.html", form)


@page(bp, cy="/ailosod-cyfrinair", en="/reset-password", methods=_BOTH)
@guard.anyone
def reset_page() -> Response:
    """Take a new password from whoever holds the link, and sign her in."""
    secret = request.args.get("code", "")
    email = resettable(secret).email
    form = ResetForm()

    def take() -> None:
        with writing():
            member = operations.reset_password(secret, form.new.data)
            found = member.id
        entrance.admit(found, email=email)

    if form.sent() and form.carried_out(take):
        return done(_("Your password is changed and you are signed in."), "accounts.account_page")
    return form_page("accounts/reset.html", form, email=email)


@page(bp, cy="/gwahoddiad", en="/invitation", methods=_BOTH)
@guard.anyone
def invitation_page() -> Response:
    """Let somebody who was invited join; whoever has no account yet chooses a password."""
    secret = request.args.get("code", "")
    invitation = open_invitation(secret)
    facts = {"publisher": invitation.publisher.title, "email": invitation.email}
    roles = list(invitation.roles)
    if member_by_email(invitation.email) is not None:
        return _known_joins(secret, facts, roles)
    form = JoinForm()

    def join() -> None:
        with writing():
            member = operations.accept_invitation(
                secret, name=form.name.data, password=form.new.data, language=current_locale()
            )
            found = member.id
        entrance.admit(found, email=str(facts["email"]))

    if form.sent() and form.carried_out(join):
        return done(_("Welcome. You are signed in."), "accounts.account_page")
    return form_page("accounts/invitation.html", form, known=False, roles=roles, **facts)


def _known_joins(secret: str, facts: dict[str, object], roles: list[str]) -> Response:
    form = EmptyForm()
    if form.sent():
        with writing():
            operations.accept_invitation(secret)
        return done(_("The invitation is accepted."), "accounts.account_page")
    return form_page("accounts/invitation.html", form, known=True, roles=roles, **facts)


def _base_url() -> str:
    return str(current_app.config["MELIN"].base_url)
