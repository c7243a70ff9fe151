"""What the `melin round` commands do: the edge where each is one transaction."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from portal.config import Config
from portal.db import Database
from portal.errors import BadParameterError
from portal.jobs.migrating import migrate
from portal.maturity import operations, queries, releases
from portal.maturity.framework.reading import shipped
from portal.maturity.importing import read_file
from portal.maturity.keys import RoundKey
from portal.maturity.links import addresses
from portal.maturity.lists import read_groups
from portal.maturity.operations import Plan, last_moment
from portal.maturity.queries import Progress
from portal.web.secret import secret_key


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a round is to be; it closes at the end of the day `closes`."""

    framework: str
    closes: datetime
    keep_days: int
    synthetic: bool


def create(config: Config, name: str, groups: Path, wanted: Wanted) -> None:
    """Create a round; `groups` is a CSV: council, name_cy, name_en, audience, invited.

    Raises:
        ListRefusedError: the CSV has faults.
        PortalError: see `operations.create_round`.
    """
    framework = shipped(wanted.framework)
    with groups.open(encoding="utf-8-sig", newline="") as lines:
        invited = read_groups(lines, framework, synthetic=wanted.synthetic)
    plan = Plan(name, framework, invited, last_moment(wanted.closes.date()))
    plan = replace(plan, keep_days=wanted.keep_days, synthetic=wanted.synthetic)
    with _writing(config):
        operations.create_round(plan)
    public_key = RoundKey(config, name).make()  # only now: no key is kept of no round
    with _writing(config):
        operations.note_key(name, public_key)


def open_(config: Config, name: str) -> None:
    """Let people answer."""
    with _writing(config):
        operations.open_round(name)


def issue(
    config: Config, name: str, council: str, tool: str, number: int
) -> list[tuple[int, str, str]]:
    """Return new links: number, Welsh address, English address. Nobody is shown them again."""
    with _writing(config):
        made = operations.issue_links(name, council, tool, number)
    return [(link, *addresses(config.base_url, token)) for link, token in made]


def waiting(config: Config, name: str, council: str = "") -> list[tuple[int, str, str]]:
    """Return the links nobody has used yet, for reminders: number, council, tool."""
    with _writing(config):
        return queries.open_links(queries.round_named(name), council)


def progress(config: Config, name: str) -> list[Progress]:
    """Return how far each council and audience has come."""
    with _writing(config):
        return queries.progress(queries.round_named(name))


def take_in(config: Config, name: str, answers: Path) -> int:
    """Seal the answers of a CSV, or of a data package's first table; return how many people's.

    Raises:
        BadParameterError: it is neither.
        AnswersRefusedError: it has faults, each with row and column; nothing is kept.
        AnswersAgainError: the same file was brought in before.
        RoundStageError: the round is not open.
    """
    with _writing(config):
        own = queries.round_named(name)
        file = _table(answers)
        framework, room = queries.framework_of(own), queries.room(own)
        with file.open("rb") as content:
            people, mark = read_file(
                content, framework, room, file=file.name, secret=secret_key(config)
            )
        return operations.take_in(name, people, mark=mark)


def _table(path: Path) -> Path:
    """Return a CSV, or the first table of a data package's folder, which must lie inside it."""
    if path.is_file():
        return path
    try:
        descriptor = json.loads((path / "datapackage.json").read_bytes())
        found = Path(path, descriptor["resources"][0]["path"]).resolve()
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as wrong:
        raise BadParameterError(name="datapackage.json") from wrong
    if not (found.is_file() and found.is_relative_to(path.resolve())):
        raise BadParameterError(name="datapackage.json")
    return found


def close(config: Config, name: str) -> None:
    """Let nobody answer any more."""
    with _writing(config):
        operations.close_round(name)


def publish(config: Config, name: str) -> list[tuple[str, ...]]:
    """Ask for the packages of a closed round; return how far they are.

    Raises:
        PortalError: see `releases.ask_to_publish`.
    """
    with _writing(config):
        releases.ask_to_publish(name)
    return publishing(config, name)


def publishing(config: Config, name: str) -> list[tuple[str, ...]]:
    """Return how far a round's last version is, its packages, and who waits: for a terminal."""
    with _writing(config):
        found = queries.publishing(name)
        lines = []
        if found is not None:
            facts = [f"{key}: {value}" for key, value in found.facts.items()]
            lines.append((name, str(found.version), str(found.made), found.code, *facts))
            lines += [(council, "late", reason) for council, reason in found.waiting.items()]
        lines += [
            (each.dataset, str(each.submission_id), str(each.state))
            for each in queries.handed_in(name)
        ]
        late = queries.late_groups(queries.round_named(name))
        return lines + [(e.council, e.audience, "ready" if e.ready else "waits") for e in late]


@contextmanager
def _writing(config: Config) -> Iterator[None]:
    migrate(config.database_url)
    database = Database(config.database_url)
    try:
        with database.writing():
            yield
    finally:
        database.dispose()
