"""What the pages say of the gate: to officers everything, to readers what was proved."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.i18n import formatting
from portal.i18n.gate_words import gate_words
from portal.i18n.statistic_words import recognised_words
from portal.publishing.gate.operations import lowered
from portal.publishing.models import Submission

Entry = dict[str, Any]
Facts = Mapping[str, Any]

MOST_CHOICES = 300
"""How many codes of a column are offered to choose from; of more, the code is written."""


def gate_parts(submission: Submission) -> list[Entry]:
    """Return what the gate said of each population that a submission counts."""
    return [_part(told) for told in (submission.gate or {}).get("populations") or ()]


def _part(told: Facts) -> Entry:
    clear = told["verdict"] == "clear"
    return {
        "name": told["population"],
        "clear": clear,
        "verdict": _("Nobody can be singled out") if clear else _("Refused"),
        "judged": _("Counts judged: %(count)s", count=formatting.number(told["judged"], g.locale)),
        "recognised": [
            recognised_words(each["code"], each["facts"][g.locale], g.locale)
            for each in told["recognised"]
        ],
        "reasons": [gate_words(each["code"], each["facts"], g.locale) for each in told["reasons"]],
        "cells": [_cell(each) for each in told["cells"]],
        "more": max(told["count"] - len(told["cells"]), 0),
        "repair": None if told["repair"] is None else [_place(each) for each in told["repair"]],
        "facts": [
            {"label": each["source"][g.locale], "href": each["url"], "id": each["id"]}
            for each in told["facts"]
        ],
        "dimensions": [_choice(*each) for each in enumerate(told["labels"])],
    }


def _cell(cell: Facts) -> list[Entry]:
    """Return a refused count as a row: where it stands, whom it counts, what it may be, why."""
    row = formatting.number(cell["row"], g.locale) if cell["row"] else "–"
    if cell["low"] is None:
        possible = "–"
    elif cell["high"] is None:
        possible = _("%(low)s or more", low=formatting.number(cell["low"], g.locale))
    elif cell["low"] == cell["high"]:
        possible = formatting.number(cell["low"], g.locale)
    else:
        low, high = (formatting.number(cell[end], g.locale) for end in ("low", "high"))
        possible = f"{low}–{high}"
    return [
        {"text": row, "hint": cell["resource"]},
        {"text": cell["where"][g.locale] or _("everybody"), "hint": _compared(cell["release"])},
        {"text": possible},
        {"text": cell["witness"] or "–", "bare": True},
    ]


def _compared(release: str) -> str:
    """Say that a count is of the people who came between two versions."""
    before, arrow, after = release.partition("→")
    return (
        str(_("came between %(before)s and %(after)s", before=before, after=after)) if arrow else ""
    )


def _place(place: Facts) -> str:
    words = place["where"][g.locale] or _("everybody")
    if not place["row"]:
        return str(words)
    row = formatting.number(place["row"], g.locale)
    return str(_("Row %(row)s – %(place)s", row=row, place=words))


def _choice(position: int, dimension: Facts) -> Entry:
    codes = dimension["codes"]
    return {
        "name": f"group-{position}",
        "label": dimension["title"][g.locale],
        "options": [
            {"value": "", "label": _("everybody")},
            *({"value": code, "label": label[g.locale]} for code, label in codes),
        ]
        if codes
        else [],
    }


def chosen_group(submission: Submission) -> dict[str, str]:
    """Return the group that was chosen in a form, by dimension."""
    population = request.form.get("population", "")
    for told in (submission.gate or {}).get("populations") or ():
        if told["population"] == population:
            return {
                dimension["name"]: request.form.get(f"group-{position}", "").strip()
                for position, dimension in enumerate(told["labels"])
            }
    return {}


def is_rounded(submission: Submission) -> bool:
    """Tell whether the officer had the counts rounded by the portal."""
    return bool((submission.decisions.get("gate") or {}).get("round"))


def wants_signature(submission: Submission) -> str:
    """Return the settings of a lower policy for which somebody has to sign; "" for none."""
    return ", ".join(f"{name}: {value}" for name, value in sorted(lowered(submission).items()))


def population_facts(told: Facts) -> list[Entry]:
    """Return what was proved of one population."""
    fewest = told["fewest_possible_numbers"]
    earlier = told["earlier_releases"]
    entries = [
        {"label": _("Counts judged"), "value": formatting.number(told["counts_judged"], g.locale)},
        {
            "label": _("Counts that may be small"),
            "value": formatting.number(told["counts_that_may_be_small"], g.locale),
        },
        {
            "label": _("Fewest numbers that any of them may be"),
            "value": formatting.number(fewest, g.locale) if fewest else "–",
        },
        {
            "label": _("Published before about the same people"),
            "value": ngettext("%(num)d release", "%(num)d releases", earlier),
        },
    ]
    relation = _relations().get(told["relation"])
    if relation and earlier:
        entries.append({"label": _("How they stand to those"), "value": relation})
    return entries


def policy_rows(policy: Mapping[str, int]) -> list[list[Entry]]:
    """Return the settings of a policy as rows of a table: which, its value, what it means."""
    means = {
        "threshold": _("Counts from 1 up to one below this can tell who somebody is."),
        "width": _("A count that may be small has to stay open between more numbers than this."),
        "coalition": _("A group gives its answer away when all, or all but so many, gave one."),
        "minimum_group": _("No group smaller than this is broken down."),
        "base": _("Counts are rounded to multiples of this."),
    }
    return [
        [{"text": name, "bare": True}, {"text": str(policy[name])}, {"text": words}]
        for name, words in means.items()
        if name in policy
    ]


def relation_words(relation: str) -> str:
    """Say how counts stand to those published before."""
    return _relations().get(relation, relation)


def _relations() -> Mapping[str, str]:
    return {
        "same": _("The same people, told in another way: nothing has changed"),
        "grown": _("The same people and more: late answers were added"),
        "corrected": _("The same people: some answers were corrected"),
        "separate": _("Other people, such as those of another year"),
        "repeated": _("The very counts that were published before"),
    }


def warnings(reports: Iterable[Facts]) -> list[str]:
    """Return what should be known although nothing was refused."""
    return [each[g.locale] for told in reports for each in told["warnings"]]
