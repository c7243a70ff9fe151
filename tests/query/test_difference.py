"""What changed between two versions of a table: columns, rows by key, rows as they are."""

import csv
import io
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.bilingual import Bilingual
from portal.interop.description import Field, Resource
from portal.query.difference import Retyped, Side, as_plain, compare, compare_tables, write_csv

NAME = Bilingual("Enw", "Name")


def side(folder, name, columns, rows, *, key=(), table="wards"):
    """Write a table; `columns` maps names to types."""
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    fields = tuple(Field(column, kind, NAME, NAME) for column, kind in columns.items())
    return Side(Resource(table, NAME, fields, primary_key=tuple(key)), path)


COLUMNS = {"id": "integer", "name": "string", "n": "integer"}
OLD = [("1", "Bala", "3"), ("2", "Corwen", "4"), ("3", "Môn", "5")]


def test_rows_are_told_apart_by_their_primary_key(tmp_path):
    new = [("3", "Môn", "6"), ("1", "Bala", "3"), ("4", "Tywyn", "1")]
    found = compare_tables(
        side(tmp_path, "old", COLUMNS, OLD, key=["id"]),
        side(tmp_path, "new", COLUMNS, new, key=["id"]),
    )

    assert found.key == ("id",)
    assert [dict(row) for row in found.added] == [{"id": "4", "name": "Tywyn", "n": "1"}]
    assert [dict(row) for row in found.removed] == [{"id": "2", "name": "Corwen", "n": "4"}]
    [changed] = found.changed
    assert (changed.key, changed.before, changed.after) == ({"id": "3"}, {"n": "5"}, {"n": "6"})


def test_columns_are_added_removed_and_retyped(tmp_path):
    found = compare_tables(
        side(tmp_path, "old", COLUMNS, OLD, key=["id"]),
        side(
            tmp_path,
            "new",
            {"id": "string", "name": "string", "place": "string"},
            [(row[0], row[1], "W06") for row in OLD],
            key=["id"],
        ),
    )

    assert (found.columns_added, found.columns_removed) == (("place",), ("n",))
    assert found.columns_retyped == (Retyped("id", "integer", "string"),)
    assert (found.added_rows, found.removed_rows, found.changed_rows) == (0, 0, 0)


@pytest.mark.parametrize("key", [(), ("name",)])
def test_without_a_key_that_tells_rows_apart_they_are_compared_as_wholes(tmp_path, key):
    old = [("1", "x", ""), ("1", "x", ""), ("2", "x", "")]
    new = [("1", "x", ""), ("3", "x", ""), ("3", "x", "")]
    found = compare_tables(
        side(tmp_path, "old", COLUMNS, old, key=key), side(tmp_path, "new", COLUMNS, new, key=key)
    )

    assert found.key == ()
    assert [row["id"] for row in found.added] == ["3", "3"]
    assert sorted(row["id"] for row in found.removed) == ["1", "2"]
    assert found.changed_rows == 0


def test_tables_that_are_new_and_gone_are_told_with_their_rows(tmp_path):
    old = [side(tmp_path, "old", COLUMNS, OLD, table="gone")]
    new = [side(tmp_path, "new", COLUMNS, OLD[:2], table="new")]
    added, gone = compare(old, new)

    assert (added.resource, added.state, added.added_rows) == ("new", "added", 2)
    assert (gone.resource, gone.state, gone.removed_rows) == ("gone", "removed", 3)


def test_differences_are_written_as_json_and_as_csv(tmp_path):
    new = [("1", "Y Bala", "3"), ("2", "Corwen", "4"), ("4", "Tywyn", "1")]
    found = compare(
        [side(tmp_path, "old", COLUMNS, OLD, key=["id"])],
        [side(tmp_path, "new", COLUMNS, new, key=["id"])],
    )
    written = io.StringIO()
    write_csv(found, written)
    lines = list(csv.DictReader(io.StringIO(written.getvalue())))

    assert json.loads(json.dumps(as_plain(found)))[0]["changed_rows"] == 1
    assert {line["change"] for line in lines} == {"row added", "row removed", "row changed"}
    [changed] = [line for line in lines if line["change"] == "row changed"]
    assert (changed["key"], changed["column"], changed["before"], changed["after"]) == (
        "1",
        "name",
        "Bala",
        "Y Bala",
    )


cells = st.tuples(st.sampled_from("123"), st.sampled_from(["x", "", "ŵ"]), st.sampled_from("01"))


@settings(max_examples=40, deadline=None)
@given(st.lists(cells, max_size=8), st.lists(cells, max_size=8))
def test_taking_away_what_went_and_adding_what_came_gives_the_new_rows(tmp_path_factory, old, new):
    folder = tmp_path_factory.mktemp("tables")
    found = compare_tables(side(folder, "old", COLUMNS, old), side(folder, "new", COLUMNS, new))
    went = Counter(tuple(row.values()) for row in found.removed)
    came = Counter(tuple(row.values()) for row in found.added)

    assert Counter(old) - went + came == Counter(new)
    assert found.same == (Counter(old) == Counter(new))
