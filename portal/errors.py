"""Refusals the caller can act on: a stable code and facts; the words live elsewhere, twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with what was handed in.

    `code` is stable and public. `file`, `row` (source records from 1, as a spreadsheet
    shows them) and `column` (the heading) say where; empty or None where that has no meaning.
    """

    code: str
    file: str = ""
    row: int | None = None
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


class PortalError(Exception):
    """A refusal the caller can act on.

    `code` is stable and public: it names the words in `portal.i18n.words`, the `type` of an
    API problem document and a row of docs/errors.md.
    """

    code: ClassVar[str] = "portal-error"
    status: ClassVar[int] = 400

    def __init__(self, **facts: object) -> None:
        super().__init__(f"{self.code} {facts}")
        self.facts: Mapping[str, object] = facts


class NotFoundError(PortalError):
    """Nothing public has that address."""

    code = "not-found"
    status = 404


class WithdrawnError(PortalError):
    """What stood here was published once and has been withdrawn."""

    code = "withdrawn"
    status = 410


class BadParameterError(PortalError):
    """A query parameter is unknown or its value makes no sense."""

    code = "bad-parameter"
    status = 400


class NotAcceptableError(PortalError):
    """The address exists, but not in any form the client accepts."""

    code = "not-acceptable"
    status = 406


class DamagedFileError(PortalError):
    """A stored file no longer has the bytes that were published, so it is not served."""

    code = "damaged-file"
    status = 500


class PackageRefusedError(PortalError):
    """A data package cannot be published as it is; every issue found is listed."""

    code = "package-refused"
    status = 422

    def __init__(self, issues: Sequence[Issue], **facts: object) -> None:
        super().__init__(**facts)
        self.issues: tuple[Issue, ...] = tuple(issues)


class UnavailableError(PortalError):
    """The database does not answer; nothing was changed."""

    code = "unavailable"
    status = 503


class WrongSettingError(PortalError):
    """A setting in the environment cannot be used."""

    code = "wrong-setting"
    status = 500
