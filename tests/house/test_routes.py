"""Every address is expected here, with who may use it; one that appears unannounced fails."""

from portal.accounts.guard import Who, access_of
from portal.accounts.roles import Scope
from portal.bilingual import LOCALES

_OF = ("/cy/cyhoeddwyr/<slug:slug>", "/en/publishers/<slug:slug>")


def _own(cy, en):
    """Name a page about one publisher's things."""
    return (_OF[0] + cy, _OF[1] + en)


_SENT = ("/cy/cyhoeddi/<number:number>", "/en/publish/<number:number>")
_KEPT = ("/cy/cyhoeddi/setiau-data/<slug:slug>", "/en/publish/datasets/<slug:slug>")


def _sent(cy, en):
    """Name a page about one submission."""
    return (_SENT[0] + cy, _SENT[1] + en)


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
    "publishing.gate_page": (
        "/cy/setiau-data/<slug:slug>/fersiynau/<number:number>/clwyd-ddatgelu",
        "/en/datasets/<slug:slug>/versions/<number:number>/gate",
    ),
    "publishing.differences_page": (
        "/cy/setiau-data/<slug:slug>/gwahaniaethau/<number:before>/<number:after>",
        "/en/datasets/<slug:slug>/differences/<number:before>/<number:after>",
    ),
    "catalogue.publisher_list_page": ("/cy/cyhoeddwyr", "/en/publishers"),
    "catalogue.publisher_page": (
        "/cy/cyhoeddwyr/<slug:slug>",
        "/en/publishers/<slug:slug>",
    ),
    "exchange.catalogue_graph_in_one": (
        "/cy/catalog.<any(ttl,rdf,jsonld):syntax>",
        "/en/catalog.<any(ttl,rdf,jsonld):syntax>",
    ),
    "places.place_list_page": ("/cy/lleoedd", "/en/places"),
    "places.place_page": ("/cy/lleoedd/<gss:gss>", "/en/places/<gss:gss>"),
    "results.overview_page": ("/cy/aeddfedrwydd", "/en/maturity"),
    "results.component_page": (
        "/cy/aeddfedrwydd/cydrannau/<slug:code>",
        "/en/maturity/components/<slug:code>",
    ),
    "results.learning_page": (
        "/cy/aeddfedrwydd/cydrannau/<slug:code>/dysgu",
        "/en/maturity/components/<slug:code>/learning",
    ),
    "results.method_page": ("/cy/aeddfedrwydd/dull", "/en/maturity/method"),
    "results.round_page": (
        "/cy/aeddfedrwydd/rowndiau/<slug:name>",
        "/en/maturity/rounds/<slug:name>",
    ),
    "results.council_page": (
        "/cy/aeddfedrwydd/rowndiau/<slug:name>/<gss:gss>",
        "/en/maturity/rounds/<slug:name>/<gss:gss>",
    ),
    "results.compare_page": (
        "/cy/aeddfedrwydd/rowndiau/<slug:name>/cymharu",
        "/en/maturity/rounds/<slug:name>/compare",
    ),
    "maturity.thanks_page": ("/cy/aeddfedrwydd/diolch", "/en/maturity/thanks"),
    "reuse.register_page": ("/cy/ailddefnydd", "/en/reuse"),
    "registry.schema_list_page": ("/cy/sgemau", "/en/schemas"),
    "registry.schema_page": ("/cy/sgemau/<slug:slug>", "/en/schemas/<slug:slug>"),
    "registry.schema_version_page": (
        "/cy/sgemau/<slug:slug>/fersiynau/<number:number>",
        "/en/schemas/<slug:slug>/versions/<number:number>",
    ),
    "registry.code_lists_page": ("/cy/codau", "/en/codes"),
    "registry.code_list_page": ("/cy/codau/<slug:slug>", "/en/codes/<slug:slug>"),
    "registry.code_list_version_page": (
        "/cy/codau/<slug:slug>/fersiynau/<number:number>",
        "/en/codes/<slug:slug>/versions/<number:number>",
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
# For programs with a token; what they answer is described in /api/v1/openapi.json.
PROGRAMS = {
    "submissions.submissions": ({"GET"}, "/api/v1/submissions"),
    "submissions.hand_in": ({"POST"}, "/api/v1/submissions"),
    "submissions.append_rows": ({"POST"}, "/api/v1/datasets/<slug:slug>/rows"),
    "submissions.submission": ({"GET"}, "/api/v1/submissions/<number:number>"),
    "submissions.hand_in_again": ({"POST"}, "/api/v1/submissions/<number:number>/file"),
    "submissions.submit": ({"POST"}, "/api/v1/submissions/<number:number>/submit"),
    "submissions.give_up": ({"DELETE"}, "/api/v1/submissions/<number:number>"),
}
GUARDED |= {
    "publishing.start_page": (Who.MEMBER, BOTH, ("/cy/cyhoeddi", "/en/publish")),
    "publishing.submission_page": (Who.MEMBER, {"GET"}, _SENT),
    "publishing.preview_page": (Who.MEMBER, {"GET"}, _sent("/rhagolwg", "/preview")),
    "publishing.preview_gate_page": (
        Who.MEMBER,
        {"GET"},
        _sent("/rhagolwg/clwyd-ddatgelu", "/preview/gate"),
    ),
    "publishing.preview_table_page": (
        Who.MEMBER,
        {"GET"},
        _sent("/rhagolwg/tablau/<slug:name>", "/preview/tables/<slug:name>"),
    ),
    "publishing.submission_differences_page": (
        Who.MEMBER,
        {"GET"},
        _sent("/gwahaniaethau", "/differences"),
    ),
    "publishing.take_file": (Who.MEMBER, {"POST"}, _sent("/ffeil", "/file")),
    "publishing.submit": (Who.MEMBER, {"POST"}, _sent("/cyflwyno", "/submit")),
    "publishing.give_back": (Who.MEMBER, {"POST"}, _sent("/dychwelyd", "/return")),
    "publishing.approve": (Who.MEMBER, {"POST"}, _sent("/cymeradwyo", "/approve")),
    "publishing.abandon": (Who.MEMBER, {"POST"}, _sent("/gadael", "/abandon")),
    "publishing.let_through": (Who.MEMBER, {"POST"}, _sent("/gollwng", "/let-through")),
    "publishing.round_counts": (Who.MEMBER, {"POST"}, _sent("/talgrynnu", "/round")),
    "publishing.declare_fact": (Who.MEMBER, {"POST"}, _sent("/datgan", "/declare")),
    "publishing.retract_fact": (Who.MEMBER, {"POST"}, _sent("/tynnu-datganiad", "/retract")),
    "publishing.sign_policy": (Who.MEMBER, {"POST"}, _sent("/llofnodi", "/sign")),
    "publishing.texts_page": (Who.MEMBER, BOTH, _sent("/testunau", "/texts")),
    "publishing.about_page": (Who.MEMBER, BOTH, _sent("/amdano", "/about")),
    "publishing.questions_page": (Who.MEMBER, BOTH, _sent("/cwestiynau", "/questions")),
    "publishing.changes_page": (Who.MEMBER, BOTH, _sent("/newidiadau", "/changes")),
    "publishing.change_page": (
        Who.MEMBER,
        {"GET"},
        _sent("/newidiadau/<number:group>", "/changes/<number:group>"),
    ),
    "publishing.cells_page": (Who.MEMBER, BOTH, _sent("/celloedd", "/cells")),
    "publishing.columns_page": (Who.MEMBER, BOTH, _sent("/colofnau", "/columns")),
    "publishing.revise": (
        Who.MEMBER,
        {"POST"},
        (_KEPT[0] + "/diwygio", _KEPT[1] + "/revise"),
    ),
    "publishing.debt_page": (Who.ROLE, BOTH, _own("/testunau", "/texts")),
    "publishing.manage_page": (Who.MEMBER, {"GET"}, _KEPT),
    "publishing.withdraw": (
        Who.MEMBER,
        {"POST"},
        (_KEPT[0] + "/tynnu", _KEPT[1] + "/withdraw"),
    ),
    "publishing.settle": (Who.MEMBER, {"POST"}, (_KEPT[0] + "/setlo", _KEPT[1] + "/settle")),
    "publishing.name_successor": (
        Who.MEMBER,
        {"POST"},
        (_KEPT[0] + "/olynydd", _KEPT[1] + "/successor"),
    ),
}
GUARDED |= {
    "reuse.propose_page": (Who.ANYONE, BOTH, ("/cy/ailddefnydd/cynnig", "/en/reuse/propose")),
    "reuse.review_list_page": (Who.ROLE, {"GET"}, _own("/ailddefnydd", "/reuse")),
    "reuse.review_page": (
        Who.ROLE,
        BOTH,
        _own("/ailddefnydd/<number:number>", "/reuse/<number:number>"),
    ),
    "maturity.questionnaire_page": (
        Who.ANYONE,
        {"GET"},
        ("/cy/aeddfedrwydd/holiadur", "/en/maturity/questionnaire"),
    ),
    "maturity.questions_page": (
        Who.ANYONE,
        BOTH,
        ("/cy/aeddfedrwydd/holiadur/<number:part>", "/en/maturity/questionnaire/<number:part>"),
    ),
    "maturity.review_page": (
        Who.ANYONE,
        BOTH,
        ("/cy/aeddfedrwydd/holiadur/adolygu", "/en/maturity/questionnaire/review"),
    ),
}
_ROUND = ("/cy/cyhoeddi/rowndiau/<slug:name>", "/en/publish/rounds/<slug:name>")


def _round(cy, en):
    """Name a page about one round of questionnaires."""
    return (_ROUND[0] + cy, _ROUND[1] + en)


GUARDED |= {
    "rounds.rounds_page": (Who.MEMBER, {"GET"}, ("/cy/cyhoeddi/rowndiau", "/en/publish/rounds")),
    "rounds.start_page": (Who.MEMBER, BOTH, ("/cy/cyhoeddi/rownd-newydd", "/en/publish/new-round")),
    "rounds.round_page": (Who.MEMBER, {"GET"}, _ROUND),
    "rounds.open_round": (Who.MEMBER, {"POST"}, _round("/agor", "/open")),
    "rounds.close_page": (Who.MEMBER, BOTH, _round("/cau", "/close")),
    "rounds.delete_round": (Who.MEMBER, {"POST"}, _round("/dileu", "/delete")),
    "rounds.make_ready": (Who.MEMBER, {"POST"}, _round("/paratoi", "/make-ready")),
    "rounds.submit_all": (Who.MEMBER, {"POST"}, _round("/cyflwyno", "/submit")),
    "rounds.approve_all": (Who.MEMBER, {"POST"}, _round("/cymeradwyo", "/approve")),
    "rounds.links_page": (Who.MEMBER, BOTH, _round("/dolenni", "/links")),
    "rounds.every_link": (Who.MEMBER, {"POST"}, _round("/dolenni/pawb", "/links/everybody")),
    "rounds.void_links": (Who.MEMBER, {"POST"}, _round("/dolenni/dirymu", "/links/void")),
    "rounds.import_page": (Who.MEMBER, BOTH, _round("/mewnforio", "/import")),
    "rounds.preview_page": (
        Who.MEMBER,
        {"GET"},
        _round("/rhagolwg/<slug:tool>", "/preview/<slug:tool>"),
    ),
}
# Guarded too, but for files that speak no language.
PRIVATE_FILES = {
    "rounds.unused_links_file": "/round/<slug:name>/unused-links.csv",
    "publishing.texts_sheet": "/publisher/<slug:slug>/texts.<any(csv,xlsx):kind>",
    "publishing.preview_file": "/submission/<number:number>/files/<path:path>",
    "publishing.submission_differences_file": (
        "/submission/<number:number>/differences.<any(csv,json):kind>"
    ),
}
NEUTRAL = {
    "/dataset/<slug:slug>/differences/<number:before>/<number:after>.<any(csv,json):kind>",
    "/",
    "/healthz",
    "/problems/<slug:code>",
    "/api/v1/openapi.json",
    "/api/v1/reuses",
    "/api/v1/datasets/<slug:slug>/freshness",
    "/api/v1/datasets/<slug:slug>/downloads",
    "/favicon.ico",
    "/static/<tag>/<name>",
    "/dataset/<slug:slug>",
    "/dataset/<slug:slug>/<number:number>",
    "/dataset/<slug:slug>/datapackage.json",
    "/dataset/<slug:slug>/data/<path:name>",
    "/dataset/<slug:slug>/<number:number>/<path:name>",
    "/schema/<slug:name>/<number:number>.json",
    "/schema/<slug:name>/<number:number>.<any(cy,en):tongue>.<any(csv,xlsx):kind>",
    "/codes/<slug:name>/<number:number>.<any(csv,json):kind>",
    "/maturity/<slug:name>/<number:number>/<gss:gss>.<any(cy,en):language>.pdf",
    "/feeds/<any(cy,en):language>.atom",
    "/dataset/<slug:slug>.<any(ttl,rdf,jsonld):syntax>",
    "/catalog.<any(ttl,rdf,jsonld):syntax>",
    "/maturity/rule/<slug:name>.<any(json,py):kind>",
}
READING = {"GET", "HEAD", "OPTIONS"}


def test_the_portal_has_the_addresses_listed_here_and_no_others(app):
    pages = [*PAGES.values(), *(paths for _, _, paths in GUARDED.values())]
    listed = NEUTRAL | set(PRIVATE_FILES.values()) | {path for paths in pages for path in paths}
    listed |= {path for _, path in PROGRAMS.values()}
    assert {rule.rule for rule in app.url_map.iter_rules()} == listed


def test_every_page_exists_in_both_languages(app):
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.defaults and "locale" in rule.defaults:
            found.setdefault(rule.endpoint, set()).add(rule.defaults["locale"])
    assert {name: set(LOCALES) for name in [*PAGES, *GUARDED]} == found


def test_only_guarded_addresses_change_anything(app):
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods - READING}
    assert changing <= set(GUARDED) | set(PROGRAMS)


def test_every_guarded_address_is_for_those_listed_here_and_no_others(app):
    for endpoint, (who, methods, _) in GUARDED.items():
        assert access_of(app.view_functions[endpoint]).who is who, endpoint
        for rule in app.url_map.iter_rules(endpoint):
            assert rule.methods - {"HEAD", "OPTIONS"} == methods, endpoint


def test_every_address_for_programs_is_listed_here_and_asks_for_a_token_to_publish(app):
    for endpoint, (methods, _) in PROGRAMS.items():
        access = access_of(app.view_functions[endpoint])
        assert (access.who, access.scope) == (Who.PROGRAM, Scope.PUBLISH), endpoint
        for rule in app.url_map.iter_rules(endpoint):
            assert rule.methods - {"HEAD", "OPTIONS"} == methods, endpoint


def test_no_other_address_is_guarded(app):
    guarded = {name for name, view in app.view_functions.items() if access_of(view)}
    assert guarded == set(GUARDED) | set(PRIVATE_FILES) | set(PROGRAMS)
    who = {access_of(app.view_functions[name]).who for name in PRIVATE_FILES}
    assert who == {Who.MEMBER, Who.ROLE}
