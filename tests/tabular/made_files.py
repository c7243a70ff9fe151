"""Workbooks and archives made by hand, byte by byte as plain as can be."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Any]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of the members, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def letters(column: int) -> str:
    """Return the letters of a column, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def xlsx_cell(value: object, reference: str) -> str:
    """Return one cell; a text that begins with = is a formula without a result, # an error."""
    if value is None:
        return ""
    text = escape(str(value))
    inner, kind = f"<is><t>{text}</t></is>", ' t="inlineStr"'
    if isinstance(value, bool):
        inner, kind = f"<v>{int(value)}</v>", ' t="b"'
    elif isinstance(value, int | float):
        inner, kind = f"<v>{value}</v>", ""
    elif isinstance(value, date):
        inner, kind = f"<v>{(value - date(1899, 12, 30)).days}</v>", ' s="1"'
    elif text.startswith("="):
        inner, kind = f"<f>{text[1:]}</f>", ""
    elif text.startswith("#"):
        inner, kind = f"<f>1/0</f><v>{text}</v>", ' t="e"'
    return f'<c r="{reference}"{kind}>{inner}</c>'


def xlsx_sheet(rows: Rows, merges: Sequence[str] = ()) -> str:
    """Return a worksheet part."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = [xlsx_cell(v, f"{letters(c)}{number}") for c, v in enumerate(row)]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    tail = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def xlsx(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
    raw: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook; `raw` adds or replaces whole parts."""
    names, relations, types, parts = [], [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        names.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"{state}/>'
        )
        target = f"worksheets/sheet{number}.xml"
        relations.append(_relation(f"rId{number}", "worksheet", target))
        types.append(_type(f"/xl/{target}", f"{_DOCUMENT}.worksheet+xml"))
        parts[f"xl/{target}"] = xlsx_sheet(rows, (merges or {}).get(name, ()))
    relations.append(_relation("rId999", "styles", "styles.xml"))
    types.append(_type("/xl/workbook.xml", f"{_DOCUMENT}.sheet.main+xml"))
    types.append(_type("/xl/styles.xml", f"{_DOCUMENT}.styles+xml"))
    defaults = '<Default Extension="rels" ContentType="application/xml"/>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><sheets>{"".join(names)}'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{"".join(types)}'
        "</Types>",
        "_rels/.rels": _relations([_relation("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f"{book}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": _STYLES,
        **parts,
        **(raw or {}),
    }
    return zipped(members)


def _relation(identity: str, kind: str, target: str) -> str:
    return (
        f'<Relationship Id="{identity}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
    )


def _relations(relations: Sequence[str]) -> str:
    inner = "".join(relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _type(part: str, content: str) -> str:
    return f'<Override PartName="{part}" ContentType="{content}"/>'


def ods_cell(value: object, repeated: int = 1) -> str:
    """Return one ODS cell."""
    again = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if value is None:
        return f"<table:table-cell{again}/>"
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value}"'
    else:
        kind = 'office:value-type="string"'
    text = escape(str(value))
    return f"<table:table-cell{again} {kind}><text:p>{text}</text:p></table:table-cell>"


def ods(rows: Rows, *, tail: str = "", before: str = "") -> bytes:
    """Return an ODS file of one sheet; `before` and `tail` are raw XML around its rows."""
    lines = [f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows]
    content = (
        f'{before}<office:document-content xmlns:office="{_ODS}:office:1.0" '
        f'xmlns:table="{_ODS}:table:1.0" xmlns:text="{_ODS}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Tabl">{"".join(lines)}{tail}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def package(resources: Mapping[str, str], tables: Mapping[str, str]) -> bytes:
    """Return a zipped data package: paths by resource name, texts by path."""
    listed = [{"name": name, "path": path} for name, path in resources.items()]
    descriptor = json.dumps({"name": "enghraifft", "resources": listed})
    return zipped({"datapackage.json": descriptor, **tables})


def saved(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
