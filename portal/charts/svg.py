"""SVG as text: elements whose contents are escaped, and a sheet to draw them on.

Colours are classes (`fill-sea`, `stroke-ink`): no style stands inside a picture on a page.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from portal.charts.lettering import clean, width

LINE = 1.25
"""Distance between lines of one text, in sizes."""


def number(value: float) -> str:
    """Write a coordinate: two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def element(name: str, inside: str = "", **attributes: str | float) -> str:
    """Write an element; `inside` is markup. A `_` in an attribute's name stands for "-"."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        f"={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
        if value != "" and (key, value) != ("stroke_width", 1)
    )
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def words(text: str) -> str:
    """Return a text as markup."""
    return escape(clean(text))


class Sheet:
    """A drawing under way: shapes and texts from the top left, and how high it has become."""

    def __init__(self, wide: float) -> None:
        self.width = wide
        self.height = 0.0
        self._parts: list[str] = []

    @property
    def markup(self) -> str:
        """Return everything drawn so far."""
        return "".join(self._parts)

    def add(self, markup: str) -> None:
        """Put markup on the sheet as it is."""
        self._parts.append(markup)

    def text(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        size: float,
        look: str = "fill-ink",
        *,
        anchor: str = "",
    ) -> None:
        """Write lines of text; `y` is the base line of the first, `look` its classes."""
        lines = [lines] if isinstance(lines, str) else lines
        inside = words(lines[0])
        if len(lines) > 1:
            inside = "".join(
                element("tspan", words(line), x=x, dy=size * LINE if place else 0)
                for place, line in enumerate(lines)
            )
        self.add(element("text", inside, x=x, y=y, font_size=size, text_anchor=anchor, class_=look))

    def box(self, x: float, y: float, wide: float, high: float, look: str) -> None:
        """Draw a rectangle; `look` is its classes."""
        self.add(element("rect", x=x, y=y, width=max(wide, 0.0), height=high, class_=look))

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str, thick: float = 1) -> None:
        """Draw a straight line."""
        self.add(element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look, stroke_width=thick))

    def shape(self, path: str, look: str, thick: float = 1) -> None:
        """Draw a path."""
        self.add(element("path", d=path, class_=look, stroke_width=thick))

    def disc(self, x: float, y: float, radius: float, look: str, thick: float = 1) -> None:
        """Draw a circle."""
        self.add(element("circle", cx=x, cy=y, r=radius, class_=look, stroke_width=thick))


def fits(text: str, room: float, size: float, *, bold: bool = False) -> bool:
    """Tell whether a text stays within `room` in one line."""
    return width(clean(text), size, bold=bold) <= room
