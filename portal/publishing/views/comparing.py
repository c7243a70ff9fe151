"""What has changed: a submission against what is published, and one version against another."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence

from flask import Response, render_template, request, url_for

from portal.accounts import guard
from portal.catalogue import browsing
from portal.catalogue.queries import PublishedDataset, published_dataset
from portal.publishing import comparing, presenting
from portal.publishing.previewing import previewed_dataset
from portal.publishing.views.blueprint import bp, seen
from portal.query.difference import as_plain, write_csv
from portal.web.delivery import store
from portal.web.paging import asked_page, page_count, require_page
from portal.web.routing import page

PAGE_LINES = 100
_FILE = ".<any(csv,json):kind>"
_OF = {
    "cy": "/cyhoeddi/<number:number>/gwahaniaethau",
    "en": "/publish/<number:number>/differences",
}
_BETWEEN = "/<number:before>/<number:after>"


@page(bp, **_OF)
@guard.members
def submission_differences_page(number: int) -> str:
    """Show what a submission would change for readers."""
    submission = seen(number)
    found = comparing.compare_with_published(submission, store())
    return _page(
        "publishing/submission_differences.html",
        previewed_dataset(submission),
        found,
        files={
            kind: url_for("publishing.submission_differences_file", number=number, kind=kind)
            for kind in ("csv", "json")
        },
        submission=submission,
    )


@bp.get("/submission/<number:number>/differences" + _FILE)
@guard.members
def submission_differences_file(number: int, kind: str) -> Response:
    """Send what a submission would change as CSV or JSON."""
    return _file(comparing.compare_with_published(seen(number), store()), kind)


@page(
    bp,
    cy="/setiau-data/<slug:slug>/gwahaniaethau" + _BETWEEN,
    en="/datasets/<slug:slug>/differences" + _BETWEEN,
)
def differences_page(slug: str, before: int, after: int) -> str:
    """Show what one published version changed since another."""
    dataset = published_dataset(slug, after)
    return _page(
        "publishing/differences.html",
        dataset,
        comparing.compare_versions(slug, before, after, store()),
        files={
            kind: url_for(
                "publishing.differences_file", slug=slug, before=before, after=after, kind=kind
            )
            for kind in ("csv", "json")
        },
        before=before,
        after=after,
    )


@bp.get("/dataset/<slug:slug>/differences" + _BETWEEN + _FILE)
def differences_file(slug: str, before: int, after: int, kind: str) -> Response:
    """Send what one published version changed since another as CSV or JSON.

    Both versions are frozen, so its ETag is that of their files: a 304 costs no comparison.
    """
    sides = [published_dataset(slug, number) for number in (before, after)]
    etag = _etag(sides, kind)
    if request.if_none_match.contains_weak(etag):
        response = Response(status=304)
    else:
        response = _file(comparing.compare_versions(slug, before, after, store()), kind)
    response.set_etag(etag)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _etag(sides: Sequence[PublishedDataset], kind: str) -> str:
    digest = hashlib.sha256(kind.encode())
    for side in sides:
        for file in side.description.files:
            digest.update(f"{file.scope} {file.path} {file.sha256}\n".encode())
    return digest.hexdigest()


def _page(
    template: str, dataset: PublishedDataset, found: comparing.Comparison, **facts: object
) -> str:
    """Return the page of a comparison: what changed in each table, its lines a page at a time."""
    place = asked_page()
    pages = page_count(sum(map(presenting.line_count, found.tables)), PAGE_LINES)
    require_page(place, pages)
    return render_template(
        template,
        dataset=dataset,
        description=dataset.description,
        parts=presenting.difference_parts(
            found.tables, dataset.description, offset=(place - 1) * PAGE_LINES, limit=PAGE_LINES
        ),
        documents=presenting.document_changes(found.documents),
        pages=browsing.pages(place, pages),
        **facts,
    )


def _file(found: comparing.Comparison, kind: str) -> Response:
    documents = [(one.name, one.state) for one in found.documents]
    if kind == "json":
        plain = as_plain(found.tables)
        plain += [{"resource": n, "document": True, "state": state} for n, state in documents]
        text = json.dumps(plain, ensure_ascii=False)
        response = Response(text, content_type="application/json")
    else:
        sheet = io.StringIO(newline="")
        write_csv(found.tables, sheet)
        lines = [[name, f"document {state}", *[""] * 5] for name, state in documents]
        csv.writer(sheet).writerows(line for line in lines if line[1] != "document same")
        response = Response(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="differences.{kind}"'
    return response
