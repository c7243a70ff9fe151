"""The pages of a questionnaire; whoever holds a link needs no account and no script."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request

from portal.accounts import guard
from portal.errors import NotFoundError
from portal.maturity import operations, presenting
from portal.maturity.forms import SendForm, answers_in, questions_form
from portal.maturity.queries import HeldLink, held_link
from portal.maturity.sealing import unlocked
from portal.web.edge import writing
from portal.web.forms import Form
from portal.web.routing import page, page_url

bp = Blueprint("maturity", __name__)

_BOTH = ["GET", "POST"]


@page(bp, cy="/aeddfedrwydd/holiadur", en="/maturity/questionnaire")
@guard.anyone
def questionnaire_page() -> Response:
    """Say what is asked and what becomes of the answers, and lead to the first page."""
    link = held_link(_code())
    pages = link.framework.pages(link.tool)
    answers = unlocked(link.draft, _code())
    open_parts = [
        part
        for part, (_component, questions) in enumerate(pages, start=1)
        if any(question.code not in answers for question in questions)
    ]
    asked = sum(len(questions) for _component, questions in pages)
    facts: dict[str, Any] = {"pages": pages, "asked": asked, "given": len(answers)}
    return _shown("maturity/start.html", link, part=next(iter(open_parts), 0), **facts)


@page(
    bp,
    cy="/aeddfedrwydd/holiadur/<number:part>",
    en="/maturity/questionnaire/<number:part>",
    methods=_BOTH,
)
@guard.anyone
def questions_page(part: int) -> Response:
    """Ask about one component, and keep what is answered."""
    link = held_link(_code())
    pages = link.framework.pages(link.tool)
    if part > len(pages):
        raise NotFoundError(part=part)
    component, questions = pages[part - 1]
    given = unlocked(link.draft, _code())
    form = questions_form(questions, given)
    if form.sent():
        kept = {code: answer for code, answer in given.items() if code not in form}
        with writing():
            operations.save_draft(_code(), kept | answers_in(form, questions))
        return _on(part + 1, len(pages))
    facts = {"part": part, "parts": len(pages), "component": component, "questions": questions}
    return _shown("maturity/questions.html", link, form, **facts)


@page(
    bp,
    cy="/aeddfedrwydd/holiadur/adolygu",
    en="/maturity/questionnaire/review",
    methods=_BOTH,
)
@guard.anyone
def review_page() -> Response:
    """Show every answer, and send them once none is missing."""
    link = held_link(_code())
    answers = unlocked(link.draft, _code())
    form = SendForm()

    def send() -> None:
        with writing():
            operations.submit(_code(), answers)

    if form.sent() and form.carried_out(send):
        return _go(page_url("maturity.thanks_page"))
    pages = link.framework.pages(link.tool)
    missing = [q for _, questions in pages for q in questions if q.code not in answers]
    facts: dict[str, Any] = {"pages": pages, "answers": answers, "missing": missing}
    return _shown("maturity/review.html", link, form, **facts)


@page(bp, cy="/aeddfedrwydd/diolch", en="/maturity/thanks")
def thanks_page() -> str:
    """Say that the answers have arrived and what happens next."""
    return render_template("maturity/thanks.html")


def _code() -> str:
    return request.args.get("code", "")


def _shown(template: str, link: HeldLink, form: Form | None = None, **facts: Any) -> Response:
    html = render_template(
        template, link=link, code=_code(), form=form or SendForm(), show=presenting, **facts
    )
    return Response(html, form.status if form else 200, mimetype="text/html")


def _on(part: int, parts: int) -> Response:
    """Go on to a page of questions, or to the review after the last."""
    if request.form.get("later"):
        return _go(page_url("maturity.questionnaire_page", code=_code()))
    if part > parts:
        return _go(page_url("maturity.review_page", code=_code()))
    return _go(page_url("maturity.questions_page", part=part, code=_code()))


def _go(path: str) -> Response:
    response = redirect(path, code=303)
    assert isinstance(response, Response)
    return response
