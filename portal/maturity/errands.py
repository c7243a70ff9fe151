"""What the worker does for rounds between submissions; no page can reach this module.

It makes the keys of rounds, deletes what a round needs no longer, and hands in what was asked for.
"""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from portal.clock import now
from portal.config import Config
from portal.db import Database
from portal.errors import PortalError
from portal.maturity import handing_in, operations, queries, releases
from portal.maturity.aggregating.commands import noted, read_round, slug_of, write
from portal.maturity.aggregating.versions import Counted, count
from portal.maturity.handing_in import Package
from portal.maturity.keys import RoundKey, delete_keys
from portal.maturity.models import Release, Round
from portal.publishing import uploads
from portal.storage import Store

_log = logging.getLogger("melin.worker")

_LEASE = timedelta(minutes=10)
"""How long others leave a release alone that a worker has taken up."""
_WAIT = timedelta(minutes=1)


def make_keys(config: Config, database: Database) -> bool:
    """Make the key of every round that waits for one; tell whether any did.

    A worker that is killed in between, or meets another, leaves the key that was made first.
    """
    with database.reading():
        waiting = queries.rounds_without_key()
    for name in waiting:
        public_key = RoundKey(config, name).make()
        with database.writing():
            operations.note_key(name, public_key)
    return bool(waiting)


def forget(config: Config, database: Database) -> list[str]:
    """Delete answers that have been kept long enough, and every key that opens nothing any more.

    The keys go first: whatever happens then, nobody opens those answers, and they go next time.

    Returns:
        The names of the rounds whose answers were deleted.
    """
    with database.reading():
        names = [own.name for own in queries.rounds_to_forget()]
        delete_keys(config, lambda name: name in names or queries.needs_no_key(name))
    with database.writing():
        for own in queries.rounds_to_forget():
            if own.name in names:
                operations.forget_answers(own)
    return names


class RoundsErrand:
    """Makes the packages of the round that was asked for first, and hands them in.

    Nothing is noted before the one transaction that notes it all, so a worker that is killed has
    done nothing, and another begins again.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._store = Store(config.store_url, cache=config.data / "cache")

    def __call__(self, database: Database) -> bool:
        """Do what was asked for first; tell whether there was anything."""
        with database.reading():
            if not releases.anything_asked():
                return False
        with database.writing():
            found = releases.next_asked(until=now() + _LEASE)
            wanted = (found.id, found.round_id) if found else None
        if wanted is None:
            return False
        try:
            self._publish(database, *wanted)
        except PortalError as refused:
            _log.warning("round refused", extra={"facts": {"code": refused.code}})
            with database.writing():
                releases.refuse(wanted[0], refused.code, refused.facts)
        except Exception as fault:  # noqa: BLE001 (it is tried again)
            _log.error("round not handed in", exc_info=fault)
            with database.writing():
                releases.hold_back(wanted[0], until=now() + _WAIT)
        return True

    def _publish(self, database: Database, release_id: int, round_id: int) -> None:
        with database.reading() as session:
            name = session.get_one(Round, round_id).name
            version = session.get_one(Release, release_id).version
            asked = read_round(queries.round_named(name))
        counted = count(asked, RoundKey(self._config, name), version)
        scratch = self._config.data / "work"
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch, prefix="round-") as folder:
            sha256 = write(counted, slug_of(name), Path(folder))
            packages = self._packages(counted, slug_of(name), Path(folder))
        with database.writing():
            releases.note_release(name, noted(counted, sha256))
            number = handing_in.hand_in(release_id, packages, asked.owner.slug)
        facts = {"round": name, "version": version, "submissions": number}
        _log.info("round handed in", extra={"facts": facts})

    def _packages(self, counted: Counted, slug: str, folder: Path) -> list[Package]:
        """Put the package of the round and of each council that changed into the store."""
        made = [("", slug, folder / slug)]
        for council in counted.changed:
            own = f"{slug}-{council.code.lower()}"
            made.append((council.code, own, folder / "councils" / own))
        packages = []
        for code, dataset, place in made:
            target = folder / "upload.zip"
            uploads.pack(place, target)
            kept = uploads.keep(target, f"{dataset}.zip", self._store)
            packages.append(Package(code, dataset, kept))
        return packages
