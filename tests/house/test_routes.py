"""Every address is expected here; one that appears unannounced is a failure."""

from portal.bilingual import LOCALES

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
    listed = NEUTRAL | {rule for rules in PAGES.values() for rule in rules}
    assert {rule.rule for rule in app.url_map.iter_rules()} == listed


def test_every_page_exists_in_both_languages(app):
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.defaults and "locale" in rule.defaults:
            found.setdefault(rule.endpoint, set()).add(rule.defaults["locale"])
    assert {name: set(LOCALES) for name in PAGES} == found


def test_anonymous_readers_can_change_nothing(app):
    assert all(rule.methods <= READING for rule in app.url_map.iter_rules())
