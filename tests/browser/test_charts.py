"""Charts as a browser sets them: one width at a time, no letter outside its picture."""

import pytest

from tests.browser.test_pages import visit

WIDTHS_SHOWN = """() => [...document.querySelectorAll("figure.picture")].map(figure =>
    [...figure.querySelectorAll("svg")].filter(svg => svg.getClientRects().length)
        .map(svg => svg.classList[0]).join())"""
OUTSIDE = """() => [...document.querySelectorAll("figure.picture svg text")]
    .filter(text => text.getClientRects().length)
    .filter(text => {
        const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;
        return box.x < -3 || box.x + box.width > view.width + 3
            || box.y < -3 || box.y + box.height > view.height + 3;
    }).map(text => text.textContent)"""


@pytest.mark.parametrize(("width", "form"), [(1280, "chart-wide"), (320, "chart-narrow")])
@pytest.mark.parametrize("path", ["/cy/dylunio", "/en/design"])
def test_one_drawing_of_each_chart_is_shown_and_every_letter_lies_within_it(
    browser, live, path, width, form
):
    page, _ = visit(browser, live + path, width=width)

    assert set(page.evaluate(WIDTHS_SHOWN)) == {form}
    assert page.evaluate(OUTSIDE) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_opened_by_itself_takes_its_own_colours_without_a_breach_of_policy(
    browser, live, scheme
):
    path = "/dataset/response-rates-2018/1/charts/response-rates.cy.svg"
    page, faults = visit(browser, live + path, scheme=scheme)

    ground = page.evaluate("getComputedStyle(document.querySelector('rect')).fill")
    assert ground == {"light": "rgb(251, 250, 246)", "dark": "rgb(19, 25, 28)"}[scheme]
    assert faults == []
    page.context.close()
