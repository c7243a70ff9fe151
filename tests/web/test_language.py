"""The door: a reader is sent to her language, or asked where nothing tells."""

import pytest


@pytest.mark.parametrize(
    ("cookie", "accept", "target"),
    [
        (None, "cy-GB,cy;q=0.9,en;q=0.8", "/cy/"),
        (None, "en-GB", "/en/"),
        ("cy", "en-GB", "/cy/"),
        ("en", "cy", "/en/"),
        ("xx", "cy", "/cy/"),
        (None, "fr", None),
        (None, "", None),
    ],
)
def test_the_cookie_decides_before_the_browser_does(client, cookie, accept, target):
    if cookie:
        client.set_cookie("melin_lang", cookie)
    answer = client.get("/", headers={"Accept-Language": accept})

    assert answer.headers.get("Location") == target
    assert answer.status_code == (303 if target else 200)
    if target is None:
        assert "Cymraeg" in answer.text
        assert "English" in answer.text


def test_a_choice_at_the_door_is_remembered(client):
    chosen = client.get("/?lang=cy")
    again = client.get("/", headers={"Accept-Language": "en"})

    assert chosen.headers["Location"] == "/cy/"
    assert again.headers["Location"] == "/cy/"


def test_a_wrong_choice_at_the_door_is_ignored(client):
    answer = client.get("/?lang=//evil.example", headers={"Accept-Language": "fr"})

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_pages_name_their_language_in_the_header_too(client, locale):
    assert client.get(f"/{locale}/").headers["Content-Language"] == locale
