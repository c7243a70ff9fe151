"""Eastings and northings of the National Grid made longitude and latitude.

From OSGB36 (EPSG:27700) to WGS 84 by the seven parameters of EPSG:1314, through PROJ. Neither
a file of corrections (OSTN15) nor the network is used, whatever the machine has or allows, so
every machine gives the same figures. Against Ordnance Survey's own test points they are right
to 3 m on the mainland and 5 m in Scilly: a dot on a map, not a surveyor's mark. They are
written to five decimals, about a metre, and lead back to the same metre of the grid.
"""

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from portal.errors import Issue
from portal.interop.reading.rows import rows
from portal.tabular.changes import ChangeLog
from portal.welsh.folding import fold

if TYPE_CHECKING:
    from pyproj import Transformer

CHANGE = "coordinates-added"
ADDED = ("longitude", "latitude")
DECIMALS = 5
EAST, NORTH = 700_000, 1_300_000
"""Metres to which the grid of Great Britain reaches, from nought."""

_PIPELINE = (
    "+proj=pipeline "
    "+step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 "
    "+ellps=airy "
    "+step +proj=push +v_3 "
    "+step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 +convention=position_vector "
    "+step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
_EASTING = re.compile(
    r"(os|grid|bng)?(easting|dwyreini)[a-z]*|(geo|grid|cyfesuryn)?x(co?ord[a-z]*)?"
)
_NORTHING = re.compile(
    r"(os|grid|bng)?(northing|gogledd)[a-z]*|(geo|grid|cyfesuryn)?y(co?ord[a-z]*)?"
)
_DEGREES = re.compile(r"(long|lon|lng|longitude|hydred|lat|latitude|lledred)")
_SURELY_METRES = 1_000
_ENOUGH = 0.9
_BATCH = 10_000
_ISSUES = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a table keeps its eastings and northings: the places of the two columns, from 0."""

    easting: int
    northing: int


def find_pair(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> Pair | None:
    """Return the two columns that hold grid coordinates, or None.

    Both have to say so, in Welsh or English ("Dwyreiniad", "GeoX"), and nine in ten of the
    rows that fill either have to lie on the grid. A table with a column of degrees has no need.

    Args:
        headings: of the columns.
        columns: cells of each column, all rows or the first ones.
    """
    plain = [re.sub(r"[^a-z]", "", fold(heading[:100])) for heading in headings]
    if any(_DEGREES.fullmatch(heading) for heading in plain):
        return None
    easts = [place for place, heading in enumerate(plain) if _EASTING.fullmatch(heading)]
    norths = [place for place, heading in enumerate(plain) if _NORTHING.fullmatch(heading)]
    pairs = (Pair(east, north) for east in easts for north in norths)
    return next(
        (pair for pair in pairs if _on_grid(columns[pair.easting], columns[pair.northing])), None
    )


def to_degrees(eastings: Sequence[float], northings: Sequence[float]) -> list[tuple[float, float]]:
    """Return longitude and latitude (degrees, WGS 84) of points in metres of the grid."""
    found = _transformer().transform(list(eastings), list(northings))
    return list(zip(*found, strict=True))


def to_grid(longitudes: Sequence[float], latitudes: Sequence[float]) -> list[tuple[float, float]]:
    """Return easting and northing (metres, OSGB36) of points in degrees: `to_degrees` undone."""
    found = _transformer().transform(list(longitudes), list(latitudes), direction="INVERSE")
    return list(zip(*found, strict=True))


@dataclass(slots=True)
class Adding:
    """Writes a table with two columns more: longitude and latitude.

    Every place worked out is listed as `coordinates-added`. One that lies outside the grid, or
    has only half of its coordinates, stays without, and is an issue (the first 200 are kept).

    Args:
        easting, northing: the machine names of the two columns.
        log: takes every change.
        issues: takes what is wrong.
        records: the source record (from 1) of each data row; None: its row in the file.
    """

    easting: str
    northing: str
    log: ChangeLog
    issues: list[Issue]
    records: Sequence[int] | None = None
    added: int = field(default=0, init=False)

    def write(self, source: Path, target: Path) -> int:
        """Write `source`, a clean CSV file, to `target`; return how many places were worked out.

        Ten thousand rows are in memory at a time.

        Raises:
            ValueError: a column is not there, or there is a longitude or latitude already.
            RowError: `source` cannot be read to its end.
        """
        reader = iter(rows(source))
        heading = next(reader, [])
        if not {self.easting, self.northing} <= set(heading) or set(ADDED) & set(heading):
            raise ValueError(f"no coordinates can be added to {heading}")
        pair = Pair(heading.index(self.easting), heading.index(self.northing))
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow([*heading, *ADDED])
            first = 2
            while batch := list(islice(reader, _BATCH)):
                writer.writerows(self._extended(batch, first, pair))
                first += len(batch)
        return self.added

    def _extended(self, batch: list[list[str]], first: int, pair: Pair) -> list[list[str]]:
        """Return rows with their two new cells, which stay empty where nothing is known."""
        known: dict[int, tuple[float, float]] = {}
        for place, row in enumerate(batch):
            point = self._point(row, self._record(first + place), pair)
            if point is not None:
                known[place] = point
        degrees = to_degrees(*zip(*known.values(), strict=True)) if known else []
        cells = {
            place: [f"{value:.{DECIMALS}f}" for value in point]
            for place, point in zip(known, degrees, strict=True)
        }
        for place, after in cells.items():
            row = batch[place]
            before = f"{row[pair.easting]}, {row[pair.northing]}"
            self.log.add(CHANGE, self._record(first + place), before, ", ".join(after))
        self.added += len(cells)
        return [[*row, *cells.get(place, ("", ""))] for place, row in enumerate(batch)]

    def _record(self, number: int) -> int:
        return number if self.records is None else self.records[number - 2]

    def _point(self, row: list[str], record: int, pair: Pair) -> tuple[float, float] | None:
        """Return a row's place on the grid; None where it has none, which is told if wrong."""
        if len(row) <= max(pair.easting, pair.northing):
            return None
        texts = row[pair.easting].strip(), row[pair.northing].strip()
        if not any(texts):
            return None
        point = _metres(texts[0]), _metres(texts[1])
        if not all(texts):
            self._tell("half-coordinates", record, texts)
        elif point[0] is None or point[1] is None:
            return None
        elif _inside(point[0], point[1]):
            return point[0], point[1]
        else:
            self._tell("outside-grid", record, texts)
        return None

    def _tell(self, code: str, record: int, texts: tuple[str, str]) -> None:
        if len(self.issues) < _ISSUES:
            facts = {"easting": texts[0][:100] or "–", "northing": texts[1][:100] or "–"}
            self.issues.append(Issue(code, "", record, self.easting, facts))


@cache
def _transformer() -> "Transformer":
    from pyproj import Transformer

    return Transformer.from_pipeline(_PIPELINE)


def _inside(easting: float, northing: float) -> bool:
    """Tell whether a point lies on the grid; its corner at nought, nought is open sea."""
    return 0 < easting < EAST and 0 < northing < NORTH


def _metres(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _on_grid(eastings: Sequence[str], northings: Sequence[str]) -> bool:
    """Tell whether two columns hold places on the grid, and not degrees."""
    points = [
        (_metres(east), _metres(north))
        for east, north in zip(eastings, northings, strict=False)
        if east.strip() or north.strip()
    ]
    inside = [
        point
        for point in points
        if point[0] is not None and point[1] is not None and _inside(point[0], point[1])
    ]
    metres = any(max(point[0] or 0, point[1] or 0) > _SURELY_METRES for point in inside)
    return metres and len(inside) >= _ENOUGH * len(points)
