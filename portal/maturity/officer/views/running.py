"""One round as those see it who run it: how far it is, and its opening, closing and deletion."""

from flask import Response
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.forms import EmptyForm
from portal.maturity import operations, queries, undoing
from portal.maturity.framework.reading import shipped
from portal.maturity.officer.packages import publication
from portal.maturity.officer.views.blueprint import (
    BOTH,
    OF,
    bp,
    done,
    form_page,
    own_round,
    own_round_with,
)
from portal.publishing.rights import Deed, may
from portal.web.edge import writing
from portal.web.forms import Form
from portal.web.routing import page


@page(bp, **OF)
@guard.members
def round_page(name: str) -> Response:
    """Show how far a round is, who has answered so far, and what can be done."""
    return shown_round(name, EmptyForm())


def shown_round(name: str, form: Form) -> Response:
    """Return the page of a round, with what was wrong with a form on it."""
    me, own = own_round_with(Deed.READ, name)
    assert own.publisher is not None
    framework = shipped(own.framework)
    return form_page(
        "round.html",
        form,
        own=own,
        me=me,
        framework=framework,
        takes_files=queries.takes_files(own),
        intact=queries.is_intact(own),
        progress=queries.progress(own),
        unused=queries.open_links(own),
        publication=publication(own, framework),
        can={deed.name: may(me, deed, own.publisher.slug) for deed in Deed},
    )


@page(bp, cy=OF["cy"] + "/agor", en=OF["en"] + "/open", methods=["POST"])
@guard.members
def open_round(name: str) -> Response:
    """Let people answer."""
    me, _own = own_round_with(Deed.SUBMIT, name)
    form = EmptyForm()

    def carry_out() -> None:
        with writing():
            operations.open_round(name, by=me.actor)

    if form.sent() and form.carried_out(carry_out):
        return done(_("The round is open: links can be used."), "rounds.round_page", name=name)
    return shown_round(name, form)


@page(bp, cy=OF["cy"] + "/cau", en=OF["en"] + "/close", methods=BOTH)
@guard.members
def close_page(name: str) -> Response:
    """Say what closing means, and close the round."""
    me, _own = own_round_with(Deed.SUBMIT, name)
    form = EmptyForm()

    def carry_out() -> None:
        with writing():
            operations.close_round(name, by=me.actor)

    if form.sent() and form.carried_out(carry_out):
        return done(_("The round is closed."), "rounds.round_page", name=name)
    own = own_round(name)
    return form_page("close.html", form, own=own, progress=queries.progress(own))


@page(bp, cy=OF["cy"] + "/dileu", en=OF["en"] + "/delete", methods=["POST"])
@guard.members
def delete_round(name: str) -> Response:
    """Delete a round that nobody has answered."""
    me, _own = own_round_with(Deed.ABANDON, name)
    form = EmptyForm()

    def carry_out() -> None:
        with writing():
            undoing.delete_round(name, by=me.actor)

    if form.sent() and form.carried_out(carry_out):
        return done(_("The round has been deleted."), "rounds.rounds_page")
    return shown_round(name, form)
