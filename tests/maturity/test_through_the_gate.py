"""A round's package goes the way of every other: the gate, two officers, the ledger."""

import pytest
from sqlalchemy import select

from portal.config import SHIPPED_PACKAGES
from portal.interop.reading import read_package
from portal.maturity.aggregating.package import write_package
from portal.publishing import drafting, operations, uploads
from portal.publishing.gate.documents import QUESTION, READ
from portal.publishing.gate.models import Release
from portal.publishing.gate.passing import AtTheGate, at_the_gate
from portal.publishing.models import State
from tests.publishing.walk import COLLEAGUE, OFFICER, REASON, do, look, opened, store_of, work
from tools import demonstration_round

SLUG = "demonstration-round"


@pytest.fixture
def handed_in(config, tmp_path):
    uploads.pack(SHIPPED_PACKAGES / SLUG, tmp_path / "upload.zip")
    kept = uploads.keep(tmp_path / "upload.zip", "upload.zip", store_of(config))
    told = {QUESTION: READ}
    made = do(
        config, drafting.begin, kept, dataset=SLUG, publisher="melin", by=OFFICER, answers=told
    )
    work(config)
    return look(config, made.id)


def test_a_council_where_nobody_answered_passes_without_a_question(tmp_path):
    results = demonstration_round.results(only={"X99000011"})
    write_package(results.of(results.councils[0]), SLUG, tmp_path / SLUG)
    names = {"names": ["maturity-2099-demo"], "releases": [0, 0], "facts": [0, 0]}
    ledger = {"against": names, "releases": [], "facts": [], "taken": [], "holes": []}
    passed = at_the_gate(read_package(tmp_path / SLUG), AtTheGate(SLUG, 1, ledger, {}))
    assert (list(passed.issues), list(passed.questions)) == ([], [])
    assert {told["verdict"] for told in passed.said["populations"]} == {"clear"}


def test_the_gate_clears_a_round_and_two_officers_publish_it(config, handed_in):
    assert (handed_in.issues, handed_in.questions) == ([], [])
    told = handed_in.gate["populations"]
    assert {each["verdict"] for each in told} == {"clear"}
    assert max(each["judged"] for each in told) > 10_000
    files = {file["path"] for file in handed_in.content["files"]}
    assert "gate_report.json" in files

    do(config, operations.submit, handed_in.id, reason=REASON, by=OFFICER)
    do(config, operations.approve, handed_in.id, by=COLLEAGUE)
    work(config)
    assert look(config, handed_in.id).state is State.PUBLISHED
    with opened(config) as database, database.reading() as session:
        releases = session.scalars(select(Release.population)).all()
    assert sorted(releases) == sorted(each["population"] for each in told)
