"""How new data are, for programs that depend on it."""

from flask import Blueprint, Response

from portal.catalogue.freshness import cadence
from portal.catalogue.queries import published_dataset
from portal.clock import today
from portal.errors import BadParameterError, NotFoundError, WithdrawnError
from portal.exchange import schemas
from portal.i18n.marking import N_
from portal.interop.description import Description
from portal.web.api import Strict, answer, described, query_values

bp = Blueprint("live", __name__)


@bp.get("/api/v1/datasets/<slug:slug>/freshness")
@described(
    N_("Whether a dataset is as new as its publisher promised"),
    details=N_(
        "“state” is “fresh”, “due” or “overdue”, by the declared frequency and the day; null "
        "where the frequency promises no day."
    ),
    answers={200: schemas.Freshness},
    refusals=(BadParameterError, NotFoundError, WithdrawnError),
    token=False,
)
def freshness(slug: str) -> Response:
    """Tell when a dataset was last renewed, when that is due again, and how it stands today."""
    query_values(Strict)
    told = _told(published_dataset(slug).description)
    return answer(
        schemas.Freshness, told, Access_Control_Allow_Origin="*", Cache_Control="no-cache"
    )


def _told(description: Description) -> dict[str, object]:
    assert description.version is not None
    last = description.version.published_at.date()
    promised = cadence(description.frequency, last)
    return {
        "dataset": description.slug,
        "frequency": description.frequency,
        "version": description.version.number,
        "last": last,
        "due": promised.due if promised else None,
        "overdue_from": promised.lapses if promised else None,
        "state": promised.on(today()) if promised else None,
    }
