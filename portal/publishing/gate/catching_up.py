"""Versions that were published another way than by a submission enter the ledger too.

`melin load` publishes what ships with the portal, and versions may be older than the ledger.
Nobody judged them here; what they tell is told all the same, and every later version is judged
with it.
"""

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from portal import db
from portal.catalogue.describe import describe
from portal.catalogue.models import Dataset, Version
from portal.interop.reading import Package
from portal.publishing.gate import guarding, ledger
from portal.publishing.gate.joining import FIRST, REPEATED, repeats, seal_of, statement_of
from portal.publishing.gate.models import Release
from portal.publishing.gate.reading import told_by
from portal.publishing.gate.told import Told
from portal.publishing.models import State, Submission
from portal.storage import Store

_WAITING = (State.CHECKED, State.SUBMITTED, State.APPROVED)
_ENTERED = exists().where(Release.dataset == Dataset.slug, Release.version_number == Version.number)


def missing(known: Collection[int] = ()) -> tuple[list[int], set[int]]:
    """Return the versions that count people and are not in the ledger, and those that count none.

    Versions that are `known` to count none are not looked at again.
    """
    every = db.session.scalars(
        select(Version.id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(~_ENTERED)
        .order_by(Version.published_at, Version.id)
    ).all()
    new = [each for each in every if each not in known]
    contents = {
        each: db.session.scalar(select(Version.content).where(Version.id == each)) for each in new
    }
    people = [each for each in new if guarding.counts_people(contents[each])]
    return people, set(new) - set(people)


def holes(datasets: Collection[str]) -> list[str]:
    """Return the versions of some datasets that count people and could not be entered."""
    found = db.session.execute(
        select(Dataset.slug, Version.number, Version.content)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug.in_(datasets), ~_ENTERED)
        .order_by(Dataset.slug, Version.number)
    )
    return [f"{row.slug}/{row.number}" for row in found if guarding.counts_people(row.content)]


def catch_up(version_id: int, store: Store) -> int:
    """Enter what a version tells of people; return how many populations that were.

    What cannot be read as statistics is entered as far as it can be. A version that does not say
    how it stands to the one before is entered without that; the next one's officer is asked.
    """
    ledger.hold()
    version = db.session.get_one(
        Version,
        version_id,
        options=[
            joinedload(Version.dataset),
            selectinload(Version.files),
            selectinload(Version.resources),
        ],
    )
    slug, number = version.dataset.slug, version.number
    if number in ledger.entered(slug):
        return 0
    package = _package(version, store)
    told, _issues = told_by(package)
    for each in told or [_nothing(package)]:
        statement = statement_of(each, {})
        ledger.append(
            {
                "population": each.population,
                "relation": _relation(each),
                "statement": statement,
                "seal": seal_of(statement),
            },
            dataset=slug,
            number=number,
        )
        guarding.reconsider([each.population])
    return len(told)


def unjudged() -> int:
    """Send back what was checked before there was a gate; return how many those were."""
    found = [
        submission
        for submission in db.session.scalars(
            select(Submission).where(
                Submission.state.in_(_WAITING), Submission.gate.is_(None), ~Submission.dry_run
            )
        )
        if guarding.counts_people(submission.content)
    ]
    for submission in found:
        guarding.send_back(submission)
    return len(found)


def _package(version: Version, store: Store) -> Package:
    """Return a version as the package it was made of; its tables are those it serves."""
    description = describe(version)
    data = {each.name: store.local_file(each.files[0].sha256) for each in description.resources}
    return Package(description, data, version.fingerprint)


def _nothing(package: Package) -> Told:
    """Return what a version tells that cannot be read as statistics at all."""
    slug = package.description.slug
    return Told(slug, None, {}, None, [], [], {}, [], [])


def _relation(told: Told) -> str | None:
    """Return how it stands to what was told of these people before; None where it says nothing."""
    before = ledger.family(told.population)
    if not before:
        return FIRST
    if any(repeats(release.statement, told) for release in before):
        return REPEATED
    return told.relation
