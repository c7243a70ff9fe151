"""The forms of reuses: what they ask for, in words of both languages."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from portal.bilingual import LOCALES, Bilingual
from portal.reuse.operations import LONGEST_URL, Proposal
from portal.reuse.queries import KINDS
from portal.web.forms import LINE, Form, needed

KIND_NAMES = {
    "app": lazy_gettext("App or website"),
    "picture": lazy_gettext("Picture or map"),
    "study": lazy_gettext("Study or report"),
    "service": lazy_gettext("Service of a public body"),
    "other": lazy_gettext("Something else"),
}
_ABOUT = 1000
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_TOO_LONG = lazy_gettext("This is too long.")
_PLAIN = Regexp(
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*\Z",
    message=lazy_gettext("Write it with ordinary characters."),
)


def _text(label: Any, lang: str, most: int) -> Any:
    return StringField(
        label,
        [Optional(), Length(max=most, message=_TOO_LONG), _PLAIN],
        render_kw={"lang": lang},
    )


class WordsForm(Form):
    """What a reuse is called and what it does, in one language or in both."""

    title_cy = _text(lazy_gettext("Title in Welsh"), "cy", LINE)
    about_cy = _text(lazy_gettext("Description in Welsh"), "cy", _ABOUT)
    title_en = _text(lazy_gettext("Title in English"), "en", LINE)
    about_en = _text(lazy_gettext("Description in English"), "en", _ABOUT)

    @property
    def title(self) -> Bilingual:
        """Return the titles."""
        return self._pair("title")

    @property
    def about(self) -> Bilingual:
        """Return the descriptions."""
        return self._pair("about")

    def _pair(self, stem: str) -> Bilingual:
        return Bilingual(*(" ".join((self[f"{stem}_{t}"].data or "").split()) for t in LOCALES))


class ProposeForm(WordsForm):
    """A reuse that anybody proposes; `website` is for robots, people do not see it."""

    places = {  # noqa: RUF012
        "bad-reuse-address": "url",
        "unknown-datasets": "datasets",
        "reuse-words-missing": "title_cy",
        "known-reuse": "url",
    }
    url = StringField(
        lazy_gettext("Its address on the web"),
        needed(LONGEST_URL),
        render_kw={"type": "url"},
    )
    kind = StringField(
        lazy_gettext("What it is"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(rf"^({'|'.join(KINDS)})\Z")],
    )
    datasets = StringField(
        lazy_gettext("Datasets that were used"),
        needed(1000),
        description=lazy_gettext("Their addresses or short names, with a space between them."),
    )
    website = StringField(lazy_gettext("Leave this empty"), [Optional()])

    @property
    def by_robot(self) -> bool:
        """Tell whether something was filled in that people do not see."""
        return bool(self.website.data)

    @property
    def proposal(self) -> Proposal:
        """Return what is proposed."""
        return Proposal(
            kind=self.kind.data,
            url=self.url.data.strip(),
            title=self.title,
            about=self.about,
            datasets=tuple(map(_slug, self.datasets.data.replace(",", " ").split())),
        )


class DecideForm(WordsForm):
    """What a member of a publisher decides about a reuse."""

    places = {"reuse-words-missing": "title_cy"}  # noqa: RUF012
    word = StringField(
        lazy_gettext("Decision"),
        [InputRequired(lazy_gettext("Choose one.")), Regexp(r"^(accept|decline)\Z")],
    )
    reason = StringField(
        lazy_gettext("Reason, where you decline"),
        [Optional(), Length(max=500, message=_TOO_LONG), _PLAIN],
    )

    def validate_word(self, field: Any) -> None:
        """Ask for a reason where it is declined."""
        if field.data == "decline" and not (self.reason.data or "").strip():
            self.reason.errors = [_("Say why.")]
            raise ValidationError(_("Say why."))


def _slug(text: str) -> str:
    """Return the short name that stands in an address of a dataset, or is the text itself."""
    if "/" not in text:
        return text
    parts = re.split(r"/(?:setiau-data|datasets?)/", text, maxsplit=1)
    found = _SLUG.match(parts[-1]) if len(parts) > 1 else None
    return found[0] if found else text
