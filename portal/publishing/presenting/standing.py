"""Where a submission stands, and what comes next for whoever looks at it."""

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.accounts.queries import CurrentMember
from portal.clock import now
from portal.i18n import formatting
from portal.publishing import notices
from portal.publishing.models import State, Submission
from portal.publishing.presenting.found import issues_by_page
from portal.publishing.rights import Deed, may
from portal.web.routing import page_url

Entry = dict[str, Any]

_ORDER = (State.RECEIVED, State.CHECKED, State.SUBMITTED, State.APPROVED, State.PUBLISHED)


def title_of(submission: Submission) -> str:
    """Return what a submission's dataset is called in the reader's language."""
    return notices.title_of(submission)[g.locale]


def is_changing(submission: Submission) -> bool:
    """Tell whether the portal itself is about to move it on, so that looking again pays."""
    due = submission.publish_at is not None and submission.publish_at <= now()
    return submission.state is State.RECEIVED or (submission.state is State.APPROVED and due)


def state_words(submission: Submission) -> str:
    """Say where a submission stands."""
    if submission.state is State.CHECKED and submission.issues:
        if not issues_by_page(submission.issues)["file"]:
            return str(_("Something is missing"))
        return str(_("Has to be mended"))
    if submission.state is State.CHECKED and submission.questions:
        return str(_("Waits for your answers"))
    if submission.state is State.APPROVED and not is_changing(submission):
        assert submission.publish_at is not None
        return str(
            _("Goes live: %(moment)s", moment=formatting.moment(submission.publish_at, g.locale))
        )
    return plain_state(submission.state)


def plain_state(state: State) -> str:
    """Say what a state is called, whatever else there is to say of the submission."""
    words = {
        State.RECEIVED: _("Being checked"),
        State.CHECKED: _("Ready to submit"),
        State.SUBMITTED: _("Waits for approval"),
        State.APPROVED: _("Going live"),
        State.PUBLISHED: _("Published"),
        State.ABANDONED: _("Abandoned"),
    }
    return str(words[state])


def next_step(submission: Submission, me: CurrentMember) -> str:
    """Say what has to happen next, and who does it."""
    if submission.state is State.CHECKED:
        return _next_of_checked(submission)
    if submission.state is State.SUBMITTED:
        return _next_of_submitted(submission, me)
    words = {
        State.RECEIVED: _("The portal is reading the file. You need do nothing."),
        State.APPROVED: _("The portal publishes it when its time has come."),
        State.PUBLISHED: _("Everybody can read and download it."),
        State.ABANDONED: _("Nothing of it was published."),
    }
    return str(words[submission.state])


def _next_of_checked(submission: Submission) -> str:
    if submission.issues and not issues_by_page(submission.issues)["file"]:
        return str(_("Fill in what is missing; the portal then checks it again."))
    if submission.issues:
        return str(_("Mend what is listed below and bring the file in again."))
    if submission.questions:
        return str(_("Answer what is asked below."))
    return str(_("Look at the preview, then submit it with a reason."))


def _next_of_submitted(submission: Submission, me: CurrentMember) -> str:
    if submission.submitted_by == me.id:
        return str(_("Somebody else has to approve it: nobody approves their own work."))
    if may(me, Deed.REVIEW, submission.publisher):
        return str(_("It waits for your word: look at the preview, then approve or return it."))
    return str(_("Somebody who may approve it has to look at it."))


def mine_to_do(submission: Submission, me: CurrentMember) -> bool:
    """Tell whether it waits for this very person."""
    if submission.state is State.CHECKED:
        return may(me, Deed.SUBMIT, submission.publisher)
    reviews = submission.state is State.SUBMITTED and submission.submitted_by != me.id
    return reviews and may(me, Deed.REVIEW, submission.publisher)


def track(submission: Submission) -> list[Entry]:
    """Return the steps from file to published version, each done, under way or ahead."""
    if submission.state is State.ABANDONED:
        return []
    words = (_("Received"), _("Checked"), _("Submitted"), _("Approved"), _("Published"))
    reached = _ORDER.index(submission.state)
    told = {"done": _("done"), "now": _("now"), "ahead": _("not yet")}
    entries = []
    for position, label in enumerate(words):
        stands = "done" if position < reached else "now" if position == reached else "ahead"
        if submission.state is State.PUBLISHED and stands == "now":
            stands = "done"
        entries.append({"label": label, "stands": stands, "told": told[stands]})
    return entries


def submission_entries(submissions: Iterable[Submission], me: CurrentMember) -> list[Entry]:
    """Return submissions as entries of a list: what, where it stands, what comes next."""
    return [
        {
            "href": page_url("publishing.submission_page", number=submission.id),
            "title": title_of(submission),
            "summary": next_step(submission, me),
            "tags": [
                {
                    "words": state_words(submission),
                    "kind": "new" if mine_to_do(submission, me) else "neutral",
                }
            ],
            "quiet": [_publisher(submission, me)],
            "when": [
                formatting.moment(submission.published_at or submission.uploaded_at, g.locale)
            ],
        }
        for submission in submissions
    ]


def _publisher(submission: Submission, me: CurrentMember) -> str:
    title = me.titles.get(submission.publisher)
    return title[g.locale] if title else submission.publisher
