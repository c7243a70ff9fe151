"""Every answer, of every address and of every kind, carries the security headers (S55)."""

import re

import pytest

ODD = ["/none", "/cy/dim", "/en/datasets?page=0", "/dataset/none", "/api/v1/none", "/en/account"]


def paths(app):
    for rule in app.url_map.iter_rules():
        path = f"/{rule.defaults['locale']}{rule.rule[3:]}" if rule.defaults else rule.rule
        for part, value in {
            "<gss:gss>": "W06000003",
            "<slug:slug>": "response-rates-2018",
            "<slug:name>": "response-rates",
            "<path:name>": "data/response-rates.csv",
            "<number:number>": "1",
            "<number:group>": "1",
            "<number:before>": "1",
            "<number:after>": "1",
            "<number:part>": "1",
            "<path:path>": "datapackage.json",
            "<slug:code>": "not-found",
            "<slug:tool>": "members",
            "<tag>/<name>": "x/melin.css",
        }.items():
            path = path.replace(part, value)
        path = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", path)
        for method in sorted(rule.methods):
            yield method, path


def test_every_route_and_method_answers_with_the_headers(app, client):
    tried = [*paths(app), *(("GET", path) for path in ODD), ("PUT", "/cy/"), ("DELETE", "/")]
    for method, path in tried:
        answer = client.open(path, method=method)
        assert "<" not in path
        assert answer.status_code < 500, f"{method} {path}"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] in {
            "same-origin",
            "strict-origin-when-cross-origin",
        }
    assert len(tried) > 100


@pytest.mark.parametrize("path", ["/cy/mewngofnodi", "/en/sign-in"])
def test_pages_with_forms_tell_no_other_site_where_they_were(client, path):
    assert client.get(path).headers["Referrer-Policy"] == "same-origin"
