"""The forms with which a round is run: what they ask for, in words of both languages."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Optional, Regexp, ValidationError

from portal.bilingual import Bilingual
from portal.clock import today
from portal.errors import Issue, PortalError
from portal.interop import vocabularies
from portal.maturity.framework.model import Framework
from portal.maturity.lists import read_groups
from portal.maturity.operations import Group, Plan, last_moment
from portal.publishing.forms import sent_file
from portal.web.forms import Form, needed

LARGEST_LIST = 256 * 1024
"""Bytes of a list of groups that is uploaded."""
_LATEST = timedelta(days=730)
_MOST_DAYS = 365


class IssuesForm(Form):
    """A form whose refusal may list issues, which are kept for the page."""

    issues: tuple[Issue, ...] = ()

    def _tell(self, error: PortalError) -> None:
        super()._tell(error)
        self.issues = getattr(error, "issues", ())


class StartForm(IssuesForm):
    """What a new round is like; `start_form` adds a field for each council and audience."""

    places = {"round-name": "name", "round-exists": "name", "list-refused": "groups"}  # noqa: RUF012
    name = StringField(
        lazy_gettext("Name of the round"),
        needed(60),
        description=lazy_gettext("It stands in addresses: the year, such as 2027."),
    )
    publisher = StringField(lazy_gettext("Publisher"))
    kind = StringField(
        lazy_gettext("Kind of round"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(r"^(real|synthetic)\Z")],
        default="real",
    )
    closes = StringField(lazy_gettext("Last day to answer"), needed(), render_kw={"type": "date"})
    keep_days = StringField(
        lazy_gettext("Days the answers are kept after closing"),
        needed(),
        description=lazy_gettext("From 1 to 365. Then they are deleted, with their key."),
        default="30",
        render_kw={"type": "number"},
    )
    file = HiddenField(lazy_gettext("The list as a file"))
    groups = StringField(lazy_gettext("The list, pasted"))

    def validate_closes(self, field: Any) -> None:
        """Refuse what is no day, or a day that is over or very far away."""
        try:
            day = date.fromisoformat(field.data)
        except ValueError:
            raise ValidationError(_("This is no day.")) from None
        if not today() <= day <= today() + _LATEST:
            raise ValidationError(_("Choose a day from today on, within two years."))

    def validate_keep_days(self, field: Any) -> None:
        """Refuse what is no number of days, or too many."""
        if not re.fullmatch(r"[1-9][0-9]{0,2}", field.data) or int(field.data) > _MOST_DAYS:
            raise ValidationError(_("Write a whole number from 1 to 365."))

    def validate_file(self, _field: Any) -> None:
        """Put a list that came as a file where a pasted one stands, so that it is not lost."""
        sent = sent_file()
        if sent is None:
            return
        content = sent.stream.read(LARGEST_LIST + 1)
        if len(content) > LARGEST_LIST:
            raise ValidationError(_("This is too long."))
        try:
            self.groups.data = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("Save the file as “CSV UTF-8”.")) from None

    def validate_groups(self, field: Any) -> None:
        """Ask for the table or for a list, and not for both."""
        filled = next(self.filled(), None) is not None
        listed = bool((field.data or "").strip())
        if filled and listed:
            raise ValidationError(_("Fill in the table or give a list, not both."))
        if not filled and not listed and not self.file.errors:
            raise ValidationError(_("Say who is invited: fill in the table or give a list."))
        if filled and self.kind.data == "synthetic":
            raise ValidationError(_("The table holds real councils; a demonstration needs a list."))

    def filled(self) -> Iterator[tuple[str, str, str]]:
        """Yield what was filled in of the table: council, audience and number."""
        for field in self:
            if field.name.startswith("invited-") and field.data and field.data.strip("0"):
                _invited, council, audience = field.name.split("-", 2)
                yield council, audience, field.data

    def plan(self, framework: Framework) -> Plan:
        """Return the round as it is to be.

        Raises:
            ListRefusedError: the list has faults.
        """
        synthetic = self.kind.data == "synthetic"
        text = (self.groups.data or "").strip()
        groups = (
            read_groups(text.splitlines(), framework, synthetic=synthetic)
            if text
            else [_group(*each) for each in self.filled()]
        )
        closes = last_moment(date.fromisoformat(self.closes.data))
        name, days = self.name.data.strip(), int(self.keep_days.data)
        return Plan(name, framework, groups, closes, days, synthetic)


def start_form(framework: Framework) -> StartForm:
    """Return the form of a new round, with a number for each council and audience."""
    wrong = lazy_gettext("Write a whole number.")
    fields = {
        f"invited-{place.gss}-{audience.code}": StringField(
            validators=[Optional(), Regexp(r"^[0-9]{1,6}\Z", message=wrong)]
        )
        for place in vocabularies.councils()
        for audience in framework.audiences
    }
    form: StartForm = type("FilledStartForm", (StartForm,), fields)()
    return form


def _group(council: str, audience: str, number: str) -> Group:
    titles: dict[str, Bilingual] = {place.gss: place.name for place in vocabularies.councils()}
    return Group(council, titles[council], audience, int(number))


class LinksForm(IssuesForm):
    """How many links, for which council and questionnaire."""

    places = {"round-invited": "number"}  # noqa: RUF012
    council = StringField(lazy_gettext("Council"), [InputRequired(lazy_gettext("Choose one."))])
    tool = StringField(lazy_gettext("Questionnaire"), [InputRequired(lazy_gettext("Choose one."))])
    number = StringField(
        lazy_gettext("Number of links"),
        [
            InputRequired(lazy_gettext("Fill this in.")),
            Regexp(r"^[1-9][0-9]{0,5}\Z", message=lazy_gettext("Write a whole number.")),
        ],
        render_kw={"type": "number"},
    )


class EveryLinkForm(IssuesForm):
    """How many links for each council and questionnaire, as a list."""

    places = {"list-refused": "wishes"}  # noqa: RUF012
    wishes = StringField(
        lazy_gettext("How many for whom"), [InputRequired(lazy_gettext("Fill this in."))]
    )
    form = StringField(validators=[AnyOf(("csv", "zip"))], default="csv")


class VoidForm(Form):
    """Whose unused links become void."""

    places = {"round-invited": "void_council"}  # noqa: RUF012
    void_council = StringField(
        lazy_gettext("Council"), [InputRequired(lazy_gettext("Choose one."))]
    )
    void_tool = StringField(
        lazy_gettext("Questionnaire"), [InputRequired(lazy_gettext("Choose one."))]
    )


class ImportForm(IssuesForm):
    """A file of answers."""

    places = {"answers-refused": "file"}  # noqa: RUF012
    file = HiddenField(lazy_gettext("File of answers"))

    def validate_file(self, _field: Any) -> None:
        """Ask for a file."""
        if sent_file() is None:
            raise ValidationError(_("Choose a file."))
