"""A questionnaire in a real browser: accessible at any width, and whole without script."""

import shutil

import pytest

from portal.maturity import commands
from tests.browser.conftest import served_portal
from tests.browser.test_pages import SCREENSHOTS, findings, too_wide
from tests.conftest import config_in
from tests.maturity.conftest import NAME, groups_file, wanted

PARTS = ("", "/1", "/review")
WELSH = {"": "", "/1": "/1", "/review": "/adolygu"}


@pytest.fixture(scope="session")
def asked(migrated, tmp_path_factory):
    """A served portal with an open round, and the codes of two links."""
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(migrated, folder / "data")
    config = config_in(folder / "data")
    commands.create(config, NAME, groups_file(folder), wanted())
    commands.open_(config, NAME)
    made = commands.issue(config, NAME, "X99000001", "members", 2)
    with served_portal(folder) as address:
        yield address, [english.partition("?")[2] for _, _, english in made]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("locale", ["cy", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(tab, asked, part, locale, width, request):
    address, (code, _) = asked
    path = f"/en/maturity/questionnaire{part}"
    if locale == "cy":
        path = f"/cy/aeddfedrwydd/holiadur{WELSH[part]}"
    tab.set_viewport_size({"width": width, "height": 900})
    assert tab.goto(f"{address}{path}?{code}").status == 200
    SCREENSHOTS.mkdir(exist_ok=True)
    name = f"questionnaire{part.replace('/', '-')}-{locale}-{width}"
    tab.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    assert findings(tab) == []
    assert too_wide(tab) <= 0


def test_a_member_answers_everything_without_script(browser, asked):
    address, (_, code) = asked
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/cy/aeddfedrwydd/holiadur?{code}")
    page.get_by_role("link", name="Dechrau").click()
    for _ in range(7):
        for group in page.get_by_role("group").all():
            group.get_by_role("radio").first.check()
        page.get_by_role("button", name="Cadw a pharhau").click()
    page.get_by_role("button", name="Anfon yr atebion").click()
    assert "Diolch" in page.locator("h1").inner_text()
    assert page.goto(f"{address}/cy/aeddfedrwydd/holiadur?{code}").status == 404
    context.close()
