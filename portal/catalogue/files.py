"""The neutral addresses: permanent links to datasets, descriptors, archives and data files."""

from collections.abc import Mapping

from flask import Blueprint, Response, request

from portal.bilingual import LOCALES, Locale
from portal.catalogue import queries
from portal.errors import BadParameterError, NotAcceptableError
from portal.web.delivery import Delivery, deliver
from portal.web.routing import absolute, page_url
from portal.web.views import COOKIE

bp = Blueprint("files", __name__)

_ATTACHED = (".zip", ".csv", ".xlsx", ".ods")


@bp.get("/dataset/<slug:slug>")
def dataset_identity(slug: str) -> Response:
    """Send people to the dataset's page and programs to what they read it in."""
    queries.published_dataset(slug)
    return _redirect_for(
        page=page_url("catalogue.dataset_page", locale=_reader_locale(), slug=slug),
        documents={
            "application/json": f"/dataset/{slug}/datapackage.json",
            "text/turtle": f"/dataset/{slug}.ttl",
            "application/rdf+xml": f"/dataset/{slug}.rdf",
            "application/ld+json": f"/dataset/{slug}.jsonld",
        },
    )


@bp.get("/dataset/<slug:slug>/<number:number>")
def version_identity(slug: str, number: int) -> Response:
    """Send people to the version's page and programs to its frozen descriptor."""
    queries.published_dataset(slug, number)
    return _redirect_for(
        page=page_url("catalogue.version_page", locale=_reader_locale(), slug=slug, number=number),
        documents={"application/json": f"/dataset/{slug}/{number}/datapackage.json"},
    )


@bp.get("/dataset/<slug:slug>/datapackage.json")
def latest_descriptor(slug: str) -> Response:
    """Send the latest descriptor, whose paths point into the frozen version."""
    return _send(queries.published_file(slug, _descriptor_name()))


@bp.get("/dataset/<slug:slug>/data/<path:name>")
def latest_data(slug: str, name: str) -> Response:
    """Send a data file of the latest version."""
    return _send(queries.published_file(slug, f"data/{name}"), latest=True)


@bp.get("/dataset/<slug:slug>/<number:number>/<path:name>")
def frozen_file(slug: str, number: int, name: str) -> Response:
    """Send a file of one version; its bytes never change."""
    if name == "datapackage.json":
        name = _descriptor_name()
    return _send(queries.published_file(slug, name, number))


def _send(file: queries.ServedFile, *, latest: bool = False) -> Response:
    frozen = file.frozen and not latest
    base = f"/dataset/{file.slug}/{file.number}"
    location = f"{base}/{file.path}" if file.frozen else f"/dataset/{file.slug}/{file.path}"
    links = [("describedby", absolute(f"{base}/datapackage.json"))]
    if file.licence:
        links.append(("license", file.licence))
    return deliver(
        Delivery(
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            filename=file.path.rsplit("/", 1)[-1],
            frozen=frozen,
            location=location,
            links=tuple(links),
            attachment=file.document or file.path.endswith(_ATTACHED),
            sandboxed=file.document,
        )
    )


def _descriptor_name() -> str:
    """Name the descriptor in the language asked for; the neutral one where none is."""
    language = request.args.get("lang")
    if language is None:
        return "datapackage.json"
    if language not in LOCALES:
        raise BadParameterError(name="lang", value=language[:40])
    return f"datapackage.{language}.json"


def _reader_locale() -> Locale:
    chosen = request.cookies.get(COOKIE)
    best = chosen if chosen in LOCALES else request.accept_languages.best_match(LOCALES)
    return "en" if best == "en" else "cy"


def _redirect_for(*, page: str, documents: Mapping[str, str]) -> Response:
    forms = {"text/html": page, **documents}
    best = request.accept_mimetypes.best_match(forms) if request.accept_mimetypes else "text/html"
    if best is None:
        raise NotAcceptableError(accept=request.headers.get("Accept", "")[:100])
    response = Response(status=303, headers={"Location": forms[best]})
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    response.headers["Cache-Control"] = "no-store"
    return response
