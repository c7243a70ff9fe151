"""The people's attributes a family of releases speaks of: codes, groups of codes, scales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from portal.disclosure.figures import exact
from portal.disclosure.refusals import BadReleaseError

Code = str | int


@dataclass(frozen=True)
class Dimension:
    """One attribute of a person, with every code it can take.

    A *level* is a code, a group or the total. Levels are numbered: the codes in their order,
    then the groups in theirs, then the total. `members[level]` lists the codes (by number)
    that a level sums; groups may overlap and may hold other groups. `scale[i]` is what code
    `i` counts for in a mean, exactly; None where the dimension has no scale.
    """

    name: str
    codes: tuple[Code, ...]
    groups: tuple[tuple[str, tuple[int, ...]], ...] = ()
    scale: tuple[Fraction, ...] | None = None

    @cached_property
    def labels(self) -> tuple[Code, ...]:
        """The codes and groups as the file writes them, in the order of their levels."""
        return self.codes + tuple(name for name, _ in self.groups)

    @cached_property
    def members(self) -> tuple[tuple[int, ...], ...]:
        """The codes each level sums, the total last."""
        singles = tuple((i,) for i in range(len(self.codes)))
        return singles + tuple(held for _, held in self.groups) + (tuple(range(len(self.codes))),)

    @cached_property
    def level(self) -> dict[Code, int]:
        """The level each code or group stands for."""
        return {label: i for i, label in enumerate(self.labels)}

    @property
    def total(self) -> int:
        """The level that sums every code."""
        return len(self.codes) + len(self.groups)


def read_dimensions(raw: object) -> tuple[Dimension, ...]:
    """Read the `dimensions` of a release file, in the order they are written.

    Raises:
        BadReleaseError: no codes, a code twice, a group of unknown codes, groups that hold
            each other in a circle, or a scale that does not fit its codes.
    """
    if not isinstance(raw, Mapping):
        raise BadReleaseError("bad-structure", where="dimensions")
    return tuple(read_dimension(str(name), body) for name, body in raw.items())


def read_dimension(name: str, raw: object) -> Dimension:
    """Read one dimension; see `read_dimensions` for what is refused."""
    if not isinstance(raw, Mapping):
        raise BadReleaseError("bad-structure", where=name)
    for key in raw:
        if key not in {"codes", "groups", "scale"}:
            raise BadReleaseError("unknown-key", where=name, key=str(key))
    codes = _codes(name, raw.get("codes"))
    groups = raw.get("groups") or {}
    if not isinstance(groups, Mapping):
        raise BadReleaseError("bad-structure", where=name)
    return Dimension(
        name=name,
        codes=codes,
        groups=_Groups(name, codes, groups).resolved(),
        scale=_scale(name, codes, raw.get("scale")),
    )


def _codes(name: str, raw: object) -> tuple[Code, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise BadReleaseError("bad-structure", where=name)
    if not raw:
        raise BadReleaseError("empty-dimension", dimension=name)
    for code in raw:
        if type(code) not in {str, int}:
            raise BadReleaseError("unknown-code", dimension=name, value=str(code))
    if len(set(raw)) < len(raw):
        raise BadReleaseError("name-clash", dimension=name, value=_first_repeated(raw))
    return tuple(raw)


def _first_repeated(items: Sequence[Code]) -> str:
    seen: set[Code] = set()
    for item in items:
        if item in seen:
            break
        seen.add(item)
    return str(item)


def _scale(name: str, codes: tuple[Code, ...], raw: object) -> tuple[Fraction, ...] | None:
    if raw is None:
        return None
    if not isinstance(raw, Sequence) or isinstance(raw, str) or len(raw) != len(codes):
        raise BadReleaseError("bad-scale", dimension=name)
    return tuple(exact(value, dimension=name) for value in raw)


class _Groups:
    """The groups of one dimension while those that hold other groups are worked out."""

    def __init__(
        self, dimension: str, codes: tuple[Code, ...], raw: Mapping[object, object]
    ) -> None:
        self.dimension = dimension
        self.number = {code: i for i, code in enumerate(codes)}
        self.raw = raw
        self.known: dict[object, frozenset[int]] = {}

    def resolved(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return every group with the numbers of the codes in it, in rising order."""
        for group in self.raw:
            if group in self.number:
                raise BadReleaseError("name-clash", dimension=self.dimension, value=str(group))
            self._resolve(group)
        return tuple((str(group), tuple(sorted(self.known[group]))) for group in self.raw)

    def _resolve(self, start: object) -> None:
        """Work out one group and those it holds, without recursion: files can be hostile."""
        path = [start]
        while path:
            group = path[-1]
            waiting = [m for m in self._parts(group) if m in self.raw and m not in self.known]
            if not waiting:
                held = (self._codes_of(member) for member in self._parts(group))
                self.known[group] = frozenset().union(*held)
                path.pop()
            elif waiting[0] in path:
                raise BadReleaseError("group-cycle", dimension=self.dimension, group=str(group))
            else:
                path.append(waiting[0])

    def _parts(self, group: object) -> Sequence[Code]:
        parts = self.raw[group]
        if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
            raise BadReleaseError("empty-group", dimension=self.dimension, group=str(group))
        for part in parts:
            if type(part) not in {str, int}:
                raise BadReleaseError("unknown-code", dimension=self.dimension, value=str(part))
        return parts

    def _codes_of(self, member: Code) -> frozenset[int]:
        if member in self.known:
            return self.known[member]
        if member not in self.number:
            raise BadReleaseError("unknown-code", dimension=self.dimension, value=str(member))
        return frozenset({self.number[member]})
