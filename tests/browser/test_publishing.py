"""The pages of publishing in a real browser, as an administrator sees them who is signed in."""

import shutil

import pytest

from portal.publishing import drafting
from tests.browser.conftest import served_portal
from tests.browser.test_pages import SCREENSHOTS, findings, too_wide
from tests.conftest import config_in
from tests.people import PASSWORD, email_of, staff
from tests.publishing.drafted import begun
from tests.publishing.gate.counts import GIVEN_AWAY, checked, counts, live
from tests.publishing.walk import OFFICER, PUBLISHER, SLUG, do, draft, published, submitted, work

CLEARED = "cleared-survey"
PAGES = {
    "start": ("/cy/cyhoeddi", "/en/publish"),
    "reviewed": ("/cy/cyhoeddi/2", "/en/publish/2"),
    "preview": ("/cy/cyhoeddi/2/rhagolwg", "/en/publish/2/preview"),
    "differences": ("/cy/cyhoeddi/2/gwahaniaethau", "/en/publish/2/differences"),
    "drafted": ("/cy/cyhoeddi/3", "/en/publish/3"),
    "texts": ("/cy/cyhoeddi/3/testunau", "/en/publish/3/texts"),
    "about": ("/cy/cyhoeddi/3/amdano", "/en/publish/3/about"),
    "columns": ("/cy/cyhoeddi/3/colofnau", "/en/publish/3/columns"),
    "cells": ("/cy/cyhoeddi/3/celloedd", "/en/publish/3/cells"),
    "found": ("/cy/cyhoeddi/3/celloedd?q=ltd", "/en/publish/3/cells?q=ltd"),
    "changes": ("/cy/cyhoeddi/3/newidiadau", "/en/publish/3/changes"),
    "manage": (f"/cy/cyhoeddi/setiau-data/{SLUG}", f"/en/publish/datasets/{SLUG}"),
    "refused": ("/cy/cyhoeddi/4", "/en/publish/4"),
    "gate": (
        f"/cy/setiau-data/{CLEARED}/fersiynau/1/clwyd-ddatgelu",
        f"/en/datasets/{CLEARED}/versions/1/gate",
    ),
    "protected": (f"/cy/setiau-data/{CLEARED}", f"/en/datasets/{CLEARED}"),
    "debt": (f"/cy/cyhoeddwyr/{PUBLISHER}/testunau", f"/en/publishers/{PUBLISHER}/texts"),
}
EVERY = [
    pytest.param(path, width, id=f"publishing-{name}-{path[1:3]}-{width}")
    for name, paths in PAGES.items()
    for path in paths
    for width in (1280, 320)
]


@pytest.fixture(scope="session")
def office(migrated, tmp_path_factory):
    """A served portal: a version published, one submitted, one drafted with a cell emptied, and
    counts of people, refused by the gate and cleared.
    """
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(migrated, folder / "data")
    config = config_in(folder / "data")
    staff(config)
    published(config)
    submitted(config, draft("Another."))
    found = begun(config)
    do(config, drafting.decide, found.id, {"redact": [[7, "supplier"]]}, by=OFFICER)
    work(config)
    checked(config, counts(GIVEN_AWAY, totals={"aberwen": 29, "brynmor": 79}))
    live(config, checked(config, counts(name=CLEARED), dataset=CLEARED).id)
    with served_portal(folder) as address:
        yield address


@pytest.fixture(scope="session")
def signed_in(browser, office):
    """Lend a context in which the council's administrator has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{office}/en/sign-in")
    page.fill("#field-email", email_of("admin"))
    page.fill("#field-password", PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/en/account")
    yield context
    context.close()


@pytest.mark.parametrize(("path", "width"), EVERY)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(signed_in, office, path, width, request):
    page = signed_in.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    assert page.goto(office + path).status == 200
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{request.node.callspec.id}.png", full_page=True)

    assert findings(page) == []
    assert too_wide(page) <= 0
    page.close()
