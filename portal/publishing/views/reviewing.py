"""A submission's own page, and every step that people take with it."""

from collections.abc import Callable

from flask import Response, g
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.queries import names_of
from portal.bilingual import other
from portal.publishing import exceptions, notices, operations
from portal.publishing.forms import ApproveForm, FileForm, ReasonForm, SeenForm
from portal.publishing.notices import Step
from portal.publishing.queries import Submission
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import base_url, bp, done, form_page, seen, seen_with
from portal.web.edge import writing
from portal.web.forms import Form
from portal.web.routing import page, page_url

_OF = {"cy": "/cyhoeddi/<number:number>", "en": "/publish/<number:number>"}


@page(bp, **_OF)
@guard.members
def submission_page(number: int) -> Response:
    """Show where a submission stands, what was found, what happened, and what comes next."""
    return hub(number)


def hub(number: int, sent: Form | None = None) -> Response:
    """Return the page of a submission: as it is now, with a form that could not be carried out."""
    submission = seen(number)
    words = {"reason_cy": "", "reason_en": "", "when": "now", "at": ""}
    words |= dict.fromkeys(("value", "source_cy", "source_en", "url"), "")
    words |= {name: sent[name].data or "" for name in words if sent is not None and name in sent}
    return form_page(
        "publishing/submission.html",
        sent or SeenForm(),
        submission=submission,
        typed=words,
        review=ReasonForm() if sent is None else sent,
        approval=sent if isinstance(sent, ApproveForm) else ApproveForm(),
        file=sent if isinstance(sent, FileForm) else FileForm(),
        names=names_of(move.member for move in submission.moves if move.member),
        switch_href=page_url("publishing.submission_page", locale=other(g.locale), number=number),
    )


@page(bp, cy=_OF["cy"] + "/cyflwyno", en=_OF["en"] + "/submit", methods=["POST"])
@guard.members
def submit(number: int) -> Response:
    """Offer a checked submission to a second person."""
    form = ReasonForm()
    return moved(
        Deed.SUBMIT,
        number,
        form,
        lambda by: operations.submit(number, reason=form.reason, by=by, seen=form.revision),
        Step.SUBMITTED,
        _("Submitted. Those who can approve it have been written to."),
    )


@page(bp, cy=_OF["cy"] + "/dychwelyd", en=_OF["en"] + "/return", methods=["POST"])
@guard.members
def give_back(number: int) -> Response:
    """Return a submission to its officer, saying why."""
    form = ReasonForm()
    return moved(
        Deed.REVIEW,
        number,
        form,
        lambda by: operations.give_back(number, reason=form.reason, by=by, seen=form.revision),
        Step.RETURNED,
        _("Returned. Whoever submitted it has been written to."),
    )


@page(bp, cy=_OF["cy"] + "/cymeradwyo", en=_OF["en"] + "/approve", methods=["POST"])
@guard.members
def approve(number: int) -> Response:
    """Let a submission go live, now or at a set time."""
    form = ApproveForm()
    return moved(
        Deed.REVIEW,
        number,
        form,
        lambda by: operations.approve(number, by=by, publish_at=form.moment, seen=form.revision),
        Step.APPROVED,
        _("Approved."),
    )


@page(bp, cy=_OF["cy"] + "/gadael", en=_OF["en"] + "/abandon", methods=["POST"])
@guard.members
def abandon(number: int) -> Response:
    """Give a submission up."""
    form = SeenForm()
    return moved(
        Deed.ABANDON,
        number,
        form,
        lambda by: operations.abandon(number, by=by, seen=form.revision),
        Step.ABANDONED,
        _("Abandoned. Nothing of it was published."),
    )


@page(bp, cy=_OF["cy"] + "/gollwng", en=_OF["en"] + "/let-through", methods=["POST"])
@guard.members
def let_through(number: int) -> Response:
    """Let the next upload hold what the last one was stopped for."""
    form = ReasonForm()
    return moved(
        Deed.REVIEW,
        number,
        form,
        lambda by: exceptions.let_through(number, reason=form.reason, by=by, seen=form.revision),
        None,
        _("Let through. The file can be brought in again."),
    )


def moved(
    deed: Deed,
    number: int,
    form: SeenForm,
    move: Callable[[int], Submission],
    step: Step | None,
    words: str,
) -> Response:
    """Answer a form that moves a submission; what it cannot do is told on the page as it is now."""
    me, _submission = seen_with(deed, number)

    def carry_out() -> None:
        with writing():
            moved = move(me.id)
            if step is not None:
                notices.tell(moved, step, actor=me.actor, base_url=base_url())

    if form.sent() and form.carried_out(carry_out):
        return done(words, "publishing.submission_page", number=number)
    return hub(number, form)
