"""Nobody reaches what is not hers: every route, every method, every kind of reader."""

import pytest

from portal.accounts import operations, queries
from portal.accounts.audit import Actor
from portal.accounts.guard import Who, access_of
from portal.accounts.roles import Role, Scope
from tests.people import email_of

READING = {"GET", "HEAD"}
REFUSED = {303, 401, 403, 404}
TEMPTING = {
    "email": "someone@council.example",
    "roles": ["admin"],
    "name": "x",
    "scopes": ["publish"],
    "days": "30",
    "state": "closed",
    "session": "others",
    "title_cy": "x",
    "title_en": "x",
    "slug": "gamma",
    "language": "cy",
    "old": "x",
    "new": "x",
}


@pytest.fixture
def belongings(database, number):
    """Give beta a token and an invitation; return the numbers that addresses need."""
    actor = Actor(number("beta-admin"), "page")
    with database.writing():
        beta = queries.publisher("beta")
        operations.create_token(beta, "nightly", [Scope.PUBLISH], days=30, actor=actor)
        operations.invite(
            beta, "new@council.example", [Role.EDITOR], actor=actor, base_url="http://x.example"
        )
    return {
        "member": number("beta-editor"),
        "token": 1,
        "invitation": 1,
        "account": number("beta-editor"),
        "message": 1,
    }


def routes(app, *who):
    """Yield each address and method that only `who` may use, with the rule it comes from."""
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        ours = rule.endpoint.startswith("accounts.")  # others are tried beside their own things
        if ours and access is not None and access.who in who:
            for method in rule.methods - {"OPTIONS"}:
                yield rule, method


def filled(app, rule, belongings, slug="beta"):
    """Return the path of a rule about beta's things."""
    path = f"/{rule.defaults['locale']}" + rule.rule[3:]
    kinds = ("member", "token", "invitation", "account", "message")
    ends = {"members": "member", "tokens": "token", "invitations": "invitation"}
    ends |= {"aelodau": "member", "tocynnau": "token", "gwahoddiadau": "invitation"}
    kind = next((kind for word, kind in ends.items() if f"/{word}/<" in path), "message")
    assert kind in kinds
    path = path.replace("<slug:slug>", slug).replace("<any(csv,json):kind>", "csv")
    return path.replace("<number:number>", str(belongings[kind]))


PERSONS = ["", "nobody", "alpha-editor", "alpha-admin", "beta-editor"]


@pytest.mark.parametrize("person", PERSONS)
def test_only_a_publishers_admins_reach_its_members_tokens_and_log(
    portal, browser, belongings, everything, person
):
    anna = browser(person)
    before, tried = everything(), 0
    for rule, method in routes(portal, Who.ROLE):
        path = filled(portal, rule, belongings)
        data = {"csrf_token": anna.token(), **TEMPTING} if method not in READING else None
        answer = anna.client.open(path, method=method, data=data)
        assert answer.status_code in REFUSED, f"{method} {path}: {answer.status_code}"
        assert "nightly" not in answer.text
        tried += 1
    assert tried > 20
    assert everything() == before


@pytest.mark.parametrize("person", [*PERSONS, "beta-admin"])
def test_only_site_admins_reach_the_whole_portal(portal, browser, belongings, everything, person):
    anna = browser(person)
    before, tried = everything(), 0
    for rule, method in routes(portal, Who.SITE_ADMIN):
        path = filled(portal, rule, belongings)
        data = {"csrf_token": anna.token(), **TEMPTING} if method not in READING else None
        answer = anna.client.open(path, method=method, data=data)
        assert answer.status_code in REFUSED, f"{method} {path}: {answer.status_code}"
        tried += 1
    assert tried > 10
    assert everything() == before


def test_only_members_reach_members_pages(portal, browser, belongings, everything):
    anna, before = browser(), everything()
    for rule, method in routes(portal, Who.MEMBER):
        data = {"csrf_token": anna.token(), **TEMPTING} if method not in READING else None
        answer = anna.client.open(filled(portal, rule, belongings), method=method, data=data)
        assert answer.status_code in {303, 401}, f"{method} {rule}"
    assert everything() == before


def test_the_right_people_do_reach_them(portal, browser, belongings):
    """The matrix above means something only if the same addresses open for the right people."""
    for person, who in (("beta-admin", Who.ROLE), ("site", Who.ROLE), ("site", Who.SITE_ADMIN)):
        anna = browser(person)
        paths = {filled(portal, rule, belongings) for rule, m in routes(portal, who) if m == "GET"}
        assert {path: anna.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_an_admin_cannot_reach_anothers_things_through_her_own_publisher(
    portal, browser, belongings, everything, locale
):
    anna, before = browser("alpha-admin"), everything()
    for rule, method in routes(portal, Who.ROLE):
        if "<number:number>" not in rule.rule or rule.defaults["locale"] != locale:
            continue
        path = filled(portal, rule, belongings, slug="alpha")
        data = {"csrf_token": anna.token(), **TEMPTING} if method not in READING else None
        answer = anna.client.open(path, method=method, data=data)
        assert answer.status_code == 404, f"{method} {path}: {answer.status_code}"
    assert everything() == before


def test_a_publisher_that_does_not_exist_is_not_found_by_whoever_may_ask(browser):
    assert browser("site").get("/en/publishers/gamma/members").status_code == 404
    assert browser("alpha-admin").get("/en/publishers/gamma/members").status_code == 403


# Fields that nobody asked for (S36)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/en/account/language", {"language": "cy", "site_admin": "1", "disabled_at": "2020"}),
        (
            "/en/publishers/alpha/members",
            {
                "email": "new@council.example",
                "roles": "editor",
                "publisher_id": "2",
                "slug": "beta",
            },
        ),
        (
            "/en/publishers/alpha/tokens",
            {"name": "x", "scopes": "read", "days": "30", "publisher_id": "2", "id": "99"},
        ),
    ],
)
def test_fields_that_nobody_asked_for_change_nothing(browser, database, path, data):
    assert browser("alpha-admin").post(path, data).status_code in {200, 303}
    with database.reading():
        member = queries.member_by_email(email_of("alpha-admin"))
        assert not member.site_admin
        assert member.disabled_at is None
        assert not queries.invitations_of(queries.publisher("beta"))
        assert not queries.tokens_of(queries.publisher("beta"))


@pytest.mark.parametrize("roles", [["site_admin"], ["admin", "owner"], [""], ["ADMIN"]])
def test_a_role_that_does_not_exist_is_refused(browser, number, everything, roles):
    anna = browser("alpha-admin")
    before = everything()
    path = f"/en/publishers/alpha/members/{number('alpha-editor')}"
    assert anna.post(path, {"roles": roles}).status_code == 422
    assert everything() == before
