"""Setting a report as a tagged PDF (PDF/UA-1) whose bytes follow from the report alone.

Source: docs/method/maturity.md; the look is report.typ beside this file.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.charts import drawing
from portal.charts.rasters import font_files
from portal.charts.tables import Table
from portal.charts.words import SYNTHETIC
from portal.maturity.report import words
from portal.maturity.report.document import (
    Block,
    Facts,
    Figure,
    Heading,
    Points,
    Report,
    Rows,
    Text,
)

if TYPE_CHECKING:
    import typst

MEDIA_TYPE = "application/pdf"
_LOOK = Path(__file__).with_name("report.typ")

Plain = Mapping[str, Any]


def pdf(report: Report, *, base_url: str) -> bytes:
    """Set a report as a PDF; `base_url` stands before its links.

    Raises:
        ChartRefusedError: something is wrong with one of its charts.
    """
    import typst

    made = typst.compile(
        _look(),
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(_plain(report, base_url), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _look() -> bytes:
    return _LOOK.read_bytes()


@cache
def _fonts() -> "typst.Fonts":
    import typst

    folders = sorted({str(Path(path).parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _plain(report: Report, base_url: str) -> Plain:
    return {
        "locale": report.locale,
        "title": report.title,
        "council": report.council,
        "finding": report.finding,
        "mark": report.mark,
        "sections": [
            {
                "title": section.title,
                "blocks": [_block(block, report, base_url) for block in section.blocks],
            }
            for section in report.sections
        ],
    }


def _block(block: Block, report: Report, base_url: str) -> Plain:
    match block:
        case Text():
            return {"kind": "text", "words": block.words, "lead": block.lead}
        case Points():
            return {"kind": "points", "entries": block.entries}
        case Heading():
            return {"kind": "heading", "words": block.words}
        case Facts():
            entries = [
                {
                    "label": fact.label,
                    "value": fact.value,
                    "href": base_url + fact.href if fact.href.startswith("/") else fact.href,
                    "more": fact.more,
                }
                for fact in block.entries
            ]
            return {"kind": "facts", "entries": entries}
        case Rows():
            return {"kind": "rows", "caption": block.caption, "table": _table(block.table)}
        case Figure():
            return {"kind": "figure", **_figure(block, report)}


def _figure(block: Figure, report: Report) -> Plain:
    chart, locale = block.chart, report.locale
    facts = drawing.facts(chart, locale)
    return {
        "svg": drawing.plate(chart, locale),
        "alt": drawing.told(chart, locale),
        "title": chart.about.title[locale],
        "caveat": chart.about.caveat[locale],
        "synthetic": SYNTHETIC[locale] if chart.about.synthetic else "",
        "facts": " · ".join(f"{label}: {value}" for label, value in facts),
        "caption": f"{words.TABLE[locale]}: {chart.about.title[locale]}",
        "table": _table(drawing.table(chart, locale)),
    }


def _table(table: Table) -> Plain:
    return {"headings": table.headings, "numeric": table.numeric, "rows": table.rows}
