"""Places as equal tiles: what each says stands on it as a shape and in words."""

from functools import partial

from portal.bilingual import Locale
from portal.charts import words
from portal.charts.kinds.rows import SMALL, Swatch, draw_key
from portal.charts.lettering import clean, width
from portal.charts.specs import Mark, State, Tile, TileMap
from portal.charts.svg import Sheet
from portal.charts.tables import Table, without_empty_columns
from portal.charts.wales import CELLS
from portal.welsh.sort_key import sort_key

_WIDE, _NARROW = 77.0, 53.0
_GAP = 4.0


def draw(chart: TileMap, locale: Locale, sheet: Sheet) -> None:
    """Draw the key and the tiles."""
    draw_key(sheet, _key(chart, locale))
    size = _NARROW if sheet.width < 400 else _WIDE
    states = {state.key: state for state in chart.states}
    top = sheet.height + 4
    cells = [cell_of(tile) for tile in chart.tiles]
    first = min((row for _, row in cells), default=0)
    last = max((row for _, row in cells), default=0)
    for tile, (column, place) in zip(chart.tiles, cells, strict=True):
        row = place - first
        x, y = column * size, top + row * size
        _draw_tile(sheet, tile, states[tile.state], (x, y, size - _GAP), locale)
    sheet.height = top + (last - first + 1) * size


def cell_of(tile: Tile) -> tuple[int, int]:
    """Return the column and row of a tile."""
    cell = CELLS.get(tile.code, tile.cell)
    assert cell is not None, "linting lets no tile without a cell pass"
    return cell


def _draw_tile(
    sheet: Sheet, tile: Tile, state: State, square: tuple[float, float, float], locale: Locale
) -> None:
    x, y, size = square
    _ground(sheet, state.mark, x, y, size)
    _sign(sheet, state.mark, x + size - 9, y + 9, 4.5)
    look = "fill-on" if state.mark == "full" else "fill-ink"
    said = tile.figure[locale] if tile.figure else ""
    base = y + size / 2 + (2 if said else 6)
    _letters(sheet, tile.short[locale], (x + size / 2, base, size), f"{look} bold")
    if said:
        _letters(sheet, said, (x + size / 2, base + 17, size), look)


def _letters(sheet: Sheet, text: str, place: tuple[float, float, float], look: str) -> None:
    """Write a few letters around a point, smaller where they would not fit."""
    x, y, room = place
    largest = 16.0 if room > _NARROW else SMALL
    needed = width(clean(text), largest, bold=True) or 1.0
    size = min(largest, largest * (room - 6) / needed)
    sheet.text(x, y, text, size, look, anchor="middle")


def _ground(sheet: Sheet, mark: Mark, x: float, y: float, size: float) -> None:
    looks = {
        "full": "fill-sea stroke-sea",
        "half": "fill-wash stroke-sea",
        "ring": "fill-paper stroke-ink",
        "none": "fill-paper stroke-quiet dashed",
    }
    sheet.box(x, y, size, size, f"tile {looks[mark]}")


def _sign(sheet: Sheet, mark: Mark, x: float, y: float, radius: float) -> None:
    """Draw the shape of a mark: a disc, half a disc, a ring, or nothing."""
    if mark == "full":
        sheet.disc(x, y, radius, "fill-on")
    elif mark == "half":
        sheet.disc(x, y, radius, "fill-paper stroke-sea", thick=1.5)
        arc = f"M{x:.2f} {y - radius:.2f}a{radius} {radius} 0 0 0 0 {2 * radius}z"
        sheet.shape(arc, "fill-sea")
    elif mark == "ring":
        sheet.disc(x, y, radius, "fill-paper stroke-ink", thick=1.5)


def _key(chart: TileMap, locale: Locale) -> list[tuple[Swatch, str]]:
    return [(partial(_swatch, state.mark), state.words[locale]) for state in chart.states]


def _swatch(mark: Mark, sheet: Sheet, x: float, y: float) -> None:
    _ground(sheet, mark, x - 8, y - 8, 16)
    _sign(sheet, mark, x, y, 4.5)


def table(chart: TileMap, locale: Locale) -> Table:
    """Return the places in alphabetical order, each with its state in words."""
    states = {state.key: state.words[locale] for state in chart.states}
    rows = [
        (tile.name[locale], states[tile.state], tile.figure[locale] if tile.figure else "")
        for tile in sorted(chart.tiles, key=lambda tile: sort_key(tile.name[locale], locale))
    ]
    headings = (words.PLACE[locale], words.STATE[locale], words.FIGURE[locale])
    return without_empty_columns(Table(headings, (False, False, False), tuple(rows)))
