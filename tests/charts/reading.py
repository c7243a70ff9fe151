"""Pictures read back: their texts with the room they take, their shapes, their words."""

from xml.etree import ElementTree as ET

from portal.charts.drawing import picture, standalone
from portal.charts.lettering import clean, width

SVG = "{http://www.w3.org/2000/svg}"


def parse(text):
    """Return a picture of our own making as elements."""
    return ET.fromstring(text)  # noqa: S314


def drawings(chart, locale):
    """Yield a chart in every form it has, parsed."""
    drawn = picture(chart, locale, ident="a")
    for text in (drawn.wide, drawn.narrow):
        yield parse(text)
    for form in ("wide", "narrow"):
        yield parse(standalone(chart, locale, form))


def parsed(chart, locale="en"):
    """Return the wide drawing of a page, parsed."""
    return parse(picture(chart, locale, ident="a").wide)


def lines_of(svg):
    """Yield every line of text with its left and right end, its base line and its size."""
    for text in svg.iter(f"{SVG}text"):
        x, size = float(text.get("x")), float(text.get("font-size"))
        parts = text.findall(f"{SVG}tspan") or [text]
        for place, part in enumerate(parts):
            said = part.text or ""
            wide = width(said, size, bold="bold" in text.get("class"))
            start = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor"), x)
            yield said, start, start + wide, float(text.get("y")) + 1.25 * size * place, size


def squeezed(text):
    """Return a text as a picture writes it, without its spaces: lines break anywhere."""
    return "".join(clean(text).split())


def all_text(svg):
    return squeezed("".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text")))


def shapes(svg, look):
    """Return the shapes that have a class."""
    return [shape for shape in svg.iter() if look in (shape.get("class") or "").split()]
