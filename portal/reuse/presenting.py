"""What pages say of reuses and downloads, in the form the components take."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from flask_babel import gettext as _

from portal.bilingual import Locale, other
from portal.i18n import formatting
from portal.reuse import queries
from portal.reuse.forms import KIND_NAMES
from portal.reuse.models import Reuse, ReuseState
from portal.web.routing import current_locale, page_url

Entry = dict[str, Any]

FEW = 5
_FEWEST = 10


def entry(reuse: Reuse, locale: Locale, *, with_datasets: bool = True) -> Entry:
    """Return an accepted reuse as it stands in a list, with the datasets it was made with."""
    return {
        "href": reuse.url,
        "title": reuse.title[locale],
        "about": reuse.about[locale],
        "kind": kind_name(reuse),
        "datasets": [
            {
                "label": dataset.title[locale],
                "href": page_url("catalogue.dataset_page", slug=dataset.slug),
            }
            for dataset in reuse.datasets
            if dataset.latest_number and with_datasets
        ],
    }


def review_entries(reuses: Sequence[Reuse], publisher: str, locale: Locale) -> list[Entry]:
    """Return reuses as a publisher's members find them in a list, in words there are."""
    return [
        {
            "href": page_url("reuse.review_page", slug=publisher, number=reuse.id),
            "title": reuse.title[locale] or reuse.title[other(locale)],
            "lang": "" if reuse.title[locale] else other(locale),
            "quiet": [kind_name(reuse), *(dataset.title[locale] for dataset in reuse.datasets)],
            "when": [formatting.day(reuse.proposed_at, locale)],
        }
        for reuse in reuses
    ]


def review_facts(reuse: Reuse, locale: Locale) -> list[Entry]:
    """Return what a member has to know before she decides."""
    states = {
        ReuseState.PROPOSED: _("Waiting for your decision"),
        ReuseState.ACCEPTED: _("Shown to readers"),
        ReuseState.DECLINED: _("Declined"),
    }
    return [
        {"label": _("State"), "value": states[reuse.state], "hint": reuse.reason},
        {"label": _("What it is"), "value": kind_name(reuse)},
        {"label": _("Its address on the web"), "value": reuse.url},
        {"label": _("Proposed"), "value": formatting.day(reuse.proposed_at, locale)},
        *({"label": _("Dataset"), "value": dataset.title[locale]} for dataset in reuse.datasets),
    ]


def kind_name(reuse: Reuse) -> str:
    """Return what a reuse is, in the reader's language."""
    return str(KIND_NAMES.get(reuse.kind, reuse.kind))


def kind_choices(chosen: str | None) -> list[Entry]:
    """Return the kinds as choices of a form."""
    return [
        {"value": kind, "label": words, "chosen": kind == chosen}
        for kind, words in KIND_NAMES.items()
    ]


def about_count(count: int, locale: Locale) -> str:
    """Return a count of downloads rounded to two figures, since no more can be known."""
    if count < _FEWEST:
        return str(_("fewer than 10"))
    unit = 10 ** (len(str(count)) - 2)
    return str(
        _("about %(count)s", count=formatting.number((count + unit // 2) // unit * unit, locale))
    )


def prepare_use(app: Flask) -> None:
    """Let the page of a dataset say what became of it."""

    def use_of(slug: str) -> Entry:
        locale = current_locale()
        count = queries.downloads_before_today(slug)
        reuses = queries.accepted_reuses(slug, limit=FEW)
        return {
            "reuses": [entry(reuse, locale, with_datasets=False) for reuse in reuses],
            "downloads": about_count(count, locale) if count else "",
        }

    app.jinja_env.globals["use_of"] = use_of
