"""An officer and her colleague as one program, which can be killed and begun again anywhere.

Run as `python -m tests.publishing.officer DATA UPLOAD NOTE`: walks the package in UPLOAD, told
apart by NOTE, from wherever it stands to its publication, as the two would from its pages.
"""

import sys
import time
from pathlib import Path

from sqlalchemy import select

from portal.catalogue.models import Version
from portal.jobs.lifeline import die_with_parent
from portal.publishing import operations, queries, uploads
from portal.publishing.models import State
from tests.conftest import config_in
from tests.publishing.walk import COLLEAGUE, OFFICER, PUBLISHER, REASON, SLUG, opened, store_of

NAP = 0.05


def is_published(session, note: str) -> bool:
    """Tell whether the newest version is the one that carries `note`."""
    newest = session.scalars(select(Version).order_by(Version.number.desc()).limit(1)).first()
    return newest is not None and newest.content["charts"][0]["caveat"]["en"] == note


def walk_on(config, database, upload: Path, note: str) -> bool:
    """Do the next thing that a person has to do; tell whether all is done."""
    with database.reading() as session:
        found = queries.open_submission(SLUG)
        if found is None and is_published(session, note):
            return True
        stands = (found.id, found.state, found.revision) if found else None
    if stands is None:
        kept = uploads.keep(upload, "places.zip", store_of(config))
        with database.writing():
            operations.receive(kept, dataset=SLUG, publisher=PUBLISHER, by=OFFICER)
        return False
    identity, state, seen = stands
    if state is State.CHECKED:
        with database.writing():
            operations.submit(identity, reason=REASON, by=OFFICER, seen=seen)
    elif state is State.SUBMITTED:
        with database.writing():
            operations.approve(identity, by=COLLEAGUE, seen=seen)
    return False


def main() -> None:
    """Walk until the version is published."""
    die_with_parent()
    folder, upload, note = sys.argv[1:]
    config = config_in(Path(folder))
    with opened(config) as database:
        while not walk_on(config, database, Path(upload), note):
            time.sleep(NAP)


if __name__ == "__main__":
    main()
