"""Charts of every kind with any sound content, hostile labels included."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from portal.bilingual import Bilingual
from portal.charts.specs import (
    About,
    Answers,
    Bar,
    Bars,
    Dot,
    Dots,
    Likert,
    Mark,
    State,
    Tile,
    TileMap,
    Track,
    Tracks,
)
from portal.charts.wales import CELLS

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; ]]> <!-- -->",
    "\u202eevil\u0000\u0007",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Penderfyniadau’n seiliedig ar dystiolaeth, yn ôl aelodau etholedig a swyddogion y cyngor",
    "ŵŷŴŶâêîôû 漢字 🏴 ﷺ",
]
texts = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=60).filter(str.strip)
words = st.builds(Bilingual, texts, texts)
legible = texts.filter(lambda text: any(map(str.isalnum, text)))
said = st.builds(Bilingual, legible, legible)
amounts = st.floats(0, allow_infinity=False, allow_nan=False) | st.integers(0, 10**9)
shares = st.integers(0, 100) | st.floats(0, 100)
abouts = st.builds(
    About,
    title=said,
    n=st.integers(0, 10**6) | said,
    date=st.dates(date(1900, 1, 1), date(2100, 1, 1)) | said,
    source=said,
    caveat=said,
    synthetic=st.booleans(),
)
maybe = st.none() | words


@st.composite
def spans(draw, values=amounts):
    """Return five values in order, of which those of an interval may be missing together."""
    outer_low, low, value, high, outer_high = sorted(draw(st.tuples(*[values] * 5)))
    inner = (low, high) if draw(st.booleans()) else (None, None)
    outer = (outer_low, outer_high) if draw(st.booleans()) else (None, None)
    return value, *inner, *outer


@st.composite
def bar_rows(draw):
    value, low, high, *_ = draw(spans())
    count, of = sorted(draw(st.tuples(st.integers(0, 10**12), st.integers(0, 10**12))))
    counted = {"count": count, "of": of} if draw(st.booleans()) else {}
    said = {"value": value, "low": low, "high": high} if draw(st.booleans()) else {"value": None}
    emphasis = draw(st.booleans())
    return Bar(label=draw(words), missing=draw(maybe), emphasis=emphasis, **said, **counted)


bars = st.builds(
    Bars,
    about=abouts,
    rows=st.lists(bar_rows(), max_size=6).map(tuple),
    unit=st.sampled_from(["", "percent", "GBP", "km2", "people"]),
    maximum=st.none() | st.floats(1e-9, allow_infinity=False),
)


@st.composite
def dot_rows(draw):
    value, low, high, outer_low, outer_high = draw(spans(shares))
    if draw(st.booleans()):
        return Dot(label=draw(words), value=None, missing=draw(maybe))
    return Dot(
        label=draw(words),
        value=value,
        low=low,
        high=high,
        outer_low=outer_low,
        outer_high=outer_high,
        other=draw(st.none() | shares),
        verdict=draw(maybe),
    )


dots = st.builds(
    Dots,
    about=abouts,
    rows=st.lists(dot_rows(), max_size=5).map(tuple),
    maximum=st.sampled_from([100, 50, 33.3]),
    other=words,
)


@st.composite
def likerts(draw):
    kinds = draw(st.integers(2, 5))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=kinds - 1, max_size=kinds - 1)))
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        given = tuple(parts) if draw(st.booleans()) else ()
        unknown, n = draw(st.none() | shares), draw(st.none() | st.integers(0, 10**6))
        row = Answers(label=draw(words), shares=given, unknown=unknown, n=n, missing=draw(maybe))
        rows.append(row)
    answers = draw(st.lists(words, min_size=kinds, max_size=kinds))
    return Likert(about=draw(abouts), answers=tuple(answers), rows=tuple(rows))


@st.composite
def tracks(draw):
    steps = draw(st.integers(2, 5))
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        low, high = sorted(draw(st.tuples(st.integers(1, steps), st.integers(1, steps))))
        known = draw(st.booleans())
        reached = (low, high) if known else (None, None)
        rows.append(Track(label=draw(words), low=reached[0], high=reached[1], missing=draw(maybe)))
    return Tracks(about=draw(abouts), rows=tuple(rows), steps=steps)


@st.composite
def tile_maps(draw):
    marks = get_args(Mark)
    states = tuple(State(key=mark, words=draw(words), mark=mark) for mark in marks)
    short = st.builds(Bilingual, *[st.text("abcWMŵ漢<&", min_size=1, max_size=5)] * 2)
    tiles = tuple(
        Tile(
            code=code.replace("W06", "X99"),
            name=draw(words),
            short=draw(short),
            state=draw(st.sampled_from(marks)),
            figure=draw(st.none() | short),
            cell=cell,
        )
        for code, cell in sorted(CELLS.items())[: draw(st.integers(0, 22))]
    )
    return TileMap(about=draw(abouts), states=states, tiles=tiles)


charts = st.one_of(bars, dots, likerts(), tracks(), tile_maps())
