"""A chart that lacks what a reader needs is refused, with a code that says what."""

from dataclasses import replace
from typing import Any

import pytest

from portal.bilingual import LOCALES, Bilingual
from portal.charts.drawing import picture, standalone
from portal.charts.linting import ChartRefusedError, lint, require_sound
from portal.charts.rasters import png
from portal.charts.samples import samples
from portal.charts.specs import Bar, Bars, Likert
from portal.i18n.issue_words import ISSUE_WORDS
from portal.i18n.words import issue_words, refusal

SAMPLES: dict[str, Any] = dict(samples())
NOTHING: Any = None
BARS, DOTS, LIKERT, TRACKS, TILES = (
    SAMPLES[name] for name in ("bars", "dots", "likert", "tracks", "tiles")
)
LABEL = Bilingual("un", "one")


def codes(chart):
    return {issue.code for issue in lint(chart)}


def with_row(chart, **values):
    return replace(chart, rows=(replace(chart.rows[0], **values),))


def with_tile(**values):
    return replace(TILES, tiles=(replace(TILES.tiles[0], **values), *TILES.tiles[1:]))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_sound(name):
    assert lint(SAMPLES[name]) == []


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("part", ["title", "n", "date", "source", "caveat"])
@pytest.mark.parametrize(
    "lacking",
    [
        Bilingual("", "x"),
        Bilingual("x", " "),
        Bilingual("\u200b", "x"),
        Bilingual("x", "–"),
        None,
        "",
    ],
)
def test_a_chart_without_one_of_the_five_is_refused_in_every_form(kind, part, lacking):
    chart = replace(SAMPLES[kind], about=replace(SAMPLES[kind].about, **{part: lacking}))

    assert codes(chart) == {f"chart-{part}-missing"}
    for draw in (standalone, png, lambda c, locale: picture(c, locale, ident="a")):
        with pytest.raises(ChartRefusedError) as refused:
            draw(chart, "cy")
        assert refused.value.code == "chart-refused"
        assert {issue.code for issue in refused.value.issues} == {f"chart-{part}-missing"}


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf"), float("-inf"), True])
def test_a_number_that_cannot_be_drawn_is_refused(value):
    assert codes(with_row(BARS, value=value)) == {"chart-bad-number"}
    assert codes(with_row(DOTS, value=value)) == {"chart-bad-number"}
    assert codes(replace(BARS, maximum=value)) == {"chart-bad-number"}


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        (with_row(BARS, low=70), "chart-bad-interval"),
        (with_row(BARS, high=None), "chart-bad-interval"),
        (with_row(BARS, count=85), "chart-bad-count"),
        (with_row(BARS, of=None), "chart-bad-count"),
        (with_row(BARS, label=Bilingual("un", "")), "chart-label-missing"),
        (with_row(BARS, label=Bilingual("un", "x" * 301)), "chart-text-too-long"),
        (replace(BARS, rows=BARS.rows * 30), "chart-too-many-rows"),
        (with_row(DOTS, outer_low=79), "chart-bad-interval"),
        (replace(DOTS, other=None), "chart-label-missing"),
        (with_row(LIKERT, shares=(50, 50)), "chart-bad-shares"),
        (with_row(LIKERT, shares=(50, 40, 30, 0, 0)), "chart-bad-shares"),
        (with_row(LIKERT, unknown=101), "chart-bad-shares"),
        (with_row(LIKERT, shares=(23, 20, 20, 20, 20)), "chart-bad-shares"),
        (with_row(LIKERT, against=90), "chart-bad-shares"),
        (with_row(LIKERT, favour=-1), "chart-bad-number"),
        (Likert(about=LIKERT.about, answers=(LABEL,), rows=()), "chart-bad-answers"),
        (with_row(TRACKS, low=0), "chart-bad-level"),
        (with_row(TRACKS, high=4), "chart-bad-level"),
        (with_row(TRACKS, low=None), "chart-bad-level"),
        (with_tile(state="odd"), "chart-unknown-state"),
        (with_tile(cell=(9, 9)), "chart-bad-place"),
        (with_tile(cell=None), "chart-bad-place"),
        (with_tile(cell=TILES.tiles[1].cell), "chart-bad-place"),
        (with_tile(code="W06000001"), "chart-real-place"),
    ],
)
def test_what_is_wrong_has_a_code_of_its_own(chart, code):
    assert code in codes(chart)


def test_a_reason_may_stand_for_n():
    about = replace(BARS.about, n=Bilingual("heb ei nodi", "not stated"))
    assert lint(replace(BARS, about=about)) == []


def test_a_report_is_refused_for_one_bad_chart_among_many():
    bad = Bars(about=BARS.about, rows=(Bar(label=LABEL, value=-1),))
    require_sound(*SAMPLES.values())
    with pytest.raises(ChartRefusedError):
        require_sound(*SAMPLES.values(), bad)


def test_every_code_has_words_in_both_languages():
    told = [code for code in ISSUE_WORDS if code.startswith("chart-")]
    assert len(told) >= 18
    issues = [
        issue
        for part in ("title", "n", "date", "source", "caveat")
        for issue in lint(replace(BARS, about=replace(BARS.about, **{part: NOTHING})))
    ]
    for locale in LOCALES:
        assert all(issue_words(issue, locale).mend for issue in issues)
    assert refusal("chart-refused", {}, "cy") != refusal("chart-refused", {}, "en")
