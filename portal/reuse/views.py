"""Pages about reuses: the register, the form to propose one, and the publisher's decision."""

from flask import Blueprint, Response, g, render_template, request
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.queries import publisher
from portal.accounts.roles import Role
from portal.accounts.views.blueprint import done
from portal.catalogue.browsing import pages
from portal.reuse import operations, presenting, queries
from portal.reuse.forms import DecideForm, ProposeForm, WordsForm
from portal.web.edge import writing
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import page

bp = Blueprint("reuse", __name__)

PAGE_REUSES = 20
MOST_LISTED = 200

_BOTH = ["GET", "POST"]
_OF = {"cy": "/cyhoeddwyr/<slug:slug>/ailddefnydd", "en": "/publishers/<slug:slug>/reuse"}
_DECIDERS = (Role.EDITOR, Role.APPROVER, Role.ADMIN)


@page(bp, cy="/ailddefnydd", en="/reuse")
def register_page() -> str:
    """List what was made with the data published here."""
    number, count = asked_page(), queries.count_accepted()
    require_page(number, page_count(count, PAGE_REUSES))
    found = queries.accepted_reuses(offset=(number - 1) * PAGE_REUSES, limit=PAGE_REUSES)
    return render_template(
        "reuse/register.html",
        entries=[presenting.entry(reuse, g.locale) for reuse in found],
        pages=pages(number, page_count(count, PAGE_REUSES)),
    )


@page(bp, cy="/ailddefnydd/cynnig", en="/reuse/propose", methods=_BOTH)
@guard.anyone
def propose_page() -> Response | str:
    """Take a proposal from anybody; robots are thanked and forgotten."""
    form = ProposeForm(datasets=request.args.get("dataset", "")[:100])

    def take() -> None:
        if not form.by_robot:
            with writing():
                operations.propose(form.proposal)

    if form.sent() and form.carried_out(take):
        return render_template("reuse/thanks.html")
    return _form_page("reuse/propose.html", form)


@page(bp, **_OF)
@guard.holders(*_DECIDERS)
def review_list_page(slug: str) -> str:
    """List the reuses of a publisher's datasets: those that wait, and those that are shown."""
    return render_template(
        "reuse/review_list.html",
        publisher=publisher(slug),
        show=presenting,
        waiting=queries.waiting_reuses_of(slug, limit=MOST_LISTED),
        shown=queries.shown_reuses_of(slug, limit=MOST_LISTED),
    )


@page(bp, cy=_OF["cy"] + "/<number:number>", en=_OF["en"] + "/<number:number>", methods=_BOTH)
@guard.holders(*_DECIDERS)
def review_page(slug: str, number: int) -> Response:
    """Show a reuse to a member, and take her decision about it."""
    form = _decision(slug, number)

    def decide() -> None:
        actor = guard.require_member().actor
        with writing():
            if form.word.data == "decline":
                reason = form.reason.data.strip()
                operations.decline(number, reason=reason, publisher=slug, actor=actor)
                return
            operations.accept(
                number, title=form.title, about=form.about, publisher=slug, actor=actor
            )

    if form.sent() and form.carried_out(decide):
        return done(_("Your decision is recorded."), "reuse.review_list_page", slug=slug)
    return _form_page(
        "reuse/review.html",
        form,
        reuse=queries.reuse_of(slug, number),
        publisher=publisher(slug),
    )


def _decision(slug: str, number: int) -> DecideForm:
    """Return the form with the words that a reuse has now."""
    reuse = queries.reuse_of(slug, number)
    return DecideForm(
        title_cy=reuse.title.cy,
        title_en=reuse.title.en,
        about_cy=reuse.about.cy,
        about_en=reuse.about.en,
    )


def _form_page(template: str, form: WordsForm, **facts: object) -> Response:
    html = render_template(template, form=form, show=presenting, **facts)
    return Response(html, form.status, form.headers, mimetype="text/html")
