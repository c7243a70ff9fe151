"""Documents on their way: the gate cannot read them, so that a person answers for them."""

import zipfile

import pytest

from portal.publishing import drafting, operations
from portal.publishing.gate.documents import QUESTION, READ
from portal.publishing.models import State
from portal.publishing.parcels import given
from tests.publishing.walk import (
    COLLEAGUE,
    OFFICER,
    REASON,
    checked,
    do,
    draft,
    handed_in,
    look,
    store_of,
    work,
)


def with_note(text: bytes = b"How it was counted.\n", note: str = "An example only."):
    made = draft(note)
    made.document("method.txt", text)
    return made


def publish(config, submission):
    do(config, operations.submit, submission.id, reason=REASON, by=OFFICER)
    do(config, operations.approve, submission.id, by=COLLEAGUE)
    work(config)
    return look(config, submission.id)


def read_by_a_person(config, submission):
    do(config, drafting.decide, submission.id, {"answers": {QUESTION: READ}}, by=OFFICER)
    work(config)
    return look(config, submission.id)


def test_a_new_document_waits_until_somebody_has_read_it(config):
    waiting = checked(config, with_note())
    assert [each["id"] for each in waiting.questions] == [QUESTION]
    assert waiting.questions[0]["facts"] == {"documents": "method.txt"}
    assert waiting.content is None

    ready = read_by_a_person(config, waiting)
    assert (ready.questions, ready.issues) == ([], [])
    assert publish(config, ready).state is State.PUBLISHED


def test_only_other_bytes_are_asked_about_again(config):
    publish(config, read_by_a_person(config, checked(config, with_note())))

    same = checked(config, with_note(note="Another example."))
    assert QUESTION not in {each["id"] for each in same.questions}
    do(config, operations.abandon, same.id, by=OFFICER)

    other = checked(config, with_note(b"Counted otherwise.\n", note="Another example."))
    assert QUESTION in {each["id"] for each in other.questions}


def test_an_answer_does_not_hold_for_the_next_file(config):
    ready = read_by_a_person(config, checked(config, with_note()))
    upload = handed_in(config, with_note(b"Another text.\n"))
    do(config, operations.take_again, ready.id, upload, by=OFFICER)
    work(config)
    assert [each["id"] for each in look(config, ready.id).questions] == [QUESTION]


def test_the_page_asks_in_words(config, tmp_path):
    from portal.i18n.issue_words import ISSUE_WORDS

    assert "%(documents)s" in ISSUE_WORDS[QUESTION].mend


@pytest.mark.parametrize("text", [b"The tenant is AB 12 34 56 C.\n", b"NHS number: 943 476 5919\n"])
def test_a_document_that_names_a_person_by_number_is_stopped_and_deleted(config, text):
    stopped = checked(config, with_note(text))
    assert [each["code"] for each in stopped.issues] == ["personal-data"]
    assert stopped.issues[0]["facts"]["columns"] == "method.txt"
    assert stopped.upload_deleted_at is not None
    assert stopped.upload_sha256 not in {name for name, _ in store_of(config).listed()}


def test_a_folder_is_sent_with_the_documents_it_names(tmp_path):
    folder = with_note().write(tmp_path / "package")
    (folder / "docs" / "private.txt").write_text("not named", encoding="utf-8")
    with (
        given(folder, dataset="", publisher="") as parcel,
        zipfile.ZipFile(parcel.parcel.path) as archive,
    ):
        assert "docs/method.txt" in archive.namelist()
        assert "docs/private.txt" not in archive.namelist()
