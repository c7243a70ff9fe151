"""Joining to places: which column names them is found, and the rate is measured, never assumed."""

import pytest

from portal.bilingual import Bilingual
from portal.interop.description import Field, Resource
from portal.places.presenting import rate
from portal.query.joining import join_places
from portal.query.rows import write_rows

WORDS = Bilingual("Gair", "Word")


def joined(tmp_path, rows, **codes):
    fields = tuple(
        Field(name, "string", WORDS, WORDS, codes=codes.get(name, "")) for name in rows[0]
    )
    resource = Resource("table", WORDS, fields)
    source = tmp_path / "table.csv"
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    source.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    write_rows(source, resource, {}, tmp_path / "rows.parquet")
    return join_places(tmp_path / "rows.parquet", resource)


def test_a_hundred_rows_with_seven_bad_codes_join_at_93_0(tmp_path):
    codes = ["W06000003"] * 60 + ["W06000001"] * 33 + ["W06000099"] * 4 + ["Conwy", "", "W06OOOOO3"]
    found = joined(tmp_path, [{"ward": f"w{n}", "area": code} for n, code in enumerate(codes)])

    assert (found.field, found.rows, found.known) == ("area", 100, 93)
    assert found.places == {"W06000001": 33, "W06000003": 60}
    assert rate(found) == "93.0%"


def test_a_rate_is_never_rounded_up_to_all(tmp_path):
    codes = ["W06000003"] * 2999 + ["x"]
    assert rate(joined(tmp_path, [{"area": code} for code in codes])) == "99.9%"


def test_a_replaced_code_counts_for_the_same_place_today(tmp_path):
    found = joined(tmp_path, [{"area": "W06000007"}, {"area": "W06000023"}])
    assert found.places == {"W06000023": 2}


@pytest.mark.parametrize("column", ["a", "b"])
def test_the_declared_column_wins_over_one_that_looks_like_it(tmp_path, column):
    rows = [{"a": "W06000003", "b": "W06000001"}] * 3
    assert joined(tmp_path, rows, **{column: "places"}).field == column


def test_a_table_without_codes_is_not_joined(tmp_path):
    rows = [{"area": "Conwy"}, {"area": "Gwynedd"}, {"area": "W06000003"}]
    assert joined(tmp_path, rows) is None
