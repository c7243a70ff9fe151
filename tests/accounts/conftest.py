"""A portal with two publishers and the people who look after them."""

import re
import shutil
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from portal.accounts import operations, queries
from portal.accounts.audit import COMMAND
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.bilingual import Bilingual
from portal.clock import now
from portal.config import ROOT
from portal.db import Database
from tests.conftest import config_in, opened
from tools import welsh_dictionary

PASSWORD = "cragen las ar y traeth"
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


def email_of(person: str) -> str:
    return f"{person}@council.example"


@dataclass
class Browser:
    """A reader's browser: it keeps cookies and sends forms as our own pages do."""

    client: FlaskClient

    def get(self, path, **kwargs):
        return self.client.get(path, **kwargs)

    def token(self) -> str:
        """Return the proof that a form on a page of ours would carry."""
        page = self.client.get("/en/forgotten-password").text
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def post(self, path, data=None, **kwargs):
        """Send a form as the portal's own page does."""
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **kwargs)

    def sign_in(self, person, password=PASSWORD, **fields):
        """Send the sign-in form of one of `PEOPLE`."""
        data = {"email": email_of(person), "password": password, **fields}
        return self.post("/en/sign-in", data)

    def cookie(self, name="melin_session"):
        """Return the value of a cookie the browser holds; None where it has none."""
        found = self.client.get_cookie(name)
        return found.value if found else None


def settle(folder, councils, people):
    """Give a data folder publishers, and people who hold roles there; "site" looks after all."""
    database = Database(config_in(folder).database_url)
    with database.writing() as session:
        for council, title in councils.items():
            operations.create_publisher(council, title, actor=COMMAND)
        for person, (name, slug, roles) in people.items():
            member = operations.create_member(
                email_of(person), name=name, password=PASSWORD, language="en", actor=COMMAND
            )
            if person == "site":
                operations.make_site_admin(member, actor=COMMAND)
            for role in roles:
                session.add(
                    Membership(
                        member_id=member.id,
                        publisher_id=queries.publisher(str(slug)).id,
                        role=role,
                        granted_at=now(),
                    )
                )
    database.dispose()


@pytest.fixture(scope="session")
def peopled(migrated, tmp_path_factory):
    """A data folder with two publishers and `PEOPLE`; copy it, never change it."""
    folder = tmp_path_factory.mktemp("peopled") / "data"
    shutil.copytree(migrated, folder)
    settle(folder, COUNCILS, PEOPLE)
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


@pytest.fixture
def database(portal):
    """The database of that portal."""
    return portal.extensions["melin-database"]


def opening_browsers(portal):
    """Return what opens a browser; with a person's name, one in which she has signed in."""

    def opening(person=""):
        fresh = Browser(portal.test_client())
        if person:
            assert fresh.sign_in(person).status_code == 303
        return fresh

    return opening


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


@pytest.fixture
def everything(database):
    """Return every row of every table that people can change, to compare before and after."""
    tables = ("publisher", "member", "membership", "invitation", "api_token", "message")

    def snapshot():
        with database.engine.connect() as connection:
            return {
                table: connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2").all()  # noqa: S608 (names of ours)
                for table in tables
            }

    return snapshot


@pytest.fixture(scope="session")
def dictionary():
    """The dictionary that `make check` uses."""
    return welsh_dictionary.load(ROOT) or pytest.skip("make dictionary has not fetched it")
