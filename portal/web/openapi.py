"""The OpenAPI document, written from the routes there are and the schemas they use."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, current_app, request

from portal.bilingual import Bilingual
from portal.errors import BadParameterError, PortalError
from portal.i18n.catalogues import gettext
from portal.i18n.marking import N_
from portal.i18n.words import refusal
from portal.web.api import Described, Problem, described, described_of
from portal.web.routing import SlugConverter

if TYPE_CHECKING:
    from werkzeug.routing import Rule

bp = Blueprint("openapi", __name__)

PREFIX = "/api/v1/"
_TOKEN = "token"  # noqa: S105 (the name of a kind of proof)
_ARGUMENT = re.compile(r"<(\w+):(\w+)>")
_KINDS: dict[str, dict[str, Any]] = {
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "slug": {"type": "string", "pattern": f"^{SlugConverter.regex}$"},
}
_ABOUT = N_(
    "A program proves itself by a token, which an administrator of a publisher makes on the "
    "publisher’s page of tokens. It can hand in versions and submit them; approval stays with "
    "people. Every refusal is a problem document (RFC 9457) with a stable code."
)


@bp.get("/api/v1/openapi.json")
@described(N_("This document"), answers={200: None}, refusals=(BadParameterError,), token=False)
def openapi() -> Response:
    """Describe every address under /api/v1 to programs."""
    if request.args:
        raise BadParameterError(name=next(iter(request.args))[:40])
    body = json.dumps(document(current_app), ensure_ascii=False)
    response = Response(body, content_type="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest())
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    made = response.make_conditional(request)
    assert isinstance(made, Response)
    return made


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of an app; its texts are "Welsh / English"."""
    from apispec import APISpec
    from apispec.ext.marshmallow import MarshmallowPlugin

    spec = APISpec(
        title="Melin",
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin()],
        info={"description": _ABOUT},
        servers=[{"url": app.config["MELIN"].base_url}],
    )
    spec.components.security_scheme(_TOKEN, {"type": "http", "scheme": "bearer"})
    for rule, said in described_rules(app):
        methods = {m.lower() for m in rule.methods or () if m not in {"HEAD", "OPTIONS"}}
        spec.path(
            path=template(rule),
            parameters=_arguments(rule),
            operations={method: _operation(rule, said) for method in methods},
        )
    written: dict[str, Any] = _in_both(spec.to_dict())
    return written


def described_rules(app: Flask) -> "Iterator[tuple[Rule, Described]]":
    """Yield each address under /api/v1 with what its view says about itself."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        said = described_of(app.view_functions[rule.endpoint])
        if rule.rule.startswith(PREFIX) and said is not None:
            yield rule, said


def template(rule: "Rule") -> str:
    """Return an address as OpenAPI writes it."""
    return _ARGUMENT.sub(r"{\2}", rule.rule)


def _arguments(rule: "Rule") -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _KINDS[kind]}
        for kind, name in _ARGUMENT.findall(rule.rule)
    ]


def _operation(rule: "Rule", said: Described) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.replace(".", "-"),
        "summary": said.summary,
        "responses": {str(status): _answer(schema) for status, schema in said.answers.items()},
    }
    if said.details:
        operation["description"] = said.details
    if said.token:
        operation["security"] = [{_TOKEN: []}]
    operation["parameters"] = [
        {"name": name, "in": "header", "schema": {"type": "string"}, "description": text}
        for name, text in said.headers.items()
    ]
    if said.query is not None:
        operation["parameters"].append({"in": "query", "schema": said.query})
    if said.body is not None:
        content: dict[str, Any] = {"application/json": {"schema": said.body}}
        operation["requestBody"] = {"required": True, "content": content}
    if said.files:
        operation["requestBody"] = {"required": True, "content": {each: {} for each in said.files}}
    operation["responses"] |= _refusals(said.refusals)
    return operation


def _answer(schema: object) -> dict[str, Any]:
    said: dict[str, Any] = {"description": N_("Done")}
    if schema is not None:
        said["content"] = {"application/json": {"schema": schema}}
    return said


def _refusals(kinds: tuple[type[PortalError], ...]) -> dict[str, Any]:
    """Describe each refusal that is to be reckoned with, and any other."""
    codes: dict[str, list[str]] = {}
    for kind in kinds:
        codes.setdefault(str(kind.status), []).append(kind.code)
    told = {status: _refusal("; ".join(map(_told, said))) for status, said in codes.items()}
    return told | {"default": _refusal(N_("A refusal"))}


def _told(code: str) -> str:
    cy, en = (refusal(code, {}, locale).what for locale in ("cy", "en"))
    return f"{code}: {Bilingual(cy, en).both}"


def _refusal(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/problem+json": {"schema": Problem}}}


def _in_both(node: Any) -> Any:
    """Give every text of the document its Welsh."""
    if isinstance(node, list):
        return [_in_both(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: Bilingual(gettext(each, "cy"), each).both
        if name in {"summary", "description"} and isinstance(each, str)
        else _in_both(each)
        for name, each in node.items()
    }
