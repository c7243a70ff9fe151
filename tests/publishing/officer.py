"""An officer and her colleague as one program, which can be killed and begun again anywhere.

Run as `python -m tests.publishing.officer DATA UPLOAD NOTE`: walks the package or the table in
UPLOAD, told apart by NOTE, from wherever it stands to its publication, as the two would from its
pages. A table's texts are written while the worker may be reading it.
"""

import sys
import time
from pathlib import Path

from sqlalchemy import select

from portal.catalogue.models import Dataset, Version
from portal.jobs.lifeline import die_with_parent
from portal.publishing import drafting, operations, queries, uploads
from portal.publishing.drafts import texts
from portal.publishing.models import State
from tests.conftest import config_in
from tests.publishing.drafted import ABOUT
from tests.publishing.drafted import DATASET as TABLE_SLUG
from tests.publishing.walk import COLLEAGUE, OFFICER, PUBLISHER, REASON, SLUG, opened, store_of

NAP = 0.05
FILLER = "a sentence that is long enough to be a description."


def is_published(session, slug: str, note: str) -> bool:
    """Tell whether the newest version of a dataset is the one that carries `note`."""
    newest = session.scalars(
        select(Version)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    return newest is not None and note_in(newest.content) == note


def note_in(content) -> str:
    """Return the words that tell a version from all others."""
    if content["slug"] == TABLE_SLUG:
        return content["title"]["en"]
    return content["charts"][0]["caveat"]["en"]


def walk_on(config, database, upload: Path, note: str) -> bool:
    """Do the next thing that a person has to do; tell whether all is done."""
    slug = TABLE_SLUG if upload.suffix == ".csv" else SLUG
    with database.reading() as session:
        found = queries.open_submission(slug)
        if found is None and is_published(session, slug, note):
            return True
        unwritten = slug == TABLE_SLUG and found is not None and texts_to_write(found, note)
        stands = (found.id, found.state, found.revision) if found else None
    if stands is None:
        kept = uploads.keep(upload, upload.name, store_of(config))
        with database.writing():
            drafting.begin(kept, dataset=slug, publisher=PUBLISHER, by=OFFICER)
        return False
    identity, state, seen = stands
    if unwritten and state in {State.RECEIVED, State.CHECKED}:
        with database.writing():
            drafting.save_texts(identity, unwritten, by=OFFICER, seen=seen)
            drafting.save_about(identity, ABOUT, by=OFFICER)
    elif state is State.CHECKED:
        with database.writing():
            operations.submit(identity, reason=REASON, by=OFFICER, seen=seen)
    elif state is State.SUBMITTED:
        with database.writing():
            operations.approve(identity, by=COLLEAGUE, seen=seen)
    return False


def texts_to_write(submission, note: str):
    """Return the texts that a table's draft still lacks; its title is the note."""
    wanted = {
        text.place: {"cy": f"{text.place}: {FILLER}", "en": f"{text.place}: {FILLER}"}
        for text in texts(submission.draft)
        if not text.cy or not text.en
    }
    if submission.draft.get("title_en") != note:
        wanted["title"] = {"cy": note, "en": note}
    elif "title" in wanted:
        del wanted["title"]
    return wanted


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
