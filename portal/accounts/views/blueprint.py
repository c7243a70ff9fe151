"""What the pages of accounts share: their blueprint, and how a form is answered."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request

from portal.accounts import presenting
from portal.accounts.entrance import remember_device
from portal.jobs.mail import Postman
from portal.web.forms import Form
from portal.web.routing import page_url

bp = Blueprint("accounts", __name__)
bp.after_request(remember_device)


@bp.after_request
def post_letters(response: Response) -> Response:
    """Have what was written during this request sent once the reader has her answer."""
    postman: Postman = current_app.extensions["melin-postman"]
    if request.method == "POST":
        response.call_on_close(postman.wake)
    return response


def form_page(template: str, form: Form, **facts: Any) -> Response:
    """Return a page with a form: as asked for, or with what was wrong with it."""
    html = render_template(template, form=form, show=presenting, **facts)
    return Response(html, form.status, form.headers, mimetype="text/html")


def done(words: Any, endpoint: str, **values: Any) -> Response:
    """Go on to a page that says what has just been done."""
    flash(str(words))
    return go_on(page_url(endpoint, **values))


def go_on(path: str) -> Response:
    """Go on to a page of ours."""
    response = redirect(path, code=303)
    assert isinstance(response, Response)
    return response
