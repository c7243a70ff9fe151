"""Every kind of page in a real browser: both languages, wide and narrow, light and dark."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

SCREENSHOTS = Path(__file__).parent / "screenshots"
PAGES = {
    "home": ("/cy/", "/en/"),
    "catalogue": ("/cy/setiau-data", "/en/datasets"),
    "search": ("/cy/setiau-data?q=cyfradd+ymateb", "/en/datasets?q=response+rate"),
    "nothing-found": ("/cy/setiau-data?q=zzzz", "/en/datasets?q=zzzz"),
    "dataset": ("/cy/setiau-data/response-rates-2018", "/en/datasets/response-rates-2018"),
    "wide-dataset": ("/cy/setiau-data/councils", "/en/datasets/councils"),
    "version": (
        "/cy/setiau-data/response-rates-2018/fersiynau/1",
        "/en/datasets/response-rates-2018/versions/1",
    ),
    "table": (
        "/cy/setiau-data/councils/tablau/councils?sort=-population",
        "/en/datasets/councils/tables/councils?sort=-population",
    ),
    "publishers": ("/cy/cyhoeddwyr", "/en/publishers"),
    "publisher": ("/cy/cyhoeddwyr/melin", "/en/publishers/melin"),
    "about": ("/cy/amdanom", "/en/about"),
    "accessibility": ("/cy/hygyrchedd", "/en/accessibility"),
    "privacy": ("/cy/eich-data", "/en/your-data"),
    "developers": ("/cy/datblygwyr", "/en/developers"),
    "reuses": ("/cy/ailddefnydd", "/en/reuse"),
    "propose-reuse": (
        "/cy/ailddefnydd/cynnig?dataset=councils",
        "/en/reuse/propose?dataset=councils",
    ),
    "schemas": ("/cy/sgemau", "/en/schemas"),
    "schema": ("/cy/sgemau/spend", "/en/schemas/spend"),
    "code-lists": ("/cy/codau", "/en/codes"),
    "code-list": ("/cy/codau/councils", "/en/codes/councils"),
    "place": ("/cy/lleoedd/W06000003", "/en/places/W06000003"),
    "maturity": ("/cy/aeddfedrwydd", "/en/maturity"),
    "component": ("/cy/aeddfedrwydd/cydrannau/open", "/en/maturity/components/open"),
    "learning": (
        "/cy/aeddfedrwydd/cydrannau/leadership/dysgu",
        "/en/maturity/components/leadership/learning",
    ),
    "registers": (
        "/cy/setiau-data/demonstration-registers",
        "/en/datasets/demonstration-registers",
    ),
    "rule": ("/cy/aeddfedrwydd/dull", "/en/maturity/method"),
    "council-report": (
        "/cy/aeddfedrwydd/rowndiau/demonstration-round/X99000001",
        "/en/maturity/rounds/demonstration-round/X99000001",
    ),
    "two-councils": (
        "/cy/aeddfedrwydd/rowndiau/demonstration-round/cymharu?first=X99000001&second=X99000003",
        "/en/maturity/rounds/demonstration-round/compare?first=X99000001&second=X99000003",
    ),
    "design": ("/cy/dylunio", "/en/design"),
}
MISSING = ("/cy/dim-byd-yma", "/en/nothing-here")
BROKEN_WORDS = """() => [...document.querySelectorAll(".facts *, .names *")]
    .flatMap(each => [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE))
    .flatMap(node => [...node.data.matchAll(/\\p{L}{3,}/gu)].filter(word => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]))"""
EVERY = [
    pytest.param(path, width, scheme, id=f"{name}-{path[1:3]}-{width}-{scheme}")
    for name, paths in PAGES.items()
    for path in paths
    for width, scheme in ((1280, "light"), (320, "light"), (1280, "dark"))
]


def visit(browser, address, *, width=1280, scheme="light", script=True):
    """Open an address in a fresh context; return the page and the faults seen on the way."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    return page, faults


def findings(page):
    results = Axe().run(page).response
    return [(found["id"], found["nodes"][0]["html"][:200]) for found in results["violations"]]


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize(("path", "width", "scheme"), EVERY)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser, live, path, width, scheme, request
):
    page, faults = visit(browser, live + path, width=width, scheme=scheme)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(
        path=SCREENSHOTS / f"{request.node.callspec.id}.png", full_page=True, animations="disabled"
    )

    assert findings(page) == []
    assert too_wide(page) <= 0
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("locale", [0, 1], ids=["cy", "en"])
def test_paper_has_the_figures_of_a_picture_which_a_screen_folds_away(browser, live, locale):
    page, _ = visit(browser, live + PAGES["component"][locale])
    table = page.locator("figure.picture table tbody tr").first
    assert not table.is_visible()

    page.emulate_media(media="print")

    assert table.is_visible()
    assert table.bounding_box()["height"] > 10
    page.context.close()


@pytest.mark.parametrize("name", ["home", "maturity", "component", "place", "about"])
@pytest.mark.parametrize("locale", [0, 1], ids=["cy", "en"])
def test_no_word_of_a_fact_or_of_a_name_is_broken_on_a_phone(browser, live, name, locale):
    page, _ = visit(browser, live + PAGES[name][locale], width=320)

    assert page.evaluate(BROKEN_WORDS) == []
    page.context.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/", *MISSING, "/dataset/no-such-dataset"])
def test_door_and_refusals_are_as_accessible_as_the_rest(browser, live, path, width):
    page, _ = visit(browser, live + path, width=width)

    assert findings(page) == []
    assert too_wide(page) <= 0
    page.context.close()


@pytest.mark.parametrize("paths", PAGES.values(), ids=PAGES)
def test_pages_say_the_same_without_script(browser, live, paths):
    for path in paths:
        texts = []
        for script in (True, False):
            page, _ = visit(browser, live + path, script=script)
            texts.append(page.locator("body").inner_text())
            page.context.close()
        assert texts[0] == texts[1]


def test_a_citizen_walks_from_the_door_to_a_dataset_and_into_the_other_language(tab, live):
    tab.set_extra_http_headers({"Accept-Language": "fr"})
    tab.goto(live)
    tab.get_by_role("link", name="Cymraeg").click()
    assert tab.url == f"{live}/cy/"
    tab.get_by_role("searchbox").fill("cyfradd ymateb")
    tab.get_by_role("searchbox").press("Enter")
    tab.get_by_role("main").get_by_role("link", name="Pwy atebodd").first.click()
    assert tab.url == f"{live}/cy/setiau-data/response-rates-2018"
    assert "61%" in tab.get_by_role("figure").first.inner_text()
    tab.get_by_role("link", name="English").first.click()
    assert tab.url == f"{live}/en/datasets/response-rates-2018"
    assert tab.get_by_role("heading", level=1).inner_text().startswith("Who answered")
    tab.goto(live)
    assert tab.url == f"{live}/en/"
