"""A round's package goes the way of every other: the gate, two officers, the ledger."""

import pytest
from sqlalchemy import select

from portal.config import SHIPPED_PACKAGES
from portal.publishing import drafting, operations, uploads
from portal.publishing.gate.models import Release
from portal.publishing.models import State
from tests.publishing.walk import COLLEAGUE, OFFICER, REASON, do, look, opened, store_of, work

SLUG = "demonstration-round"


@pytest.fixture
def handed_in(config, tmp_path):
    uploads.pack(SHIPPED_PACKAGES / SLUG, tmp_path / "upload.zip")
    kept = uploads.keep(tmp_path / "upload.zip", "upload.zip", store_of(config))
    made = do(config, drafting.begin, kept, dataset=SLUG, publisher="melin", by=OFFICER)
    work(config)
    return look(config, made.id)


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
