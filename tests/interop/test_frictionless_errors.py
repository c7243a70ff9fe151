"""Every error frictionless can give is an issue of ours, with words in both languages."""

import inspect
import re

import pytest
from frictionless import Error, errors

from portal.bilingual import LOCALES
from portal.i18n.frictionless_words import FRICTIONLESS_WORDS
from portal.i18n.issue_words import ISSUE_WORDS
from portal.i18n.words import issue_words
from portal.interop.reading.frictionless_errors import UNREADABLE, error_types, issue_of

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Error)]
PLACED = re.compile(r"%\(\w+\)|…")


def made(kind):
    """Return an error of a kind, each of its arguments filled in by its name."""
    known = {
        "note": "seen",
        "cells": ["a", "b"],
        "labels": ["x", "y"],
        "cell": "a",
        "label": "x",
        "row_number": 3,
        "row_numbers": [3],
        "field_name": "x",
        "field_number": 1,
        "field_names": ["x"],
        "field_cells": ["a"],
        "reference_name": "other",
        "reference_field_names": ["y"],
        "expected_label": "x",
    }
    wanted = list(inspect.signature(kind).parameters)
    assert set(wanted) <= set(known), f"{kind.type} asks for something new"
    return kind(**{name: known[name] for name in wanted})


def test_every_kind_of_error_is_counted():
    assert {kind.type for kind in KINDS} == error_types()
    assert len(error_types()) > 50
    assert error_types() >= UNREADABLE


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.type)
def test_each_error_becomes_an_issue_that_is_told_in_both_languages(kind):
    issue = issue_of(made(kind), "table.csv")
    assert issue.code in {kind.type, "primary-key-blank"}
    told = {locale: issue_words(issue, locale) for locale in LOCALES}
    for what in ("what", "mend"):
        cy, en = (getattr(told[locale], what) for locale in LOCALES)
        assert cy.strip()
        assert cy != en


@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind.type in FRICTIONLESS_WORDS],
    ids=lambda kind: kind.type,
)
def test_its_own_words_use_only_facts_that_are_there(kind):
    told = issue_words(issue_of(made(kind), "table.csv"), "en")
    assert not PLACED.search(told.what + told.mend)


def test_an_error_that_frictionless_does_not_know_is_told_as_one_of_the_data():
    class OurError(Error):
        type = "ours"

    issue = issue_of(OurError(note="seen"), "table.csv")
    assert (issue.code, issue.facts) == ("data-error", {"note": "seen"})


def test_no_words_stand_for_an_error_that_nothing_gives():
    assert set(FRICTIONLESS_WORDS) <= error_types() <= set(ISSUE_WORDS)
