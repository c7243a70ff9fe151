"""Handing in and submitting versions by program: the addresses below /api/v1/submissions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, current_app, request
from werkzeug.http import parse_options_header

from portal.accounts.guard import NotAllowedError, WrongTokenError, programs, require_own
from portal.accounts.queries import TokenHolder
from portal.accounts.roles import Scope
from portal.bilingual import Bilingual
from portal.catalogue.operations import OtherPublisherError
from portal.catalogue.queries import publisher_of
from portal.errors import BadParameterError, NotFoundError, WithdrawnError
from portal.i18n.marking import N_
from portal.publishing import appending, handing_in, queries, schemas, uploads
from portal.publishing.answering import presented
from portal.publishing.appending import RowsDoNotFitError
from portal.publishing.dry_runs import TooManyDryRunsError
from portal.publishing.gate.guarding import LedgerMovedError, PopulationBusyError
from portal.publishing.operations import (
    ChangedMeanwhileError,
    OpenIssuesError,
    OpenSubmissionError,
    WrongStateError,
)
from portal.publishing.uploads import DRY_RUNS, Upload, UploadTooLargeError
from portal.storage import Store
from portal.web import bodies
from portal.web.api import (
    BadFieldsError,
    PreconditionFailedError,
    Strict,
    WrongMediaTypeError,
    answer,
    described,
    json_values,
    query_values,
)
from portal.web.delivery import store
from portal.web.edge import writing

bp = Blueprint("submissions", __name__)

_TOKEN = (WrongTokenError, NotAllowedError)
_BODY = (
    bodies.EmptyBodyError,
    bodies.LengthNeededError,
    bodies.BrokenOffError,
    bodies.DigestMismatchError,
    bodies.BusyError,
    bodies.StorageFullError,
    UploadTooLargeError,
    WrongMediaTypeError,
)
_STATE = (NotFoundError, WrongStateError, PreconditionFailedError)
_IF_MATCH = {"If-Match": N_("The ETag of the submission as it was seen")}
_DIGEST = {"Content-Digest": N_("sha-256 of the body (RFC 9530); needed where it has no length")}
_ENDINGS = {
    "application/zip": ".zip",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/octet-stream": "",
}
_BEGINNING = (
    BadParameterError,
    *_TOKEN,
    *_BODY,
    OpenSubmissionError,
    OtherPublisherError,
    TooManyDryRunsError,
)
_SUBMITTING = (
    BadParameterError,
    *_TOKEN,
    *_STATE,
    WrongMediaTypeError,
    BadFieldsError,
    OpenIssuesError,
    LedgerMovedError,
    PopulationBusyError,
)
_FORMS = {"multipart/form-data", "application/x-www-form-urlencoded"}


@bp.get("/api/v1/submissions")
@described(
    N_("What a publisher has on its way"),
    query=schemas.Asked,
    answers={200: schemas.Submissions},
    refusals=(BadParameterError, *_TOKEN),
)
@programs(Scope.PUBLISH)
def submissions() -> Response:
    """List the open submissions of the token's publisher, newest first."""
    asked = query_values(schemas.Asked)
    require_own(asked["publisher"])
    found = queries.open_submissions(asked["publisher"])
    wanted = [each for each in found if asked.get("dataset") in {None, each.dataset}]
    return answer(schemas.Submissions, {"submissions": [presented(each) for each in wanted]})


@bp.post("/api/v1/submissions")
@described(
    N_("Hand in a file"),
    details=N_(
        "The body is the file itself. The same bytes handed in twice are one submission. Ask for "
        "the submission until its state is no longer “received”."
    ),
    query=schemas.HandedIn,
    files=tuple(_ENDINGS),
    headers=_DIGEST,
    answers={202: schemas.Submission, 200: schemas.Submission},
    refusals=_BEGINNING,
)
@programs(Scope.PUBLISH)
def hand_in() -> Response:
    """Take in a file for a dataset of the token's publisher."""
    asked = query_values(schemas.HandedIn)
    who = require_own(asked["publisher"])
    dry = asked["dry_run"] == "1"
    kept_in = store().apart(DRY_RUNS) if dry else store()
    with _received(asked["name"], kept_in) as upload, writing():
        found, new = handing_in.hand_in(upload, dataset=asked["dataset"], holder=who, dry_run=dry)
        said = presented(found)
    return _answer(said, 202 if new else 200)


@bp.post("/api/v1/datasets/<slug:slug>/rows")
@described(
    N_("Add rows to a table that is published"),
    details=N_(
        "The body is the new rows: CSV under the names of the table’s columns, or a JSON object "
        "a line. They are handed in as a new version, which is checked, submitted and approved "
        "like any other."
    ),
    query=schemas.Appended,
    files=appending.KINDS,
    headers=_DIGEST,
    answers={202: schemas.Submission, 200: schemas.Submission},
    refusals=(*_BEGINNING, NotFoundError, WithdrawnError, RowsDoNotFitError),
)
@programs(Scope.PUBLISH)
def append_rows(slug: str) -> Response:
    """Take in rows for a dataset of the token's publisher."""
    asked = query_values(schemas.Appended)
    who = _own_dataset(slug)
    with _package(slug, asked["table"]) as upload, writing():
        found, new = handing_in.hand_in(upload, dataset=slug, holder=who, dry_run=False)
        said = presented(found)
    return _answer(said, 202 if new else 200)


@bp.get("/api/v1/submissions/<number:number>")
@described(
    N_("One submission: where it stands, and what its check said"),
    answers={200: schemas.Submission},
    refusals=(*_TOKEN, BadParameterError, NotFoundError),
)
@programs(Scope.PUBLISH)
def submission(number: int) -> Response:
    """Tell where a submission stands and what its check found."""
    query_values(Strict)
    _own(number)
    return _answer(presented(queries.submission(number)))


@bp.post("/api/v1/submissions/<number:number>/file")
@described(
    N_("Hand in another file in the place of one that was checked"),
    query=schemas.HandedInAgain,
    files=tuple(_ENDINGS),
    headers=_IF_MATCH | _DIGEST,
    answers={202: schemas.Submission},
    refusals=(BadParameterError, *_TOKEN, *_BODY, *_STATE),
)
@programs(Scope.PUBLISH)
def hand_in_again(number: int) -> Response:
    """Put other bytes in the place of a checked submission's."""
    asked = query_values(schemas.HandedInAgain)
    holder = _own(number)
    with _received(asked["name"], store()) as upload, _if_match() as seen, writing():
        found = handing_in.hand_in_again(number, upload, holder=holder, seen=seen)
        said = presented(found)
    return _answer(said, 202)


@bp.post("/api/v1/submissions/<number:number>/submit")
@described(
    N_("Submit a checked version, for a second person to approve"),
    body=schemas.Reason,
    headers=_IF_MATCH,
    answers={200: schemas.Submission},
    refusals=_SUBMITTING,
)
@programs(Scope.PUBLISH)
def submit(number: int) -> Response:
    """Offer a checked submission to a second person, saying why it was made."""
    query_values(Strict)
    holder = _own(number)
    said = json_values(schemas.Reason)
    reason = Bilingual(said["reason_cy"].strip(), said["reason_en"].strip())
    with _if_match() as seen, writing():
        found = handing_in.submit(number, reason=reason, holder=holder, seen=seen)
        shown = presented(found)
    return _answer(shown)


@bp.delete("/api/v1/submissions/<number:number>")
@described(
    N_("Give a submission up"),
    headers=_IF_MATCH,
    answers={204: None},
    refusals=(BadParameterError, *_TOKEN, *_STATE),
)
@programs(Scope.PUBLISH)
def give_up(number: int) -> Response:
    """Abandon a submission; forget one that was a dry run."""
    query_values(Strict)
    holder = _own(number)
    with _if_match() as seen, writing():
        handing_in.give_up(number, holder=holder, seen=seen, store=store())
    return Response(status=204)


def _own(number: int) -> TokenHolder:
    """Return the program, if the submission is its publisher's; others do not learn of it."""
    found = queries.submission(number)
    try:
        return require_own(found.publisher)
    except NotAllowedError as foreign:
        raise NotFoundError(submission=number) from foreign


def _own_dataset(slug: str) -> TokenHolder:
    """Return the program, if the dataset is its publisher's."""
    publisher = publisher_of(slug)
    if not publisher:
        raise NotFoundError(dataset=slug)
    return require_own(publisher)


@contextmanager
def _package(slug: str, table: str) -> Iterator[Upload]:
    """Make the latest package with the body's rows at the end of a table, and keep it."""
    if request.mimetype not in appending.KINDS or request.headers.get("Content-Encoding"):
        raise WrongMediaTypeError(found=request.mimetype[:40], wanted=", ".join(appending.KINDS))
    work = current_app.config["MELIN"].data / "work"
    refused = UploadTooLargeError(most=appending.LARGEST // 1024**2)
    with (
        bodies.received_body(work, most=appending.LARGEST, too_large=refused) as body,
        TemporaryDirectory(dir=work) as folder,
    ):
        package = appending.with_rows(
            slug, table, body.path, kind=request.mimetype, store=store(), folder=Path(folder)
        )
        yield uploads.keep(package, f"{slug}.zip", store())


def _answer(said: dict[str, object], status: int = 200) -> Response:
    location = {"Location": str(said["url"])} if status == 202 else {}
    return answer(schemas.Submission, said, status, ETag=f'"{said["revision"]}"', **location)


@contextmanager
def _received(name: str, kept_in: Store) -> Iterator[Upload]:
    """Take the body in and put it into a store, before any row speaks of it."""
    if request.mimetype in _FORMS or request.headers.get("Content-Encoding"):
        raise WrongMediaTypeError(found=request.mimetype[:40], wanted=", ".join(_ENDINGS))
    folder = current_app.config["MELIN"].data / "work"
    refused = UploadTooLargeError(most=uploads.LARGEST // 1024**2)
    with bodies.received_body(folder, most=uploads.LARGEST, too_large=refused) as body:
        yield uploads.keep(body.path, name or _sent_name(), kept_in)


def _sent_name() -> str:
    """Return the name a file was sent under; one made from its media type where it has none."""
    _, options = parse_options_header(request.headers.get("Content-Disposition", ""))
    name = options.get("filename", "").encode("utf-8", "replace").decode()
    return name or str(PurePosixPath(f"upload{_ENDINGS.get(request.mimetype, '')}"))


@contextmanager
def _if_match() -> Iterator[int | None]:
    """Give the revision that If-Match names; answer 412 where it is not the submission's."""
    said = request.headers.get("If-Match", "").strip()
    if said in {"", "*"}:
        yield None
        return
    number = said.strip('"')
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise PreconditionFailedError
    try:
        yield int(number)
    except ChangedMeanwhileError as changed:
        raise PreconditionFailedError(**changed.facts) from changed
