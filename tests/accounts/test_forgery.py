"""No other site can make a member's browser change anything."""

import pytest

from portal.accounts.guard import Who, access_of
from tests.accounts.test_access import TEMPTING

SAFE = {"GET", "HEAD", "OPTIONS"}
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:9999"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]


def unsafe_routes(app):
    """Yield every way to change something, and how it refuses what a cookie alone asks for.

    Programs are known by their tokens: to them a browser's cookies are those of nobody.
    """
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        refused = 401 if access and access.who is Who.PROGRAM else 403
        for method in rule.methods - SAFE:
            path = rule.rule.replace("<slug:slug>", "alpha").replace("<number:number>", "3")
            path = path.replace("<number:part>", "1").replace("<slug:name>", "2027")
            yield method, path, refused


def test_there_are_routes_to_protect(portal):
    assert len(set(unsafe_routes(portal))) > 20


def test_without_the_forms_own_token_nothing_is_done(portal, browser, everything):
    anna, before = browser("site"), everything()
    for method, path, refused in unsafe_routes(portal):
        for data in (TEMPTING, {**TEMPTING, "csrf_token": "made-up"}):
            answer = anna.client.open(path, method=method, data=data)
            assert answer.status_code == refused, f"{method} {path}: {answer.status_code}"
    assert everything() == before


def test_anothers_token_is_not_believed(browser):
    stolen = browser().token()
    anna = browser("site")
    answer = anna.client.post("/en/sign-out", data={"csrf_token": stolen})
    assert answer.status_code == 403


@pytest.mark.parametrize("headers", FOREIGN)
def test_from_another_site_nothing_is_done_even_with_the_token(
    portal, browser, everything, headers
):
    anna, before = browser("site"), everything()
    token = anna.token()
    for method, path, refused in unsafe_routes(portal):
        data = {**TEMPTING, "csrf_token": token}
        answer = anna.client.open(path, method=method, data=data, headers=headers)
        assert answer.status_code == refused, f"{method} {path}: {answer.status_code}"
    assert everything() == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_pages_are_believed(browser, headers):
    answer = browser("site").post("/en/account/language", {"language": "cy"}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_a_refused_form_says_what_to_do(browser, locale):
    answer = browser("site").client.post(
        f"/{locale}/{'allgofnodi' if locale == 'cy' else 'sign-out'}"
    )
    assert {"cy": "Ni newidiwyd dim", "en": "Nothing was changed"}[locale] in answer.text
