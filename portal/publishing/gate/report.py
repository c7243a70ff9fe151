"""gate_report.json: what was proved of a protected version, for everybody to read."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.bilingual import LOCALES
from portal.catalogue.protected import REPORT
from portal.i18n.gate_words import gate_message
from portal.i18n.ledger_words import limits, promise
from portal.interop.description import Description

__all__ = ["REPORT", "report"]

Plain = dict[str, Any]

METHOD = "docs/method/disclosure.md"


def report(description: Description, said: Mapping[str, Any]) -> Plain:
    """Return the report of a version that the gate cleared.

    It holds no count that is not published, and nothing of what was refused on the way.
    """
    populations = [_population(each) for each in said["populations"]]
    policy = _weakest([each["policy"] for each in populations])
    made: Plain = {
        "dataset": description.slug,
        "verdict": "clear",
        "promise": {locale: promise(policy, locale) for locale in LOCALES},
        "limits": {locale: limits(locale) for locale in LOCALES},
        "method": METHOD,
        "populations": populations,
    }
    if "exception" in said:
        signed = said["exception"]
        made["exception"] = {
            "settings": signed["settings"],
            "reason": {locale: signed[f"reason_{locale}"] for locale in LOCALES},
        }
    return made


def _weakest(policies: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return what can be promised of several populations together."""
    return {name: min(each[name] for each in policies) for name in policies[0]}


def _population(told: Mapping[str, Any]) -> Plain:
    return {
        "population": told["population"],
        "policy": told["policy"],
        "relation": told["relation"],
        "earlier_releases": told["earlier"],
        "published_elsewhere": [
            {"source": each["source"], "url": each["url"]} for each in told["facts"]
        ],
        "counts_judged": told["judged"],
        "counts_that_may_be_small": told["small"],
        "fewest_possible_numbers": told["fewest"],
        "seal": f"sha256:{told['seal']}",
        "warnings": [
            {"code": each["code"], **gate_message(each["code"], each["facts"])}
            for each in told["reasons"]
            if each["level"] == "warning"
        ],
    }
