"""Portals whose reports the press has set."""

import shutil

import pytest

from portal.app import create_app
from portal.maturity.aggregating.package import write_package
from portal.maturity.report.commands import keep_reports
from tests.conftest import config_in, load_packages, opened
from tools import demonstration_round

SMALL, COUNCILS = "maturity-small", {"X99000001", "X99000003"}


def press(config) -> int:
    """Set what lacks, in this process; return of how many versions that was."""
    app = create_app(config)
    try:
        return keep_reports(app)
    finally:
        app.extensions["melin-database"].dispose()


@pytest.fixture(scope="session")
def pressed(shipped, tmp_path_factory):
    """The settings of a portal with the shipped data and every report; only for reading."""
    folder = tmp_path_factory.mktemp("pressed") / "data"
    shutil.copytree(shipped.data, folder)
    config = config_in(folder)
    assert press(config) == 1
    return config


@pytest.fixture(scope="session")
def app(pressed):
    """A portal with the shipped data and its reports."""
    yield from opened(pressed)


@pytest.fixture(scope="session")
def small_round(tmp_path_factory):
    """The package of a round of two councils; copy it, never change it."""
    folder = tmp_path_factory.mktemp("small") / SMALL
    write_package(demonstration_round.results(only=COUNCILS), SMALL, folder)
    return folder


@pytest.fixture
def small(config, small_round):
    """The settings of a portal of one's own with that round, and no report yet."""
    assert [each.outcome for each in load_packages(small_round, config)] == ["published"]
    return config
