"""The forms of the gate."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.bilingual import Bilingual
from portal.publishing.forms import SeenForm
from portal.web.forms import needed

_LONGEST = 300


class FactForm(SeenForm):
    """A count of people that was published elsewhere; `where` says of which group."""

    places: ClassVar[dict[str, str]] = {"reason-incomplete": "source_cy"}
    where: Mapping[str, str]
    population = StringField(validators=[InputRequired(), Length(max=300)])
    value = StringField(
        lazy_gettext("Count"),
        [
            InputRequired(lazy_gettext("Fill this in.")),
            Regexp(r"^[0-9]{1,9}\Z", message=lazy_gettext("Write a whole number.")),
        ],
    )
    source_cy = StringField(lazy_gettext("Where it was published, in Welsh"), needed(_LONGEST))
    source_en = StringField(lazy_gettext("Where it was published, in English"), needed(_LONGEST))
    url = StringField(
        lazy_gettext("Address"),
        [
            Optional(),
            Length(max=500),
            Regexp(r"^https?://[^\s<>\"]+\Z", message=lazy_gettext("Write a web address.")),
        ],
    )

    @property
    def source(self) -> Bilingual:
        """Return where it was published."""
        return Bilingual(self.source_cy.data.strip(), self.source_en.data.strip())

    @property
    def fact(self) -> dict[str, Any]:
        """Return the count as `gate.operations.declare` takes it."""
        return {
            "population": self.population.data,
            "where": self.where,
            "value": int(self.value.data),
            "url": self.url.data or "",
        }


class RetractForm(SeenForm):
    """Which declared count is taken back."""

    fact = StringField(validators=[InputRequired(), Regexp(r"^[1-9][0-9]{0,8}\Z")])
