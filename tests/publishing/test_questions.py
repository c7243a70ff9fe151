"""Questions: nothing is guessed, an answer is a decision, and a recipe spares asking again."""

import pytest

from portal.publishing import drafting, operations, queries
from portal.publishing.deciding import WrongAnswerError, decide, for_next_file, for_next_version
from portal.publishing.models import State
from portal.publishing.operations import OpenIssuesError
from tests.publishing.drafted import APRIL, DATASET, MAY, begun, live, put, written
from tests.publishing.walk import OFFICER, REASON, do, look, opened, store_of, work

AMBIGUOUS = "Day,Ward,Amount\n" + "".join(
    f"0{day}/0{day + 1}/2026,Cwm,£{day}.50\n" for day in range(1, 8)
)


def asked(submission):
    return [question["code"] for question in submission.questions]


def decided(config, identity, **wanted):
    do(config, drafting.decide, identity, wanted, by=OFFICER)
    work(config)
    return look(config, identity)


def answered(config, submission, answer):
    (question,) = submission.questions
    return decided(config, submission.id, answers={question["id"]: answer})


def test_an_open_question_keeps_a_version_from_being_submitted(config):
    found = written(config, begun(config, AMBIGUOUS).id)
    assert (asked(found), found.issues) == (["date-order"], [])
    with pytest.raises(OpenIssuesError):
        do(config, operations.submit, found.id, reason=REASON, by=OFFICER)

    found = answered(config, found, "mdy")
    assert (asked(found), found.issues) == ([], [])
    csv = next(f for f in found.content["resources"][0]["files"] if f["path"].endswith("spend.csv"))
    body = store_of(config).local_file(csv["sha256"]).read_text().splitlines()
    assert body[1].startswith("2026-01-02")


def test_an_answer_that_is_none_of_the_options_is_refused(config):
    found = begun(config, AMBIGUOUS)
    (question,) = found.questions
    for wanted in (
        {"answers": {question["id"]: "sideways"}},
        {"answers": {"nothing": "dmy"}},
        {"types": {"day": {"type": "nonsense"}}},
        {"undo": [["rows-above", ""]]},
        {"anything": 1},
    ):
        with pytest.raises(WrongAnswerError):
            do(config, drafting.decide, found.id, wanted, by=OFFICER)
    assert look(config, found.id).state is State.CHECKED


def test_of_several_tables_one_or_all_can_be_meant(config):
    two = "Ward,Books\nCwm,3\nPen,4\n\n\n\nStreet,Lamps\nHigh,5\nLow,6\nLong,7\n"
    found = begun(config, two)
    assert asked(found) == ["several-tables"]
    (question,) = found.questions
    assert question["options"][-1] == "all"

    second = decided(config, found.id, answers={question["id"]: question["options"][1]})
    assert asked(second) == []
    (table,) = (t for t in second.found["tables"] if "resource" in t)
    assert [column["field"] for column in table["columns"]] == ["street", "lamps"]

    every = decided(config, found.id, sheet=None, table=None, tables="all")
    assert [t["resource"] for t in every.found["tables"]] == ["spend-1", "spend-2"]
    assert [r["name"] for r in every.draft["resources"] if "absent" not in r] == [
        "spend-1",
        "spend-2",
    ]


def test_a_heading_renamed_is_asked_about_and_the_column_goes_on_under_its_name(config):
    live(config, written(config, begun(config).id).id)
    found = begun(config, MAY.replace("Supplier", "Supplier name"), "may.csv")
    assert asked(found) == ["column-renamed"]

    found = answered(config, found, "same")
    assert (asked(found), found.issues) == ([], [])
    fields = [field["name"] for field in found.content["resources"][0]["fields"]]
    assert fields == ["date", "supplier", "department", "amount", "reference"]
    live(config, found.id)

    june = begun(config, MAY.replace("Supplier", "Supplier name").replace("734", "735"), "june.csv")
    assert (asked(june), june.issues) == ([], [])


def test_a_column_gone_a_new_one_and_odd_rows_are_asked_about(config):
    live(config, written(config, begun(config).id).id)
    gone = "\n".join(line.rsplit(",", 1)[0] for line in MAY.splitlines()) + "\n"
    found = begun(config, gone, "may.csv")
    assert asked(found) == ["column-gone"]
    do(config, operations.take_again, found.id, put(config, APRIL + APRIL[200:] * 9), by=OFFICER)
    work(config)
    assert "rows-odd" in asked(look(config, found.id))
    wider = "\n".join(f"{line},{'Ward' if 'Date' in line else 'Cwm'}" for line in MAY.splitlines())
    do(config, operations.take_again, found.id, put(config, wider), by=OFFICER)
    work(config)
    found = look(config, found.id)
    assert asked(found) == ["column-new"]

    found = answered(config, found, "leave-out")
    assert (asked(found), found.issues) == ([], [])


def test_what_was_decided_holds_for_the_next_month(config):
    found = written(config, begun(config, AMBIGUOUS).id)
    live(config, answered(config, found, "mdy").id)
    with opened(config) as database, database.reading():
        recipe = queries.recipe_of(DATASET)
        assert recipe.rows == 7
        assert recipe.decisions["tabular"]["types"]["day"]["order"] == "mdy"

    june = begun(config, AMBIGUOUS.replace("Cwm", "Pen"), "june.csv")
    assert (asked(june), june.issues) == ([], [])


def test_a_change_is_inspected_to_the_cell_undone_and_accepted(config):
    found = begun(config)
    with opened(config) as database, database.reading():
        stands = queries.submission(found.id)
        (change,) = queries.changes_of(stands, store_of(config), {"code": "negative-brackets"})
    assert (change["row"], change["column"]) == (6, "Amount")
    assert (change["before"], change["after"]) == ("(£2,500.50)", "-2500.50")
    before = look(config, found.id)
    accepted = do(config, drafting.decide, found.id, {"accept": [["total-row", ""]]}, by=OFFICER)
    assert (accepted.state, accepted.decisions["accepted"]) == (
        State.CHECKED,
        [["total-row", ""]],
    )
    assert accepted.revision > before.revision

    found = decided(config, found.id, undo=[["total-row", ""], ["rows-below", ""]])
    assert found.found["tables"][0]["rows"] == 4
    found = decided(config, found.id, redo=[["total-row", ""], ["rows-below", ""]])
    assert found.found["tables"][0]["rows"] == 3


def test_a_redacted_cell_is_listed_without_what_it_held(config):
    found = decided(config, begun(config).id, redact=[[6, "supplier"]])
    (change,) = (change for change in found.changes if change["code"] == "redacted")
    assert (change["count"], change["samples"]) == (1, [{"row": 6, "before": "", "after": ""}])

    found = written(config, found.id)
    csv = next(f for f in found.content["resources"][0]["files"] if f["path"].endswith("spend.csv"))
    assert "Gwynt" not in store_of(config).local_file(csv["sha256"]).read_text()


def test_what_was_said_of_one_file_does_not_hold_for_the_next():
    kept = decide(
        {"edited": ["title_cy"]},
        {"redact": [[3, "name"]], "damage_accepted": True, "types": {"a": {"type": "string"}}},
    )
    kept["answers"] = {"no-data-rows": "nothing-to-report", "two-centuries/a": "yes", "rows-odd": 1}

    assert for_next_file(kept) == {
        "tabular": {"types": {"a": {"type": "string", "order": "dmy", "decimal": "point"}}},
        "answers": {"two-centuries/a": "yes"},
        "edited": ["title_cy"],
    }
    assert for_next_version(kept)["answers"] == {"two-centuries/a": "yes"}


def test_cells_that_are_wrong_are_told_by_row_and_column_with_what_they_hold(config):
    more = "".join(f"0{n}/04/2026,Melin Paper Ltd,Schools,£{n}.00,C{n}\n" for n in range(1, 10))
    wrong = APRIL.replace(",,Total,-666.50,\n", "").replace("£600.00", "six hundred") + more
    found = written(config, begun(config, wrong).id)
    (issue,) = found.issues
    assert (issue["code"], issue["row"], issue["column"]) == ("not-a-number", 7, "Amount")
    assert issue["facts"]["value"] == "six hundred"

    found = decided(config, found.id, types={"amount": {"type": "string"}})
    assert found.issues == []
