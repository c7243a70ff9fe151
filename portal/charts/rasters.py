"""A chart as a PNG of twice its size, the same bytes wherever it is made.

The letters are those of Source Sans Pro from its own package: what fonts a machine has makes
no difference. The renderer is imported when first used.
"""

from importlib.util import find_spec
from pathlib import Path

from portal.bilingual import Locale
from portal.charts.drawing import FONT, Form, standalone
from portal.charts.specs import Spec

_SCALE = 2.0
_WEIGHTS = ("Regular", "Semibold")


def png(chart: Spec, locale: Locale, form: Form = "wide") -> bytes:
    """Draw a chart, in its light colours, as a PNG file.

    Raises:
        ChartRefusedError: something is wrong with the chart.
    """
    from resvg_py import svg_to_bytes

    return bytes(
        svg_to_bytes(
            svg_string=standalone(chart, locale, form, dark=False),
            zoom=_SCALE,
            skip_system_fonts=True,
            font_files=font_files(),
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )


def font_files() -> list[str]:
    """Return the font files that pictures are set in."""
    spec = find_spec("font_source_sans_pro")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "files"
    return [str(folder / f"SourceSansPro-{weight}.ttf") for weight in _WEIGHTS]
