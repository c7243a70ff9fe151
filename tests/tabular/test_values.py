"""Single cells: numbers, dates and marks as officers write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.tabular.values import dates, marks, numerals
from portal.tabular.values.plain import plain_numbers


def plain(text: str, decimal: str = "point") -> str | None:
    """Write a cell as a plain number; None where it is none."""
    number = numerals.parse(text)
    return None if number is None else numerals.canonical(number, decimal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", "5"),
        ("-3", "-3"),
        ("1,673,907.50", "1673907.50"),
        ("(1,234.00)", "-1234.00"),
        ("£(5)", "-5"),
        ("-£5.20", "-5.20"),
        ("£-5", "-5"),
        ("12.50-", "-12.50"),
        ("−5.2", "-5.2"),
        ("+5", "5"),
        ("£ 1,000", "1000"),
        ("45%", "45"),
        (".5", "0.5"),
        ("1 234", "1234"),
        ("1\u00a0234.5", "1234.5"),
        ("1.2E+05", "120000"),
        ("1.25E-02", "0.0125"),
        ("(0.00)", "0.00"),
        ("500 GBP", "500"),
    ],
)
def test_numbers_are_made_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,5", "1.5"), ("454\u00a0000,00", "454000.00"), ("1.234,56", "1234.56"), ("1.234", "1234")],
)
def test_numbers_with_decimal_commas_are_made_plain(text, expected):
    assert plain(text, "comma") == expected


@pytest.mark.parametrize(
    "text",
    ["", "007x", "1,23,456", "--5", "(5", "5)", "-(5)", "1.2.3", "£", "£5€", "5%%", "01273 263 000",
     "+441234567890", "12345678901234567890", "5 6", "1,2345"],
)  # fmt: skip
def test_what_is_no_number_is_none(text):
    assert plain(text) is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2
    )
)
def test_every_way_of_writing_an_amount_gives_the_amount(amount):
    size = f"{abs(amount):,}"
    ways = [
        f"{amount:,}",
        f"£{size}" if amount >= 0 else f"(£{size})",
        f"{size}-" if amount < 0 else size,
    ]
    assert [Decimal(plain(way) or "") for way in ways] == [amount] * len(ways)


@given(
    st.lists(
        st.sampled_from(["£1,234.50", "(5.00)", "7-", "−3", "12", "0.5", "-0.00", "£.5"]),
        min_size=1,
    )
)
def test_many_numbers_at_once_are_made_plain_as_one_by_one(texts):
    import polars as pl

    singly = [plain(text) for text in texts]
    assert plain_numbers(pl.Series(texts), "point").to_list() == singly


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("31/12/2023", "2023-12-31"),
        ("1/4/23", "2023-04-01"),
        ("01-04-1998", "1998-04-01"),
        ("2023-4-1", "2023-04-01"),
        ("21 Mar  2012", "2012-03-21"),
        ("03-NOV-2010", "2010-11-03"),
        ("09-Mar-11", "2011-03-09"),
        ("4th April 2019", "2019-04-04"),
        ("March 3, 2019", "2019-03-03"),
        ("Monday 3 March 2019", "2019-03-03"),
        ("5 Mai 2019", "2019-05-05"),
        ("1af Ionawr 2020", "2020-01-01"),
        ("12 Rhagfyr 1999", "1999-12-12"),
        ("29/02/2020", "2020-02-29"),
        ("07/07/2014 00:00", "2014-07-07"),
    ],
)
def test_dates_in_both_languages_become_iso(text, iso):
    assert dates.iso_date(text, "dmy") == iso


@pytest.mark.parametrize(
    "text", ["31/02/2019", "08//01/2019", "00/00/0000", "29/02/2019", "32/01/2020", "5"]
)
def test_impossible_dates_are_none(text):
    assert dates.iso_date(text, "dmy") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("13/03/2019 09:30", "2019-03-13T09:30:00"),
        ("2019-03-13T09:30:05Z", "2019-03-13T09:30:05Z"),
        ("15/03/2019 5:05 PM", "2019-03-15T17:05:00"),
        ("15/03/2019 12:05am", "2019-03-15T00:05:00"),
        ("15/03/2019", "2019-03-15T00:00:00"),
    ],
)
def test_dates_with_times_become_iso(text, iso):
    assert dates.iso_moment(text, "dmy") == iso


def test_order_decides_between_day_and_month():
    assert dates.iso_date("04/03/2023", "dmy") == "2023-03-04"
    assert dates.iso_date("04/03/2023", "mdy") == "2023-04-03"


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [
        ("-", "nil"),
        (".", "not-applicable"),
        ("..", "missing"),
        ("****", "suppressed"),
        ("[c]", "suppressed"),
        ("[x]", "missing"),
        ("[z]", "not-applicable"),
        ("[low]", "rounded-to-zero"),
        ("<5", "below-threshold"),
        ("<=5", "below-threshold"),
        ("fewer than 10", "below-threshold"),
        ("llai na 5", "below-threshold"),
        ("missing", "missing"),
        ("ar goll", "missing"),
        ("N/A", "not-applicable"),
        ("£-", "nil"),
        ("[q]", "unknown"),
    ],
)
def test_marks_have_meanings(mark, meaning):
    assert marks.meaning(mark) == meaning
    assert meaning in marks.MEANINGS


@pytest.mark.parametrize("word", ["Gwynedd", "yes", "5", "a lot", "Q1"])
def test_words_are_no_marks(word):
    assert marks.meaning(word) is None
