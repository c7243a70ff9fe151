"""The list of a publisher's rounds, and the start of a new one."""

from flask import Response, render_template, request
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.guard import NotAllowedError
from portal.maturity import operations, queries
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import idents, shipped
from portal.maturity.officer import presenting
from portal.maturity.officer.forms import start_form
from portal.maturity.officer.views.blueprint import BOTH, bp, done, form_page
from portal.publishing.rights import Deed, publishers_for
from portal.publishing.views.blueprint import require
from portal.web.edge import writing
from portal.web.routing import page


@page(bp, cy="/cyhoeddi/rowndiau", en="/publish/rounds")
@guard.members
def rounds_page() -> str:
    """List the rounds of the member's publishers, and lead to the start of a new one."""
    me = guard.require_member()
    return render_template(
        "maturity/officer/rounds.html",
        rounds=queries.rounds_of(publishers_for(me, Deed.READ)),
        may_start=bool(publishers_for(me, Deed.BRING_IN)),
        show=presenting,
    )


@page(bp, cy="/cyhoeddi/rownd-newydd", en="/publish/new-round", methods=BOTH)
@guard.members
def start_page() -> Response:
    """Ask what a new round is like and whom it invites, and create it."""
    me = guard.require_member()
    publishers = publishers_for(me, Deed.BRING_IN)
    if not publishers:
        raise NotAllowedError
    framework = _framework()
    form = start_form(framework)

    def create() -> None:
        publisher = form.publisher.data or publishers[0]
        require(Deed.BRING_IN, publisher)
        plan = form.plan(framework)
        with writing():
            operations.create_round(plan, publisher=publisher, by=me.actor)

    if form.sent() and form.carried_out(create):
        name = form.name.data.strip()
        return done(_("The round has been created."), "rounds.round_page", name=name)
    facts = {"framework": framework, "frameworks": _published(), "publishers": publishers}
    return form_page("start.html", form, me=me, **facts)


def _published() -> list[Framework]:
    found = [shipped(ident) for ident in idents()]
    return [framework for framework in found if framework.published]


def _framework() -> Framework:
    """Return the framework that was chosen; the last that ships where none was."""
    chosen = request.values.get("framework", "")
    found = _published()
    return next((own for own in found if own.ident == chosen), found[-1])
