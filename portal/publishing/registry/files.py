"""The neutral addresses of the registry: schemas, empty templates and code lists as files."""

import hashlib

from flask import Blueprint, Response, request

from portal.bilingual import Locale
from portal.publishing.registry import code_list, schema, writing

bp = Blueprint("registry_files", __name__)

_CSV = "text/csv"
_JSON = "application/json"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/schema/<slug:name>/<number:number>.json")
def table_schema(name: str, number: int) -> Response:
    """Send a schema as a Table Schema."""
    return _send(writing.table_schema(schema(name, number)).encode(), _JSON)


@bp.get("/schema/<slug:name>/<number:number>.<any(cy,en):tongue>.<any(csv,xlsx):kind>")
def template(name: str, number: int, tongue: Locale, kind: str) -> Response:
    """Send an empty template with the headings of one language."""
    chosen = schema(name, number)
    filename = f"{name}-{number}.{tongue}.{kind}"
    if kind == "csv":
        return _send(writing.template(chosen, tongue), _CSV, filename)
    return _send(writing.workbook(chosen, tongue), _XLSX, filename)


@bp.get("/codes/<slug:name>/<number:number>.<any(csv,json):kind>")
def codes(name: str, number: int, kind: str) -> Response:
    """Send a code list."""
    chosen = code_list(name, number)
    if kind == "csv":
        return _send(writing.codes_csv(chosen), _CSV, f"{name}-{number}.csv")
    return _send(writing.codes_json(chosen).encode(), _JSON)


def _send(body: bytes, media_type: str, filename: str = "") -> Response:
    """Answer with a file made from the registry; one with a name is for keeping."""
    response = Response(body, mimetype=media_type)
    response.set_etag(hashlib.sha256(body).hexdigest())
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if filename:
        response.headers["Content-Disposition"] = f"attachment; filename={filename}"
    response.make_conditional(request)
    return response
