"""What is done with all packages of a round at once: having them made, submitting, approving."""

from collections.abc import Callable

from flask import Response
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.forms import EmptyForm
from portal.accounts.queries import CurrentMember
from portal.maturity import handing_in, letters, releases
from portal.maturity.handing_in import Outcome
from portal.maturity.officer.packages import not_done
from portal.maturity.officer.views.blueprint import OF, bp, done, own_round, own_round_with
from portal.maturity.officer.views.running import shown_round
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import base_url
from portal.web.edge import writing
from portal.web.routing import page


@page(bp, cy=OF["cy"] + "/paratoi", en=OF["en"] + "/make-ready", methods=["POST"])
@guard.members
def make_ready(name: str) -> Response:
    """Ask the worker to count the answers and to hand the packages in."""
    me, _own = own_round_with(Deed.SUBMIT, name)
    form = EmptyForm()

    def carry_out() -> None:
        with writing():
            releases.ask_to_publish(name, by=me.id)

    if form.sent() and form.carried_out(carry_out):
        return done(_("The answers are being counted."), "rounds.round_page", name=name)
    return shown_round(name, form)


@page(bp, cy=OF["cy"] + "/cyflwyno", en=OF["en"] + "/submit", methods=["POST"])
@guard.members
def submit_all(name: str) -> Response:
    """Submit every package that is ready."""

    def act(me: CurrentMember) -> list[Outcome]:
        outcomes = handing_in.submit_all(name, by=me.id)
        letters.submitted(name, outcomes, by=me.id, base_url=base_url())
        return outcomes

    return _all(name, Deed.SUBMIT, act)


@page(bp, cy=OF["cy"] + "/cymeradwyo", en=OF["en"] + "/approve", methods=["POST"])
@guard.members
def approve_all(name: str) -> Response:
    """Approve every package that was submitted."""
    return _all(name, Deed.REVIEW, lambda me: handing_in.approve_all(name, by=me.id))


def _all(name: str, deed: Deed, act: Callable[[CurrentMember], list[Outcome]]) -> Response:
    """Move every package on, and say which were not and why."""
    me, _own = own_round_with(deed, name)
    form, outcomes = EmptyForm(), []

    def carry_out() -> None:
        with writing():
            outcomes.extend(act(me))

    if not (form.sent() and form.carried_out(carry_out)):
        return shown_round(name, form)
    form.refusals += not_done(own_round(name), outcomes)
    if form.refusals:
        form.status = 409
        return shown_round(name, form)
    words = _("Done: %(number)s", number=len(outcomes))
    return done(words, "rounds.round_page", name=name)
