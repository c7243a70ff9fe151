"""What the pages of rounds share: their blueprint, and who may do what with a round."""

from typing import Any

from flask import Blueprint, Response, render_template

from portal.accounts.queries import CurrentMember
from portal.accounts.views.blueprint import done
from portal.errors import NotFoundError
from portal.maturity import queries
from portal.maturity.officer import presenting
from portal.maturity.queries import Round
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import require
from portal.web.forms import Form

__all__ = ["BOTH", "OF", "bp", "done", "file_of", "form_page", "own_round", "own_round_with"]

bp = Blueprint("rounds", __name__)

BOTH = ["GET", "POST"]
OF = {"cy": "/cyhoeddi/rowndiau/<slug:name>", "en": "/publish/rounds/<slug:name>"}


def own_round(name: str) -> Round:
    """Return a round of a publisher that the member belongs to.

    Raises:
        SignInNeededError: nobody is signed in.
        NotFoundError: there is none of that name, as far as she can be told.
    """
    return own_round_with(Deed.READ, name)[1]


def own_round_with(deed: Deed, name: str) -> tuple[CurrentMember, Round]:
    """Return who is signed in and a round with which she may do something.

    Raises:
        SignInNeededError, NotFoundError: as `own_round`.
        NotAllowedError: she may see it, but not do that.
    """
    own = queries.round_named(name)
    if own.publisher is None:
        raise NotFoundError(round=name)
    return require(deed, own.publisher.slug), own


def form_page(template: str, form: Form, **facts: Any) -> Response:
    """Return a page with a form: as asked for, or with what was wrong with it."""
    html = render_template(f"maturity/officer/{template}", form=form, show=presenting, **facts)
    return Response(html, form.status, form.headers, mimetype="text/html")


def file_of(content: bytes, name: str) -> Response:
    """Return a file that nobody keeps."""
    media_type = "application/zip" if name.endswith(".zip") else "text/csv; charset=utf-8"
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
