"""A portal with two publishers and a dataset that has been corrected once."""

import shutil

import pytest
import rdflib

from tests.conftest import config_in, load_packages, opened
from tests.interop.packages import Draft

ALPHA, BETA = "cyngor-enghreifftiol", "cyngor-aberwen"
SYNTAXES = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}


def draft(slug="places-to-read", publisher=ALPHA, **more) -> Draft:
    """A small package of one of the two publishers."""
    made = Draft()
    title = {
        ALPHA: ("Cyngor Enghreifftiol", "Example Council"),
        BETA: ("Cyngor Aberwen", "Aberwen"),
    }
    cy, en = title[publisher]
    made.descriptor |= {"name": slug, "publisher": publisher}
    made.descriptor |= {"publisher_title_cy": cy, "publisher_title_en": en, **more}
    return made


def load(config, folder, *drafts):
    """Publish packages one after the other."""
    for number, made in enumerate(drafts):
        package = made.write(folder / str(number))
        [loaded] = load_packages(package, config)
        assert loaded.outcome == "published", loaded


@pytest.fixture(scope="session")
def councils_folder(migrated, tmp_path_factory):
    """A data folder of two publishers with a dataset each; copy it, never change it."""
    corrected = draft(finding_en="Most people read at home.", reason_cy="Cywirwyd.")
    corrected.descriptor["reason_en"] = "Corrected."
    second = draft("quiet-halls", BETA)
    second.descriptor["contact"]["email"] = "halls{all}|quiet@council.example"
    folder = tmp_path_factory.mktemp("councils")
    shutil.copytree(migrated, folder / "data")
    load(config_in(folder / "data"), folder, draft(), second, corrected)
    return folder / "data"


@pytest.fixture
def config(councils_folder, tmp_path):
    """The settings of a portal of one's own with what the two have published."""
    shutil.copytree(councils_folder, tmp_path / "data")
    return config_in(tmp_path / "data")


@pytest.fixture
def council_portal(config):
    """Two publishers with a dataset each; the first one's has two versions."""
    yield from opened(config)


@pytest.fixture
def empty_reader(migrated, tmp_path):
    """A program that reads from a portal on which nothing is published."""
    shutil.copytree(migrated, tmp_path / "empty")
    for app in opened(config_in(tmp_path / "empty")):
        yield app.test_client()


@pytest.fixture
def reader(council_portal):
    """A program that reads from it."""
    return council_portal.test_client()


def parsed(client, path, syntax="ttl"):
    """Return what a document says, as rdflib reads it."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.data, format=SYNTAXES[syntax])
