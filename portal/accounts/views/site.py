"""Pages for whoever looks after the whole portal: publishers, members, waiting messages."""

from flask import Response, current_app, g, render_template, request
from flask_babel import gettext as _

from portal.accounts import guard, operations, presenting, queries
from portal.accounts.forms import PublisherForm
from portal.accounts.views.blueprint import bp, done, form_page
from portal.bilingual import Bilingual
from portal.errors import BadParameterError
from portal.jobs import outbox
from portal.web.edge import writing
from portal.web.routing import page


@page(bp, cy="/gweinyddu", en="/admin", methods=["GET", "POST"])
@guard.site_admins
def site_page() -> Response:
    """List the publishers, and register another."""
    me, form = guard.require_site_admin(), PublisherForm()

    def create() -> None:
        title = Bilingual(form.title_cy.data.strip(), form.title_en.data.strip())
        with writing():
            operations.create_publisher(form.slug.data, title, actor=me.actor)

    if form.sent() and form.carried_out(create):
        return done(
            _("The publisher is registered. Invite its first administrator."),
            "accounts.members_page",
            slug=form.slug.data,
        )
    lines = presenting.publisher_lines(queries.publishers(g.locale))
    return form_page("accounts/site.html", form, lines=lines)


@page(bp, cy="/gweinyddu/aelodau", en="/admin/members")
@guard.site_admins
def site_members_page() -> str:
    """List everybody who has an account."""
    lines = presenting.account_lines(queries.every_member(), me=guard.require_site_admin())
    return render_template("accounts/site_members.html", lines=lines)


@page(
    bp,
    cy="/gweinyddu/aelodau/<number:number>",
    en="/admin/members/<number:number>",
    methods=["POST"],
)
@guard.site_admins
def change_account(number: int) -> Response:
    """Close an account, or open it again."""
    me = guard.require_site_admin()
    wanted = request.form.get("state")
    if wanted not in {"open", "closed"}:
        raise BadParameterError(name="state")
    with writing():
        operations.set_disabled(number, wanted == "closed", actor=me.actor)
    words = _("The account is closed.") if wanted == "closed" else _("The account is open again.")
    return done(words, "accounts.site_members_page")


@page(bp, cy="/gweinyddu/negeseuon", en="/admin/messages")
@guard.site_admins
def messages_page() -> str:
    """Show the messages that have not been sent, so that they can be passed on."""
    return render_template(
        "accounts/messages.html",
        letters=outbox.waiting(),
        sends=bool(current_app.config["MELIN"].smtp_url),
        show=presenting,
    )


@page(
    bp,
    cy="/gweinyddu/negeseuon/<number:number>",
    en="/admin/messages/<number:number>",
    methods=["POST"],
)
@guard.site_admins
def remove_message(number: int) -> Response:
    """Delete a message that was passed on."""
    guard.require_site_admin()
    with writing():
        outbox.remove(number)
    return done(_("The message is deleted."), "accounts.messages_page")
