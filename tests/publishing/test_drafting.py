"""Drafts: texts are never lost, twins are marked, and a check counts only for what it read."""

import pytest
from sqlalchemy import select

from portal.accounts.operations import demonstration
from portal.publishing import debt, drafting, operations, queries, steps
from portal.publishing.drafting import UnknownPlaceError
from portal.publishing.holding import ChangedMeanwhileError
from portal.publishing.models import State, TextCheck
from tests.publishing.drafted import APRIL, DATASET, begun, live, put, written
from tests.publishing.test_worker import claimed_by
from tests.publishing.walk import (
    COLLEAGUE,
    OFFICER,
    PUBLISHER,
    REASON,
    do,
    handed_in,
    look,
    opened,
    published,
    work,
)

TITLE = {"title": {"cy": "Gwariant", "en": "Spending"}}


def codes(submission):
    return {issue["code"] for issue in submission.issues}


def marks(config):
    with opened(config) as database, database.reading() as session:
        return {(mark.place, mark.locale) for mark in session.scalars(select(TextCheck))}


def received(config):
    return do(
        config, drafting.begin, put(config, APRIL), dataset=DATASET, publisher=PUBLISHER, by=OFFICER
    )


def test_texts_saved_while_the_worker_reads_are_kept_and_the_check_is_made_again(config):
    identity = received(config).id
    claimed = claimed_by(config, "reader")
    with opened(config) as database, database.reading():
        task = steps.task_of(claimed)
    do(config, drafting.save_texts, identity, TITLE, by=OFFICER)
    old = steps.Checked(number=1, draft={"name": DATASET}, revision=task.revision)
    with opened(config) as database, database.writing():
        assert not steps.record_check(claimed, old)

    found = look(config, identity)
    assert (found.state, found.draft["title_cy"]) == (State.RECEIVED, "Gwariant")
    work(config)
    found = look(config, identity)
    assert (found.state, found.draft["title_cy"]) == (State.CHECKED, "Gwariant")
    assert found.draft["resources"][0]["schema"]["fields"][0]["title_en"] == "Date"


def test_a_worker_that_finishes_meanwhile_is_in_nobodys_way(config):
    seen = received(config).revision
    work(config)
    found = do(config, drafting.save_texts, 1, TITLE, by=OFFICER, seen=seen)

    assert found.draft["title_en"] == "Spending"


def test_of_two_people_who_write_the_second_is_told(config):
    seen = begun(config).revision
    do(config, drafting.save_texts, 1, TITLE, by=OFFICER, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        do(config, drafting.save_about, 1, {"theme": "GOVE"}, by=COLLEAGUE, seen=seen)


def test_saving_what_stands_there_already_changes_nothing(config):
    do(config, drafting.save_texts, begun(config).id, TITLE, by=OFFICER)
    work(config)
    before = look(config, 1)
    do(config, drafting.save_texts, 1, TITLE, by=OFFICER, seen=before.revision)

    assert look(config, 1).revision == before.revision


def test_changing_one_language_marks_its_twin_until_that_is_written_or_confirmed(config):
    identity = begun(config).id
    do(config, drafting.save_texts, identity, TITLE, by=OFFICER)
    assert marks(config) == set()
    do(config, drafting.save_texts, identity, {"title": {"en": "What we spend"}}, by=OFFICER)
    assert marks(config) == {("title", "cy")}
    do(config, drafting.save_texts, identity, {"title": {"cy": "Ein gwariant"}}, by=OFFICER)
    assert marks(config) == {("title", "en")}
    with opened(config) as database, database.writing():
        drafting.confirm_text(DATASET, "title", "en", by=OFFICER)
    assert marks(config) == set()


def test_a_text_of_nothing_that_is_there_is_refused(config):
    identity = begun(config).id
    for place in ("nothing", "resources/spend/fields/nothing/title", "resources/x/title", ""):
        with pytest.raises(UnknownPlaceError):
            do(config, drafting.save_texts, identity, {place: {"cy": "x"}}, by=OFFICER)
    for key in ("name", "publisher", "resources"):
        with pytest.raises(UnknownPlaceError):
            do(config, drafting.save_about, identity, {key: "other"}, by=OFFICER)


def test_every_missing_text_is_told_at_the_place_that_mends_it(config):
    found = begun(config)
    missing = {
        (issue["place"], issue["locale"])
        for issue in found.issues
        if issue["code"] in {"welsh-missing", "english-missing"}
    }
    with opened(config) as database, database.reading():
        owed = {
            (row.place, locale)
            for row in debt.texts_of(queries.submission(found.id))
            for locale in row.missing
        }
    assert missing == owed
    assert ("resources/spend/fields/amount/title", "cy") in missing
    assert ("resources/spend/fields/amount/title", "en") not in missing


def test_only_what_is_certain_is_proposed_and_it_is_said(config):
    found = begun(config)
    columns = {column["called"]: column for column in found.found["tables"][0]["columns"]}

    assert columns["amount"]["proposed"] == ["measures", "title_en", "unit"]
    assert columns["supplier"]["proposed"] == ["title_en"]
    fields = {field["name"]: field for field in found.draft["resources"][0]["schema"]["fields"]}
    assert fields["amount"]["measures"] == "money"
    assert not any("title_cy" in field for field in fields.values())


def test_measures_and_units_are_written_by_column(config):
    identity = begun(config, "Ward,Libraries\nCwm,3\nPen,4\n").id
    assert "measures-missing" in codes(look(config, identity))
    do(
        config,
        drafting.save_columns,
        identity,
        DATASET,
        {"libraries": {"measures": "things"}},
        by=OFFICER,
    )
    work(config)

    assert "measures-missing" not in codes(look(config, identity))
    with pytest.raises(UnknownPlaceError):
        do(config, drafting.save_columns, identity, DATASET, {"x": {"unit": "km"}}, by=OFFICER)


def test_a_submission_without_a_file_takes_texts_and_waits_for_one(config):
    made = do(config, drafting.begin, None, dataset=DATASET, publisher=PUBLISHER, by=OFFICER)
    assert (made.state, codes(made)) == (State.CHECKED, {"no-upload"})
    do(config, drafting.save_texts, made.id, TITLE, by=OFFICER)
    assert look(config, made.id).state is State.CHECKED
    do(config, operations.take_again, made.id, put(config, APRIL), by=OFFICER)
    work(config)

    found = look(config, made.id)
    assert found.draft["title_cy"] == "Gwariant"
    assert found.found["tables"]


def test_what_a_person_writes_wins_over_the_package_and_the_rest_is_the_packages(config):
    upload = handed_in(config)
    made = do(
        config, drafting.begin, upload, dataset="places-to-read", publisher=PUBLISHER, by=OFFICER
    )
    work(config)
    found = look(config, made.id)
    assert found.draft["title_en"] == "Places to read"
    do(config, drafting.save_texts, made.id, {"title": {"en": "Quiet places"}}, by=OFFICER)
    work(config)

    content = look(config, made.id).content
    assert (content["title"]["en"], content["title"]["cy"]) == (
        "Quiet places",
        "Lleoedd i ddarllen",
    )


def test_a_published_version_is_revised_from_its_own_package(config):
    published(config)
    made = do(config, drafting.revise, "places-to-read", by=OFFICER)
    work(config)
    assert codes(look(config, made.id)) == {"nothing-new"}
    do(config, drafting.save_texts, made.id, {"title": {"en": "Quiet places"}}, by=OFFICER)
    work(config)
    assert codes(look(config, made.id)) == set()

    found = live(config, made.id)
    assert (found.state, found.number) == (State.PUBLISHED, 2)


def test_a_table_published_is_revised_without_its_file(config):
    live(config, written(config, begun(config).id).id)
    made = do(config, drafting.revise, DATASET, by=OFFICER)
    do(config, drafting.save_texts, made.id, {"title": {"en": "Payments"}}, by=OFFICER)
    work(config)
    do(config, operations.submit, made.id, reason=REASON, by=OFFICER)

    assert look(config, made.id).content["title"]["en"] == "Payments"
    assert marks(config) == {("title", "cy")}


def test_the_same_file_again_brings_nothing_new(config):
    live(config, written(config, begun(config).id).id)

    assert codes(begun(config)) == {"nothing-new"}


def test_what_the_demonstration_publisher_makes_says_that_it_is_made_up(config):
    identity = do(
        config,
        drafting.begin,
        put(config, APRIL),
        dataset=DATASET,
        publisher=demonstration.SLUG,
        by=OFFICER,
    ).id
    work(config)
    assert look(config, identity).draft["synthetic"] is True
