"""The 22 councils each have a tile, the same as on the front page, and a name in the list."""

import re

from portal.bilingual import LOCALES, Bilingual
from portal.charts.drawing import table
from portal.charts.samples import samples
from portal.charts.specs import About, State, Tile, TileMap
from portal.charts.wales import CELLS
from portal.config import ROOT
from portal.interop import vocabularies
from tests.charts.reading import parsed, shapes

SWATCH = 16
TITLE = Bilingual("Mae gan Gymru 22 cyngor", "Wales has 22 councils")
SAMPLE = samples()["tiles"].about
ABOUT = About(
    title=TITLE,
    n=22,
    date=SAMPLE.date,
    source=SAMPLE.source,
    caveat=SAMPLE.caveat,
)


def wales():
    """Return a map of the councils that says no more than that they are there."""
    return TileMap(
        about=ABOUT,
        states=(State(key="here", words=TITLE, mark="full"),),
        tiles=tuple(
            Tile(code=place.gss, name=place.name, short=place.short, state="here")
            for place in vocabularies.councils()
        ),
    )


def test_every_council_has_a_tile_of_its_own():
    assert set(CELLS) == {place.gss for place in vocabularies.councils()}
    tiles = shapes(parsed(wales(), "cy"), "tile")
    drawn = [each for each in tiles if float(each.get("width")) > SWATCH]
    assert len({(each.get("x"), each.get("y")) for each in drawn}) == len(drawn) == len(CELLS)


def test_tiles_lie_where_the_front_page_has_them():
    style = (ROOT / "portal/web/static/css/48-names.css").read_text()
    areas = re.findall(r"\.at-(W\d+) \{ grid-area: (\d)/(\d) \}", style)
    assert {code: (int(column) - 1, int(row) - 1) for code, row, column in areas} == CELLS


def test_the_list_beside_the_map_has_every_name_in_each_language():
    for locale in LOCALES:
        names = [row[0] for row in table(wales(), locale).rows]
        assert len(names) == 22
        assert names[0] == Bilingual("Abertawe", "Blaenau Gwent")[locale]
