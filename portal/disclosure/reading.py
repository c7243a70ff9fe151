"""Reading one published number: which counts it sums, its kind, and what it says of them."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from portal.disclosure.figures import LARGEST, scaled, whole
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.release import UNKNOWN, Place, Ratio, Release, Term
from portal.disclosure.universe import Code, Dimension

Raw = Mapping[str, object]
_EMPTY = (1, 0)
_KEYS = {
    "count": {"kind", "where", "value", "suppressed", "rounding"},
    "percent": {"kind", "where", "of", "value", "decimals", "suppressed"},
    "mean": {"kind", "where", "over", "value", "decimals", "suppressed"},
    "rate": {"kind", "where", "invited", "value", "decimals", "suppressed"},
}


def rounding_bounds(method: str, base: int, value: int) -> tuple[int, int]:
    """Return the lowest and highest count (people) that rounds to `value`.

    `nearest` rounds halves up; `controlled` moves a count by at most `base` - 1 and leaves
    multiples of `base` alone. The pair is (1, 0), which nothing fits, where `value` is no
    multiple of `base`.

    Raises:
        BadReleaseError: the method is neither of the two.
    """
    if method not in {"nearest", "controlled"}:
        raise BadReleaseError("unknown-rounding", method=method)
    if value % base:
        return _EMPTY
    if method == "controlled":
        return max(0, value - base + 1), value + base - 1
    return max(0, value - base // 2), value + (base - 1) // 2


class StatisticReader:
    """Reads the statistics of a file into rows; it remembers where each key of a place leads."""

    def __init__(self, dimensions: Sequence[Dimension], *, zeros_shown: bool) -> None:
        self.dimensions = dimensions
        self.number = {dimension.name: i for i, dimension in enumerate(dimensions)}
        self.hidden_low = 1 if zeros_shown else 0
        self._shapes: dict[tuple[str, ...], tuple[Place, list[tuple[str, dict[Code, int]]]]] = {}
        self._kinds: dict[str, Callable[[Release, int, Raw], None]] = {
            "count": self._count,
            "percent": self._percent,
            "mean": self._mean,
            "rate": self._rate,
        }

    def read(self, release: Release, source: int, raw: object) -> None:
        """Add one statistic, the `source`-th of `release`, to its rows.

        Raises:
            BadReleaseError: it cannot be read with certainty; the facts say where it stands.
        """
        if not isinstance(raw, Mapping):
            raise BadReleaseError("bad-structure", where=release.name)
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in self._kinds:
            raise BadReleaseError("unknown-kind", kind=str(kind), release=release.name)
        if not raw.keys() <= _KEYS[kind]:
            unknown = min(str(key) for key in raw.keys() - _KEYS[kind])
            raise BadReleaseError("unknown-key", where=release.name, key=unknown)
        self._kinds[kind](release, source, raw)

    def place(self, where: object) -> tuple[Place, Place]:
        """Return the dimensions a `where` names, rising, and its level in each.

        Raises:
            BadReleaseError: an unknown dimension or code.
        """
        if not isinstance(where, Mapping):
            raise BadReleaseError("missing-key", where="statistics", key="where")
        names = tuple(where)
        shape = self._shapes.get(names)
        if shape is None:
            shape = self._shapes[names] = self._shape(names)
        try:
            return shape[0], tuple([level[where[name]] for name, level in shape[1]])
        except (KeyError, TypeError):
            name, code = next(
                (name, where[name])
                for name, level in shape[1]
                if not isinstance(where[name], str | int) or where[name] not in level
            )
            raise BadReleaseError("unknown-code", dimension=name, value=str(code)) from None

    def _shape(self, names: tuple[str, ...]) -> tuple[Place, list[tuple[str, dict[Code, int]]]]:
        for name in names:
            if name not in self.number:
                raise BadReleaseError("unknown-dimension", dimension=str(name))
        place = tuple(sorted(self.number[name] for name in names))
        return place, [(self.dimensions[d].name, self.dimensions[d].level) for d in place]

    def _count(self, release: Release, source: int, raw: Raw) -> None:
        dimensions, levels = self.place(raw.get("where"))
        release.used.add(dimensions)
        rows = release.interval_rows(dimensions)
        if _hidden(raw, release):
            rows.add(levels, self.hidden_low, UNKNOWN, shown=-1, source=source)
            return
        value = whole(raw["value"], release=release.name)
        low, high = value, value
        if raw.get("rounding") is not None:
            low, high = _rounding(raw["rounding"], value)
        rows.add(levels, low, high, shown=value, source=source)

    def _rate(self, release: Release, source: int, raw: Raw) -> None:
        dimensions, levels = self.place(raw.get("where"))
        release.used.add(dimensions)
        rows = release.interval_rows(dimensions)
        if _hidden(raw, release):
            return
        invited = whole(raw.get("invited"), release=release.name)
        value, unit = _printed(raw, release)
        low = -((1 - 2 * value) * invited // (200 * unit))
        high = ((2 * value + 1) * invited - 1) // (200 * unit)
        rows.add(levels, max(0, low), min(high, invited), shown=-1, source=source)

    def _percent(self, release: Release, source: int, raw: Raw) -> None:
        part, whole_group = self.place(raw.get("where")), self.place(raw.get("of"))
        release.used.update((part[0], whole_group[0]))
        if _hidden(raw, release):
            return
        value, unit = _printed(raw, release)
        sums = [(part, Fraction(100))]
        self._add_ratio(release, source, (sums, whole_group), (value, unit))

    def _mean(self, release: Release, source: int, raw: Raw) -> None:
        dimensions, levels = self.place(raw.get("where"))
        over = self.number.get(str(raw.get("over")))
        if over is None:
            raise BadReleaseError("unknown-dimension", dimension=str(raw.get("over")))
        release.used.add(tuple(sorted({*dimensions, over})))
        release.used.add(dimensions)
        dimension = self.dimensions[over]
        if dimension.scale is None:
            raise BadReleaseError("no-scale", dimension=dimension.name)
        if _hidden(raw, release):
            return
        value, unit = _printed(raw, release)
        place = dict(zip(dimensions, levels, strict=True))
        held = dimension.members[place.get(over, dimension.total)]
        sums = [(_at(place, over, code), dimension.scale[code]) for code in held]
        self._add_ratio(release, source, (sums, (dimensions, levels)), (value, unit))

    def _add_ratio(
        self,
        release: Release,
        source: int,
        ratio: tuple[list[tuple[tuple[Place, Place], Fraction]], tuple[Place, Place]],
        printed: tuple[int, int],
    ) -> None:
        """Say that a weighted sum over a count, rounded halves up, is what was printed.

        With V the printed number in units of the last decimal (1/unit) and m clearing the
        weights' fractions: (2V - 1)·m·N ≤ 2·unit·m·Σ w·x < (2V + 1)·m·N.
        """
        sums, group = ratio
        value, unit = printed
        common = lcm(*(weight.denominator for _, weight in sums))
        parts = [(place, int(2 * unit * common * weight)) for place, weight in sums]
        if sum(abs(factor) for _, factor in parts) + abs(2 * value + 1) * common > LARGEST:
            raise BadReleaseError("too-precise", value=str(value), decimals=len(str(unit)) - 1)
        below = [*parts, (group, -(2 * value - 1) * common)]
        above = [(place, -factor) for place, factor in parts]
        above.append((group, (2 * value + 1) * common))
        release.ratios.append(Ratio(_terms(below), 0, source))
        release.ratios.append(Ratio(_terms(above), 1, source))


def _terms(weighted: list[tuple[tuple[Place, Place], int]]) -> tuple[Term, ...]:
    return tuple(Term(place[0], place[1], factor) for place, factor in weighted if factor)


def _at(place: Mapping[int, int], dimension: int, level: int) -> tuple[Place, Place]:
    moved = {**place, dimension: level}
    dimensions = tuple(sorted(moved))
    return dimensions, tuple(moved[d] for d in dimensions)


def _hidden(raw: Raw, release: Release) -> bool:
    """Tell whether a statistic is suppressed; one that has a value too makes no sense."""
    hidden = raw.get("suppressed", False)
    if not isinstance(hidden, bool):
        raise BadReleaseError("bad-structure", where=release.name)
    if hidden == ("value" in raw):
        raise BadReleaseError("missing-key", where=release.name, key="value")
    return hidden


def _printed(raw: Raw, release: Release) -> tuple[int, int]:
    decimals = raw.get("decimals", 0)
    value = scaled(raw["value"], decimals, release=release.name)
    if value < 0 and raw["kind"] != "mean":
        raise BadReleaseError("negative-count", value=str(raw["value"]), release=release.name)
    return value, 10 ** int(str(decimals))


def _rounding(raw: object, value: int) -> tuple[int, int]:
    if not isinstance(raw, Mapping) or not raw.keys() <= {"method", "base"}:
        raise BadReleaseError("unknown-rounding", method=str(raw))
    base = whole(raw.get("base"), where="rounding")
    if base < 1:
        raise BadReleaseError("unknown-rounding", method=str(raw))
    return rounding_bounds(str(raw.get("method")), base, value)
