"""A framework is data: any size is read, every fault is named, a published one is frozen."""

import csv
import shutil
from collections import Counter

import pytest

from portal.config import SHIPPED_PACKAGES
from portal.i18n.issue_words import ISSUE_WORDS
from portal.maturity.framework import reading
from portal.maturity.framework.checking import issues_of
from portal.maturity.framework.model import DONT_KNOW, Kind
from portal.maturity.framework.reading import FrameworkRefusedError, shipped
from tests.maturity.made import framework, raw_framework


def texts(value):
    if isinstance(value, dict):
        if set(value) >= {"cy", "en"}:
            yield value["cy"], value["en"]
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def test_the_shipped_framework_has_the_components_levels_and_words_of_the_dataset():
    path = SHIPPED_PACKAGES / "framework-7x3" / "data" / "framework.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    found = [
        (c.code, str(level), d.words.cy, d.words.en, c.theme, d.cy_status)
        for c in shipped("7x3-1").components
        for level, d in enumerate(c.descriptors, start=1)
    ]

    assert found == [tuple(row.values()) for row in rows]


def test_six_questionnaires_ask_every_question_in_both_languages():
    own = shipped("7x3-1")
    assert len(own.tools) == 6
    assert Counter(q.kind for q in own.questions) == {"likert": 21, "anchor": 7, "choice": 2}
    for tool in own.tools:
        assert set(tool.questions) == set(own.question)
        assert len(own.pages(tool.code)) == 7
    words = [q.text for q in own.questions] + [a.title for q in own.questions for a in q.answers]
    assert all(text.complete and text.cy != text.en for text in words)
    assert len({tool.questions for tool in own.tools}) == 6


@pytest.mark.parametrize(("components", "levels"), [(10, 5), (4, 4), (1, 2), (7, 3)])
def test_a_framework_of_any_size_is_read_without_a_change_of_code(components, levels):
    own = framework(components, levels)
    assert len(own.pages("officers")) == components
    anchor = own.anchor(f"c{components}")
    assert anchor.kind is Kind.ANCHOR
    assert anchor.codes == (*(str(n) for n in range(1, levels + 1)), DONT_KNOW)


def changed(path, value):
    """Return a framework with one thing changed; a value of None takes it away."""
    raw = raw_framework(2, 3)
    place = raw
    *way, last = path
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("title",), None, "framework-field"),
        (("components",), [], "framework-field"),
        (("version",), "1", "framework-field"),
        (("version",), -1, "framework-field"),
        (("status",), "secret", "framework-field"),
        (("more",), 1, "framework-field"),
        (("questions", 0, "kind"), "text", "framework-field"),
        (("questions", 0, "text", "cy"), " ", "framework-language"),
        (("components", 1, "levels", 2, "en"), None, "framework-language"),
        (("components", 1, "code"), "c1", "framework-twice"),
        (("audiences", 0, "code"), "A b", "framework-code"),
        (("scale", 0, "code"), "dont-know", "framework-code"),
        (("scale", 0, "code"), "1", "framework-code"),
        (("questions", 0, "code"), "council", "framework-code"),
        (("name",), "a" * 100_000, "framework-code"),
        (("components", 0, "theme"), "none", "framework-unknown"),
        (("questions", 0, "component"), "none", "framework-unknown"),
        (("tools", 0, "audience"), "none", "framework-unknown"),
        (("tools", 0, "questions", 0), "none", "framework-unknown"),
        (("components", 0, "levels", 2), None, "framework-levels"),
        (("questions", 0, "kind"), "likert", "framework-anchor"),
        (("questions", 0, "kind"), "choice", "framework-choices"),
        (("tools", 0, "questions"), ["c1", "c1"], "framework-tool"),
        (("tools", 1), None, "framework-unasked"),
    ],
)
def test_each_fault_has_its_name(path, value, code):
    issues = issues_of(changed(path, value))
    assert code in {issue.code for issue in issues}
    for issue in issues:
        facts = {**issue.facts, "column": issue.column}
        assert ISSUE_WORDS[issue.code].mend % facts


@pytest.mark.parametrize("raw", [None, [], 7, "x", {}])
def test_what_is_no_framework_is_refused_and_does_not_crash(raw):
    assert {issue.code for issue in issues_of(raw)} == {"framework-field"}


def test_two_questionnaires_of_an_audience_ask_the_same_questions():
    raw = raw_framework(2, 3)
    raw["tools"].append({**raw["tools"][0], "code": "short", "questions": ["c1"]})
    assert {issue.code for issue in issues_of(raw)} == {"framework-tool"}


def test_a_published_framework_that_was_changed_is_refused(tmp_path, monkeypatch):
    folder = shutil.copytree(reading.PUBLISHED, tmp_path / "published")
    monkeypatch.setattr(reading, "PUBLISHED", folder)
    assert shipped("7x3-1").published
    file = folder / "7x3-1.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Open data", "Open Data"), "utf-8")

    with pytest.raises(FrameworkRefusedError) as refused:
        shipped("7x3-1")

    assert [issue.code for issue in refused.value.issues] == ["framework-changed"]
