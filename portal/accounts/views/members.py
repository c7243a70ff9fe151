"""Pages on which a publisher's admin looks after its members."""

from flask import Response, current_app
from flask_babel import gettext as _

from portal.accounts import guard, operations, presenting, queries
from portal.accounts.forms import InviteForm, RolesForm
from portal.accounts.roles import Role
from portal.accounts.views.blueprint import bp, done, form_page
from portal.web.edge import writing
from portal.web.routing import page

_MEMBERS = {"cy": "/cyhoeddwyr/<slug:slug>/aelodau", "en": "/publishers/<slug:slug>/members"}
_ONE = {code: f"{path}/<number:number>" for code, path in _MEMBERS.items()}


@page(bp, **_MEMBERS, methods=["GET", "POST"])
@guard.holders(Role.ADMIN)
def members_page(slug: str) -> Response:
    """List a publisher's members and invitations, and invite another."""
    me, form = guard.require_member(), InviteForm()

    def invite() -> None:
        with writing():
            operations.invite(
                queries.publisher(slug),
                form.email.data,
                [Role(role) for role in form.roles.data],
                actor=me.actor,
                base_url=current_app.config["MELIN"].base_url,
            )

    if form.sent() and form.carried_out(invite):
        return done(_("The invitation is on its way."), "accounts.members_page", slug=slug)
    return _members_page(form, slug)


def _members_page(form: InviteForm, slug: str) -> Response:
    publisher = queries.publisher(slug)
    return form_page(
        "accounts/members.html",
        form,
        publisher=publisher,
        lines=presenting.member_lines(publisher, queries.members_of(publisher)),
        invitations=presenting.invitation_lines(publisher, queries.invitations_of(publisher)),
    )


@page(bp, **_ONE, methods=["GET", "POST"])
@guard.holders(Role.ADMIN)
def member_page(slug: str, number: int) -> Response:
    """Show what a member may do for a publisher, and change it."""
    me = guard.require_member()
    person = queries.member_of(queries.publisher(slug), number)
    form = RolesForm(roles=[str(role) for role in person.roles])

    def change() -> None:
        with writing():
            operations.set_roles(
                queries.publisher(slug),
                number,
                [Role(role) for role in form.roles.data],
                actor=me.actor,
                by_site=me.site_admin,
            )

    if form.sent() and form.carried_out(change):
        return done(_("The roles are changed."), "accounts.members_page", slug=slug)
    return _member_page(form, slug, number)


def _member_page(form: RolesForm, slug: str, number: int) -> Response:
    publisher = queries.publisher(slug)
    person = queries.member_of(publisher, number)
    return form_page("accounts/member.html", form, publisher=publisher, person=person)


@page(bp, cy=_ONE["cy"] + "/tynnu", en=_ONE["en"] + "/remove", methods=["POST"])
@guard.holders(Role.ADMIN)
def remove_member(slug: str, number: int) -> Response:
    """Take all of a member's roles at a publisher."""
    me, form = guard.require_member(), RolesForm()

    def remove() -> None:
        with writing():
            operations.remove_member(
                queries.publisher(slug), number, actor=me.actor, by_site=me.site_admin
            )

    if form.carried_out(remove):
        return done(_("The member is removed."), "accounts.members_page", slug=slug)
    return _member_page(form, slug, number)


@page(
    bp,
    cy="/cyhoeddwyr/<slug:slug>/gwahoddiadau/<number:number>",
    en="/publishers/<slug:slug>/invitations/<number:number>",
    methods=["POST"],
)
@guard.holders(Role.ADMIN)
def withdraw_invitation(slug: str, number: int) -> Response:
    """Take an invitation back."""
    me = guard.require_member()
    with writing():
        operations.withdraw_invitation(queries.publisher(slug), number, actor=me.actor)
    return done(_("The invitation is withdrawn."), "accounts.members_page", slug=slug)
