"""What the pages of places say, in the form the components take."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.bilingual import Locale
from portal.catalogue.pages import Panel
from portal.catalogue.presenting import dataset_entry
from portal.catalogue.queries import published_titles
from portal.charts.drawing import Picture, picture
from portal.interop.description import Joined
from portal.maturity.results.study import FINDINGS, study_of
from portal.places.queries import AboutPlace, JoinedTable
from portal.publishing.registers.presenting import tracker
from portal.publishing.registers.tracking import tracked
from portal.web.delivery import store

Entry = dict[str, Any]


def entry(about: AboutPlace, gss: str, locale: Locale) -> Entry:
    """Return a dataset about a place as an entry of a list, with how well it joins."""
    made = dataset_entry(about.dataset, locale)
    lines = [
        _line(table, gss, several=len(about.tables) > 1, locale=locale) for table in about.tables
    ]
    return {**made, "quiet": [made["quiet"][0], *lines]}


def _line(table: JoinedTable, gss: str, *, several: bool, locale: Locale) -> str:
    count = table.joined.places[gss]
    here = ngettext("%(num)d row about this place", "%(num)d rows about this place", count)
    said = _(
        "%(rows)s, %(rate)s of all rows have a known place code", rows=here, rate=rate(table.joined)
    )
    return f"{table.title[locale]}: {said}" if several else said


def study(gss: str, locale: Locale) -> list[Picture]:
    """Return pictures of what was published about a council's use of data in 2018, if anything."""
    found = study_of(gss, store())
    if found is None:
        return []
    drawn = [picture(found.responses, locale, ident="responses")]
    if found.finding is not None:
        drawn.append(picture(found.finding, locale, ident="finding"))
    return drawn


def survey() -> Entry | None:
    """Return where the public survey about councils' use of data is; None where it is not here."""
    title = published_titles([FINDINGS]).get(FINDINGS)
    return {"slug": FINDINGS, "title": title} if title else None


def recorded(gss: str) -> Panel | None:
    """Return what a council's registers tell of recommendations; None where they tell nothing."""
    entries = tracked(store()).get(gss)
    return tracker(entries) if entries else None


def rate(joined: Joined) -> str:
    """Return the join rate in percent with one decimal; 100 only where no row is left over."""
    return f"{1000 * joined.known // joined.rows / 10:.1f}%"
