"""The ledger: everything ever published about people, asked and added to; nothing here commits."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from portal import db
from portal.bilingual import Bilingual
from portal.clock import now
from portal.publishing.gate.kinship import name_of
from portal.publishing.gate.models import DeclaredFact, Release

Plain = dict[str, Any]

_LOCK = 0x6C6C79667261  # any number that nothing else locks


def head(population: str) -> int:
    """Return the place of a population's newest release; 0 where there is none."""
    newest = select(func.max(Release.place_in_order)).where(Release.population == population)
    return db.session.scalar(newest) or 0


def family(population: str) -> list[Release]:
    """Return every release of a population, oldest first, those of withdrawn versions too."""
    return list(
        db.session.scalars(
            select(Release).where(Release.population == population).order_by(Release.place_in_order)
        )
    )


def known(dataset: str, names: Iterable[str]) -> Plain:
    """Return all that was told of some people, or by a dataset, and of whomever that leads to.

    A dataset that changed the name of its people leads from one name to the other. `against`
    marks where the ledger stood, for `mark_of` to tell later whether it has moved.
    """
    found, datasets = _closure(dataset, names)
    told = select(Release).where(_told(found, datasets))
    releases = db.session.scalars(told.order_by(Release.id))
    declared = select(DeclaredFact).where(_of(found, DeclaredFact))
    facts = db.session.scalars(declared.order_by(DeclaredFact.id)).all()
    retracted = {fact.retracts for fact in facts}
    return {
        "against": mark_of(dataset, names),
        "datasets": sorted(datasets),
        "releases": [_plain_release(release) for release in releases],
        "facts": [
            _plain_fact(fact)
            for fact in facts
            if fact.id not in retracted and fact.retracts is None
        ],
    }


def mark_of(dataset: str, names: Iterable[str]) -> Plain:
    """Return where the ledger stands for a dataset that tells of some people."""
    found, datasets = _closure(dataset, names)
    return {
        "names": sorted(found),
        "releases": _count(Release, _told(found, datasets)),
        "facts": _count(DeclaredFact, _of(found, DeclaredFact)),
    }


def since(dataset: str, mark: Mapping[str, Any]) -> list[Release] | None:
    """Return what was entered of the same people since a mark was made, oldest first.

    None where something else changed too: a fact was declared, or other people are now theirs.
    """
    now = mark_of(dataset, mark["names"])
    if (now["names"], now["facts"]) != (mark["names"], mark["facts"]):
        return None
    found, datasets = _closure(dataset, mark["names"])
    newer = select(Release).where(_told(found, datasets), Release.id > mark["releases"][1])
    added = list(db.session.scalars(newer.order_by(Release.id)))
    return added if now["releases"][0] - len(added) == mark["releases"][0] else None


def hold() -> None:
    """Let nobody else add to the ledger before this transaction ends.

    SQLite lets in one writer at a time anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def append(
    told: Mapping[str, Any], *, dataset: str, number: int, submission_id: int | None = None
) -> Release:
    """Enter what a version tells of a population.

    `told` has `population`, `relation`, `statement` and `seal`, as `passing` makes them.
    """
    release = Release(
        population=told["population"],
        place_in_order=head(told["population"]) + 1,
        dataset=dataset,
        version_number=number,
        relation=told["relation"],
        statement=dict(told["statement"]),
        seal=told["seal"],
        submission_id=submission_id,
        at=now(),
    )
    db.session.add(release)
    db.session.flush()
    return release


def declare(
    population: str,
    told: Mapping[str, Any],
    *,
    source: Bilingual,
    url: str,
    by: int,
    retracts: int | None = None,
) -> DeclaredFact:
    """Enter numbers about a population that were published elsewhere, or take some back.

    `told` has `statistics` and `dimensions`, as the audit takes them.
    """
    made = DeclaredFact(
        population=population,
        statistics=list(told["statistics"]),
        dimensions=dict(told["dimensions"]),
        source_cy=source.cy,
        source_en=source.en,
        url=url,
        member=by,
        at=now(),
        retracts=retracts,
    )
    db.session.add(made)
    db.session.flush()
    return made


def fact(fact_id: int) -> DeclaredFact | None:
    """Return a declared fact."""
    return db.session.get(DeclaredFact, fact_id)


def entered(dataset: str) -> set[int]:
    """Return the numbers of a dataset's versions that are in the ledger."""
    numbers = select(Release.version_number).where(Release.dataset == dataset)
    return set(db.session.scalars(numbers))


def _closure(dataset: str, names: Iterable[str]) -> tuple[set[str], set[str]]:
    found, datasets = {name_of(each) for each in names}, {dataset}
    while True:
        rows = db.session.execute(
            select(Release.population, Release.dataset).where(_told(found, datasets)).distinct()
        ).all()
        more = found | {name_of(row.population) for row in rows}
        other = datasets | {row.dataset for row in rows}
        if (more, other) == (found, datasets):
            return found, datasets
        found, datasets = more, other


def _told(names: Iterable[str], datasets: Iterable[str]) -> ColumnElement[bool]:
    return or_(_of(names, Release), Release.dataset.in_(datasets))


def _of(names: Iterable[str], table: type[Release | DeclaredFact]) -> ColumnElement[bool]:
    """Select what speaks of some people."""
    parts = [table.population.startswith(f"{name}:", autoescape=True) for name in sorted(names)]
    return or_(table.population.in_(sorted(names)), *parts)


def _count(table: type[Release | DeclaredFact], where: ColumnElement[bool]) -> list[int]:
    found = db.session.execute(select(func.count(), func.max(table.id)).where(where)).one()
    return [found[0], found[1] or 0]


def _plain_release(release: Release) -> Plain:
    return {
        "id": release.id,
        "population": release.population,
        "dataset": release.dataset,
        "number": release.version_number,
        "relation": release.relation,
        "statement": release.statement,
        "at": release.at.isoformat(),
    }


def _plain_fact(fact: DeclaredFact) -> Plain:
    return {
        "id": fact.id,
        "population": fact.population,
        "statistics": fact.statistics,
        "dimensions": fact.dimensions,
        "source": {"cy": fact.source_cy, "en": fact.source_en},
        "url": fact.url,
        "at": fact.at.isoformat(),
    }
