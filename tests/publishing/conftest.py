"""The pages of publishing: a council with an officer, an approver and the rest, and a worker."""

import io
import shutil

import pytest

from portal.accounts import queries
from portal.accounts.roles import Role
from portal.bilingual import Bilingual
from portal.publishing import queries as submissions
from tests.accounts.conftest import email_of, opening_browsers, settle
from tests.conftest import config_in, opened
from tests.publishing.walk import PUBLISHER, SLUG, draft, handed_in, store_of, work

OTHER = "cyngor-arall"
COUNCILS = {
    PUBLISHER: Bilingual("Cyngor Enghreifftiol", "Example Council"),
    OTHER: Bilingual("Cyngor Arall", "Another Council"),
}
TEAM = {
    "site": ("Sian Safle", None, ()),
    "editor": ("Elin Enghraifft", PUBLISHER, (Role.EDITOR,)),
    "approver": ("Alun Enghraifft", PUBLISHER, (Role.APPROVER,)),
    "both": ("Beti Enghraifft", PUBLISHER, (Role.EDITOR, Role.APPROVER)),
    "translator": ("Twm Enghraifft", PUBLISHER, (Role.TRANSLATOR,)),
    "admin": ("Gwen Enghraifft", PUBLISHER, (Role.ADMIN,)),
    "stranger": ("Ned Arall", OTHER, tuple(Role)),
    "nobody": ("Nia Neb", None, ()),
}


def staff(folder):
    """Give a data folder two councils and `TEAM`."""
    settle(folder, COUNCILS, TEAM)


@pytest.fixture(scope="session")
def staffed(migrated, tmp_path_factory):
    """A data folder with two councils and `TEAM`; copy it, never change it."""
    folder = tmp_path_factory.mktemp("staffed") / "data"
    shutil.copytree(migrated, folder)
    staff(folder)
    return folder


@pytest.fixture
def team_config(staffed, tmp_path):
    """The settings of a portal of one's own with `TEAM`."""
    shutil.copytree(staffed, tmp_path / "team")
    return config_in(tmp_path / "team")


@pytest.fixture
def portal(team_config):
    """A portal of one's own with `TEAM`."""
    yield from opened(team_config)


@pytest.fixture
def database(portal):
    """The database of that portal."""
    return portal.extensions["melin-database"]


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
def look(database):
    """Return a submission as it stands."""

    def looking(identity):
        with database.reading() as session:
            found = submissions.submission(identity)
            session.expunge_all()
            return found

    return looking


@pytest.fixture
def letters(database):
    """Return what was written to whom."""
    from portal.jobs import outbox

    def written():
        with database.reading():
            return [
                (each.recipient.split("@")[0], each.subject, each.body) for each in outbox.waiting()
            ]

    return written


def zipped(config, made=None) -> bytes:
    """Return a zipped package's bytes."""
    kept = handed_in(config, made or draft())
    return store_of(config).local_file(kept.sha256).read_bytes()


def upload(bytes_, name="places.zip"):
    """Return a file as a browser sends it with a form."""
    return (io.BytesIO(bytes_), name)


class Walk:
    """An officer and her colleagues on the portal's pages, with a worker at hand."""

    def __init__(self, config, browser, look):
        self.config, self.look = config, look
        self.open = {person: browser(person) for person in ("editor", "approver")}
        self.id = 0

    def bring_in(self, made=None, **fields):
        """Bring a file in as the editor; remember the submission's number."""
        data = {
            "dataset": "+",
            "title": SLUG.replace("-", " "),
            "file": upload(zipped(self.config, made)),
            **fields,
        }
        answer = self.open["editor"].post("/en/publish", data)
        assert answer.status_code == 303, answer.text
        self.id = int(answer.location.rsplit("/", 1)[1])
        return self

    def check(self):
        """Let the worker do what waits."""
        work(self.config)
        return self

    def act(self, person, what, **fields):
        """Press a button on the submission's page, having just looked at it."""
        seen = self.look(self.id).revision
        return self.open[person].post(f"/en/publish/{self.id}/{what}", {"seen": seen, **fields})

    def submit(self):
        """Submit as the editor."""
        answer = self.act(
            "editor", "submit", reason_cy="Ffigurau newydd.", reason_en="New figures."
        )
        assert answer.status_code == 303, answer.text
        return self

    def approve(self):
        """Approve as the approver, at once."""
        assert self.act("approver", "approve", when="now").status_code == 303
        return self

    @property
    def state(self):
        """Return where the submission stands."""
        return self.look(self.id).state.value


@pytest.fixture
def walk(team_config, browser, look):
    """Return an officer at the start of her walk."""
    return Walk(team_config, browser, look)
