"""The walk of an officer, her colleague and a worker, for tests to take a part of."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from portal.bilingual import Bilingual
from portal.db import Database
from portal.publishing import operations, queries, uploads
from portal.publishing.worker import Worker
from portal.storage import Store
from tests.interop.packages import Draft

OFFICER, COLLEAGUE, THIRD = 1, 2, 3
REASON = Bilingual("Ffigurau newydd.", "New figures.")
SLUG, PUBLISHER = "places-to-read", "cyngor-enghreifftiol"


def store_of(config):
    return Store(config.store_url, cache=config.data / "cache")


@contextmanager
def opened(config):
    database = Database(config.database_url)
    try:
        yield database
    finally:
        database.dispose()


def draft(note: str = "An example only.") -> Draft:
    """A small package; `note` makes it differ from others."""
    made = Draft()
    made.descriptor["charts"][0]["caveat_en"] = note
    return made


def handed_in(config, made: Draft | None = None, name: str = "places.zip") -> uploads.Upload:
    """Zip a package and put its bytes into the store."""
    with tempfile.TemporaryDirectory() as folder:
        package = (made or draft()).write(Path(folder) / "package")
        target = Path(folder) / "upload.zip"
        uploads.pack(package, target)
        return uploads.keep(target, name, store_of(config))


def do(config, operation, *arguments, **named):
    """Do one operation in a transaction of its own; return the submission as it then stands."""
    with opened(config) as database:
        with database.writing():
            done = operation(*arguments, **named)
            identity = done.id
        return look(config, identity)


def look(config, identity):
    with opened(config) as database, database.reading() as session:
        found = queries.submission(identity)
        session.expunge_all()
        return found


def received(config, made: Draft | None = None, upload: uploads.Upload | None = None):
    upload = upload or handed_in(config, made)
    return do(config, operations.receive, upload, dataset=SLUG, publisher=PUBLISHER, by=OFFICER)


def work(config, **how) -> int:
    """Let a worker do everything that waits; return how many steps that were."""
    worker = Worker(config, **how)
    steps = 0
    while worker.step():
        steps += 1
    worker._room.database.dispose()
    return steps


def checked(config, made: Draft | None = None):
    submission = received(config, made)
    work(config)
    return look(config, submission.id)


def submitted(config, made: Draft | None = None):
    return do(config, operations.submit, checked(config, made).id, reason=REASON, by=OFFICER)


def approved(config, made: Draft | None = None, publish_at=None):
    submission = submitted(config, made)
    return do(config, operations.approve, submission.id, by=COLLEAGUE, publish_at=publish_at)


def published(config, made: Draft | None = None):
    submission = approved(config, made)
    work(config)
    return look(config, submission.id)
