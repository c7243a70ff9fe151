"""Reuses and downloads for programs: what pages say, exactly."""

from flask import Blueprint, Response

from portal.bilingual import LOCALES
from portal.catalogue.queries import published_dataset
from portal.errors import BadParameterError, NotFoundError, WithdrawnError
from portal.i18n.marking import N_
from portal.reuse import queries, schemas
from portal.web.api import Strict, answer, described, query_values

bp = Blueprint("reuses", __name__)


@bp.get("/api/v1/reuses")
@described(
    N_("What was made with the data published here"),
    query=schemas.Asked,
    answers={200: schemas.Reuses},
    refusals=(BadParameterError,),
    token=False,
)
def reuses() -> Response:
    """List accepted reuses, the newest proposal first."""
    asked = query_values(schemas.Asked)
    dataset = asked.get("dataset")
    found = queries.accepted_reuses(dataset, after=asked.get("after"), limit=asked["limit"])
    told = [
        {
            "number": reuse.id,
            "kind": reuse.kind,
            "url": reuse.url,
            **{f"title_{tongue}": reuse.title[tongue] for tongue in LOCALES},
            **{f"description_{tongue}": reuse.about[tongue] for tongue in LOCALES},
            "datasets": [each.slug for each in reuse.datasets if each.latest_number],
        }
        for reuse in found
    ]
    return _public(schemas.Reuses, {"count": queries.count_accepted(dataset), "reuses": told})


@bp.get("/api/v1/datasets/<slug:slug>/downloads")
@described(
    N_("How often a dataset’s files were taken away, month by month"),
    details=N_(
        "Counted by the server without cookies, addresses or identifiers: one for each file sent "
        "in answer to GET. Robots that say what they are, HEAD, 304 and the later parts of a file "
        "fetched in parts are not counted."
    ),
    answers={200: schemas.Downloads},
    refusals=(BadParameterError, NotFoundError, WithdrawnError),
    token=False,
)
def downloads(slug: str) -> Response:
    """Tell how often each kind of file of each version was taken away in each month."""
    query_values(Strict)
    published_dataset(slug)
    months = queries.downloads_by_month(slug)
    return _public(schemas.Downloads, {"dataset": slug, "months": months})


def _public(schema: type, told: object) -> Response:
    return answer(
        schema, told, Access_Control_Allow_Origin="*", Cache_Control="public, max-age=300"
    )
