"""Charts made of rows: label, drawing and figure side by side, or above one another.

On a narrow sheet the label and its figure stand above the drawing, which then has the whole
width.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portal.charts.lettering import clean, width, wrap
from portal.charts.specs import Number
from portal.charts.svg import LINE, Sheet

NARROW = 480
TEXT = 16.0
SMALL = 13.5
_LABEL_ROOM = 236.0
_SIDE_ROOM = 190.0
_GAP = 14.0
_PADDING = 7.0
BEYOND = 13.0
"""Room kept to the right of a scale for the mark of what goes beyond it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its look."""

    text: str
    size: float = TEXT
    tone: str = "ink"
    bold: bool = False

    @property
    def width(self) -> float:
        """Return the room it takes in one line, at most."""
        return width(clean(self.text), self.size, bold=self.bold)

    @property
    def look(self) -> str:
        """Return the classes it is drawn with."""
        return f"fill-{self.tone} bold" if self.bold else f"fill-{self.tone}"

    def lines(self, room: float) -> list[str]:
        """Return its lines within `room`."""
        return wrap(self.text, room, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands beside one drawing: its label, and figures; the first figure counts most."""

    label: Sequence[Words]
    side: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Space:
    """Where one drawing goes."""

    left: float
    right: float
    top: float
    centre: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts from nought to `top` along a line."""

    left: float
    right: float
    top: float

    def at(self, value: Number) -> float:
        """Return where a value lies; what is beyond the scale lies at its end."""
        return self.left + (self.right - self.left) * min(float(value) / self.top, 1.0)

    def beyond(self, value: Number) -> bool:
        """Tell whether a value is more than the scale can show."""
        return float(value) > self.top


def is_narrow(sheet: Sheet) -> bool:
    """Tell whether labels stand above their drawings."""
    return sheet.width < NARROW


def spaces(sheet: Sheet, entries: Sequence[Entry], high: float) -> Iterator[Space]:
    """Write each entry in turn and yield the space for its drawing, `high` units high."""
    yield from (_above if is_narrow(sheet) else _beside)(sheet, entries, high)


def _beside(sheet: Sheet, entries: Sequence[Entry], high: float) -> Iterator[Space]:
    label_room = _widest((each.label for each in entries), _LABEL_ROOM)
    side_room = _widest((each.side for each in entries), _SIDE_ROOM)
    left = label_room + _GAP
    right = sheet.width - (side_room + _GAP if side_room else 0) - BEYOND
    for entry in entries:
        label, side = _block(entry.label, label_room), _block(entry.side, side_room)
        tall = max(_height(label), _height(side), high)
        top = sheet.height + _PADDING
        centre = top + tall / 2
        _write(sheet, label, 0, centre - _height(label) / 2)
        _write(sheet, side, sheet.width - side_room, centre - _height(side) / 2)
        sheet.height = top + tall + _PADDING
        yield Space(left, right, top - _PADDING, centre, sheet.height)


def _above(sheet: Sheet, entries: Sequence[Entry], high: float) -> Iterator[Space]:
    for entry in entries:
        first, rest = entry.side[:1], list(entry.side[1:])
        room = sheet.width
        if first and first[0].width <= sheet.width * 0.45:
            room -= first[0].width + _GAP
        else:
            first, rest = (), list(entry.side)
        label = _block(entry.label, room)
        top = sheet.height + _PADDING
        for words in first:
            sheet.text(
                sheet.width,
                top + words.size,
                words.text,
                words.size,
                words.look,
                anchor="end",
            )
        _write(sheet, label, 0, top)
        below = _block(rest, sheet.width)
        _write(sheet, below, 0, top + _height(label))
        start = top + _height(label) + _height(below) + 4
        sheet.height = start + high + _PADDING
        yield Space(1, sheet.width - BEYOND, start, start + high / 2, start + high)


Block = list[tuple[Words, list[str]]]


def _widest(blocks: Iterator[Sequence[Words]], most: float) -> float:
    widths = [words.width for block in blocks for words in block]
    return min(max(widths, default=0.0), most)


def _block(parts: Sequence[Words], room: float) -> Block:
    return [(words, words.lines(room)) for words in parts if words.text.strip()]


def _height(block: Block) -> float:
    return sum(words.size * LINE * len(lines) for words, lines in block)


def _write(sheet: Sheet, block: Block, x: float, top: float) -> None:
    for words, lines in block:
        sheet.text(x, top + words.size, lines, words.size, words.look)
        top += words.size * LINE * len(lines)


def draw_interval(sheet: Sheet, scale: Scale, low: Number, high: Number, y: float) -> None:
    """Draw a 95 % interval over what lies under it; an arrow says that it goes on."""
    start, end = scale.at(low), scale.at(high)
    for look, thick in (("stroke-paper", 6.0), ("stroke-ink", 2.0)):
        sheet.line(start, y, end, y, look, thick)
        sheet.line(start, y - 5, start, y + 5, look, thick)
        if not scale.beyond(high):
            sheet.line(end, y - 5, end, y + 5, look, thick)
    if scale.beyond(high):
        sheet.shape(f"M{end:.2f} {y - 6:.2f}l11 6l-11 6z", "fill-ink")


Swatch = Callable[[Sheet, float, float], None]
"""Draws a mark in a square of 16 units whose middle is given."""


def draw_key(sheet: Sheet, entries: Sequence[tuple[Swatch, str]]) -> None:
    """Write what the marks mean, one after the other, in as many lines as that takes."""
    x, y = 0.0, sheet.height + 12
    for swatch, text in entries:
        whole = 24 + width(clean(text), SMALL)
        if x and x + whole > sheet.width:
            x, y = 0.0, y + 22
        lines = wrap(text, sheet.width - 24, SMALL)
        swatch(sheet, x + 8, y)
        sheet.text(x + 24, y + 5, lines, SMALL, "fill-quiet")
        x += whole + 20
        y += SMALL * LINE * (len(lines) - 1)
    sheet.height = y + 16
