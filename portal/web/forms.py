"""Forms: fields read, faults told beside the field and in a summary, in the page's language."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, Length, StopValidation

from portal.bilingual import Locale
from portal.errors import PortalError
from portal.i18n.words import refusal
from portal.web.routing import current_locale

LINE = 200


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form of a page; `places` says beside which field a refusal's code belongs."""

    places: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = 200
        self.refusals: list[str] = []
        self.headers: dict[str, str] = {}

    def sent(self) -> bool:
        """Tell whether the form came filled in, and rightly."""
        if request.method != "POST":
            return False
        if not self.validate():
            self.status = 422
            return False
        return True

    def carried_out(self, action: Callable[[], object]) -> bool:
        """Do what the form asks; a refusal becomes words in the form instead of a page."""
        try:
            action()
        except PortalError as error:
            self._tell(error)
            return False
        return True

    @property
    def summary(self) -> list[dict[str, str]]:
        """Return every fault for the summary: what is wrong, and the field it leads to."""
        faults = [{"label": words} for words in self.refusals]
        for field in self:
            faults.extend(
                {"label": str(words), "href": f"#field-{field.name}"} for words in field.errors
            )
        return faults

    def _tell(self, error: PortalError) -> None:
        locale: Locale = current_locale()
        words = refusal(error.code, error.facts, locale)
        said = f"{words.what}. {words.mend}"
        self.status = error.status
        if "seconds" in error.facts:
            self.headers["Retry-After"] = str(error.facts["seconds"])
        place = self.places.get(error.code)
        if place is None:
            self.refusals.append(said)
        else:
            self[place].errors = [*self[place].errors, said]


def needed(most: int = LINE) -> list[Any]:
    """Return the checks of a line that has to be filled in, with at most so many characters."""
    return [
        InputRequired(lazy_gettext("Fill this in.")),
        Length(max=most, message=lazy_gettext("This is too long.")),
        _plain_line,
    ]


def _plain_line(_form: Any, field: Any) -> None:
    """Refuse what no line of a form can hold: line breaks and other control characters."""
    text = field.data or ""
    if not text.strip() or not all(sign.isprintable() or sign == "\u00a0" for sign in text):
        raise StopValidation(lazy_gettext("Write it on one line, with ordinary characters."))
