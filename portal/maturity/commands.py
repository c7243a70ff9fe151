"""What the `melin round` commands do: the edge where each is one transaction."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from portal.bilingual import Bilingual
from portal.config import Config
from portal.db import Database
from portal.errors import BadParameterError
from portal.jobs.migrating import migrate
from portal.maturity import operations, queries
from portal.maturity.framework.reading import shipped
from portal.maturity.importing import read_answers
from portal.maturity.keys import RoundKey
from portal.maturity.operations import Group, Plan
from portal.maturity.queries import Progress

_GROUP_COLUMNS = ["council", "name_cy", "name_en", "audience", "invited"]
_PAGES = {"cy": "cy/aeddfedrwydd/holiadur", "en": "en/maturity/questionnaire"}


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
        BadParameterError: the CSV is not so.
        PortalError: see `operations.create_round`.
    """
    plan = Plan(
        name,
        shipped(wanted.framework),
        list(_groups(groups)),
        datetime.combine(wanted.closes.date(), time.max, UTC),
        wanted.keep_days,
        wanted.synthetic,
    )
    with _writing(config):
        own = operations.create_round(plan, "")
        own.public_key = RoundKey(config, name).make()


def _groups(path: Path) -> Iterator[Group]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != _GROUP_COLUMNS:
            raise BadParameterError(name=", ".join(_GROUP_COLUMNS))
        for row in reader:
            if not row["invited"].isdecimal():
                raise BadParameterError(name=f"invited: {row['invited']}")
            title = Bilingual(row["name_cy"], row["name_en"])
            yield Group(row["council"], title, row["audience"], int(row["invited"]))


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
    welsh, english = (f"{config.base_url}/{_PAGES[locale]}?code=" for locale in ("cy", "en"))
    return [(link, welsh + token, english + token) for link, token in made]


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
        RoundStageError: the round is not open.
    """
    with _writing(config):
        own = queries.round_named(name)
        room = {(each.council, each.audience): each.invited - each.answered for each in own.invited}
        file = _table(answers)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            people = read_answers(lines, shipped(own.framework), room, file=file.name)
        return operations.take_in(name, people)


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


def forget(config: Config) -> list[str]:
    """Delete the answers and keys of rounds that have kept them long enough; return their names."""
    with _writing(config):
        names = []
        for own in queries.rounds_to_forget():
            operations.forget_answers(own)
            names.append(own.name)
    for name in names:
        RoundKey(config, name).delete()
    return names


@contextmanager
def _writing(config: Config) -> Iterator[None]:
    migrate(config.database_url)
    database = Database(config.database_url)
    try:
        with database.writing():
            yield
    finally:
        database.dispose()
