"""Total rows: left out of lists of records, kept in tables of figures, with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.tabular.layout.body import Body
from portal.tabular.layout.outline import Outline, is_total
from portal.tabular.layout.regions import Region
from portal.tabular.values import numerals
from portal.tabular.values.cells import Kind, kind

_TOLERANCE = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class Total:
    """A total row: its record (from 0), its label, and whether its sums agree (None: unknown)."""

    row: int
    label: str
    agrees: bool | None


def settle_totals(region: Region) -> list[Total]:
    """Leave total rows out of a list of records; return those left out.

    In a list of records a total row fills none of the other columns of words or dates: it is
    no record. In a table of figures every column but the label is a figure, and the total is
    one of its rows: it stays, and is noted in `region.totals`.
    """
    body = region.body
    assert body is not None
    left: list[Total] = []
    for row in _candidates(region, body.outline):
        describing = _describing(region, body, row)
        total = Total(row, _label(body.outline.row(row)), _agrees(region, row))
        inside = region.first <= row <= region.last
        none_of_them = not any(body.outline.cell(row, column) for column in describing)
        if (describing and none_of_them) or not inside or (not total.label and total.agrees):
            left.append(total)
        elif not describing:
            region.totals.append(row)
    for total in left:
        if total.row in region.notes:
            region.notes.remove(total.row)
        region.left_out[total.row] = "total-row"
    _shrink(region)
    return left


def _candidates(region: Region, outline: Outline) -> list[int]:
    kept = [row for row in outline.kept if region.first <= row <= region.last]
    found = [row for row in kept if _label(outline.row(row))]
    found += [row for row in region.notes if _label(outline.row(row)) and _figures(outline, row)]
    found += [row for row in [region.last, *region.notes] if _bare(region, outline, row)]
    return sorted(set(found) - set(region.left_out))


def _label(texts: Sequence[str]) -> str:
    """Return the words that name a total: the first filled cell, or the last before figures."""
    words = [text for text in texts if text and kind(text) not in {Kind.NUMBER, Kind.MARK}]
    if words and len(words) <= 2 and (is_total(words[0]) or is_total(words[-1])):
        return words[0] if is_total(words[0]) else words[-1]
    first = next((text for text in texts if text), "")
    return first if is_total(first) else ""


def _figures(outline: Outline, row: int) -> bool:
    return any(kind(text) is Kind.NUMBER for text in outline.row(row))


def _bare(region: Region, outline: Outline, row: int) -> bool:
    """Tell whether a record holds figures alone, where every other record has a label."""
    filled = outline.filled(row)
    body = region.body
    if not filled or body is None or not region.columns:
        return False
    missing = [
        column
        for column in region.columns
        if column not in filled
        and sum(body.kinds.get(column, {}).values()) >= 0.9 * len(body.sample)
    ]
    return (
        bool(missing)
        and all(
            kind(outline.cell(row, column)) is Kind.NUMBER and body.typed(column) is Kind.NUMBER
            for column in filled
        )
        and any(body.typed(column) is not Kind.NUMBER for column in missing)
    )


def _describing(region: Region, body: Body, row: int) -> list[int]:
    """Return the columns of words, dates or codes, the label's own apart, that records fill."""
    filled = body.outline.filled(row)
    own = filled[0] if filled else -1
    size = max(1, len(body.sample))
    return [
        column
        for column in region.columns
        if column != own
        and body.typed(column) is not Kind.NUMBER
        and sum(body.kinds.get(column, {}).values()) >= 0.5 * size
    ]


def _agrees(region: Region, row: int) -> bool | None:
    """Tell whether the figures are the sums of the records above; None where that is unknown."""
    body = region.body
    assert body is not None
    outline = body.outline
    above = [r for r in range(region.first, min(row, region.last + 1)) if r not in region.left_out]
    if any(r not in outline.kept for r in above):
        return None
    records = [r for r in above if not _label(outline.row(r))]
    last = max((r for r in above if _label(outline.row(r))), default=-1)
    figures = [c for c in outline.filled(row) if body.typed(c) is Kind.NUMBER]
    wanted = {c: _value(outline.cell(row, c)) for c in figures}
    known = {column: value for column, value in wanted.items() if value is not None}
    if not known:
        return None
    block = [r for r in records if r > last]
    return _sums_to(outline, records, known) or (bool(block) and _sums_to(outline, block, known))


def _sums_to(outline: Outline, records: list[int], known: dict[int, Decimal]) -> bool:
    for column, total in known.items():
        parts = [_value(outline.cell(record, column)) for record in records]
        if abs(total - sum(part for part in parts if part is not None)) > _TOLERANCE:
            return False
    return True


def _value(text: str) -> Decimal | None:
    number = numerals.parse(text)
    if number is None:
        return None
    plain = numerals.canonical(number, "point") or numerals.canonical(number, "comma")
    return None if plain is None else Decimal(plain)


def _shrink(region: Region) -> None:
    """Let the data end at its last record, not at a total row or blank row under it."""
    while region.last >= region.first and region.last in region.left_out:
        code = region.left_out[region.last]
        if code == "blank-row":
            del region.left_out[region.last]
        region.last -= 1
