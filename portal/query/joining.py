"""How far a table can be joined to places: which column names them, and how many rows it does."""

import re
from collections.abc import Mapping
from pathlib import Path

from portal.interop import vocabularies
from portal.interop.description import Joined, Resource

_GSS = re.compile(r"[A-Z][0-9]{8}")


def join_places(path: Path, resource: Resource) -> Joined | None:
    """Measure how many rows of a table carry the code of a known place.

    Args:
        path: the table's rows as `portal.query.rows.write_rows` wrote them.
        resource: the table's description.

    Returns:
        The join by the column that is coded by places, else by the one of which most rows look
        like GSS codes; None where no column does. A code that has been replaced counts for the
        place under its present code. `rows` are all rows of the table, whether filled in or not.
    """
    if resource.is_code_list:
        return None
    counted = {
        field.name: _counts(path, position)
        for position, field in enumerate(resource.fields)
        if field.codes == "places" or (field.type in {"string", "any"} and not field.codes)
    }
    declared = [field.name for field in resource.fields if field.codes == "places"]
    name = declared[0] if declared else max(counted, key=lambda n: _shaped(counted[n]), default="")
    if not name or (not declared and 2 * _shaped(counted[name]) < sum(counted[name].values())):
        return None
    return _joined(name, counted[name])


def _joined(name: str, counts: Mapping[str, int]) -> Joined | None:
    rows = sum(counts.values())
    places: dict[str, int] = {}
    for code, count in sorted(counts.items()):
        place = vocabularies.place(vocabularies.SUCCESSORS.get(code, code))
        if place is not None:
            places[place.gss] = places.get(place.gss, 0) + count
    return Joined(name, rows, sum(places.values()), places) if rows else None


def _counts(path: Path, position: int) -> dict[str, int]:
    import polars as pl

    name = f"c{position}"
    counted = pl.scan_parquet(path).group_by(name).len().collect()
    return {(text or "").strip(): int(count) for text, count in counted.rows()}


def _shaped(counts: Mapping[str, int]) -> int:
    return sum(count for code, count in counts.items() if _GSS.fullmatch(code))
