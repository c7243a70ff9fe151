"""What the form asks that takes a file in."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.accounts.queries import CurrentMember
from portal.catalogue.models import Dataset
from portal.i18n import formatting
from portal.publishing.forms import NEW
from portal.publishing.uploads import Upload

Entry = dict[str, Any]


def publisher_options(me: CurrentMember, slugs: Iterable[str], chosen: str | None) -> list[Entry]:
    """Return the publishers that she may bring data in for."""
    return [
        {"value": slug, "label": me.titles[slug][g.locale], "chosen": slug == chosen}
        for slug in slugs
    ]


def dataset_options(
    datasets: Iterable[Dataset],
    publishers: Collection[str],
    taken: Collection[str],
    chosen: str | None,
) -> list[Entry]:
    """Return the datasets that a new version can be brought in for, and a new one last."""
    several = len(publishers) > 1
    options = [
        {
            "value": dataset.slug,
            "label": f"{dataset.publisher.title[g.locale]}: {dataset.title[g.locale]}"
            if several
            else dataset.title[g.locale],
            "chosen": dataset.slug == chosen,
        }
        for dataset in datasets
        if dataset.slug not in taken and dataset.publisher.slug in publishers
    ]
    new = {"value": NEW, "label": _("A new dataset"), "chosen": chosen == NEW}
    return [*options, new]


def kept_words(upload: Upload | None) -> str:
    """Say that a file has arrived already."""
    if upload is None:
        return ""
    said = _("We have this file already: %(name)s", name=upload.name)
    return f"{said} ({formatting.size(upload.size)})"
