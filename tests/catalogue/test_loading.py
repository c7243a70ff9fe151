"""Loading packages: all of one or nothing of it, and the same one twice changes nothing."""

import json
import shutil
import threading

import pytest
from sqlalchemy import func, select

from portal.catalogue import queries
from portal.catalogue.models import Dataset, File, State, Version
from portal.config import SHIPPED_PACKAGES
from portal.db import Database
from tests.conftest import inspected, load_packages

SLUG = "response-rates-2018"


@pytest.fixture
def package(tmp_path):
    """A copy of a shipped package, to change and to spoil."""
    folder = tmp_path / "packages" / SLUG
    shutil.copytree(SHIPPED_PACKAGES / SLUG, folder)
    return folder


def edit(package, **changes):
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(descriptor | changes), encoding="utf-8")


def rows_in(config, table):
    database = Database(config.database_url)
    with database.reading() as session:
        count = session.scalar(select(func.count()).select_from(table))
    database.dispose()
    return count


def spoil_ragged(package):
    path = package / "data" / "response-rates.csv"
    path.write_text(path.read_text(encoding="utf-8") + "officers,1\n", encoding="utf-8")


SPOILED = {
    "not-json": lambda package: (package / "datapackage.json").write_text("{"),
    "welsh-missing": lambda package: edit(package, title_cy=None),
    "unknown-place": lambda package: edit(package, spatial=["W06000007"]),
    "missing-cell": spoil_ragged,
    "unsafe-path": lambda package: edit(package, resources=[{"name": "x", "path": "../x.csv"}]),
    "url-not-allowed": lambda package: edit(
        package, resources=[{"name": "x", "path": "http://127.0.0.1:9/x.csv"}]
    ),
    "schema-not-inline": lambda package: edit(
        package,
        resources=[
            {
                "name": "x",
                "path": "data/response-rates.csv",
                "schema": "schema.json",
            }
        ],
    ),
    "too-many-resources": lambda package: edit(package, resources=[{"name": "x"}] * 10_000),
}


@pytest.mark.parametrize("code", SPOILED)
def test_a_bad_package_is_refused_with_its_reason_and_leaves_nothing(config, package, code):
    SPOILED[code](package)
    [loaded] = load_packages(package, config)

    assert loaded.outcome == "refused"
    assert code in {issue.code for issue in loaded.issues}
    assert rows_in(config, Dataset) == rows_in(config, Version) == rows_in(config, File) == 0


def test_the_same_package_twice_changes_nothing(config, package):
    first, second = load_packages(package, config), load_packages(package, config)

    assert [loaded.outcome for loaded in first + second] == ["published", "unchanged"]
    assert rows_in(config, Version) == 1


def test_another_spelling_of_the_same_descriptor_is_the_same_package(config, package):
    load_packages(package, config)
    path = package / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=7, sort_keys=True))

    assert load_packages(package, config)[0].outcome == "unchanged"


def test_changed_words_make_a_new_version_with_its_reason_and_keep_the_old_one(
    own_app, config, package
):
    load_packages(package, config)
    client = own_app.test_client()
    old = client.get(f"/dataset/{SLUG}/1/datapackage.json").data
    edit(package, finding_en="Something else.", reason_en="A slip.", reason_cy="Llithriad.")
    [loaded] = load_packages(package, config)

    assert loaded.version == 2
    assert client.get(f"/dataset/{SLUG}/1/datapackage.json").data == old
    assert client.get(f"/dataset/{SLUG}/datapackage.json").json["version"] == "2"
    seen = inspected(client, f"/cy/setiau-data/{SLUG}")
    assert "Llithriad." in seen.text
    earlier = inspected(client, f"/en/datasets/{SLUG}/versions/1")
    assert "There is a newer version" in earlier.text
    assert "Something else." not in earlier.select_one(".lead").text


def test_a_new_version_has_to_say_why(config, package):
    edit(package, reason_cy=None, reason_en=None)
    first = load_packages(package, config)
    edit(package, finding_en="Something else.", reason_cy=None, reason_en=None)
    second = load_packages(package, config)

    assert first[0].outcome == "published"
    assert second[0].refusal.code == "reason-missing"
    assert rows_in(config, Version) == 1


def test_a_dataset_stays_with_its_publisher(config, package):
    load_packages(package, config)
    edit(package, publisher="conwy", reason_en="Mine.", reason_cy="Fy un i.")

    assert load_packages(package, config)[0].refusal.code == "other-publisher"


def test_of_two_loading_at_once_each_version_number_is_given_once(config, tmp_path):
    folders = []
    for number in range(4):
        folder = tmp_path / str(number) / SLUG
        shutil.copytree(SHIPPED_PACKAGES / SLUG, folder)
        edit(folder, finding_en=f"Finding {number}.")
        folders.append(folder)
    outcomes = []
    threads = [
        threading.Thread(target=lambda f=folder: outcomes.extend(load_packages(f, config)))
        for folder in folders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    published = sorted(loaded.version for loaded in outcomes if loaded.outcome == "published")
    assert published == list(range(1, len(published) + 1))
    assert {loaded.refusal.code for loaded in outcomes if loaded.refusal} <= {"number-taken"}


@pytest.mark.parametrize(
    "path",
    [
        f"/en/datasets/{SLUG}",
        f"/cy/setiau-data/{SLUG}/fersiynau/1",
        f"/dataset/{SLUG}/1/datapackage.json",
        f"/dataset/{SLUG}/data/response-rates.csv",
    ],
)
def test_what_has_been_withdrawn_answers_gone(own_app, config, package, path):
    load_packages(package, config)
    with own_app.extensions["melin-database"].writing() as session:
        version = session.scalars(select(Version)).one()
        version.state = State.WITHDRAWN

    assert own_app.test_client().get(path).status_code == 410


def test_the_licence_of_a_file_is_named_where_it_has_a_page(config, tmp_path):
    load_packages(SHIPPED_PACKAGES / "councils", config)
    database = Database(config.database_url)
    with database.reading():
        served = queries.published_file("councils", "data/councils.csv")
    database.dispose()

    assert served.licence == "https://creativecommons.org/licenses/by/4.0/"
