"""The charts that a round's package carries: the finding first, as everywhere."""

from collections.abc import Mapping
from typing import Any

from portal.bilingual import Bilingual
from portal.maturity.aggregating.counting import ALL
from portal.maturity.aggregating.tables import Results, counted, scores
from portal.maturity.results import words
from portal.maturity.results.charting import certainly, most_certain
from portal.maturity.results.words import filled, joined

Plain = dict[str, Any]

_CERTAIN = 2
"""The level that pictures ask about, as the pages of results do."""


def charts(results: Results, names: Mapping[str, str]) -> list[Plain]:
    """Return the charts of a package; `names` gives the resource of each table that is in it."""
    made = _of_many(results) if len(results.councils) > 1 else _of_one(results)
    return [
        {**chart, "resource": names[chart["resource"]]}
        for chart in made
        if chart["resource"] in names
    ]


def _of_many(results: Results) -> list[Plain]:
    """Return how many councils are certainly at a level, by component, and who answered."""
    titles = {own.code: own.title for own in results.framework.components}
    title = most_certain(
        [
            (titles[component], certain, known)
            for component, level, certain, known in counted(results)
            if level == _CERTAIN
        ]
    )
    return [
        {
            "name": "reached",
            "kind": "bars",
            "resource": "reached",
            "label": "component",
            "value": "certain",
            "count": "certain",
            "of": "known",
            "where": {"level": str(_CERTAIN)},
            "maximum": len(results.councils),
            **_said(title, words.CAVEAT),
        },
        {
            "name": "responses",
            "kind": "bars",
            "resource": "invited",
            "label": "council",
            "value": "answered",
            "count": "answered",
            "of": "invited",
            "where": {"audience": ALL},
            **_said(_answered(results), words.CAVEAT),
        },
    ]


def _of_one(results: Results) -> list[Plain]:
    """Return a council's components on their way up, and the shares behind them."""
    found = [score for *_, audience, _, score in scores(results) if audience == ALL]
    return [
        {
            "name": "levels",
            "kind": "tracks",
            "resource": "levels",
            "label": "component",
            "low": "level_low",
            "high": "level_high",
            "where": {"audience": ALL},
            "maximum": len(results.framework.levels),
            **_said(
                certainly(words.TRACKS, [score.low for score in found]),
                joined(_answered(results), words.CAVEAT, between=". "),
            ),
        },
        {
            "name": "shares",
            "kind": "dots",
            "resource": "shares",
            "label": "component",
            "value": "share",
            "low": "low",
            "high": "high",
            "outer_low": "silent_low",
            "outer_high": "silent_high",
            "where": {"audience": ALL, "level": str(_CERTAIN)},
            "unit": "percent",
            "maximum": 100,
            **_said(words.AT_TWO, words.CAVEAT_INTERVAL),
        },
    ]


def _answered(results: Results) -> Bilingual:
    answered = sum(sum(own.sealed.answered.values()) for own in results.councils)
    invited = sum(sum(own.invited.values()) for own in results.councils)
    return filled(words.RESPONSE, answered=answered, invited=invited)


def _said(title: Bilingual, caveat: Bilingual) -> Plain:
    return {
        "title_cy": title.cy,
        "title_en": title.en,
        "caveat_cy": caveat.cy,
        "caveat_en": caveat.en,
    }
