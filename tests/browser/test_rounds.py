"""A round of questionnaires in a real browser: an officer's walk from its start to its closing."""

import shutil
from datetime import timedelta

import pytest

from portal.clock import today
from tests.browser.conftest import served_portal
from tests.browser.test_pages import SCREENSHOTS, findings, too_wide
from tests.conftest import config_in
from tests.maturity.conftest import groups_file
from tests.maturity.test_rounds import answers_file
from tests.people import PASSWORD, email_of, staff


@pytest.fixture(scope="session")
def council(migrated, tmp_path_factory):
    """A served portal, worker and all, with the members of a publisher; and its settings."""
    folder = tmp_path_factory.mktemp("council")
    shutil.copytree(migrated, folder / "data")
    staff(config_in(folder / "data"))
    with served_portal(folder) as address:
        yield address, config_in(folder / "data")


@pytest.fixture(params=[1280, 320])
def officer(browser, council, request):
    """Lend a tab of either width in which the publisher's administrator has signed in."""
    address, _config = council
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/en/sign-in")
    page.fill("#field-email", email_of("admin"))
    page.fill("#field-password", PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/en/account")
    yield page, request.param
    context.close()


def looked_at(page, width, name):
    """Refuse what axe finds, in both languages, and what scrolls sideways; keep a picture."""
    here = page.url
    for locale in ("en", "cy"):
        if locale == "cy":
            page.get_by_role("link", name="Cymraeg").click()
        folded = page.locator("main details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"rounds-{name}-{locale}-{width}.png"
        page.screenshot(path=path, full_page=True)
        assert findings(page) == [], name
        assert too_wide(page) <= 0, name
    page.goto(here)


def started(page, width, home, tmp_path):
    """Create a round, with a slip first, and wait until the worker has made its key."""
    page.goto(home.rpartition("/")[0])
    page.get_by_role("link", name="Start a round").click()
    looked_at(page, width, "start")
    page.fill("#field-name", home.rpartition("/")[2])
    page.get_by_label("A demonstration").check()
    page.fill("#field-closes", (today() + timedelta(days=20)).isoformat())
    page.fill("#field-groups", "council\nx")
    page.get_by_role("button", name="Create the round").click()
    assert "The list cannot be used as it is" in page.locator("main").inner_text()
    assert findings(page) == []
    assert too_wide(page) <= 0
    page.fill("#field-groups", groups_file(tmp_path).read_text(encoding="utf-8"))
    page.get_by_role("button", name="Create the round").click()
    page.get_by_role("button", name="Open the round").wait_for(timeout=20_000)


def handed_out(page, width, home):
    """Make links for everybody, and find that none is left to be made."""
    page.goto(f"{home}/links")
    looked_at(page, width, "links")
    with page.expect_download() as download:
        page.get_by_role("button", name="one CSV").first.click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 80 + 57 + 60 + 40
    page.reload()
    assert "There is a link for everybody" in page.locator("main").inner_text()


def brought_in(page, width, home, answers):
    """Have a file of answers sealed."""
    page.goto(home)
    page.get_by_role("link", name="Bring in answers from a file").click()
    looked_at(page, width, "import")
    page.set_input_files("#field-file", answers)
    page.get_by_role("button", name="Seal the answers").click()
    assert "12 of 57" in page.locator("main").inner_text()


def test_an_officer_runs_a_round_from_its_start_to_its_closing(officer, council, tmp_path):
    (page, width), (address, _config) = officer, council
    home = f"{address}/en/publish/rounds/2099-{width}"
    started(page, width, home, tmp_path)
    looked_at(page, width, "draft")
    page.get_by_role("link", name="Senior leaders").click()
    looked_at(page, width, "preview")
    page.goto(home)
    page.get_by_role("button", name="Open the round").click()
    looked_at(page, width, "open")
    handed_out(page, width, home)
    brought_in(page, width, home, answers_file(tmp_path, [("X99000001", "members")] * 12))
    looked_at(page, width, "progress")
    page.get_by_role("link", name="Close the round").click()
    looked_at(page, width, "close")
    page.get_by_role("button", name="Close the round").click()
    assert "The round is closed." in page.locator("main").inner_text()
    looked_at(page, width, "closed")
