"""The only way reports are kept; nothing here commits."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from portal import db
from portal.catalogue.models import Dataset, State, Version
from portal.db import raise_revision
from portal.maturity.models import ReportFile
from portal.maturity.report.queries import KeptReport


def keep(slug: str, number: int, reports: Iterable[KeptReport]) -> bool:
    """Let readers have the reports of one version, all at once; their bytes are in the store.

    Where another worker was faster, or the version is no longer in sight, nothing is done.
    """
    version = db.session.scalar(
        select(Version.id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.slug == slug, Version.number == number, Version.state == State.PUBLISHED)
        .where(~exists().where(ReportFile.version_id == Version.id))
        .with_for_update()
    )
    if version is None:
        return False
    db.session.add_all(
        ReportFile(
            version_id=version,
            council=one.council,
            locale=one.locale,
            filename=one.filename,
            size=one.size,
            sha256=one.sha256,
        )
        for one in reports
    )
    raise_revision()
    return True
