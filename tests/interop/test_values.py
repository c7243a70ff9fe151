"""Cells as JSON values: every digit kept, and nothing that JSON does not know."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual import Bilingual
from portal.interop.description import Field
from portal.interop.reading.values import json_writer


def field(kind, layout=""):
    words = Bilingual("x", "x")
    return Field("x", kind, words, words, format=layout)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_value_and_its_decimals(value):
    text = str(value)
    found = json_writer(field("number"))(text)
    assert json.loads(found, parse_float=Decimal, parse_int=Decimal) == value
    assert found.partition(".")[2] == text.partition(".")[2]


@given(st.integers())
def test_an_integer_keeps_its_value(value):
    assert json.loads(json_writer(field("integer"))(str(value))) == value


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("integer", "007", "7"),
        ("integer", "-0", "0"),
        ("integer", "+5", "5"),
        ("number", "61.0", "61.0"),
        ("number", "1.50", "1.50"),
        ("number", ".5", "0.5"),
        ("number", "5.", "5"),
        ("number", "-.5e3", "-0.5e3"),
        ("number", "007.10", "7.10"),
        ("boolean", "TRUE", "true"),
        ("boolean", "0", "false"),
        ("year", "0099", "99"),
        ("date", "2018-12-06", '"2018-12-06"'),
        ("yearmonth", "2018-12", '"2018-12"'),
        ("string", 'tŷ "', '"tŷ \\""'),
    ],
)
def test_a_cell_becomes_the_plainest_json(kind, cell, value):
    assert json_writer(field(kind))(cell) == value


def test_patterns_of_dates_and_times_become_iso():
    assert json_writer(field("date", "%d/%m/%Y"))("06/12/2018") == '"2018-12-06"'
    assert json_writer(field("time", "%H.%M"))("09.30") == '"09:30:00"'
    assert json_writer(field("datetime", "%d/%m/%Y %H:%M"))("06/12/2018 09:30") == (
        '"2018-12-06T09:30:00"'
    )


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("integer", "5_1"),
        ("integer", "1.0"),
        ("integer", "٣"),
        ("number", "NaN"),
        ("number", "inf"),
        ("number", "."),
        ("number", "1e"),
        ("number", "1,5"),
        ("boolean", "yes"),
        ("date", "6.12.2018"),
    ],
)
def test_what_json_cannot_hold_is_refused(kind, cell):
    with pytest.raises(ValueError, match=r".+"):
        json_writer(field(kind))(cell)
