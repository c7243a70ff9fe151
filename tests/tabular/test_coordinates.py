"""Places on the National Grid are found, made degrees, listed, and refused where they cannot be."""

import csv
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.config import ROOT
from portal.errors import Issue
from portal.tabular.changes import ChangeLog
from portal.tabular.coordinates import (
    DECIMALS,
    EAST,
    NORTH,
    Adding,
    Pair,
    find_pair,
    to_degrees,
    to_grid,
)

# Ordnance Survey's published test points for OSTN15: latitude, longitude, easting, northing.
KNOWN = {
    "Nash Point": (51.40078220140, -3.55128349240, 292184.870, 168003.465),
    "Carmarthen": (51.85890896400, -4.30852476960, 241124.584, 220332.641),
    "Brislington": (51.42754743020, -2.54407618349, 362269.991, 169978.690),
    "Droitwich": (52.25529381630, -2.15458614387, 389544.190, 261912.153),
    "North Foreland": (51.37447025550, 1.44454730409, 639821.835, 169565.858),
    "Leeds": (53.80021519630, -1.66379168242, 422242.186, 433818.701),
}


def metres_between(one, other):
    """Return the distance of two near points in degrees."""
    east = (one[0] - other[0]) * 111_320 * math.cos(math.radians(one[1]))
    return math.hypot(east, (one[1] - other[1]) * 111_320)


@pytest.mark.parametrize("name", KNOWN)
def test_known_points_come_out_within_three_metres(name):
    latitude, longitude, easting, northing = KNOWN[name]
    [found] = to_degrees([easting], [northing])
    assert metres_between(found, (longitude, latitude)) < 3


@given(
    st.floats(1, EAST - 1),
    st.floats(1, NORTH - 1),
)
def test_what_is_written_leads_back_to_the_same_metre(easting, northing):
    [(longitude, latitude)] = to_degrees([easting], [northing])
    [back] = to_grid([round(longitude, DECIMALS)], [round(latitude, DECIMALS)])
    assert math.dist(back, (easting, northing)) < 1


def test_neither_a_network_nor_a_file_of_corrections_changes_a_figure():
    program = (
        "from portal.tabular.coordinates import to_degrees\n"
        "print(to_degrees([292184.870], [168003.465]))"
    )
    shown = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PROJ_NETWORK": network, "PATH": ""},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for network in ("ON", "OFF")
    ]
    assert shown[0] == shown[1] == f"{to_degrees([292184.870], [168003.465])}\n"


GRID = [["290000", "291000.5", ""], ["250000", "251000", ""]]


@pytest.mark.parametrize(
    "headings",
    [
        ["Easting", "Northing"],
        ["Dwyreiniad", "Gogleddiad"],
        ["GeoX", "GeoY"],
        ["X Coordinate", "Y Coordinate"],
        ["cyfesuryn X", "cyfesuryn Y"],
        ["EASTINGS", "NORTHINGS (m)"],
        ["x", "y"],
    ],
)
def test_the_pair_is_known_by_its_headings_in_either_language(headings):
    assert find_pair(["name", *headings], [["a", "b", "c"], *GRID]) == Pair(1, 2)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["X", "Y"], [["-3.5", "-3.6"], ["51.4", "51.5"]]),
        (["X", "Y"], [["3.5", "3.6"], ["51.4", "51.5"]]),
        (["Easting", "Northing"], [["North"], ["South"]]),
        (["Easting", "Northing"], [["", ""], ["", ""]]),
        (["Easting", "Northing"], [[], []]),
        (["Easting", "Northing"], [["29000000"], ["250000"]]),
        (["East", "North"], GRID),
        (["Easting", "Postcode"], GRID),
    ],
)
def test_no_pair_is_found_where_headings_or_values_do_not_say_so(headings, columns):
    assert find_pair(headings, columns) is None


def test_a_table_that_has_degrees_already_is_left_alone():
    assert find_pair(["Easting", "Northing", "Lat"], [*GRID, ["52.1", "52.2", ""]]) is None


def added(tmp_path, table, records=None):
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(table)
    log = ChangeLog()
    issues: list[Issue] = []
    count = Adding("easting", "northing", log, issues, records).write(source, target)
    with target.open(encoding="utf-8", newline="") as file:
        return count, list(csv.reader(file)), log.groups(), issues


def test_two_columns_are_added_and_listed_as_one_group(tmp_path):
    table = [
        ["name", "easting", "northing"],
        ["Melin", "292184.870", "168003.465"],
        ["Pont", "", ""],
        ["Sea", "292184", ""],
        ["Rome", "2921840", "168003"],
        ["Unknown", "0", "0"],
        ["Hidden", "[c]", "[c]"],
    ]
    count, after, groups, issues = added(tmp_path, table, records=[8, 9, 10, 12, 13, 14])
    assert after[0] == [*table[0], "longitude", "latitude"]
    assert after[1] == [*table[1], "-3.55127", "51.40078"]
    assert after[2:] == [[*row, "", ""] for row in table[2:]]
    [group] = groups
    assert count == group.count == 1
    assert (group.code, group.column) == ("coordinates-added", "")
    assert (group.samples[0].row, group.samples[0].before) == (8, "292184.870, 168003.465")
    assert group.samples[0].after == "-3.55127, 51.40078"
    assert [(one.code, one.row) for one in issues] == [
        ("half-coordinates", 10),
        ("outside-grid", 12),
        ("outside-grid", 13),
    ]


@given(
    st.lists(st.tuples(st.text("0123456789.-e ", max_size=9), st.text("0123456789", max_size=7)))
)
def test_no_row_is_lost_and_no_cell_of_it_moves(tmp_path_factory, cells):
    table = [["easting", "northing"], *map(list, cells)]
    count, after, groups, _ = added(tmp_path_factory.mktemp("places"), table)
    assert [row[:2] for row in after] == table
    assert sum(row[2] != "" for row in after[1:]) == count == sum(one.count for one in groups)


def test_a_table_without_the_columns_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no coordinates"):
        added(tmp_path, [["easting", "x"], ["1", "2"]])
    with pytest.raises(ValueError, match="no coordinates"):
        added(tmp_path, [["easting", "northing", "latitude"], ["1", "2", "3"]])
