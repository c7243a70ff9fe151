"""What helps with a component is data: another framework needs a file and no code."""

import json

import pytest

from portal.config import SHIPPED_PACKAGES
from portal.maturity.framework import reading
from portal.maturity.framework.reading import helpful, idents, shipped
from portal.maturity.results.help import CODE_LISTS, published_help
from portal.web.delivery import store
from tests.maturity.made import framework


@pytest.mark.parametrize("ident", idents())
def test_what_helps_with_a_shipped_framework_is_shipped_too(ident):
    found = helpful(ident)
    assert list(found) == list(shipped(ident).component)
    for slugs in found.values():
        assert slugs
        for slug in slugs:
            assert slug == CODE_LISTS or (SHIPPED_PACKAGES / slug / "datapackage.json").is_file()


def test_another_framework_needs_only_a_file(app, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "HELPFUL", tmp_path)
    told = {"c1": ["councils", CODE_LISTS], "c2": ["never-published"]}
    (tmp_path / "10x5-1.json").write_text(json.dumps(told), encoding="utf-8")
    with app.test_request_context(), app.extensions["melin-database"].reading():
        found = published_help(store(), framework(10, 5))
        other = published_help(store(), framework(4, 3))
    assert {code: [one.slug for one in own] for code, own in found.useful.items()} == {
        "c1": ["councils", CODE_LISTS],
        "c2": [],
    }
    assert all(one.title.complete for one in found.useful["c1"])
    assert other.useful == {}
