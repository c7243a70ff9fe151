"""Every picture is sound, whatever it shows, and says what its table says."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.bilingual import LOCALES, Bilingual
from portal.charts.drawing import facts, picture, standalone, table
from portal.charts.figures import figure
from portal.charts.kinds.bars import top_of
from portal.charts.samples import samples
from portal.charts.specs import Bar, Bars, Likert, TileMap
from portal.welsh.sort_key import sort_key
from tests.charts.reading import SVG, all_text, drawings, lines_of, parse, parsed, shapes, squeezed
from tests.charts.strategies import HOSTILE, bars, charts, likerts, tile_maps

SAMPLES = samples()
ABOUT = SAMPLES["bars"].about
any_locale = st.sampled_from(LOCALES)
# A drawing is six parses of some thousand characters; forty of each claim are enough.
few = settings(max_examples=40)


def one_bar(**values):
    return Bars(about=ABOUT, rows=(Bar(label=Bilingual("un", "one"), **values),), maximum=100)


@few
@given(charts, any_locale)
def test_every_form_is_well_formed_and_holds_nothing_but_drawing(chart, locale):
    allowed = {"svg", "title", "desc", "g", "text", "tspan", "rect", "line", "path", "circle"}
    for svg in drawings(chart, locale):
        assert {each.tag.removeprefix(SVG) for each in svg.iter()} <= allowed | {"style"}
        names = {name for each in svg.iter() for name in each.attrib}
        assert not {name for name in names if name.startswith("on") or name in {"style", "href"}}


@few
@given(charts, any_locale)
def test_no_text_leaves_the_picture(chart, locale):
    for svg in drawings(chart, locale):
        _, _, wide, high = map(float, svg.get("viewBox").split())
        margin = 0 if svg.get("class") else 14 if wide < 400 else 28
        for text, start, end, base, size in lines_of(svg):
            assert start >= -0.5, text
            assert end <= wide - 2 * margin + 0.5, text
            assert base <= high + 0.5, text
            assert base - size >= -2, text


@few
@given(charts, any_locale)
def test_every_label_stands_in_the_picture_whole(chart, locale):
    names = [tile.short for tile in chart.tiles] if isinstance(chart, TileMap) else []
    names += [row.label for row in getattr(chart, "rows", ())]
    for svg in drawings(chart, locale):
        said = all_text(svg)
        for name in names:
            assert squeezed(name[locale]) in said


@few
@given(charts, any_locale)
def test_every_picture_has_a_name_a_role_and_ids_of_its_own(chart, locale):
    drawn = picture(chart, locale, ident="one")
    both = f"<div>{drawn.wide}{drawn.narrow}{picture(chart, locale, ident='two').wide}</div>"
    ids = [each.get("id") for each in parse(both).iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 6
    for svg in drawings(chart, locale):
        assert svg.get("role") == "img"
        assert svg.get("lang") == locale
        title, told = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
        assert svg.get("aria-labelledby") == title.get("id")
        assert svg.get("aria-describedby") == told.get("id")
        assert squeezed(title.text) == squeezed(chart.about.title[locale])


@few
@given(charts, any_locale)
def test_a_picture_by_itself_carries_title_caveat_n_date_and_source(chart, locale):
    said = all_text(parse(standalone(chart, locale)))
    for text in (chart.about.title[locale], chart.about.caveat[locale]):
        assert squeezed(text) in said
    for label, value in facts(chart, locale):
        assert squeezed(f"{label}: {value}") in said
    marked = {"cy": "Arddangosiad:", "en": "Demonstration:"}[locale]
    assert (marked in said) == chart.about.synthetic


@few
@given(bars, any_locale)
def test_bars_are_as_long_as_their_values_and_stop_at_the_scale(chart, locale):
    values = [row.value for row in chart.rows if row.value is not None]
    for svg in list(drawings(chart, locale))[:2]:
        drawn = shapes(svg, "bar")
        assert len(drawn) == len(values)
        lengths = [float(each.get("width")) for each in drawn]
        wide = float(svg.get("viewBox").split()[2])
        shares = [min(float(value) / top_of(chart), 1.0) for value in values]
        longest, largest = max(lengths, default=0.0), max(shares, default=0.0)
        for each, length, share in zip(drawn, lengths, shares, strict=True):
            assert length == pytest.approx(longest * share / largest if largest else 0, abs=0.1)
            assert float(each.get("x")) + length <= wide


@few
@given(likerts(), any_locale)
def test_parts_of_answers_are_as_long_as_their_shares_and_meet_on_one_centre(chart, locale):
    for svg in list(drawings(chart, locale))[:2]:
        parts = [float(each.get("width")) for each in shapes(svg, "part")]
        given_shares = [float(share) for row in chart.rows for share in row.shares]
        assert len(parts) == len(given_shares)
        units = [part / share for part, share in zip(parts, given_shares, strict=True) if share > 5]
        if units:
            assert max(units) - min(units) < 0.01
        centres = {line.get("x1") for line in shapes(svg, "stroke-ink")}
        assert len(centres) <= 1


@few
@given(charts, any_locale)
def test_the_table_has_a_row_for_each_of_the_picture_and_is_square(chart, locale):
    told = table(chart, locale)
    rows = chart.tiles if isinstance(chart, TileMap) else chart.rows
    assert len(told.rows) == len(rows)
    assert {len(row) for row in told.rows} <= {len(told.headings)}
    assert len(told.numeric) == len(told.headings)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_row_without_enough_answers_says_so_under_how_many_there_are(locale):
    told = table(SAMPLES["likert"], locale)
    few = {"cy": "4 – dim digon o atebion", "en": "4 – not enough answers"}[locale]
    assert told.rows[-1] == (told.rows[-1][0], *[""] * 7, "60%", few)
    assert len(told.rows[-1]) == len(told.headings)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_number_that_is_a_count_is_said_once_with_what_it_is_of(locale):
    of = {"cy": "8 o 21", "en": "8 of 21"}[locale]
    chart = one_bar(value=8, count=8, of=21)
    assert table(chart, locale).rows[0][1:] == (of,)
    for svg in drawings(chart, locale):
        said = [text for text, *_ in lines_of(svg)]
        assert of in said
        assert "8" not in said
    share = replace(chart, unit="percent", rows=(replace(chart.rows[0], value=38),))
    assert table(share, locale).rows[0][1:] == ("38%", of)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_side_rounded_once_stands_in_picture_and_table_and_not_the_sum(locale):
    chart = SAMPLES["likert"]
    assert isinstance(chart, Likert)
    row = replace(chart.rows[0], against=21, favour=61)
    assert (sum(row.shares[:2]), sum(row.shares[3:])) == (20, 62)
    chart = replace(chart, rows=(row,))
    for said in [*map(all_text, drawings(chart, locale)), " ".join(table(chart, locale).rows[0])]:
        assert "21%" in said
        assert "61%" in said
        assert "20%" not in said
        assert "62%" not in said


@few
@given(charts, any_locale)
def test_every_figure_in_the_picture_stands_in_the_table(chart, locale):
    if isinstance(chart, Likert | TileMap):
        return
    known = "".join(squeezed(cell) for row in table(chart, locale).rows for cell in row)
    for row in chart.rows:
        value = getattr(row, "value", None)
        if value is not None:
            written = squeezed(figure(value, chart.unit, locale))
            assert written in known
            assert written in all_text(parsed(chart, locale))


@given(tile_maps(), any_locale)
@settings(max_examples=10)
def test_places_are_listed_by_the_alphabet_of_the_language(chart, locale):
    names = [row[0] for row in table(chart, locale).rows]
    assert names == sorted(names, key=lambda name: sort_key(name, locale))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_says_the_same_in_both_languages_in_different_words(name):
    welsh, english = (table(SAMPLES[name], locale) for locale in LOCALES)
    assert len(welsh.rows) == len(english.rows)
    assert len(welsh.headings) == len(english.headings)
    assert welsh.headings[0] != english.headings[0]
    told = [parsed(SAMPLES[name], locale).find(f"{SVG}desc").text for locale in LOCALES]
    assert told[0] != told[1]


@pytest.mark.parametrize("label", HOSTILE)
def test_script_in_a_label_is_text_and_nothing_else(label):
    chart = Bars(about=ABOUT, rows=(Bar(label=Bilingual(label, label), value=3),))
    for text in (picture(chart, "en", ident="a").wide, standalone(chart, "en")):
        assert "<script" not in text
        assert "<img" not in text
        assert "\x00" not in text


def test_an_interval_beyond_the_scale_ends_in_an_arrow_and_one_within_it_in_a_line():
    beyond = parsed(one_bar(value=90, low=80, high=120))
    within = parsed(one_bar(value=90, low=80, high=99))
    assert len(shapes(beyond, "fill-ink")) == len(shapes(within, "fill-ink")) + 1
    assert [each.tag for each in shapes(beyond, "fill-ink")].count(f"{SVG}path") == 1


def test_a_bar_beyond_the_scale_ends_in_an_arrow():
    assert not list(parsed(one_bar(value=100)).iter(f"{SVG}path"))
    assert len(list(parsed(one_bar(value=101)).iter(f"{SVG}path"))) == 1


def test_no_rows_and_no_value_are_drawn_without_a_bar():
    assert not shapes(parsed(Bars(about=ABOUT, rows=())), "bar")
    missing = parsed(one_bar(value=None), "cy")
    assert not shapes(missing, "bar")
    assert "hebeinodi" in all_text(missing)


def test_long_welsh_labels_wrap_and_stand_above_their_bars_where_it_is_narrow():
    label = "Penderfyniadau’n seiliedig ar dystiolaeth, yn ôl aelodau etholedig a swyddogion"
    chart = Bars(about=ABOUT, rows=(Bar(label=Bilingual(label, label), value=3),))
    wide, narrow, *_ = drawings(chart, "cy")
    assert len(list(wide.iter(f"{SVG}tspan"))) >= 3
    bar = float(shapes(narrow, "bar")[0].get("y"))
    assert all(base < bar for _, _, _, base, _ in lines_of(narrow))


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (61, "percent", "61%"),
        (61.0, "percent", "61%"),
        (Decimal("61.50"), "percent", "61.5%"),
        (1234567, "GBP", "£1,234,567"),
        (0, "", "0"),
        (1e300, "", "1E300"),
        (0.1 + 0.2, "", "0.3"),
    ],
)
def test_figures_are_written_the_same_everywhere(value, unit, written):
    assert figure(value, unit, "en") == written
    assert figure(value, unit, "cy") == written


def test_an_id_is_a_plain_name():
    with pytest.raises(ValueError, match="plain name"):
        picture(SAMPLES["bars"], "cy", ident='a"b')
