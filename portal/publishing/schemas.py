"""What programs send about submissions and what they are told, field by field."""

from marshmallow import Schema, ValidationError, fields, validate

from portal.i18n.marking import N_
from portal.publishing.models import State
from portal.web.api import Strict
from portal.web.routing import SlugConverter

_SLUG = validate.Regexp(f"^{SlugConverter.regex}$")
_SLUG_OR_NONE = validate.Regexp(f"^({SlugConverter.regex})?$")
_LONGEST_REASON = 2000
_PRINTABLE = validate.Regexp(r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")


def _whole(text: str) -> None:
    """Refuse halves of characters, which JSON can write and no database can keep."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationError("half a character")


def _said(text: str) -> dict[str, str]:
    return {"description": text}


class Asked(Strict):
    """Which submissions to list."""

    publisher = fields.String(
        required=True, validate=_SLUG, metadata=_said(N_("The publisher’s short name"))
    )
    dataset = fields.String(validate=_SLUG, metadata=_said(N_("The dataset’s short name")))


class HandedIn(Strict):
    """What a file is that is handed in."""

    publisher = fields.String(
        required=True, validate=_SLUG, metadata=_said(N_("The publisher’s short name"))
    )
    dataset = fields.String(
        required=True, validate=_SLUG, metadata=_said(N_("The dataset’s short name"))
    )
    name = fields.String(
        load_default="",
        validate=[validate.Length(max=500), _PRINTABLE],
        metadata=_said(N_("The file’s name; its ending says what kind of file it is")),
    )
    dry_run = fields.String(
        load_default="0",
        validate=validate.OneOf(("0", "1")),
        metadata=_said(N_("1: only check the file, keep nothing of it")),
    )


class Appended(Strict):
    """Which table rows are for."""

    table = fields.String(
        load_default="",
        validate=_SLUG_OR_NONE,
        metadata=_said(N_("The table’s name; needed where the dataset has several")),
    )


class HandedInAgain(Strict):
    """What a file is that takes the place of another."""

    name = fields.String(
        load_default="",
        validate=[validate.Length(max=500), _PRINTABLE],
        metadata=_said(N_("The file’s name; its ending says what kind of file it is")),
    )


class Reason(Strict):
    """Why a version is made, in both languages; readers see it."""

    reason_cy = fields.String(
        required=True,
        validate=[validate.Length(min=1, max=_LONGEST_REASON), _PRINTABLE, _whole],
        metadata=_said(N_("Why, in Welsh")),
    )
    reason_en = fields.String(
        required=True,
        validate=[validate.Length(min=1, max=_LONGEST_REASON), _PRINTABLE, _whole],
        metadata=_said(N_("Why, in English")),
    )


class Words(Schema):
    """What is so, and how to mend it, in one language."""

    what = fields.String(required=True)
    mend = fields.String(required=True)


class Issue(Schema):
    """One thing wrong with what was handed in."""

    code = fields.String(required=True)
    file = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)
    column = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    cy = fields.Nested(Words, required=True)
    en = fields.Nested(Words, required=True)


class Sample(Schema):
    """One cell that was altered."""

    row = fields.Integer(required=True, allow_none=True)
    before = fields.Raw(required=True)
    after = fields.Raw(required=True)


class Change(Schema):
    """One kind of thing that was altered on the way in."""

    code = fields.String(required=True)
    sheet = fields.String(required=True)
    column = fields.String(required=True)
    count = fields.Integer(required=True)
    samples = fields.List(fields.Nested(Sample), required=True)
    cy = fields.String(required=True)
    en = fields.String(required=True)


class Question(Schema):
    """One thing that a person has to decide."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    sheet = fields.String(required=True)
    column = fields.String(required=True)
    options = fields.List(fields.Raw(), required=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    cy = fields.Nested(Words, required=True)
    en = fields.Nested(Words, required=True)


class Upload(Schema):
    """The bytes that were handed in."""

    name = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)


class Submission(Schema):
    """A version on its way."""

    id = fields.Integer(required=True)
    url = fields.String(required=True)
    dataset = fields.String(required=True)
    publisher = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf([state.value for state in State]))
    dry_run = fields.Boolean(
        required=True,
        metadata=_said(N_("Only checked: abandoned once it has been, and soon forgotten")),
    )
    revision = fields.Integer(
        required=True, metadata=_said(N_("Raised by every step; also the ETag, for If-Match"))
    )
    number = fields.Integer(
        required=True, allow_none=True, metadata=_said(N_("The number that the version will have"))
    )
    upload = fields.Nested(Upload, required=True)
    publish_at = fields.DateTime(required=True, allow_none=True)
    issues = fields.List(fields.Nested(Issue), required=True)
    flags = fields.List(
        fields.Nested(Issue),
        required=True,
        metadata=_said(N_("What is published as it is, with what is wrong shown beside it")),
    )
    changes = fields.List(fields.Nested(Change), required=True)
    questions = fields.List(fields.Nested(Question), required=True)


class Submissions(Schema):
    """What a publisher has on its way."""

    submissions = fields.List(fields.Nested(Submission), required=True)
