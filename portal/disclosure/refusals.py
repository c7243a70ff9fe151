"""What the gate says no with: a stable code and facts; the edge words them in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from portal.errors import PortalError

Level = Literal["refusal", "warning"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of an answer.

    `code` is stable and names words in `portal.i18n.gate_words`; `facts` fill them. A
    `refusal` keeps the release from being published, a `warning` does not.
    """

    code: str
    level: Level = "refusal"
    facts: Mapping[str, object] = field(default_factory=dict)


class BadReleaseError(PortalError):
    """What was handed in cannot be judged, so it is refused; `reason` says why."""

    code: ClassVar[str] = "bad-release"
    status: ClassVar[int] = 422

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(reason=code, **facts)
        self.reason = Reason(code, facts=facts)


class WrongUseError(PortalError):
    """The gate was called in a way that has no meaning (exit code 2); `reason` says how."""

    code: ClassVar[str] = "wrong-use"
    status: ClassVar[int] = 400

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(reason=code, **facts)
        self.reason = Reason(code, facts=facts)


class OutOfTimeError(Exception):
    """The time allowed for a proof is over; whatever is unproved counts as refused."""
