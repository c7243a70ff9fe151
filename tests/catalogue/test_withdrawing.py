"""Withdrawal: a tombstone in every format and language, and numbers that are never used again."""

from datetime import timedelta

import pytest

from portal.bilingual import Bilingual
from portal.catalogue import withdrawing
from portal.catalogue.commands import load
from portal.catalogue.listing import Wanted, published_datasets
from portal.catalogue.operations import ReasonIncompleteError
from portal.config import SHIPPED_PACKAGES
from portal.errors import NotFoundError
from tests.conftest import inspected, load_packages
from tests.publishing.walk import SLUG, draft, opened, store_of

WHY = Bilingual("Colofn anghywir.", "A wrong column.")
ONE, TWO = 1, 2


@pytest.fixture
def two_versions(config, tmp_path):
    """A dataset with two versions."""
    with opened(config) as database:
        for note in ("First.", "Second."):
            folder = draft(note).write(tmp_path / note)
            assert load(folder, database, store_of(config)).outcome == "published"
    return config


def did(config, operation, *arguments, **named):
    with opened(config) as database, database.writing():
        operation(*arguments, **named)


def addresses(number):
    frozen = f"/dataset/{SLUG}/{number}"
    files = [f"data/wards.{kind}" for kind in ("csv", "cy.csv", "en.csv", "json")]
    files += [f"datapackage{kind}.json" for kind in ("", ".cy", ".en")] + [f"{SLUG}.zip"]
    return [frozen, *(f"{frozen}/{file}" for file in files)]


def pages(number):
    return [
        f"/cy/setiau-data/{SLUG}/fersiynau/{number}",
        f"/en/datasets/{SLUG}/versions/{number}",
        f"/en/datasets/{SLUG}/versions/{number}/tables/wards",
    ]


def test_every_format_of_a_withdrawn_version_is_gone_and_the_one_before_is_the_latest(
    two_versions, own_app
):
    client = own_app.test_client()
    assert {client.get(path).status_code for path in addresses(2)} <= {200, 303}
    did(two_versions, withdrawing.withdraw, SLUG, 2, reason=WHY, by=ONE)

    assert {client.get(path).status_code for path in addresses(2) + pages(2)} == {410}
    assert client.get(f"/dataset/{SLUG}/datapackage.json").json["version"] == "1"
    assert {client.get(path).status_code for path in addresses(1)} <= {200, 303}


def test_lists_speak_of_the_newest_version_in_sight_and_then_of_none(two_versions):
    def listed(query=""):
        with opened(two_versions) as database, database.reading():
            found = published_datasets(Wanted("en", query=query), offset=0, limit=5)
            return [(one.slug, one.latest_number) for one in found.datasets], found.count

    assert listed() == ([(SLUG, 2)], 1)
    did(two_versions, withdrawing.withdraw, SLUG, 2, reason=WHY, by=ONE)
    assert listed() == listed("places") == ([(SLUG, 1)], 1)
    did(two_versions, withdrawing.take_down, SLUG, 1, reason=WHY, by=ONE)
    assert listed() == listed("places") == ([], 0)
    did(two_versions, withdrawing.restore, SLUG, 1, by=TWO)
    assert listed() == listed("places") == ([(SLUG, 1)], 1)


def test_a_tombstone_says_why_when_and_where_to_go_in_the_readers_language(two_versions, own_app):
    load_packages(SHIPPED_PACKAGES / "councils", two_versions)
    did(two_versions, withdrawing.withdraw, SLUG, 1, reason=WHY, by=ONE)
    did(two_versions, withdrawing.name_successor, SLUG, "councils")
    client = own_app.test_client()
    for path, why, onward in (
        (pages(1)[0], WHY.cy, "/cy/setiau-data/councils"),
        (pages(1)[1], WHY.en, "/en/datasets/councils"),
    ):
        seen = inspected(client, path, status=410)
        stone = seen.select_one(".tombstone")
        assert why in stone.text
        assert stone.select_one("time")["datetime"]
        assert onward in [link["href"] for link in stone.select("a")]


def test_a_tombstone_on_a_neutral_address_speaks_both_languages_and_to_programs(
    two_versions, own_app
):
    did(two_versions, withdrawing.withdraw, SLUG, 1, reason=WHY, by=ONE)
    client = own_app.test_client()
    text = client.get(f"/dataset/{SLUG}/1", headers={"Accept": "text/html"}).text
    answer = client.get(
        f"/dataset/{SLUG}/1/datapackage.json", headers={"Accept": "*/*;q=0.1, application/json"}
    )

    assert WHY.cy in text
    assert WHY.en in text
    assert answer.json["code"] == "withdrawn"
    assert answer.json["facts"]["reason_cy"] == WHY.cy
    assert answer.json["facts"]["newest"] == "2"


def test_a_number_is_never_used_again(two_versions, tmp_path):
    for number in (1, 2):
        did(two_versions, withdrawing.withdraw, SLUG, number, reason=WHY, by=ONE)
    with opened(two_versions) as database:
        third = load(draft("Third.").write(tmp_path / "third"), database, store_of(two_versions))

    assert (third.outcome, third.version) == ("published", 3)


def test_a_takedown_is_settled_by_a_second_person(two_versions):
    did(two_versions, withdrawing.take_down, SLUG, 2, reason=WHY, by=ONE)
    for operation in (withdrawing.confirm, withdrawing.restore):
        with pytest.raises(withdrawing.SameMemberError):
            did(two_versions, operation, SLUG, 2, by=ONE)
    did(two_versions, withdrawing.confirm, SLUG, 2, by=TWO)
    with pytest.raises(withdrawing.NotTakenDownError):
        did(two_versions, withdrawing.restore, SLUG, 2, by=TWO)


def test_a_takedown_nobody_spoke_about_in_seven_days_stays(two_versions, time_machine_at):
    did(two_versions, withdrawing.take_down, SLUG, 2, reason=WHY, by=ONE)
    time_machine_at(timedelta(days=7, seconds=1))
    with pytest.raises(withdrawing.NotTakenDownError):
        did(two_versions, withdrawing.restore, SLUG, 2, by=TWO)


def test_what_was_restored_can_be_taken_down_again(two_versions, own_app):
    for _ in range(2):
        did(two_versions, withdrawing.take_down, SLUG, 2, reason=WHY, by=ONE)
        did(two_versions, withdrawing.restore, SLUG, 2, by=TWO)

    assert own_app.test_client().get(f"/dataset/{SLUG}/2/datapackage.json").status_code == 200


def test_what_cannot_be_withdrawn_is_refused(two_versions):
    with pytest.raises(NotFoundError):
        did(two_versions, withdrawing.withdraw, SLUG, 9, reason=WHY, by=ONE)
    with pytest.raises(ReasonIncompleteError):
        did(two_versions, withdrawing.withdraw, SLUG, 2, reason=Bilingual("Pam.", ""), by=ONE)
    did(two_versions, withdrawing.withdraw, SLUG, 2, reason=WHY, by=ONE)
    with pytest.raises(withdrawing.AlreadyWithdrawnError):
        did(two_versions, withdrawing.take_down, SLUG, 2, reason=WHY, by=TWO)


def test_a_successor_exists_and_never_leads_back(two_versions):
    load_packages(SHIPPED_PACKAGES / "councils", two_versions)
    did(two_versions, withdrawing.name_successor, SLUG, "councils")
    for follower, successor in (("councils", SLUG), (SLUG, SLUG)):
        with pytest.raises(withdrawing.WrongSuccessorError):
            did(two_versions, withdrawing.name_successor, follower, successor)
    with pytest.raises(NotFoundError):
        did(two_versions, withdrawing.name_successor, SLUG, "no-such-dataset")
