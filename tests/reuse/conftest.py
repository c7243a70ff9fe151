"""A portal on which two councils have published, with people who look after their data."""

import shutil
from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.bilingual import Bilingual
from portal.reuse.operations import Proposal, propose
from tests.conftest import config_in, opened
from tests.exchange.conftest import ALPHA, BETA, draft, load
from tests.people import settle

PEOPLE = {
    "alpha-editor": ("Elin Alffa", ALPHA, (Role.EDITOR,)),
    "alpha-translator": ("Tomos Alffa", ALPHA, (Role.TRANSLATOR,)),
    "beta-editor": ("Bryn Beta", BETA, (Role.EDITOR,)),
    "site": ("Sian Safle", None, ()),
}
WELSH = {
    "title_cy": "Map o leoedd tawel",
    "about_cy": "Mae’n dangos ble y gellir darllen.",
    "url": "https://map.example/tawel",
    "kind": "picture",
    "datasets": "places-to-read",
}
ENGLISH = {"title_en": "A map of quiet places", "about_en": "It shows where one can read."}


@pytest.fixture(scope="session")
def reuse_folder(migrated, tmp_path_factory):
    """A data folder with two publishers' data and their people; copy it, never change it."""
    folder = tmp_path_factory.mktemp("reuse")
    shutil.copytree(migrated, folder / "data")
    load(config_in(folder / "data"), folder, draft(), draft("quiet-halls", BETA))
    settle(config_in(folder / "data"), {}, PEOPLE)
    return folder / "data"


@pytest.fixture
def portal(reuse_folder, tmp_path):
    """A portal of one's own on which two councils have published."""
    shutil.copytree(reuse_folder, tmp_path / "data")
    yield from opened(config_in(tmp_path / "data"))


def proposal(number=0, datasets=("places-to-read",), **more) -> Proposal:
    """A proposal in Welsh alone; `number` makes its address differ."""
    said: dict[str, Any] = {
        "kind": "app",
        "url": f"https://app.example/{number}",
        "title": Bilingual("Ap", ""),
        "about": Bilingual("Mae’n gwneud rhywbeth.", ""),
    }
    return Proposal(**(said | more), datasets=tuple(datasets))


def proposed(database, *proposals):
    """Take proposals in, and return their numbers."""
    numbers = []
    for each in proposals:
        with database.writing() as session:
            reuse = propose(each)
            session.flush()
            numbers.append(reuse.id)
    return numbers
