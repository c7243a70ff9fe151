"""Pages on which a publisher's admin looks after the tokens of its programs."""

from flask import Response
from flask_babel import gettext as _

from portal.accounts import guard, operations, presenting, queries
from portal.accounts.forms import DAYS, TokenForm
from portal.accounts.roles import Role, Scope
from portal.accounts.views.blueprint import bp, done, form_page
from portal.web.edge import writing
from portal.web.routing import page

_TOKENS = {"cy": "/cyhoeddwyr/<slug:slug>/tocynnau", "en": "/publishers/<slug:slug>/tokens"}


@page(bp, **_TOKENS, methods=["GET", "POST"])
@guard.holders(Role.ADMIN)
def tokens_page(slug: str) -> Response:
    """List a publisher's tokens, and make one, which is shown this once."""
    me, form, secret = guard.require_member(), TokenForm(days="90"), ""
    if form.sent():
        with writing():
            secret = operations.create_token(
                queries.publisher(slug),
                form.name.data,
                [Scope(scope) for scope in form.scopes.data],
                days=DAYS[form.days.data],
                actor=me.actor,
            )
        form = TokenForm(formdata=None, days="90")
    publisher = queries.publisher(slug)
    return form_page(
        "accounts/tokens.html",
        form,
        publisher=publisher,
        lines=presenting.token_lines(publisher, queries.tokens_of(publisher)),
        secret=secret,
    )


@page(
    bp,
    cy=_TOKENS["cy"] + "/<number:number>/dirymu",
    en=_TOKENS["en"] + "/<number:number>/revoke",
    methods=["POST"],
)
@guard.holders(Role.ADMIN)
def revoke_token(slug: str, number: int) -> Response:
    """End a token at once."""
    me = guard.require_member()
    with writing():
        operations.revoke_token(queries.publisher(slug), number, actor=me.actor)
    return done(_("The token no longer works."), "accounts.tokens_page", slug=slug)
