"""A portal into which the counts of one survey were published; copied for each test."""

import shutil

import pytest

from tests.conftest import config_in
from tests.publishing.gate.counts import checked, counts, live


@pytest.fixture(scope="session")
def surveyed(migrated, tmp_path_factory):
    """A data folder with one published version of the survey; copy it, never change it."""
    folder = tmp_path_factory.mktemp("surveyed") / "data"
    shutil.copytree(migrated, folder)
    config = config_in(folder)
    assert live(config, checked(config, counts()).id).state == "published"
    return folder


@pytest.fixture
def survey(surveyed, tmp_path):
    """The settings of a portal of one's own with the published survey."""
    shutil.copytree(surveyed, tmp_path / "survey")
    return config_in(tmp_path / "survey")
