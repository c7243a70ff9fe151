"""The pages of publishing: a council with an officer, an approver and the rest, and a worker."""

import io

import pytest

from portal.publishing import queries as submissions
from tests.conftest import opened
from tests.publishing.walk import SLUG, draft, handed_in, store_of, work


@pytest.fixture
def portal(team_config):
    """A portal of one's own with `TEAM`."""
    yield from opened(team_config)


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
