"""The forms of publishing: what they ask for, in words of both languages."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from portal.bilingual import Bilingual
from portal.clock import now
from portal.web.forms import Form, needed

WALES = ZoneInfo("Europe/London")
NEW = "+"
"""Chosen instead of a dataset that exists."""
_LONGEST_WAIT = timedelta(days=366)
_REASON = 500
_CELL = re.compile(r"[1-9][0-9]{0,8}:[^\x00-\x1f]{1,200}")
_MOST_CELLS = 5000
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"


def _reason(label: Any, lang: str) -> Any:
    return StringField(label, needed(_REASON), render_kw={"lang": lang})


class SeenForm(Form):
    """A button on a submission; `seen` is the revision of it that the person was looking at."""

    seen = StringField(validators=[InputRequired(), Regexp(r"^[0-9]{1,9}\Z")])

    @property
    def revision(self) -> int:
        """Return the revision she saw."""
        return int(self.seen.data)


class ReasonForm(SeenForm):
    """A reason in both languages."""

    places = {"reason-incomplete": "reason_cy"}  # noqa: RUF012
    reason_cy = _reason(lazy_gettext("Reason in Welsh"), "cy")
    reason_en = _reason(lazy_gettext("Reason in English"), "en")

    @property
    def reason(self) -> Bilingual:
        """Return the reason."""
        return Bilingual(self.reason_cy.data.strip(), self.reason_en.data.strip())


class ApproveForm(SeenForm):
    """When an approved submission goes live; `at` is what the clocks of Wales show."""

    when = StringField(
        lazy_gettext("When it goes live"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(r"^(now|later)\Z")],
        default="now",
    )
    at = StringField(
        lazy_gettext("Day and time"),
        [Optional()],
        description=lazy_gettext("As the clocks of Wales show it: UK time, with summer time."),
        render_kw={"type": "datetime-local"},
    )

    def validate_when(self, field: Any) -> None:
        """Ask for a time where one was promised."""
        if field.data == "later" and not (self.at.data or "").strip():
            self.at.errors = [_("Say when.")]
            raise ValidationError(_("Say when."))

    def validate_at(self, field: Any) -> None:
        """Refuse a time that is no time, is over, or is very far away."""
        if self.when.data == "later" and field.data:
            moment = wales_time(field.data)
            if moment is None:
                raise ValidationError(_("This is no day and time, or the clocks skip it."))
            if not now() < moment < now() + _LONGEST_WAIT:
                raise ValidationError(_("Choose a time from now on, within a year."))

    @property
    def moment(self) -> datetime | None:
        """Return when it goes live; None is at once."""
        return wales_time(self.at.data) if self.when.data == "later" else None


class WithdrawForm(Form):
    """Which version goes out of sight, how, and why."""

    places = {"reason-incomplete": "reason_cy"}  # noqa: RUF012
    number = StringField(
        lazy_gettext("Version"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(r"^[1-9][0-9]{0,8}\Z")],
    )
    way = StringField(
        lazy_gettext("How"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(r"^(withdraw|take-down)\Z")],
    )
    reason_cy = _reason(lazy_gettext("Reason in Welsh"), "cy")
    reason_en = _reason(lazy_gettext("Reason in English"), "en")

    @property
    def reason(self) -> Bilingual:
        """Return the reason."""
        return Bilingual(self.reason_cy.data.strip(), self.reason_en.data.strip())


class SettleForm(Form):
    """A second person's word on a takedown."""

    number = StringField(validators=[InputRequired(), Regexp(r"^[1-9][0-9]{0,8}\Z")])
    word = StringField(validators=[InputRequired(), Regexp(r"^(confirm|restore)\Z")])


class SuccessorForm(Form):
    """Which dataset takes the place of another; "" is none."""

    places = {  # noqa: RUF012
        "wrong-successor": "successor",
        "foreign-successor": "successor",
        "not-found": "successor",
    }
    successor = StringField(lazy_gettext("Dataset"), [Optional(), Length(max=100)])


class TextsForm(SeenForm):
    """Texts by place, and perhaps one that was found to hold still; the places are the draft's."""

    confirm = StringField(validators=[Optional(), Length(max=300)])


class ChangeForm(SeenForm):
    """What is to become of one kind of change."""

    deed = StringField(validators=[InputRequired(), Regexp(r"^(undo|redo|accept)\Z")])
    code = StringField(validators=[InputRequired(), Length(max=60)])
    column = StringField(validators=[Optional(), Length(max=200)])


class CellsForm(SeenForm):
    """Cells to empty, or to show again: each is "row:column", the row as a spreadsheet counts."""

    deed = StringField(validators=[InputRequired(), Regexp(r"^(redact|show)\Z")], default="redact")
    cell = SelectMultipleField(lazy_gettext("Cells"), validate_choice=False)

    def validate_cell(self, field: Any) -> None:
        """Ask for cells, as the page offers them."""
        if not field.data:
            raise ValidationError(_("Tick the cells to empty."))
        if len(field.data) > _MOST_CELLS or not all(map(_CELL.fullmatch, field.data)):
            raise ValidationError(_("These are no cells of the file."))

    @property
    def cells(self) -> list[tuple[int, str]]:
        """Return the cells, each by source record and column."""
        parts = (cell.partition(":") for cell in self.cell.data)
        return [(int(row), column) for row, _colon, column in parts]


class AboutForm(SeenForm):
    """What a version says of itself beside its texts."""

    places = {"unknown-place": "theme"}  # noqa: RUF012
    theme = StringField(lazy_gettext("Theme"), [Optional(), Length(max=20)])
    frequency = StringField(lazy_gettext("How often updated"), [Optional(), Length(max=40)])
    licence = StringField(lazy_gettext("Licence"), [Optional(), Length(max=60)])
    keywords = SelectMultipleField(lazy_gettext("Keywords"), validate_choice=False)
    spatial = SelectMultipleField(lazy_gettext("Places it is about"), validate_choice=False)
    start = StringField(
        lazy_gettext("First day it is about"),
        [Optional(), Regexp(_DAY, message=lazy_gettext("Write a day."))],
        render_kw={"type": "date"},
    )
    end = StringField(
        lazy_gettext("Last day it is about"),
        [Optional(), Regexp(_DAY, message=lazy_gettext("Write a day."))],
        render_kw={"type": "date"},
    )
    contact_cy = StringField(
        lazy_gettext("Who answers questions, in Welsh"),
        [Optional(), Length(max=200)],
        render_kw={"lang": "cy"},
    )
    contact_en = StringField(
        lazy_gettext("Who answers questions, in English"),
        [Optional(), Length(max=200)],
        render_kw={"lang": "en"},
    )
    email = StringField(
        lazy_gettext("E-mail address for questions"),
        [Optional(), Length(max=200)],
        description=lazy_gettext("An office’s, not a person’s."),
        render_kw={"type": "email"},
    )

    @staticmethod
    def of(draft: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a draft says, by field."""
        period, contact = draft.get("temporal") or {}, draft.get("contact") or {}
        licences = draft.get("licenses") or [{}]
        return {
            "theme": draft.get("theme") or "",
            "frequency": draft.get("frequency") or "",
            "licence": licences[0].get("name") or "",
            "keywords": draft.get("keywords") or [],
            "spatial": draft.get("spatial") or [],
            "start": period.get("start") or "",
            "end": period.get("end") or "",
            "contact_cy": contact.get("title_cy") or "",
            "contact_en": contact.get("title_en") or "",
            "email": contact.get("email") or "",
        }

    def about(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was changed, as a descriptor says it; what is empty is taken out."""
        sent = {name: self[name].data or type(old)() for name, old in self.of(draft).items()}
        changed = {name for name, old in self.of(draft).items() if sent[name] != old}
        about: dict[str, Any] = {
            name: sent[name] or None
            for name in ("theme", "frequency", "licence", "keywords", "spatial")
            if name in changed
        }
        if about.get("licence", "") is None:
            about.pop("licence")
            about["licenses"] = None
        if changed & {"start", "end"}:
            period = {name: sent[name] for name in ("start", "end") if sent[name]}
            about["temporal"] = period or None
        if changed & {"contact_cy", "contact_en", "email"}:
            contact = dict(draft.get("contact") or {})
            contact.pop("title", None)
            contact |= {"title_cy": sent["contact_cy"], "title_en": sent["contact_en"]}
            contact["email"] = sent["email"]
            about["contact"] = {key: value for key, value in contact.items() if value} or None
        return about


class FileForm(SeenForm):
    """Another file for a submission."""

    places = {"upload-too-large": "file"}  # noqa: RUF012
    file = HiddenField(lazy_gettext("File"))

    def validate_file(self, _field: Any) -> None:
        """Ask for a file."""
        if sent_file() is None:
            raise ValidationError(_("Choose a file."))


class SheetForm(Form):
    """The translator's sheet, filled in."""

    places = {"not-a-sheet": "file"}  # noqa: RUF012
    file = HiddenField(lazy_gettext("Sheet"))

    def validate_file(self, _field: Any) -> None:
        """Ask for a file."""
        if sent_file() is None:
            raise ValidationError(_("Choose a file."))


class BeginForm(Form):
    """What is brought in: for which dataset, and the file.

    `kept` proves a file that came with an earlier try, so that it need not be sent again.
    """

    places = {  # noqa: RUF012
        "name-unusable": "title",
        "look-alike": "title",
        "name-taken": "title",
        "open-submission": "dataset",
        "other-publisher": "title",
        "upload-too-large": "file",
    }
    dataset = StringField(
        lazy_gettext("Dataset"), [InputRequired(lazy_gettext("Choose one.")), Length(max=200)]
    )
    publisher = StringField(lazy_gettext("Publisher"), [Optional(), Length(max=200)])
    title = StringField(
        lazy_gettext("Short title of the new dataset"),
        [Optional(), *needed(100)[1:]],
        description=lazy_gettext("Its address is made from this and cannot be changed later."),
    )
    file = HiddenField(lazy_gettext("File"))
    kept = HiddenField(validators=[Optional()])

    def validate_dataset(self, field: Any) -> None:
        """Ask for a title where the dataset is new."""
        if field.data == NEW and not (self.title.data or "").strip():
            self.title.errors = [_("Fill this in.")]
            raise ValidationError(_("Give the new dataset a title."))

    def validate_file(self, _field: Any) -> None:
        """Ask for a file, unless one came with an earlier try."""
        if sent_file() is None and not self.kept.data:
            raise ValidationError(_("Choose a file."))


def sent_file() -> FileStorage | None:
    """Return the file that came with a form; None where none was chosen."""
    sent = request.files.get("file")
    return sent if sent is not None and sent.filename else None


def wales_time(text: str) -> datetime | None:
    """Read a day and time as the clocks of Wales show it; None where they never do."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return None
    if local.tzinfo is not None:
        return None
    moment = local.replace(tzinfo=WALES)
    there_and_back = moment.astimezone(ZoneInfo("UTC")).astimezone(WALES)
    return moment if there_and_back.replace(tzinfo=None) == local else None
