"""The front page in a real browser, from the portal that `make run` starts."""

import pytest


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_front_page_opens_in_its_language_and_without_a_fault(tab, live, locale):
    answer = tab.goto(f"{live}/{locale}/")

    assert answer.status == 200
    assert tab.locator("html").get_attribute("lang") == locale
    assert tab.locator("h1").count() == 1
