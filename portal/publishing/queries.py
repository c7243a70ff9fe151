"""What can be asked about submissions; every name says what it can see."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import db
from portal.catalogue.models import Dataset
from portal.errors import NotFoundError
from portal.publishing.models import OPEN, Recipe, State, Submission
from portal.publishing.naming import skeleton
from portal.storage import Store
from portal.welsh.folding import fold

__all__ = ["Submission"]

_IS_OPEN = (Submission.state.in_(OPEN), ~Submission.dry_run)


def submission(submission_id: int) -> Submission:
    """Return one submission in whatever state, with every step it took, oldest first.

    Raises:
        NotFoundError: there is none of that id.
    """
    found = db.session.get(
        Submission, submission_id, options=[selectinload(Submission.moves)], populate_existing=True
    )
    if found is None:
        raise NotFoundError(submission=submission_id)
    return found


def open_submission(dataset: str) -> Submission | None:
    """Return the submission of a dataset that is on its way, if one is."""
    return db.session.scalars(
        select(Submission).where(Submission.dataset == dataset, *_IS_OPEN)
    ).one_or_none()


def lately_published(publishers: Sequence[str], *, limit: int) -> Sequence[Submission]:
    """Return what was published last by any of some publishers, newest first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.publisher.in_(publishers), Submission.state == State.PUBLISHED)
        .order_by(Submission.published_at.desc(), Submission.id.desc())
        .limit(limit)
    ).all()


def past_submissions(dataset: str) -> Sequence[Submission]:
    """Return every submission of a dataset that became a version, newest first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.dataset == dataset, Submission.state == State.PUBLISHED)
        .order_by(Submission.id.desc())
    ).all()


def look_alike(name: str) -> str:
    """Return a dataset, published or on its way, whose name could be taken for `name`; or ""."""
    wanted = skeleton(name)
    names = [
        *db.session.scalars(select(Dataset.slug)),
        *db.session.scalars(select(Submission.dataset).where(Submission.state.in_(OPEN))),
    ]
    return next((each for each in names if each != name and skeleton(each) == wanted), "")


def open_submissions(publisher: str) -> Sequence[Submission]:
    """Return everything of a publisher that is on its way, newest first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.publisher == publisher, *_IS_OPEN)
        .order_by(Submission.id.desc())
    ).all()


def recipe_of(dataset: str) -> Recipe | None:
    """Return what was decided about a dataset's files when one was last published."""
    return db.session.get(Recipe, dataset)


def exception_of(dataset: str, number: int) -> dict[str, Any] | None:
    """Return who let a version's row-level data about people through, when and why, if so."""
    return db.session.scalars(
        select(Submission.people_exception).where(
            Submission.dataset == dataset,
            Submission.number == number,
            Submission.state == State.PUBLISHED,
        )
    ).first()


def changes_of(
    submission: Submission,
    store: Store,
    group: Mapping[str, str] | None = None,
    *,
    offset: int = 0,
    limit: int = 100,
) -> list[dict[str, Any]]:
    """Return single changes of a submission's file, to the cell, in the order of the file.

    Each has `code`, `sheet`, `column` (the heading), `field`, `row`, `before`, `after`. `group`
    has the values (of `code`, `field`, `sheet`) that those wanted have.

    Raises:
        DamagedFileError: the list is no longer in the store.
    """
    if submission.changes_sha256 is None:
        return []
    wanted = (group or {}).items()
    with store.local_file(submission.changes_sha256).open(encoding="utf-8") as lines:
        found = (one for one in _changes(lines) if all(one.get(k, "") == v for k, v in wanted))
        return list(itertools.islice(found, offset, offset + limit))


def rows_of(
    submission: Submission,
    store: Store,
    *,
    text: str,
    column: str = "",
    offset: int = 0,
    limit: int = 50,
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many rows of a submission's file hold a text, and some of them in its order.

    Case and accents do not count. `column` is the field to look in, "" is any. Each row has
    `sheet`, `record` (its source record, from 1) and `cells`, those that are not blank: `field`,
    `heading`, `text`, and `found` where the text stands.

    Raises:
        DamagedFileError: a list of rows is no longer in the store.
    """
    wanted, count = fold(text.strip()), 0
    shown: list[dict[str, Any]] = []
    for table in (submission.found or {}).get("tables") or ():
        fields = [each["field"] for each in table["columns"]]
        looked = [place for place, field in enumerate(fields) if column in {"", field}]
        if not wanted or not looked or "rows_sha256" not in table:
            continue
        with store.local_file(table["rows_sha256"]).open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                held = [place for place in looked if wanted in fold(row["cells"][place])]
                if held and offset <= count < offset + limit:
                    shown.append(_row(table, row, held))
                count += bool(held)
    return count, shown


def _row(table: Mapping[str, Any], row: Mapping[str, Any], held: Sequence[int]) -> dict[str, Any]:
    cells = [
        {
            "field": column["field"],
            "heading": column["name"] or column["field"],
            "text": text,
            "found": place in held,
        }
        for place, (column, text) in enumerate(zip(table["columns"], row["cells"], strict=True))
        if text.strip()
    ]
    return {"sheet": table["sheet"] or "", "record": row["record"], "cells": cells}


def _changes(lines: TextIO) -> Iterator[dict[str, Any]]:
    for line in lines:
        change: dict[str, Any] = json.loads(line)
        yield change
