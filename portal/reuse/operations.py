"""Proposing a reuse and deciding about it; nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from sqlalchemy import func, select

from portal import db
from portal.accounts.audit import Actor, record
from portal.accounts.queries import publisher as publisher_called
from portal.bilingual import LOCALES, Bilingual
from portal.catalogue.models import Dataset
from portal.clock import now, today
from portal.db import raise_revision
from portal.errors import PortalError
from portal.reuse.models import Reuse, ReuseDataset, ReuseState
from portal.reuse.queries import reuse_of

MOST_A_DAY = 50
"""Proposals that the portal takes in on one day (UTC)."""
MOST_A_DAY_OF_ONE = 10
"""Proposals that it takes in about one dataset."""
MOST_DATASETS = 10
LONGEST_URL = 500


class BadReuseAddressError(PortalError):
    """The address of a reuse is none that a browser may be sent to."""

    code = "bad-reuse-address"
    status = 422


class ReuseWordsMissingError(PortalError):
    """A reuse is not described in the languages that it has to be."""

    code = "reuse-words-missing"
    status = 422


class UnknownDatasetsError(PortalError):
    """A reuse names no dataset, too many, or one that is not published here."""

    code = "unknown-datasets"
    status = 422


class KnownReuseError(PortalError):
    """The same address was proposed before and waits, or was accepted."""

    code = "known-reuse"
    status = 409


class TooManyReusesError(PortalError):
    """So many reuses were proposed today that no more are taken in."""

    code = "too-many-reuses"
    status = 429


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody says of something made with our data; `datasets` are slugs."""

    kind: str
    url: str
    title: Bilingual
    about: Bilingual
    datasets: tuple[str, ...]


def propose(proposal: Proposal) -> Reuse:
    """Take a proposal in, for a member of a publisher to decide about.

    Raises:
        BadReuseAddressError: its address is not one of the open web.
        ReuseWordsMissingError: neither language has both title and description.
        UnknownDatasetsError: it names no dataset in sight, or too many.
        KnownReuseError: its address stands in the register or waits already.
        TooManyReusesError: today's share is used up.
    """
    _require_address(proposal.url)
    if not any(proposal.title[each] and proposal.about[each] for each in LOCALES):
        raise ReuseWordsMissingError
    datasets = _datasets(proposal.datasets)
    known = select(Reuse.id).where(Reuse.url == proposal.url, Reuse.state != ReuseState.DECLINED)
    if db.session.scalar(known.limit(1)) is not None:
        raise KnownReuseError
    _require_room(datasets)
    reuse = Reuse(
        state=ReuseState.PROPOSED,
        kind=proposal.kind,
        url=proposal.url,
        title=proposal.title,
        about=proposal.about,
        proposed_at=now(),
        reason="",
        datasets=list(datasets),
    )
    db.session.add(reuse)
    return reuse


def accept(
    number: int, *, title: Bilingual, about: Bilingual, publisher: str, actor: Actor
) -> None:
    """Show a reuse to readers, in the words that the publisher has made whole.

    Raises:
        NotFoundError: the publisher has no such reuse.
        ReuseWordsMissingError: a text does not stand in both languages.
    """
    reuse = reuse_of(publisher, number)
    if not (title.complete and about.complete):
        raise ReuseWordsMissingError
    reuse.title, reuse.about = title, about
    _decide(reuse, ReuseState.ACCEPTED, "", publisher, actor)


def decline(number: int, *, reason: str, publisher: str, actor: Actor) -> None:
    """Keep a reuse from readers, or take one out of their sight again, and say why.

    Raises:
        NotFoundError: the publisher has no such reuse.
    """
    _decide(reuse_of(publisher, number), ReuseState.DECLINED, reason, publisher, actor)


def _decide(reuse: Reuse, state: ReuseState, reason: str, publisher: str, actor: Actor) -> None:
    shown = ReuseState.ACCEPTED in {reuse.state, state}
    reuse.state, reuse.reason = state, reason
    reuse.decided_at, reuse.decided_by = now(), actor.member_id
    record(
        f"reuse-{state.value}",
        actor=actor,
        subject=f"reuse/{reuse.id}",
        publisher_id=publisher_called(publisher).id,
    )
    if shown:
        raise_revision()


def _require_address(url: str) -> None:
    """Refuse what is not a plain address of the open web: no other scheme, no password."""
    try:
        parts = urlsplit(url)
        plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_URL
        good = plain and parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        good = good and parts.port != 0 and "@" not in parts.netloc and "\\" not in url
    except ValueError:
        good = False
    if not good:
        raise BadReuseAddressError


def _datasets(slugs: Sequence[str]) -> Sequence[Dataset]:
    wanted = set(slugs)
    found = db.session.scalars(
        select(Dataset).where(Dataset.slug.in_(wanted), Dataset.latest_number > 0)
    ).all()
    if not 0 < len(wanted) <= MOST_DATASETS or len(found) != len(wanted):
        missing = sorted(wanted - {dataset.slug for dataset in found})
        raise UnknownDatasetsError(names=", ".join(missing)[:100] or "–", most=MOST_DATASETS)
    return found


def _require_room(datasets: Sequence[Dataset]) -> None:
    """Refuse a proposal where today's share is used up; nothing is asked about who sends it."""
    since = datetime.combine(today(), time(), UTC)
    counted = select(func.count()).select_from(Reuse).where(Reuse.proposed_at >= since)
    if (db.session.scalar(counted) or 0) >= MOST_A_DAY:
        raise TooManyReusesError
    for dataset in datasets:
        of_one = counted.join(ReuseDataset, ReuseDataset.reuse_id == Reuse.id)
        of_one = of_one.where(ReuseDataset.dataset_id == dataset.id)
        if (db.session.scalar(of_one) or 0) >= MOST_A_DAY_OF_ONE:
            raise TooManyReusesError
