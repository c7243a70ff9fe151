"""A publisher with a token, and programs that use it."""

import hashlib
import re
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from portal.accounts import operations, queries
from portal.accounts.audit import COMMAND, Actor
from portal.accounts.roles import Scope
from portal.bilingual import Bilingual
from portal.publishing import uploads
from tests.conftest import opened as opened_app
from tests.publishing.walk import PUBLISHER, SLUG, draft, opened

SUBMISSIONS = "/api/v1/submissions"
ZIP = {"Content-Type": "application/zip"}


def token_for(config, publisher=PUBLISHER, scopes=(Scope.PUBLISH,), days=30):
    """Make a token of a publisher, and the publisher and a member where they are new."""
    with opened(config) as database, database.writing():
        email = f"{publisher}@council.example"
        member = queries.member_by_email(email)
        if member is None:
            member = operations.create_member(
                email, name="Ann", password="cragen las ar y traeth", actor=COMMAND
            )
            title = Bilingual(f"Cyngor {publisher}", f"{publisher} Council")
            operations.create_publisher(publisher, title, actor=COMMAND)
        actor = Actor(member.id, "page")
        found = queries.publisher(publisher)
        return operations.create_token(found, "nightly", scopes, days=days, actor=actor)


def zipped(tmp_path, made=None) -> bytes:
    """Return a package as a zip."""
    number = len(list(tmp_path.glob("sent-*")))
    folder = (made or draft()).write(tmp_path / f"sent-{number}" / "package")
    uploads.pack(folder, tmp_path / f"sent-{number}" / "package.zip")
    return (tmp_path / f"sent-{number}" / "package.zip").read_bytes()


@dataclass
class Program:
    """A program with a token."""

    client: FlaskClient
    token: str

    def open(self, method, path, headers=None, **more):
        bearer = {"Authorization": f"Bearer {self.token}"}
        return self.client.open(path, method=method, headers=bearer | (headers or {}), **more)

    def get(self, path):
        return self.open("GET", path)

    def hand_in(self, body, dataset=SLUG, publisher=PUBLISHER, query="", **headers):
        path = f"{SUBMISSIONS}?dataset={dataset}&publisher={publisher}&name=places.zip{query}"
        return self.open("POST", path, headers=ZIP | headers, data=body)

    def submit(self, number, headers=None, **fields):
        reason = {"reason_cy": "Ffigurau newydd.", "reason_en": "New figures."}
        path = f"{SUBMISSIONS}/{number}/submit"
        return self.open("POST", path, headers=headers, json=reason | fields)


@pytest.fixture
def portal(config):
    """A portal of one's own."""
    yield from opened_app(config)


@pytest.fixture
def program(portal, config):
    """A program that publishes for the publisher of the example package."""
    return Program(portal.test_client(), token_for(config))


@pytest.fixture
def stranger(portal, config):
    """A program of another publisher."""
    return Program(portal.test_client(), token_for(config, "arall"))


@pytest.fixture
def package(tmp_path):
    """The example package as a zip."""
    return zipped(tmp_path)


@pytest.fixture
def rows(config):
    """Return every row about submissions, to compare before and after."""

    def snapshot():
        with opened(config) as database, database.engine.connect() as connection:
            return [
                connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").all()  # noqa: S608 (names of ours)
                for table in ("submission", "move")
            ]

    return snapshot


def left_over(config) -> list[str]:
    """Return what half-received uploads have left."""
    folder = config.data / "work"
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def kept(config, body: bytes) -> bool:
    """Tell whether bytes lie anywhere in the store."""
    sha256 = hashlib.sha256(body).hexdigest()
    return any(re.fullmatch(sha256, path.name) for path in (config.data / "files").rglob("*"))
