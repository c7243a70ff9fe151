"""The versions of a dataset as those see them who look after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.accounts.queries import CurrentMember
from portal.catalogue.models import Dataset
from portal.catalogue.queries import ManagedDataset
from portal.clock import now
from portal.i18n import formatting
from portal.web.routing import page_url

Entry = dict[str, Any]


def managed_versions(
    dataset: ManagedDataset, me: CurrentMember, names: Mapping[int, str]
) -> list[Entry]:
    """Return every version, newest first; one that was taken down says who has to speak."""
    entries: list[Entry] = []
    for facts, why in dataset.versions:
        entry: Entry = {
            "number": facts.number,
            "label": _("Version: %(number)s", number=facts.number),
            "when": formatting.day(facts.published_at, g.locale),
            "reason": facts.reason[g.locale],
            "withdrawn": facts.withdrawn_at is not None,
            "href": page_url("catalogue.version_page", slug=dataset.slug, number=facts.number),
        }
        if why is not None and facts.withdrawn_at is not None:
            entry["why"] = why.reason[g.locale]
            entry["who"] = names.get(why.member, "–")
            entry["day"] = formatting.moment(why.at, g.locale)
            waits = why.settled_at is None and why.settle_before is not None
            if waits and why.settle_before is not None and why.settle_before > now():
                entry["until"] = formatting.moment(why.settle_before, g.locale)
                entry["own"] = why.member == me.id
        entries.append(entry)
    return entries


def version_lines(entries: Iterable[Entry]) -> list[Entry]:
    """Return versions as the list component takes them."""
    return [
        {
            "label": entry["label"],
            "href": entry["href"],
            "when": entry["when"],
            "withdrawn": entry["withdrawn"],
            "words": entry.get("why") or entry["reason"],
            "tags": [{"words": _("out of sight"), "kind": "withdrawn"}]
            if entry["withdrawn"]
            else [],
        }
        for entry in entries
    ]


def number_options(entries: Iterable[Entry], chosen: str | None) -> list[Entry]:
    """Return versions to choose from."""
    return [
        {
            "value": entry["number"],
            "label": entry["label"],
            "chosen": str(entry["number"]) == chosen,
        }
        for entry in entries
    ]


def way_options(can: Mapping[str, bool], chosen: str | None) -> list[Entry]:
    """Return the ways out of sight that she may choose."""
    ways = [
        (
            "WITHDRAW",
            "withdraw",
            _("Withdraw it for good"),
            _("A tombstone takes its place at once; nothing brings the version back."),
        ),
        (
            "TAKE_DOWN",
            "take-down",
            _("Take it down now, and have a second person decide"),
            _("For emergencies. Somebody else confirms or restores it within seven days."),
        ),
    ]
    return [
        {"value": value, "label": label, "hint": hint, "chosen": chosen == value}
        for deed, value, label, hint in ways
        if can[deed]
    ]


def successor_options(siblings: Iterable[Dataset], chosen: str) -> list[Entry]:
    """Return the datasets that could take a dataset's place, and none."""
    none = {"value": "", "label": _("Nothing takes its place"), "chosen": not chosen}
    return [
        none,
        *(
            {"value": each.slug, "label": each.title[g.locale], "chosen": each.slug == chosen}
            for each in siblings
        ),
    ]
