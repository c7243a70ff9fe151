"""Every rule of every schema is seen to fire, with row and column, in words of both languages."""

import pytest
import time_machine

from portal.bilingual import LOCALES
from portal.i18n.words import issue_words
from portal.publishing.registry import check, schema, schemas
from tests.publishing.registry.tables import table

TODAY = "2026-06-15"
ORDERS = [(one, rule) for one in schemas() for rule in one.rules]
EXCLUSIONS = [(one, rule) for one in schemas() for rule in one.exclusions]
DEMANDS = [(one, rule) for one in schemas() for rule in one.demands]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY}T12:00:00Z", tick=False):
        yield


def named(rules):
    return [f"{one.name}.{getattr(rule, 'then', None) or rule.first}" for one, rule in rules]


def found(path, one):
    issues = check(path, one, file="table.csv", synthetic=True)
    for issue in issues:
        told = [issue_words(issue, locale) for locale in LOCALES]
        assert all(words.what and words.mend for words in told)
        assert told[0].what != told[1].what
        assert not any("%(" in words.what + words.mend for words in told)
    return [(issue.code, issue.row, issue.column) for issue in issues]


@pytest.mark.parametrize(("one", "rule"), ORDERS, ids=named(ORDERS))
def test_the_first_of_two_columns_is_never_more_than_the_second(one, rule, tmp_path):
    days = one.field(rule.first).column.type == "date"
    most, least = ("2026-06-02", "2026-06-01") if days else ("12", "11")
    wrong, right = ({rule.first: a, rule.second: b} for a, b in ((most, least), (least, least)))
    path = table(tmp_path / "table.csv", one, right, wrong)
    told = [issue for issue in found(path, one) if issue[0] == "columns-contradict"]
    assert told == [("columns-contradict", 4, rule.first)]


@pytest.mark.parametrize(("one", "rule"), EXCLUSIONS, ids=named(EXCLUSIONS))
def test_codes_that_exclude_each_other_never_stand_together(one, rule, tmp_path):
    wrong = [{rule.when: when, rule.then: then} for when in rule.values for then in rule.refused]
    path = table(tmp_path / "table.csv", one, *wrong)
    expected = [("codes-exclude-each-other", row, rule.then) for row in range(3, 3 + len(wrong))]
    assert found(path, one) == expected


@pytest.mark.parametrize(("one", "rule"), DEMANDS, ids=named(DEMANDS))
def test_what_a_code_asks_of_another_column_is_asked_in_no_other_row(one, rule, tmp_path):
    met, unmet = {"filled": ("x", " "), "not-past": (TODAY, "2026-06-14")}[rule.asks]
    calm = next(c for c in one.field(rule.when).code_list.labels if c not in rule.values)
    rows = [{rule.when: code, rule.then: met} for code in rule.values]
    rows += [{rule.when: calm, rule.then: unmet}, {rule.when: rule.values[0], rule.then: unmet}]
    path = table(tmp_path / "table.csv", one, *rows)
    told = [issue for issue in found(path, one) if issue[0] == rule.code]
    assert told == [(rule.code, len(rows) + 2, rule.then)]


def test_a_column_that_lacks_is_one_with_nothing_in_it(tmp_path):
    one = schema("sharing-agreements")
    path = table(tmp_path / "table.csv", one, {"sharing": "ended"}, without=("agreement", "end"))
    assert found(path, one) == [("shared-without-agreement", 2, "agreement")]


@pytest.mark.parametrize(
    ("name", "cells", "code"),
    [
        ("decisions", {"dataset": ""}, "constraint-error"),
        ("decisions", {"dataset": "Aberwen refuse"}, "constraint-error"),
        ("decisions", {"version": ""}, "constraint-error"),
        ("decisions", {"version": "0"}, "constraint-error"),
        ("decisions", {"version": "latest"}, "type-error"),
        ("recommendations", {"status": "soon"}, "unknown-code"),
        ("recommendations", {"evidence": "see the report"}, "constraint-error"),
        ("good-practice", {"component": "data"}, "unknown-code"),
        ("good-practice", {"place": "Aberwen"}, "constraint-error"),
        ("good-practice", {"source": ""}, "constraint-error"),
        ("sharing-agreements", {"legal_basis": "custom"}, "unknown-code"),
        ("sharing-agreements", {"parties": ""}, "constraint-error"),
        ("skills", {"skill": "juggling"}, "unknown-code"),
        ("skills", {"people": "-1"}, "constraint-error"),
    ],
)
def test_a_register_refuses_a_cell_that_it_cannot_use(name, cells, code, tmp_path):
    one = schema(name)
    [column] = cells
    cells = {"council": "X99000002"} | cells if name == "skills" else cells
    path = table(tmp_path / "table.csv", one, cells)
    assert found(path, one) == [(code, 3, column)]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/cy/sgemau/sharing-agreements", "byth yn wag wrth ochr “Rhannu: Yn cael eu rhannu”"),
        ("/en/schemas/sharing-agreements", "never empty beside “Sharing: Being shared”"),
        ("/cy/sgemau/sharing-agreements", "heddiw neu'n ddiweddarach wrth ochr “Rhannu: "),
        ("/en/schemas/sharing-agreements", "today or later beside “Sharing: Being shared”"),
    ],
)
def test_the_page_of_a_schema_says_what_its_codes_ask(page, path, said):
    assert said in page(path).text


def test_programs_read_what_codes_ask(client):
    rules = client.get("/schema/recommendations/1.json").json["rules"]
    assert [(rule["then"], rule["asks"], rule["code"]) for rule in rules] == [
        ("evidence", "filled", "completed-without-evidence")
    ]
