"""Every address is expected here, with who may use it; one that appears unannounced fails."""

from portal.accounts.guard import Who, access_of
from portal.bilingual import LOCALES

_OF = ("/cy/cyhoeddwyr/<slug:slug>", "/en/publishers/<slug:slug>")


def _own(cy, en):
    """Name a page about one publisher's things."""
    return (_OF[0] + cy, _OF[1] + en)


PAGES = {
    "web.home_without_slash": ("/cy", "/en"),
    "web.about_page": ("/cy/amdanom", "/en/about"),
    "web.accessibility_page": ("/cy/hygyrchedd", "/en/accessibility"),
    "web.privacy_page": ("/cy/eich-data", "/en/your-data"),
    "web.developers_page": ("/cy/datblygwyr", "/en/developers"),
    "web.design_page": ("/cy/dylunio", "/en/design"),
    "catalogue.home_page": ("/cy/", "/en/"),
    "catalogue.catalogue_page": ("/cy/setiau-data", "/en/datasets"),
    "catalogue.dataset_page": ("/cy/setiau-data/<slug:slug>", "/en/datasets/<slug:slug>"),
    "catalogue.version_page": (
        "/cy/setiau-data/<slug:slug>/fersiynau/<number:number>",
        "/en/datasets/<slug:slug>/versions/<number:number>",
    ),
    "catalogue.table_page": (
        "/cy/setiau-data/<slug:slug>/tablau/<slug:name>",
        "/en/datasets/<slug:slug>/tables/<slug:name>",
    ),
    "catalogue.version_table_page": (
        "/cy/setiau-data/<slug:slug>/fersiynau/<number:number>/tablau/<slug:name>",
        "/en/datasets/<slug:slug>/versions/<number:number>/tables/<slug:name>",
    ),
    "catalogue.publisher_list_page": ("/cy/cyhoeddwyr", "/en/publishers"),
    "catalogue.publisher_page": (
        "/cy/cyhoeddwyr/<slug:slug>",
        "/en/publishers/<slug:slug>",
    ),
}
# Who may use what readers may not. A reader without a role gets 303 to the sign-in page, 401,
# 403 or 404 there; tests/accounts/test_access.py tries every address with every kind of person.
BOTH = {"GET", "POST"}
GUARDED = {
    "accounts.sign_in_page": (Who.ANYONE, BOTH, ("/cy/mewngofnodi", "/en/sign-in")),
    "accounts.sign_out": (Who.ANYONE, {"POST"}, ("/cy/allgofnodi", "/en/sign-out")),
    "accounts.forgotten_page": (
        Who.ANYONE,
        BOTH,
        ("/cy/anghofio-cyfrinair", "/en/forgotten-password"),
    ),
    "accounts.reset_page": (Who.ANYONE, BOTH, ("/cy/ailosod-cyfrinair", "/en/reset-password")),
    "accounts.invitation_page": (Who.ANYONE, BOTH, ("/cy/gwahoddiad", "/en/invitation")),
    "accounts.account_page": (Who.MEMBER, {"GET"}, ("/cy/cyfrif", "/en/account")),
    "accounts.password_page": (
        Who.MEMBER,
        BOTH,
        ("/cy/cyfrif/cyfrinair", "/en/account/password"),
    ),
    "accounts.change_language": (
        Who.MEMBER,
        {"POST"},
        ("/cy/cyfrif/iaith", "/en/account/language"),
    ),
    "accounts.end_session": (
        Who.MEMBER,
        {"POST"},
        ("/cy/cyfrif/sesiynau", "/en/account/sessions"),
    ),
    "accounts.members_page": (Who.ROLE, BOTH, _own("/aelodau", "/members")),
    "accounts.member_page": (
        Who.ROLE,
        BOTH,
        _own("/aelodau/<number:number>", "/members/<number:number>"),
    ),
    "accounts.remove_member": (
        Who.ROLE,
        {"POST"},
        _own("/aelodau/<number:number>/tynnu", "/members/<number:number>/remove"),
    ),
    "accounts.withdraw_invitation": (
        Who.ROLE,
        {"POST"},
        _own("/gwahoddiadau/<number:number>", "/invitations/<number:number>"),
    ),
    "accounts.tokens_page": (Who.ROLE, BOTH, _own("/tocynnau", "/tokens")),
    "accounts.revoke_token": (
        Who.ROLE,
        {"POST"},
        _own("/tocynnau/<number:number>/dirymu", "/tokens/<number:number>/revoke"),
    ),
    "accounts.log_page": (Who.ROLE, {"GET"}, _own("/cofnod", "/log")),
    "accounts.log_file": (
        Who.ROLE,
        {"GET"},
        _own("/cofnod.<any(csv,json):kind>", "/log.<any(csv,json):kind>"),
    ),
    "accounts.site_page": (Who.SITE_ADMIN, BOTH, ("/cy/gweinyddu", "/en/admin")),
    "accounts.site_members_page": (
        Who.SITE_ADMIN,
        {"GET"},
        ("/cy/gweinyddu/aelodau", "/en/admin/members"),
    ),
    "accounts.change_account": (
        Who.SITE_ADMIN,
        {"POST"},
        ("/cy/gweinyddu/aelodau/<number:number>", "/en/admin/members/<number:number>"),
    ),
    "accounts.messages_page": (
        Who.SITE_ADMIN,
        {"GET"},
        ("/cy/gweinyddu/negeseuon", "/en/admin/messages"),
    ),
    "accounts.remove_message": (
        Who.SITE_ADMIN,
        {"POST"},
        ("/cy/gweinyddu/negeseuon/<number:number>", "/en/admin/messages/<number:number>"),
    ),
    "accounts.site_log_page": (
        Who.SITE_ADMIN,
        {"GET"},
        ("/cy/gweinyddu/cofnod", "/en/admin/log"),
    ),
    "accounts.site_log_file": (
        Who.SITE_ADMIN,
        {"GET"},
        ("/cy/gweinyddu/cofnod.<any(csv,json):kind>", "/en/admin/log.<any(csv,json):kind>"),
    ),
}
NEUTRAL = {
    "/",
    "/healthz",
    "/problems/<slug:code>",
    "/favicon.ico",
    "/static/<tag>/<name>",
    "/dataset/<slug:slug>",
    "/dataset/<slug:slug>/<number:number>",
    "/dataset/<slug:slug>/datapackage.json",
    "/dataset/<slug:slug>/data/<path:name>",
    "/dataset/<slug:slug>/<number:number>/<path:name>",
}
READING = {"GET", "HEAD", "OPTIONS"}


def test_the_portal_has_the_addresses_listed_here_and_no_others(app):
    pages = [*PAGES.values(), *(paths for _, _, paths in GUARDED.values())]
    listed = NEUTRAL | {path for paths in pages for path in paths}
    assert {rule.rule for rule in app.url_map.iter_rules()} == listed


def test_every_page_exists_in_both_languages(app):
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.defaults and "locale" in rule.defaults:
            found.setdefault(rule.endpoint, set()).add(rule.defaults["locale"])
    assert {name: set(LOCALES) for name in [*PAGES, *GUARDED]} == found


def test_only_guarded_addresses_change_anything(app):
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods - READING}
    assert changing <= set(GUARDED)


def test_every_guarded_address_is_for_those_listed_here_and_no_others(app):
    for endpoint, (who, methods, _) in GUARDED.items():
        assert access_of(app.view_functions[endpoint]).who is who, endpoint
        for rule in app.url_map.iter_rules(endpoint):
            assert rule.methods - {"HEAD", "OPTIONS"} == methods, endpoint


def test_no_other_address_is_guarded(app):
    guarded = {name for name, view in app.view_functions.items() if access_of(view)}
    assert guarded == set(GUARDED)
