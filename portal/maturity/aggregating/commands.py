"""What `melin round recompute` does, in the worker's reach of the keys."""

from pathlib import Path

from portal.config import Config
from portal.db import Database
from portal.jobs.migrating import migrate
from portal.maturity import queries
from portal.maturity.aggregating.package import write_package
from portal.maturity.aggregating.tables import MELIN, Owner
from portal.maturity.aggregating.versions import Asked, Counted, count
from portal.maturity.keys import RoundKey
from portal.maturity.models import Round, Stage
from portal.maturity.operations import RoundStageError
from portal.maturity.releases import Noted


def recompute(config: Config, name: str, out: Path, *, version: int | None = None) -> str:
    """Write the packages of a version, noting nothing; return the sha256 of its zip.

    A round that was never published has a first version all the same.

    Raises:
        RoundStageError: the round is not closed, or has no such version.
    """
    migrate(config.database_url)
    database = Database(config.database_url)
    try:
        with database.reading():
            asked = read_round(queries.round_named(name))
    finally:
        database.dispose()
    version = version or asked.newest or 1
    if version > max(1, asked.newest):
        raise RoundStageError(round=name, state=f"version {asked.newest}")
    counted = count(asked, RoundKey(config, name), version)
    return write(counted, slug_of(name), out)


def write(counted: Counted, slug: str, out: Path) -> str:
    """Write the package of a round and of each of its councils; return the sha256 of its zip."""
    for council in counted.results.councils:
        own = f"{slug}-{council.code.lower()}"
        write_package(counted.results.of(council), own, out / "councils" / own)
    return write_package(counted.results, slug, out / slug)


def noted(counted: Counted, sha256: str) -> Noted:
    """Return what is to be remembered of a version that was counted."""
    return Noted(counted.version, sha256, counted.first, counted.groups, counted.waiting)


def slug_of(name: str) -> str:
    """Return what the dataset of a round is called in addresses."""
    return f"maturity-{name}".lower()


def read_round(own: Round) -> Asked:
    """Read what is needed of a round that nobody can answer through a link any more.

    Raises:
        RoundStageError: it is not closed, or its answers are gone.
    """
    if own.stage not in {Stage.CLOSED, Stage.PUBLISHED} or own.answers_deleted_at:
        raise RoundStageError(round=own.name, state=str(own.stage))
    invited: dict[str, dict[str, int]] = {}
    for group in own.invited:
        invited.setdefault(group.council, {})[group.audience] = group.invited
    return Asked(
        name=own.name,
        owner=_owner(own),
        synthetic=own.synthetic,
        year=own.closes_at.year,
        framework=queries.framework_of(own),
        invited=invited,
        titles={group.council: group.title for group in own.invited},
        boxes=queries.boxes(own),
        newest=queries.newest_version(own),
    )


def _owner(own: Round) -> Owner:
    """Return whose round it is; one created at the command line is the portal's."""
    return Owner(own.publisher.slug, own.publisher.title) if own.publisher else MELIN
