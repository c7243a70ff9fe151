"""After signing in a reader goes on to a page of ours and nowhere else (S47)."""

import pytest

from portal.web.routing import local_path

HOSTILE = [
    "//evil.example",
    "//evil.example/cy/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example",
    "https:///evil.example",
    "HTTPS://evil.example/cy/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%2fevil.example",
    "%2f%2fevil.example",
    "/%5cevil.example",
    "/cy/%2f%2fevil.example",
    "/cy/%255c%255cevil.example",
    "/cy//evil.example",
    "/cy/..//evil.example",
    "/cy/../../evil.example",
    "/cy/%2e%2e//evil.example",
    "/\tevil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\n/evil.example",
    "/cy/\r\nLocation: //evil.example",
    "/cy/\x00",
    "/cy/%00",
    "/cy/%0d%0aX: y",
    "evil.example",
    "/cy@evil.example",
    "/cy.evil.example",
    "/evil",
    "?x",
    "",
    "/cy/\ufe68evil.example",
    "/en/datasets#//evil.example",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_what_might_lead_elsewhere_is_refused(target):
    assert local_path(target) is None


@pytest.mark.parametrize(
    "target",
    ["/cy/", "/en/datasets", "/en/datasets?q=a+b&page=2", "/cy/setiau-data?q=t%C5%B7", "/en/admin"],
)
def test_a_page_of_ours_is_taken(target):
    assert local_path(target) == target


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https:evil.example"])
def test_a_hostile_target_leads_to_the_account_page(browser, target):
    assert browser().sign_in("nobody", next=target).headers["Location"] == "/en/account"


def test_a_reader_goes_on_to_where_she_was_going(browser):
    anna = browser()
    asked = anna.get("/cy/cyhoeddwyr/alpha/cofnod?page=1")
    assert asked.headers["Location"] == (
        "/cy/mewngofnodi?next=%2Fcy%2Fcyhoeddwyr%2Falpha%2Fcofnod%3Fpage%3D1"
    )
    form = anna.get(asked.headers["Location"]).text
    assert 'name="next" value="/cy/cyhoeddwyr/alpha/cofnod?page=1"' in form
    went = anna.sign_in("alpha-admin", next="/cy/cyhoeddwyr/alpha/cofnod?page=1")
    assert went.headers["Location"] == "/cy/cyhoeddwyr/alpha/cofnod?page=1"
