"""A dataset falls overdue on the day its promise lapses, though nobody writes anything."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.catalogue.freshness import cadence
from portal.interop import vocabularies
from tests.conftest import inspected

API = "/api/v1/datasets/places-to-read/freshness"
PAGE = "/en/datasets/places-to-read"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_a_promise_is_kept_then_due_then_lapsed_and_never_goes_back(last, days):
    order = ["fresh", "due", "overdue"]
    for frequency in ("daily", "weekly", "monthly", "quarterly", "yearly"):
        promised = cadence(frequency, last)
        today, tomorrow = (promised.on(last + timedelta(days=n)) for n in (days, days + 1))
        assert order.index(today) <= order.index(tomorrow)
        assert promised.on(last) == promised.on(promised.due) == "fresh"
        assert promised.on(promised.lapses) == "overdue"
        assert promised.on(promised.lapses - timedelta(days=1)) == "due"


def test_every_frequency_promises_days_or_says_that_it_does_not():
    silent = {
        one.code
        for one in vocabularies.frequencies()
        if cadence(one.code, date(2026, 1, 1)) is None
    }
    assert silent == {"never", "irregular"}


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (366, "fresh"), (367, "due"), (428, "overdue")]
)
def test_programs_and_readers_are_told_the_same_on_the_same_day(
    reader, time_machine_at, days, state
):
    time_machine_at(timedelta(days=days))
    assert reader.get(API).json["state"] == state
    page = inspected(reader, PAGE)
    words = {"fresh": "up to date;", "due": "due;", "overdue": "overdue;"}
    assert words[state] in page.select_one(".facts").text
    assert ("A newer version was promised" in page.text) == (state == "overdue")
    listed = inspected(reader, "/en/datasets")
    tags = [tag.text for tag in listed.select("ul.index .tag")]
    assert tags == (["Overdue"] * 2 if state == "overdue" else [])


def test_a_page_from_memory_does_not_outlive_the_promise(reader, time_machine_at):
    told = reader.get(API).json
    lapses, last = date.fromisoformat(told["overdue_from"]), date.fromisoformat(told["last"])
    time_machine_at(lapses - last - timedelta(days=1))
    first = reader.get(PAGE)
    assert "A newer version was promised" not in first.text
    time_machine_at(timedelta(days=1))
    second = reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert "A newer version was promised" in second.text


def test_an_old_version_is_not_called_overdue(reader, time_machine_at):
    time_machine_at(timedelta(days=900))
    old = inspected(reader, f"{PAGE}/versions/1")
    assert "A newer version was promised" not in old.text
    assert "next expected" not in old.text
