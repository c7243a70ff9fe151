"""Pages of a member's own account."""

from flask import Response, request
from flask_babel import gettext as _

from portal.accounts import guard, operations, presenting, queries
from portal.accounts.forms import LanguageForm, PasswordForm
from portal.accounts.views.blueprint import bp, done, form_page
from portal.errors import BadParameterError
from portal.web.edge import writing
from portal.web.routing import page


@page(bp, cy="/cyfrif", en="/account")
@guard.members
def account_page() -> Response:
    """Show a member what the portal knows of her, and where she is signed in."""
    return _account_page(LanguageForm(language=guard.require_member().language))


def _account_page(form: LanguageForm) -> Response:
    me = guard.require_member()
    lines = presenting.session_lines(me, queries.sessions_of(me.id))
    return form_page("accounts/account.html", form, me=me, lines=lines)


@page(bp, cy="/cyfrif/cyfrinair", en="/account/password", methods=["GET", "POST"])
@guard.members
def password_page() -> Response:
    """Take a new password from a member who knows her old one."""
    me = guard.require_member()
    form = PasswordForm()

    def change() -> None:
        with writing():
            operations.change_password(
                me.id, old=form.old.data, new=form.new.data, session_id=me.session_id
            )

    if form.sent() and form.carried_out(change):
        return done(
            _("Your password is changed. Other browsers are signed out."), "accounts.account_page"
        )
    return form_page("accounts/password.html", form, me=me)


@page(bp, cy="/cyfrif/iaith", en="/account/language", methods=["POST"])
@guard.members
def change_language() -> Response:
    """Write to a member in another language from now on."""
    form = LanguageForm()
    if not form.sent():
        return _account_page(form)
    with writing():
        operations.set_language(guard.require_member().id, form.language.data)
    return done(_("We will write to you in that language."), "accounts.account_page")


@page(bp, cy="/cyfrif/sesiynau", en="/account/sessions", methods=["POST"])
@guard.members
def end_session() -> Response:
    """Sign a member out of one browser, or of all but this one."""
    me = guard.require_member()
    chosen = request.form.get("session", "")
    with writing():
        if chosen == "others":
            operations.end_sessions(me.id, but=me.session_id)
        elif chosen.isascii() and chosen.isdecimal() and len(chosen) < 10:
            operations.end_session(int(chosen), member_id=me.id)
        else:
            raise BadParameterError(name="session")
    return done(_("Signed out there."), "accounts.account_page")
