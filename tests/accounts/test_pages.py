"""Pages about accounts keep the house rules in both languages, and are nobody else's."""

import re

import pytest

from portal.accounts.guard import Who, access_of
from portal.config import ROOT
from portal.web.cache import PUBLIC
from tests.accounts.test_access import filled, routes
from tests.conftest import inspected
from tests.people import email_of
from tools.check_welsh import pairs, untranslated
from tools.english_leaks import Detector, leaks

HEADINGS = {
    "/cy/mewngofnodi": "Mewngofnodi",
    "/en/sign-in": "Sign in",
    "/cy/cyfrif": "Eich cyfrif",
    "/en/account": "Your account",
    "/cy/cyhoeddwyr/alpha/aelodau": "Aelodau",
    "/en/publishers/alpha/members": "Members",
    "/cy/cyhoeddwyr/alpha/tocynnau": "Tocynnau",
    "/en/publishers/alpha/tokens": "Tokens",
    "/cy/gweinyddu": "Gofalu am y porth cyfan",
    "/en/admin": "Look after the whole portal",
}


@pytest.mark.parametrize(("path", "heading"), HEADINGS.items())
def test_each_page_speaks_its_own_language(browser, path, heading):
    assert inspected(browser("site").client, path).h1.text.strip() == heading


def test_every_page_keeps_the_house_rules_and_is_kept_by_nobody(portal, browser, number):
    site = browser("site")
    data = {"email": "new@council.example", "roles": "editor"}
    site.post("/en/publishers/alpha/members", data)
    site.post("/en/publishers/alpha/tokens", {"name": "x", "scopes": "read", "days": "30"})
    site.post("/en/forgotten-password", {"email": email_of("alpha-admin")})
    belongings = {"member": number("alpha-editor"), "token": 1, "invitation": 1, "message": 1}
    seen = 0
    for rule in portal.url_map.iter_rules():
        access = access_of(portal.view_functions[rule.endpoint])
        ours = rule.endpoint.startswith("accounts.")
        if not ours or access is None or "GET" not in rule.methods or "csv" in rule.rule:
            continue
        path = filled(portal, rule, belongings, slug="alpha")
        if path.endswith(("ailosod-cyfrinair", "reset-password", "gwahoddiad", "invitation")):
            continue
        inspected(site.client, path)
        assert site.get(path).headers["Cache-Control"] == "private, no-store"
        seen += 1
    assert seen >= 20


@pytest.mark.parametrize("kind", ["invitation", "reset"])
@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_pages_that_letters_lead_to_keep_the_house_rules(browser, kind, locale):
    site = browser("site")
    if kind == "invitation":
        data = {"email": "new@council.example", "roles": "editor"}
        site.post("/en/publishers/alpha/members", data)
    else:
        site.post("/en/forgotten-password", {"email": email_of("nobody")})
    text = site.get("/en/admin/messages").text
    code = re.search(r"\?code=([\w-]+)", text)[1]
    paths = {
        "invitation": {"cy": "/cy/gwahoddiad", "en": "/en/invitation"},
        "reset": {"cy": "/cy/ailosod-cyfrinair", "en": "/en/reset-password"},
    }
    page = inspected(browser().client, f"{paths[kind][locale]}?code={code}")
    other = {"cy": "en", "en": "cy"}[locale]
    switch = page.select_one("header a[hreflang]")["href"]
    assert switch == f"{paths[kind][other]}?code={code}"


# What is kept, and for whom (S48)

PAGES = ["/en/", "/cy/", "/en/datasets", "/en/publishers", "/cy/amdanom"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_made_for_a_member_is_never_kept_or_shown_to_anybody_else(browser, path):
    anna, stranger = browser("alpha-admin"), browser()
    hers = anna.get(path)
    theirs = stranger.get(path)
    again = anna.get(path, headers={"If-None-Match": theirs.headers["ETag"]})

    assert "Alun Alffa" in hers.text
    assert hers.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in hers.headers
    assert "Cookie" in hers.headers["Vary"]
    assert "Alun Alffa" not in theirs.text
    assert "csrf_token" not in theirs.text
    assert theirs.headers["Cache-Control"] == PUBLIC
    assert "Set-Cookie" not in theirs.headers
    assert again.status_code == 200
    assert again.headers["Cache-Control"] == "private, no-store"
    assert "Alun Alffa" in again.text


def test_a_page_from_memory_is_not_given_to_a_member(browser):
    stranger, anna = browser(), browser("alpha-admin")
    stranger.get("/en/publishers")
    assert "Alun Alffa" in anna.get("/en/publishers").text
    anna.post("/en/sign-out")
    assert "Alun Alffa" not in anna.get("/en/publishers").text


def test_a_page_with_a_form_is_never_kept(browser):
    first, second = browser(), browser()
    tokens = {anna.token() for anna in (first, second)}
    assert len(tokens) == 2
    assert first.get("/en/sign-in").headers["Cache-Control"] == "private, no-store"


def test_the_masthead_offers_the_way_out_only_to_whoever_is_in(browser):
    inside = inspected(browser("alpha-admin").client, "/cy/setiau-data")
    outside = inspected(browser().client, "/cy/setiau-data")

    assert inside.select_one("form.signed-in button").text == "Allgofnodi"
    assert not outside.select("form.signed-in")
    assert outside.select_one("footer a[href='/cy/mewngofnodi']")
    assert not inside.select("footer a[href='/cy/mewngofnodi']")


def test_no_english_stands_in_the_welsh_pages_for_members(portal, browser, number, dictionary):
    site = browser("site")
    site.post("/cy/cyhoeddwyr/alpha/tocynnau", {"name": "gwaith", "scopes": "read", "days": "30"})
    belongings = {"member": number("alpha-editor"), "token": 1, "invitation": 1, "message": 1}
    pages = [
        (path, site.get(path).text)
        for rule, method in routes(portal, Who.ROLE, Who.SITE_ADMIN, Who.MEMBER)
        if method == "GET" and rule.defaults["locale"] == "cy" and "csv" not in rule.rule
        for path in [filled(portal, rule, belongings, slug="alpha")]
    ]
    pages.append(("wrong", site.post("/cy/cyfrif/iaith").text))
    pages.append(("wrong", site.post("/cy/gweinyddu", {"slug": "-"}).text))

    assert len(pages) > 10
    assert list(leaks(pages, Detector(dictionary, untranslated(pairs(ROOT))))) == []
