"""The pages on which an officer decides about a file: questions, changes, columns."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.guard import require_member
from portal.catalogue import browsing
from portal.errors import NotFoundError
from portal.publishing import drafting, queries
from portal.publishing.deciding import WrongAnswerError
from portal.publishing.forms import CellsForm, ChangeForm, SeenForm
from portal.publishing.presenting import field_options, found_columns
from portal.publishing.queries import Submission
from portal.publishing.rights import Deed, may
from portal.publishing.views.blueprint import bp, done, form_page, seen, seen_with
from portal.web.delivery import store
from portal.web.edge import writing
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import page

PAGE_CELLS = 100
PAGE_ROWS = 50
_BOTH = ["GET", "POST"]
_OF = {"cy": "/cyhoeddi/<number:number>", "en": "/publish/<number:number>"}


@page(bp, cy=_OF["cy"] + "/cwestiynau", en=_OF["en"] + "/questions", methods=_BOTH)
@guard.members
def questions_page(number: int) -> Response:
    """Show every open question with what each answer would do, and take the answers."""

    def decide(submission: Submission, by: int, revision: int) -> None:
        drafting.decide(number, {"answers": _answers(submission)}, by=by, seen=revision)

    return _page("questions", number, SeenForm(), decide)


def _answers(submission: Submission) -> dict[str, str]:
    """Return the answers that came with the form, by question; those left open stay open."""
    sent = {
        question["id"]: request.form.get(f"answer-{position}", "").strip()
        for position, question in enumerate(submission.questions, start=1)
    }
    return {question: answer for question, answer in sent.items() if answer}


@page(bp, cy=_OF["cy"] + "/newidiadau", en=_OF["en"] + "/changes", methods=_BOTH)
@guard.members
def changes_page(number: int) -> Response:
    """Show every kind of change, to be undone, done again or accepted."""
    form = ChangeForm()

    def decide(_submission: Submission, by: int, revision: int) -> None:
        pair = [form.code.data, form.column.data or ""]
        drafting.decide(number, {form.deed.data: [pair]}, by=by, seen=revision)

    return _page("changes", number, form, decide)


@page(
    bp,
    cy=_OF["cy"] + "/newidiadau/<number:group>",
    en=_OF["en"] + "/changes/<number:group>",
)
@guard.members
def change_page(number: int, group: int) -> Response:
    """Show one kind of change to the cell: before and after, a page at a time."""
    submission = seen(number)
    if group > len(submission.changes):
        raise NotFoundError(submission=number, change=group)
    return _change_page(submission, submission.changes[group - 1])


def _change_page(submission: Submission, change: dict[str, Any]) -> Response:
    place, pages = asked_page(), page_count(int(change.get("count") or 0), PAGE_CELLS)
    require_page(place, pages)
    wanted = {"code": change["code"], "field": change.get("column") or ""}
    cells = queries.changes_of(
        submission, store(), wanted, offset=(place - 1) * PAGE_CELLS, limit=PAGE_CELLS
    )
    return form_page(
        "publishing/change.html",
        SeenForm(),
        submission=submission,
        change=change,
        cells=cells,
        pages=browsing.pages(place, pages),
    )


@page(bp, cy=_OF["cy"] + "/colofnau", en=_OF["en"] + "/columns", methods=_BOTH)
@guard.members
def columns_page(number: int) -> Response:
    """Show the columns of a file: their schema, types, what they measure, their units."""

    def decide(submission: Submission, by: int, revision: int) -> None:
        types, measures = _columns(submission)
        wanted: dict[str, Any] = {"types": types, "fields": _fields(submission)}
        if "schema" in request.form:
            wanted["schema"] = request.form["schema"] or None
        wanted = {key: value for key, value in wanted.items() if value or key == "schema"}
        if wanted:
            drafting.decide(number, wanted, by=by, seen=revision)
        for resource, columns in measures.items():
            drafting.save_columns(
                number, resource, columns, by=by, seen=None if wanted else revision
            )

    return _page("columns", number, SeenForm(), decide)


def _fields(submission: Submission) -> dict[str, str]:
    """Return the columns that were said to be another one of the schema, or none of its."""
    said = {}
    for position, (_table, column) in enumerate(found_columns(submission), start=1):
        called = column.get("called") or column["field"]
        options = field_options(submission, called)
        before = next((each["value"] for each in options if each["chosen"]), "")
        wanted = request.form.get(f"field-{position}", before)
        if wanted != before and wanted in {each["value"] for each in options}:
            said[column["field"]] = wanted or column["field"]
    return said


def _columns(
    submission: Submission,
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, dict[str, Any]]]]:
    """Return the types that were chosen anew, and what each column measures, by table."""
    types: dict[str, dict[str, str]] = {}
    measures: dict[str, dict[str, dict[str, Any]]] = {}
    for position, (table, column) in enumerate(found_columns(submission), start=1):
        kind = request.form.get(f"type-{position}", column["type"])
        if kind != column["type"]:
            types[column["field"]] = {"type": kind}
        said = {
            key: request.form[f"{key}-{position}"].strip()
            for key in ("measures", "unit")
            if f"{key}-{position}" in request.form
        }
        if said and table.get("resource"):
            name = column.get("called") or column["field"]
            measures.setdefault(table["resource"], {})[name] = said
    return types, measures


def _page(
    name: str,
    number: int,
    form: SeenForm,
    decide: Callable[[Submission, int, int], None],
    more: Callable[[Submission], dict[str, Any]] = lambda _submission: {},
) -> Response:
    """Show a page about a file, or carry out what was decided on it."""
    if request.method == "POST":
        me, submission = seen_with(Deed.DECIDE, number)

        def carry_out() -> None:
            with writing():
                decide(submission, me.id, form.revision)

        if form.sent() and form.carried_out(carry_out):
            return done(
                _("Saved. The file is checked again."), "publishing.submission_page", number=number
            )
    submission = seen(number)
    typed = request.form if request.method == "POST" else {}
    return form_page(
        f"publishing/{name}.html", form, submission=submission, typed=typed, **more(submission)
    )


@page(bp, cy=_OF["cy"] + "/celloedd", en=_OF["en"] + "/cells", methods=_BOTH)
@guard.members
def cells_page(number: int) -> Response:
    """Find cells by their text and empty them, such as the names of private people."""
    form = CellsForm()

    def decide(submission: Submission, by: int, revision: int) -> None:
        known = {column["field"] for _table, column in found_columns(submission)}
        for _row, column in form.cells:
            if form.deed.data == "redact" and column not in known:
                raise WrongAnswerError(decision=column)
        drafting.decide(number, {form.deed.data: form.cells}, by=by, seen=revision)

    return _page("cells", number, form, decide, _rows_found)


def _rows_found(submission: Submission) -> dict[str, Any]:
    """Return the rows that hold the text asked for; none to who may not decide."""
    text, column = (request.args.get(name, "")[:200].strip() for name in ("q", "column"))
    facts = {"text": text, "column": column, "count": 0, "rows": [], "pages": {}}
    if not text or not may(require_member(), Deed.DECIDE, submission.publisher):
        return facts
    place = asked_page()
    offset = (place - 1) * PAGE_ROWS
    count, rows = queries.rows_of(
        submission, store(), text=text, column=column, offset=offset, limit=PAGE_ROWS
    )
    pages = page_count(count, PAGE_ROWS)
    require_page(place, pages)
    return {**facts, "count": count, "rows": rows, "pages": browsing.pages(place, pages)}
