"""What programs are told about how new data are, field by field."""

from marshmallow import Schema, fields


class Freshness(Schema):
    """How a dataset stands today; the days are None where its frequency promises none."""

    dataset = fields.String(required=True)
    frequency = fields.String(required=True)
    version = fields.Integer(required=True)
    last = fields.Date(required=True)
    due = fields.Date(required=True, allow_none=True)
    overdue_from = fields.Date(required=True, allow_none=True)
    state = fields.String(required=True, allow_none=True)
