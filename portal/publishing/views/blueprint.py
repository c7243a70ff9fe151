"""What the pages of publishing share: their blueprint, and who may see a submission."""

from typing import Any

from flask import Blueprint, Response, current_app, render_template

from portal.accounts.guard import NotAllowedError, require_member
from portal.accounts.queries import CurrentMember
from portal.accounts.views.blueprint import done, go_on, post_letters
from portal.errors import NotFoundError
from portal.publishing import presenting, queries
from portal.publishing.queries import Submission
from portal.publishing.rights import Deed, may
from portal.web.forms import Form

__all__ = ["base_url", "bp", "done", "form_page", "go_on", "require", "seen", "seen_with"]

bp = Blueprint("publishing", __name__)
bp.after_request(post_letters)


def seen(number: int) -> Submission:
    """Return a submission of a publisher that the member belongs to.

    Raises:
        SignInNeededError: nobody is signed in.
        NotFoundError: there is none of that number, as far as she can be told.
    """
    return seen_with(Deed.READ, number)[1]


def seen_with(deed: Deed, number: int) -> tuple[CurrentMember, Submission]:
    """Return who is signed in and a submission with which she may do something.

    Raises:
        SignInNeededError, NotFoundError: as `seen`.
        NotAllowedError: she may see it, but not do that.
    """
    member = require_member()
    submission = queries.submission(number)
    require(deed, submission.publisher)
    return member, submission


def require(deed: Deed, publisher: str) -> CurrentMember:
    """Return who is signed in, if she may do something with a publisher's things.

    Raises:
        SignInNeededError: nobody is signed in.
        NotFoundError: she does not belong to the publisher: nothing of its is for her to know.
        NotAllowedError: she does, but may not do that.
    """
    member = require_member()
    if not may(member, Deed.READ, publisher):
        raise NotFoundError
    if not may(member, deed, publisher):
        raise NotAllowedError
    return member


def form_page(template: str, form: Form, **facts: Any) -> Response:
    """Return a page with a form: as asked for, or with what was wrong with it."""
    html = render_template(template, form=form, show=presenting, **facts)
    return Response(html, form.status, form.headers, mimetype="text/html")


def base_url() -> str:
    """Return the portal's permanent address, for letters."""
    return str(current_app.config["MELIN"].base_url)
