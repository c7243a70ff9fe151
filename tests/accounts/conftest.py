"""A portal with two publishers and the people who look after them."""

import shutil

import pytest

from portal.accounts.roles import Role
from portal.bilingual import Bilingual
from tests.conftest import config_in, opened
from tests.people import settle

COUNCILS = {
    "alpha": Bilingual("Cyngor Alffa", "Alpha Council"),
    "beta": Bilingual("Cyngor Beta", "Beta Council"),
}
PEOPLE = {
    "site": ("Sian Safle", None, ()),
    "alpha-admin": ("Alun Alffa", "alpha", (Role.ADMIN,)),
    "alpha-editor": ("Elin Alffa", "alpha", (Role.EDITOR,)),
    "beta-admin": ("Beca Beta", "beta", (Role.ADMIN,)),
    "beta-editor": ("Bryn Beta", "beta", (Role.EDITOR,)),
    "nobody": ("Nia Neb", None, ()),
}


@pytest.fixture(scope="session")
def peopled(migrated, tmp_path_factory):
    """A data folder with two publishers and `PEOPLE`; copy it, never change it."""
    folder = tmp_path_factory.mktemp("peopled") / "data"
    shutil.copytree(migrated, folder)
    settle(config_in(folder), COUNCILS, PEOPLE)
    return folder


@pytest.fixture
def people_config(peopled, tmp_path):
    """The settings of a portal of one's own with `PEOPLE`."""
    shutil.copytree(peopled, tmp_path / "people")
    return config_in(tmp_path / "people")


@pytest.fixture
def portal(people_config):
    """A portal of one's own with `PEOPLE`."""
    yield from opened(people_config)
