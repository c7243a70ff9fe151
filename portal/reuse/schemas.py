"""What programs ask about reuses and downloads and what they are told, field by field."""

from marshmallow import Schema, fields, validate

from portal.i18n.marking import N_
from portal.web.api import Strict
from portal.web.routing import SlugConverter


def _said(text: str) -> dict[str, str]:
    return {"description": text}


class Asked(Strict):
    """Which reuses to list."""

    dataset = fields.String(
        validate=validate.Regexp(f"^{SlugConverter.regex}$"),
        metadata=_said(N_("The dataset’s short name")),
    )
    limit = fields.Integer(
        load_default=100,
        validate=validate.Range(1, 1000),
        metadata=_said(N_("How many to list at most")),
    )
    after = fields.Integer(
        validate=validate.Range(1, 999_999_999),
        metadata=_said(N_("The number of the last one that was listed before")),
    )


class Reuse(Schema):
    """An accepted reuse."""

    number = fields.Integer(required=True)
    kind = fields.String(required=True)
    url = fields.String(required=True)
    title_cy = fields.String(required=True)
    title_en = fields.String(required=True)
    description_cy = fields.String(required=True)
    description_en = fields.String(required=True)
    datasets = fields.List(fields.String(), required=True)


class Reuses(Schema):
    """A part of the register; `count` is of everything that was asked for."""

    count = fields.Integer(required=True)
    reuses = fields.List(fields.Nested(Reuse), required=True)


class Month(Schema):
    """How often files of one kind of a version were taken away in a month."""

    month = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    count = fields.Integer(required=True)


class Downloads(Schema):
    """The downloads of a dataset."""

    dataset = fields.String(required=True)
    months = fields.List(fields.Nested(Month), required=True)
