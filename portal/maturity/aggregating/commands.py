"""What `melin round aggregate` and `recompute` do, in the worker's reach of the keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.bilingual import Bilingual
from portal.config import Config
from portal.db import Database
from portal.maturity import operations, queries
from portal.maturity.aggregating.counting import People, protected_counts
from portal.maturity.aggregating.package import write_package
from portal.maturity.aggregating.tables import Council, Results
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import shipped
from portal.maturity.keys import RoundKey
from portal.maturity.models import Round, Stage
from portal.maturity.operations import RoundStageError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round asked whom, and its answers as they are sealed."""

    name: str
    synthetic: bool
    year: int
    framework: Framework
    invited: dict[str, dict[str, int]]
    titles: dict[str, Bilingual]
    boxes: Sequence[bytes]


def aggregate(config: Config, name: str, out: Path, *, slug: str = "") -> tuple[str, int]:
    """Write the packages of a closed round; return the sha256 of its zip and its version.

    Raises:
        RoundStageError: the round is not closed.
        RoundGateError: the gate does not clear a council; nothing is written.
        KeyMissingError: the answers cannot be opened.
    """
    sha256 = recompute(config, name, out, slug=slug)
    database = Database(config.database_url)
    try:
        with database.writing():
            return sha256, operations.note_release(name, sha256)
    finally:
        database.dispose()


def recompute(config: Config, name: str, out: Path, *, slug: str = "") -> str:
    """Write the packages of a round again, noting nothing; return the sha256 of its zip."""
    asked = _asked(config, name)
    key = RoundKey(config, name)
    councils = list(_councils(asked, key))
    results = Results(name, asked.synthetic, asked.year, asked.framework, councils)
    slug = slug or f"maturity-{name}"
    for council in councils:
        own = f"{slug}-{council.code.lower()}"
        write_package(results.of(council), own, out / "councils" / own)
    return write_package(results, slug, out / slug)


def _asked(config: Config, name: str) -> Asked:
    """Read what is needed of a round that nobody can answer any more."""
    database = Database(config.database_url)
    try:
        with database.reading():
            own = queries.round_named(name)
            if own.stage not in {Stage.CLOSED, Stage.PUBLISHED} or own.answers_deleted_at:
                raise RoundStageError(round=name, state=str(own.stage))
            return _read(own)
    finally:
        database.dispose()


def _read(own: Round) -> Asked:
    invited: dict[str, dict[str, int]] = {}
    for group in own.invited:
        invited.setdefault(group.council, {})[group.audience] = group.invited
    titles = {group.council: group.title for group in own.invited}
    framework, year = shipped(own.framework), own.closes_at.year
    boxes = queries.boxes(own)
    return Asked(own.name, own.synthetic, year, framework, invited, titles, boxes)


def _councils(asked: Asked, key: RoundKey) -> Iterator[Council]:
    """Yield each council with its sealed counts; answers are forgotten council by council."""
    people: dict[str, list[tuple[str, dict[str, str]]]] = {code: [] for code in asked.invited}
    for box in asked.boxes:
        opened = key.open(box)
        people[opened["council"]].append((opened["audience"], opened["answers"]))
    secret = key.of_draws()
    for code, invited in asked.invited.items():
        own: People = sorted(people.pop(code), key=lambda one: (one[0], sorted(one[1].items())))
        sealed = protected_counts(asked.framework, list(invited), own, secret, code)
        yield Council(code, asked.titles[code], invited, sealed)
