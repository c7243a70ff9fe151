"""Colours are the page's own, can be told from their ground, and never stand alone."""

import re

import pytest

from portal.charts.palette import DARK, LIGHT, STYLE, STYLE_AFTER_DARK
from portal.charts.samples import samples
from portal.config import ROOT
from tests.charts.reading import drawings

CSS = ROOT / "portal/web/static/css"
MARKS = sorted(set(LIGHT) - {"paper", "wash", "rule", "on"})
LEGIBLE = 4.5
VISIBLE = 3.0


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_can_be_told_from_both_grounds(colours, mark):
    for ground in ("paper", "wash"):
        assert contrast(colours[mark], colours[ground]) >= VISIBLE


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_legible_where_it_stands(colours):
    for ground in ("paper", "wash"):
        assert contrast(colours["ink"], colours[ground]) >= LEGIBLE
    assert contrast(colours["quiet"], colours["paper"]) >= LEGIBLE
    for mark in ("sea", "for-1", "for-2", "middle", "against-1", "against-2"):
        assert contrast(colours["on"], colours[mark]) >= LEGIBLE


def test_pages_and_files_have_the_same_colours():
    text = (CSS / "00-tokens.css").read_text()
    light, dark = text.split("@media")
    for part, colours in ((light, LIGHT), (dark, DARK)):
        tokens = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]+)", part))
        for name, colour in colours.items():
            found = tokens["on-sea" if name == "on" else name]
            full = "#" + "".join(2 * each for each in found[1:]) if len(found) == 4 else found
            assert full == colour, name


def test_every_class_that_is_drawn_has_its_style_on_pages_and_in_files():
    page = (CSS / "54-picture.css").read_text()
    drawn = {
        name
        for chart in samples().values()
        for svg in drawings(chart, "cy")
        for each in svg.iter()
        for name in (each.get("class") or "").split()
        if name.startswith(("fill-", "stroke-")) or name in {"bold", "dashed"}
    }
    assert {"fill-on", "fill-against-1", "stroke-paper", "bold", "dashed"} <= drawn
    for name in drawn:
        assert re.search(rf"\.{name}\b(?!-)", page), name
        assert re.search(rf"\.{name}\{{", STYLE), name


def test_dark_colours_are_for_screens_and_never_for_paper():
    assert STYLE_AFTER_DARK.startswith("@media screen and (prefers-color-scheme:dark)")
    assert "@media" not in STYLE
