"""What can be asked about reports that were set and kept; every name says what it can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Row, exists, select

from portal import db
from portal.bilingual import Locale
from portal.catalogue.models import Dataset, Facet, State, Version
from portal.catalogue.queries import published_dataset
from portal.maturity.models import ReportFile
from portal.maturity.results.finding import KEYWORD, PREFIX, published_slugs


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as a PDF in the store."""

    council: str
    locale: Locale
    filename: str
    size: int
    sha256: str


def versions_without_reports() -> set[int]:
    """Return the id of every version in sight that may be a round's and has no report."""
    return {version for version, _, _ in _without()}


def rounds_without_reports() -> list[tuple[str, int]]:
    """Return the name and version of every published round that has no report, in sight."""
    names = {slug: name for name, slug in published_slugs().items()}
    return sorted((names[slug], number) for _, slug, number in _without() if slug in names)


def _without() -> Sequence[Row[int, str, int]]:
    """Return id, dataset and number of the versions in sight, about maturity, without reports."""
    return db.session.execute(
        select(Version.id, Dataset.slug, Version.number)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .join(Facet, Facet.dataset_id == Dataset.id)
        .where(Facet.kind == "keyword", Facet.value == KEYWORD)
        .where(Version.state == State.PUBLISHED)
        .where(~exists().where(ReportFile.version_id == Version.id))
    ).all()


def reports_of(slug: str, number: int, council: str) -> Mapping[Locale, KeptReport]:
    """Return the reports of a council in one version of a round, by language, in sight or not."""
    found = db.session.scalars(
        select(ReportFile)
        .join(Version, Version.id == ReportFile.version_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, Version.number == number, ReportFile.council == council)
    )
    return {kept.locale: kept for kept in map(_kept, found)}


def published_report(name: str, number: int, council: str, locale: Locale) -> KeptReport | None:
    """Return a report of a version that is in sight; None where there is none (yet).

    Raises:
        WithdrawnError: that version has been withdrawn.
    """
    for slug in (name, PREFIX + name):
        kept = reports_of(slug, number, council).get(locale)
        if kept is not None:
            published_dataset(slug, number)
            return kept
    return None


def _kept(row: ReportFile) -> KeptReport:
    return KeptReport(row.council, cast("Locale", row.locale), row.filename, row.size, row.sha256)
