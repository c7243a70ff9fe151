"""Reports and the rule's own files as answers: bytes with a strong ETag."""

import hashlib

from flask import Response, request

from portal.bilingual import Locale
from portal.errors import NotFoundError, PortalError
from portal.maturity.report.queries import published_report
from portal.maturity.report.typesetting import MEDIA_TYPE
from portal.maturity.results.finding import council_of, published_round
from portal.maturity.scoring.vectors import VECTORS
from portal.web.delivery import Delivery, deliver, store

_TYPES = {"vectors.json": "application/json", "rebuild.py": "text/x-python"}


class ReportNotSetError(PortalError):
    """The report of a council is being set and will be there shortly."""

    code = "report-not-set"
    status = 503


def report(name: str, number: int, code: str, locale: Locale) -> Response:
    """Send a council's report as it was set when the version was published.

    Raises:
        NotFoundError: there is no such round or version, or the council took no part.
        WithdrawnError: that version has been withdrawn.
        ReportNotSetError: the worker has not set it yet.
    """
    kept = published_report(name, number, code, locale)
    if kept is None:
        council_of(published_round(name, store(), number), code)
        raise ReportNotSetError(round=name, council=code)
    return deliver(
        Delivery(
            sha256=kept.sha256,
            size=kept.size,
            media_type=MEDIA_TYPE,
            filename=kept.filename,
            frozen=True,
            location=request.path,
        )
    )


def of_rule(name: str) -> Response:
    """Send a file that the rule ships with.

    Raises:
        NotFoundError: it ships with none of that name.
    """
    if name not in _TYPES:
        raise NotFoundError(file=name)
    content = VECTORS.with_name(name).read_bytes()
    response = Response(content, mimetype=_TYPES[name])
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.make_conditional(request)
    return response
