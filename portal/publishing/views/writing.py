"""The pages on which a version's texts and what else it says are written."""

from typing import Any

from flask import Response, g, request
from flask_babel import gettext as _

from portal.accounts import guard
from portal.bilingual import LOCALES, Locale
from portal.errors import BadParameterError
from portal.publishing import drafting
from portal.publishing.debt import TextRow, texts_of
from portal.publishing.forms import AboutForm, TextsForm
from portal.publishing.presenting import about_options
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import bp, done, form_page, seen, seen_with
from portal.web.edge import writing
from portal.web.routing import page

_OF = {"cy": "/cyhoeddi/<number:number>", "en": "/publish/<number:number>"}


@page(bp, cy=_OF["cy"] + "/testunau", en=_OF["en"] + "/texts", methods=["GET", "POST"])
@guard.members
def texts_page(number: int) -> Response:
    """Show every text in both languages side by side, and save what is written."""
    form = TextsForm()
    if request.method != "POST":
        return _texts_page(number, form)
    me, submission = seen_with(Deed.WRITE_TEXTS, number)

    def save() -> None:
        with writing():
            drafting.save_texts(number, _sent(texts_of(submission)), by=me.id, seen=form.revision)
            _confirm(submission.dataset, form.confirm.data or "", me.id)

    if form.sent() and form.carried_out(save):
        return done(_("Saved."), "publishing.texts_page", number=number)
    return _texts_page(number, form)


def _texts_page(number: int, form: TextsForm) -> Response:
    submission = seen(number)
    return form_page(
        "publishing/texts.html",
        form,
        submission=submission,
        rows=texts_of(submission),
        typed=request.form if request.method == "POST" else {},
    )


def _sent(rows: list[TextRow]) -> dict[str, dict[Locale, str]]:
    """Return the texts that came with the form, by place; places we do not know are left out."""
    texts: dict[str, dict[Locale, str]] = {}
    for row in rows:
        for locale in LOCALES:
            if (words := request.form.get(f"{locale}:{row.place}")) is not None:
                texts.setdefault(row.place, {})[locale] = words.replace("\r\n", "\n")
    return texts


def _confirm(dataset: str, what: str, by: int) -> None:
    if not what:
        return
    locale, _colon, place = what.partition(":")
    code: Locale | None = next((each for each in LOCALES if each == locale), None)
    if code is None:
        raise BadParameterError(name="confirm", value=what[:40])
    drafting.confirm_text(dataset, place, code, by=by)


@page(bp, cy=_OF["cy"] + "/amdano", en=_OF["en"] + "/about", methods=["GET", "POST"])
@guard.members
def about_page(number: int) -> Response:
    """Show what a version says beside its texts, and save what is chosen."""
    draft = seen(number).draft
    form = AboutForm(data=AboutForm.of(draft))
    if request.method == "POST":
        me, _submission = seen_with(Deed.WRITE_TEXTS, number)

        def save() -> None:
            with writing():
                drafting.save_about(number, form.about(draft), by=me.id, seen=form.revision)

        if form.sent() and form.carried_out(save):
            return done(_("Saved."), "publishing.submission_page", number=number)
    facts: dict[str, Any] = {"submission": seen(number), "options": about_options(form, g.locale)}
    return form_page("publishing/about.html", form, **facts)
