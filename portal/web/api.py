"""What every address under /api/v1 shares: strict values in, plain answers out, a description.

A view marked `described` says what it takes and gives in marshmallow schemas; `openapi` writes
the OpenAPI document from these marks, and the view uses the same schemas to read and answer.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request
from marshmallow import RAISE, Schema, ValidationError, fields
from werkzeug.exceptions import BadRequest

from portal.errors import BadParameterError, PortalError
from portal.web.routing import View

LARGEST_JSON = 64 * 1024
_ATTRIBUTE = "melin_described"


class BadFieldsError(PortalError):
    """A JSON body has fields that are missing, unknown or wrong."""

    code = "bad-fields"
    status = 422


class WrongMediaTypeError(PortalError):
    """What was sent is not in a form that this address takes."""

    code = "wrong-media-type"
    status = 415


class PreconditionFailedError(PortalError):
    """What the program wants to change is not what it saw, by its If-Match."""

    code = "precondition-failed"
    status = 412


class Strict(Schema):
    """Values that a program sends: what is not named here is refused."""

    class Meta:
        unknown = RAISE


class Problem(Schema):
    """A refusal (RFC 9457), with its words in each language."""

    type = fields.Url(required=True, require_tld=False)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    title_cy = fields.String(required=True)
    title_en = fields.String(required=True)
    detail_cy = fields.String(required=True)
    detail_en = fields.String(required=True)
    code = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


@dataclass(frozen=True, slots=True)
class Described:
    """What a view says about itself; `summary` and `details` are English texts to translate.

    `files` are the media types of a body that is a file. `answers` holds, by status, the schema
    of an answer, None where it has no body. `token` tells that a program has to prove itself.
    """

    summary: str
    details: str = ""
    query: type[Schema] | None = None
    body: type[Schema] | None = None
    files: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[int, type[Schema] | None] = field(default_factory=dict)
    refusals: tuple[type[PortalError], ...] = ()
    token: bool = True


def described(summary: str, **said: Any) -> Callable[[View], View]:
    """Mark a view with what it takes and gives."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, Described(summary, **said))
        return view

    return mark


def described_of(view: View | None) -> Described | None:
    """Return what a view says about itself; None where it has no mark."""
    found: Described | None = getattr(view, _ATTRIBUTE, None)
    return found


def query_values(schema: type[Schema]) -> dict[str, Any]:
    """Return the values in the address, each named once and known.

    Raises:
        BadParameterError: one is missing, unknown, repeated or makes no sense.
    """
    for name in request.args:
        if len(request.args.getlist(name)) > 1:
            raise BadParameterError(name=name[:40])
    try:
        values: dict[str, Any] = schema().load(request.args.to_dict())
    except ValidationError as wrong:
        raise BadParameterError(name=_names(wrong)[:40]) from wrong
    return values


def json_values(schema: type[Schema]) -> dict[str, Any]:
    """Return the values of a JSON body.

    Raises:
        WrongMediaTypeError: it does not say that it is JSON.
        BadFieldsError: a field is missing, unknown or makes no sense.
    """
    if request.mimetype != "application/json":
        raise WrongMediaTypeError(found=request.mimetype[:40], wanted="application/json")
    request.max_content_length = LARGEST_JSON
    try:
        said = json.loads(request.get_data())
    except (ValueError, RecursionError) as wrong:
        raise BadRequest from wrong
    try:
        values: dict[str, Any] = schema().load(said)
    except ValidationError as wrong:
        raise BadFieldsError(fields=_names(wrong)[:200]) from wrong
    return values


def answer(schema: type[Schema], value: object, status: int = 200, **headers: str) -> Response:
    """Return a value as its schema writes it; `headers` have `_` for `-`."""
    body = json.dumps(schema().dump(value))
    response = Response(body, status, content_type="application/json")
    for name, said in headers.items():
        response.headers[name.replace("_", "-")] = said
    return response


def _names(wrong: ValidationError) -> str:
    messages = wrong.messages
    return ", ".join(map(str, messages)) if isinstance(messages, dict) else ""
