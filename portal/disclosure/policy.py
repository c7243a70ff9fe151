"""The parameters of the gate: what is small, and how much must stay unknown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from portal.disclosure.refusals import BadReleaseError


@dataclass(frozen=True, slots=True)
class Policy:
    """The house policy; every number counts people.

    Counts from 1 to `threshold` - 1 identify. A small count may be any of at least
    `width` + 1 integers. A group is disclosed when all, or all but `coalition`, gave one
    answer. No breakdown is given of a group under `minimum_group`. `base` is what counts
    are rounded to.

    Source: docs/method/disclosure.md section 1.
    """

    threshold: int = 5
    width: int = 4
    coalition: int = 1
    minimum_group: int = 10
    base: int = 5

    @property
    def lowered(self) -> tuple[str, ...]:
        """Name the parameters that protect less than the house policy does."""
        house = asdict(Policy())
        mine = asdict(self)
        return tuple(name for name, usual in house.items() if mine[name] < usual)

    @classmethod
    def read(cls, raw: object) -> "Policy":
        """Read a policy; what is missing keeps its usual value, never 0.

        Raises:
            BadReleaseError: an unknown name, or a value that is not a whole number from 0.
        """
        if raw is None:
            return cls()
        if not isinstance(raw, Mapping):
            raise BadReleaseError("bad-structure", where="policy")
        known = {field.name for field in fields(cls)}
        for name, value in raw.items():
            if name not in known:
                raise BadReleaseError("unknown-key", where="policy", key=str(name))
            if type(value) is not int or not 0 <= value <= 1_000_000:
                raise BadReleaseError("bad-policy", key=name, value=str(value))
        return cls(**raw)
