"""What a publisher owes in words: the list, the translator's sheet out and in."""

import tempfile
from pathlib import Path

from flask import Response, url_for
from flask_babel import ngettext

from portal.accounts import guard
from portal.accounts.queries import publisher
from portal.accounts.roles import Role
from portal.publishing import sheet_files, sheets
from portal.publishing.debt import debt
from portal.publishing.forms import SheetForm, sent_file
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import bp, done, form_page, require
from portal.web import sent_files
from portal.web.edge import writing
from portal.web.routing import page, page_url

LARGEST = 16 * 1024 * 1024
"""Bytes of a sheet that comes back."""


@page(
    bp,
    cy="/cyhoeddwyr/<slug:slug>/testunau",
    en="/publishers/<slug:slug>/texts",
    methods=["GET", "POST"],
)
@guard.holders(*Role)
@sent_files.takes_files(LARGEST)
def debt_page(slug: str) -> Response:
    """List the texts that are owed, and take the sheet that was filled in."""
    form, came = SheetForm(), sheets.SheetIn()

    def take() -> None:
        nonlocal came
        came = _taken_in(slug)

    if form.sent() and form.carried_out(take) and not came.issues:
        words = ngettext("%(num)d text was saved.", "%(num)d texts were saved.", came.saved)
        return done(words, "publishing.debt_page", slug=slug)
    return _debt_page(slug, form, came)


def _taken_in(slug: str) -> sheets.SheetIn:
    """Save the texts of the sheet that was sent."""
    me, sent = require(Deed.WRITE_TEXTS, slug), sent_file()
    assert sent is not None
    with tempfile.TemporaryDirectory() as folder:
        sent.save(path := Path(folder) / "sheet")
        rows = sheet_files.read_sheet(path)
    with writing():
        return sheets.texts_in(slug, rows, by=me.id)


def _debt_page(slug: str, form: SheetForm, came: sheets.SheetIn) -> Response:
    rows = debt(slug)
    numbers = {row.submission for row in rows if row.submission}
    return form_page(
        "publishing/debt.html",
        form,
        publisher=publisher(slug),
        rows=rows,
        came=came,
        href={number: page_url("publishing.texts_page", number=number) for number in numbers},
        sheet={
            kind: url_for("publishing.texts_sheet", slug=slug, kind=kind)
            for kind in ("xlsx", "csv")
        },
    )


@bp.get("/publisher/<slug:slug>/texts.<any(csv,xlsx):kind>")
@guard.holders(*Role)
def texts_sheet(slug: str, kind: str) -> Response:
    """Send the translator's sheet: every text of a publisher's datasets."""
    form: sheet_files.Kind = "csv" if kind == "csv" else "xlsx"
    sheet = sheet_files.write_sheet(sheets.texts_out(publisher(slug).slug), form)
    response = Response(sheet, content_type=sheet_files.MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-texts.{kind}"'
    return response
