"""Portals to test against, and a reader who refuses pages that break a house rule."""

import gc
import shutil
from pathlib import Path

import html5lib
import pytest
import time_machine
from argon2 import PasswordHasher
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, settings

from portal.accounts import passwords, queries
from portal.app import create_app
from portal.catalogue.commands import load_all
from portal.clock import now
from portal.config import ROOT, SHIPPED_PACKAGES, Config
from portal.db import Base, Database
from portal.jobs.migrating import migrate
from portal.storage import Store
from tests.compiled_once import SharedTemplates, compile_rules_once
from tests.people import email_of, opening_browsers, staff
from tools import welsh_dictionary

# How long an example takes says something about the machine, nothing about the claim.
settings.register_profile("melin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("melin")

TEMPLATES = SharedTemplates()
REAL_PASSWORDS = {name: getattr(passwords, name) for name in ("_hasher", "_nobody")}


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what lasts as long as the tests do."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)


def config_in(folder: Path, **settings: str) -> Config:
    """Return the settings of a portal that keeps everything in `folder`."""
    return Config.from_environment({"MELIN_DATA": str(folder), **settings})


def load_packages(folder: Path, config: Config, **how):
    """Load every package in `folder` into a portal; return what became of each."""
    database = Database(config.database_url)
    store = Store(config.store_url, cache=config.data / "cache")
    try:
        return list(load_all(folder, database, store, **how))
    finally:
        database.dispose()


@pytest.fixture(scope="session", autouse=True)
def rules_compiled_once():
    """Spare each portal what the first has compiled."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        compile_rules_once(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_hashed_lightly():
    """Hash passwords by the same method at its lightest; `real_passwords` has its full weight."""
    light = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(passwords, "_hasher", light)
        monkeypatch.setattr(passwords, "_nobody", light.hash("nobody"))
        yield


@pytest.fixture
def real_passwords(monkeypatch):
    """Hash passwords as the portal does."""
    for name, value in REAL_PASSWORDS.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A data folder with an empty, migrated database; copy it, never change it."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(config_in(folder).database_url)
    return folder


@pytest.fixture(scope="session")
def shipped(migrated, tmp_path_factory) -> Config:
    """The settings of a portal with the shipped data; only for reading."""
    folder = tmp_path_factory.mktemp("shipped") / "data"
    shutil.copytree(migrated, folder)
    config = config_in(folder)
    assert {loaded.outcome for loaded in load_packages(SHIPPED_PACKAGES, config)} == {"published"}
    return config


@pytest.fixture
def config(migrated, tmp_path) -> Config:
    """The settings of an empty portal of one's own."""
    folder = tmp_path / "data"
    shutil.copytree(migrated, folder)
    return config_in(folder)


def opened(config: Config):
    """Yield an app and close its database afterwards."""
    app = create_app(config)
    app.jinja_env.bytecode_cache = TEMPLATES
    yield app
    app.extensions["melin-database"].dispose()


@pytest.fixture(scope="session")
def app(shipped):
    """A portal with the shipped data; only for reading."""
    yield from opened(shipped)


@pytest.fixture
def client(app):
    """A client of the portal with the shipped data."""
    return app.test_client()


@pytest.fixture
def own_app(config):
    """An empty portal of one's own, to publish into."""
    yield from opened(config)


@pytest.fixture(scope="session")
def staffed(migrated, tmp_path_factory) -> Path:
    """A data folder with two councils and their people; copy it, never change it."""
    folder = tmp_path_factory.mktemp("staffed") / "data"
    shutil.copytree(migrated, folder)
    staff(config_in(folder))
    return folder


@pytest.fixture
def team_config(staffed, tmp_path) -> Config:
    """The settings of a portal of one's own with two councils and their people."""
    shutil.copytree(staffed, tmp_path / "team")
    return config_in(tmp_path / "team")


@pytest.fixture
def database(portal) -> Database:
    """The database of the portal that the tests of a folder use."""
    return portal.extensions["melin-database"]


@pytest.fixture
def everything(database):
    """Return every row of every table, to compare before and after."""

    def snapshot():
        with database.engine.connect() as connection:
            return {
                table.name: connection.execute(table.select().order_by(*table.c)).all()
                for table in Base.metadata.sorted_tables
            }

    return snapshot


@pytest.fixture
def browser(portal):
    """Open a browser; with a person's name, one in which she has signed in."""
    return opening_browsers(portal)


@pytest.fixture
def number(database):
    """Return the number of a person's account."""

    def number_of(person):
        with database.reading():
            return queries.member_by_email(email_of(person)).id

    return number_of


@pytest.fixture(scope="session")
def dictionary():
    """The dictionary that `make check` uses."""
    return welsh_dictionary.load(ROOT) or pytest.skip("make dictionary has not fetched it")


@pytest.fixture
def time_machine_at():
    """Put the clock forward by a span, until the test is over."""
    travelling = []

    def travel(span):
        traveller = time_machine.travel(now() + span, tick=True)
        traveller.start()
        travelling.append(traveller)

    yield travel
    for traveller in travelling:
        traveller.stop()


@pytest.fixture
def page(client):
    """Fetch a page as a reader would, and refuse one that breaks a house rule."""
    return lambda path, status=200: inspected(client, path, status)


BUDGET = 60_000
"""Bytes that a page and its style may take together on the way, before data."""


def travelling(client, path) -> int:
    """Return how many bytes a page and its style take on the way to a reader."""
    zipped = {"Accept-Encoding": "gzip"}
    sheet = inspected(client, path).select_one("link[rel=stylesheet]")["href"]
    return sum(len(client.get(address, headers=zipped).data) for address in (path, sheet))


def inspected(client, path, status=200):
    """Fetch and parse a page, refusing one that breaks a house rule."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    html5lib.HTMLParser(strict=True).parse(response.text)
    soup = BeautifulSoup(response.text, "html.parser")
    assert soup.html["lang"] == path.split("/")[1].split("?")[0]
    assert len(soup.select("h1")) == 1
    assert not soup.select("[style], [onclick], script:not([src]), style")
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert soup.select_one("body > a.skip")["href"] == "#main"
    assert soup.select_one("[hreflang][lang]:not(link)"), "no language switch"
    return soup
