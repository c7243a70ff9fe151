"""A recipe is applied to the next file, and what differs in it is asked."""

import json

import pytest

from portal.i18n.intake_words import intake_message
from portal.tabular.decisions import Decisions, TypeChoice, WrongDecisionError
from portal.tabular.drift import Recipe
from portal.tabular.model import Message
from tests.tabular.made_files import xlsx

APRIL = "Spend,,\nDate,Cost centre,Amount\n04/03/2024,101,5.00\n05/03/2024,102,6.00\n"
CHOSEN = Decisions(
    types={"date": TypeChoice("date", order="mdy"), "cost_centre": TypeChoice("string")}
)


@pytest.fixture
def recipe(look):
    """The recipe that April's file left, kept as JSON in between."""
    kept = json.dumps(Recipe.of(look(APRIL, CHOSEN).tables[0], CHOSEN).to_dict())
    return Recipe.from_dict(json.loads(kept))


def asked(recipe, intake):
    return {(question.code, question.column) for question in recipe.drift(intake)}


def test_what_was_decided_holds_for_the_next_file(look, recipe):
    may = look(APRIL.replace("/03/", "/04/"), recipe.decisions)
    assert [column.type for column in may.tables[0].columns] == ["date", "string", "number"]
    assert not may.questions
    assert not recipe.drift(may)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Cost centre", "Cost center code", ("column-renamed", "cost_center_code")),
        ("Cost centre", "Canolfan gost", ("column-renamed", "canolfan_gost")),
        ("Amount", "Amount,VAT", ("column-new", "vat")),
        ("5.00\n", "five\n", ("type-changed", "amount")),
        ("6.00\n", "6.00\n" + "06/03/2024,103,7.00\n" * 9, ("rows-odd", "")),
    ],
)
def test_what_differs_is_asked(look, recipe, before, after, expected):
    text = APRIL.replace(before, after)
    if expected[0] == "column-new":
        text = text.replace(".00\n", ".00,1.00\n").replace("Spend,,", "Spend,,,")
    if expected[0] == "type-changed":
        text = text.replace("6.00", "six")
    if expected[1] == "canolfan_gost":
        assert asked(recipe, look(text)) >= {expected}
    else:
        assert asked(recipe, look(text, recipe.decisions)) == {expected}


def test_column_that_is_gone_is_asked_about(look, recipe):
    text = "Spend,\nDate,Amount\n04/03/2024,5.00\n05/03/2024,6.00\n"
    (question,) = recipe.drift(look(text, recipe.decisions))
    assert (question.code, question.facts["called"]) == ("column-gone", "Cost centre")
    assert question.blocking


def test_renamed_column_says_what_it_was(look, recipe):
    text = APRIL.replace("Cost centre", "Cost centres")
    questions = recipe.drift(look(text, recipe.decisions))
    renamed = next(question for question in questions if question.code == "column-renamed")
    assert renamed.facts == {"field": "cost_centre", "called": "Cost centre"}
    assert renamed.options == ("same", "different")


def test_sheet_of_another_name_is_asked_about(look):
    rows = [["Area", "N"], ["A", 1], ["B", 2]]
    decided = Decisions(sheet="April")
    april = look(xlsx({"April": rows, "March": rows}), decided, "f.xlsx")
    recipe = Recipe.of(april.tables[0], decided)
    may = look(xlsx({"May": rows}), recipe.decisions, "f.xlsx")
    assert asked(recipe, may) == {("sheet-gone", "")}


def test_what_was_said_of_one_file_is_not_kept():
    decided = Decisions(
        redactions=frozenset({(5, "name")}), people_allowed=True, names={"column_1": "Ardal"}
    )
    assert decided.for_next_file() == Decisions(names={"column_1": "Ardal"})


def test_every_question_of_drift_has_words(look, recipe):
    text = "Dyddiad,Swm\nx,5.00\n" + "y,7.00\n" * 20
    for question in recipe.drift(look(text, recipe.decisions)):
        facts = {"column": "Swm", **question.facts}
        words = intake_message(Message(question.code, facts))
        assert "%(" not in words.cy + words.en


@pytest.mark.parametrize("kept", [{}, {"columns": 5, "rows": 1, "decisions": {}}, {"columns": []}])
def test_what_is_no_recipe_is_refused(kept):
    with pytest.raises(WrongDecisionError):
        Recipe.from_dict(kept)
