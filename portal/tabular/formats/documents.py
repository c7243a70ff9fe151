"""JSON: GeoJSON features and arrays of records, as a sheet."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.tabular.formats.encoding import find_encoding
from portal.tabular.formats.sources import Records, Sheet, Source
from portal.tabular.model import RefusedFileError

_LARGEST = 64 << 20


def open_json(path: Path) -> Source:
    """Open a JSON file: a GeoJSON FeatureCollection, or one array of flat records.

    Raises:
        RefusedFileError: "json-broken", "json-too-large", "json-too-deep" or "json-no-records".
    """
    if path.stat().st_size > _LARGEST:
        raise RefusedFileError("json-too-large", limit=_LARGEST)
    encoding = find_encoding(path)
    try:
        text = path.read_text(encoding=encoding if encoding != "cp1252" else "utf-8")
        return _found(_parse(text), encoding)
    except UnicodeError as error:
        raise RefusedFileError("broken-encoding", encoding="utf-8") from error
    except RecursionError as error:
        raise RefusedFileError("json-too-deep") from error
    except ValueError as error:
        raise RefusedFileError("json-broken") from error


def _found(document: object, encoding: str) -> Source:
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        return _features(document, encoding)
    records = _records(document)
    if records is None:
        raise RefusedFileError("json-no-records")
    return _source("json", records, encoding, {})


def _parse(text: str) -> object:
    """Read JSON, or one JSON object per line."""
    try:
        return _loads(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
            raise
        return [_loads(line) for line in lines]


class _Number(str):
    """A number digit for digit as it was written."""

    __slots__ = ()


def _loads(text: str) -> object:
    return json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=lambda _: None)


def _features(found: dict[str, Any], encoding: str) -> Source:
    features = found.get("features")
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise RefusedFileError("json-no-records")
    records = []
    for feature in features:
        properties = feature.get("properties")
        record = dict(properties) if isinstance(properties, dict) else {}
        if "id" in feature and "id" not in record:
            record = {"id": feature["id"], **record}
        name = "geometry" if "geometry" not in record else "geometry_2"
        records.append({**record, name: _Shape(feature.get("geometry"))})
    return _source("geojson", records, encoding, {"geometry": "geojson", "geometry_2": "geojson"})


class _Shape:
    """A geometry, which stays one cell whatever it holds."""

    def __init__(self, geometry: object) -> None:
        self.geometry = geometry

    def text(self) -> str:
        """Return the geometry as JSON, its numbers digit for digit."""
        return "" if self.geometry is None else _json(self.geometry)


def _json(value: object) -> str:
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{json.dumps(key)}: {_json(item)}' for key, item in value.items())}}}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    return str(value) if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)


def _records(found: object) -> list[dict[str, Any]] | None:
    """Return the one list of objects: the document itself, or one of its values."""
    if isinstance(found, list):
        records = [item for item in found if isinstance(item, dict)]
        return records if records and len(records) == len(found) else None
    if isinstance(found, dict):
        lists = [rows for value in found.values() if (rows := _records_of(value)) is not None]
        if len(lists) == 1:
            return lists[0]
    return None


def _records_of(value: object) -> list[dict[str, Any]] | None:
    if isinstance(value, list):
        return _records(value)
    if isinstance(value, dict):
        lists = [
            rows for item in value.values() if isinstance(item, list) and (rows := _records(item))
        ]
        return lists[0] if len(lists) == 1 else None
    return None


def _source(
    kind: str, records: list[dict[str, Any]], encoding: str, declared: dict[str, str]
) -> Source:
    flat = [dict(_flatten(record)) for record in records]
    names: list[str] = []
    for row in flat:
        names.extend(name for name in row if name not in names)
    if kind == "geojson":
        names.sort(key=lambda name: name in declared)

    def read() -> Records:
        yield names
        for row in flat:
            yield [row.get(name, "") for name in names]

    places = {place: declared[name] for place, name in enumerate(names) if name in declared}
    sheet = Sheet(None, read, declared=places, headed=True)
    return Source(kind, [sheet], encoding="utf-8-sig" if encoding == "utf-8-sig" else "utf-8")


def _flatten(record: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield names and texts; an object inside gives names with a point, a list stays JSON."""
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, _Shape):
            yield name, value.text()
        elif isinstance(value, dict) and depth < 3:
            yield from _flatten(value, f"{name}.", depth + 1)
        else:
            yield name, _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else _json(value)
