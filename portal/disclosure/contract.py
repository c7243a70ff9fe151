"""Reading a release file: the family it describes, or a named refusal."""

from collections.abc import Mapping, Sequence

from portal.disclosure.policy import Policy
from portal.disclosure.reading import StatisticReader
from portal.disclosure.refusals import BadReleaseError, WrongUseError
from portal.disclosure.release import RELATIONS, Family, Place, Release
from portal.disclosure.universe import read_dimensions

_RULES = frozenset({"zeros-shown"})


def read_family(raw: object) -> Family:
    """Read a whole release file, as `melin audit` takes it.

    Args:
        raw: the file's JSON value. Numbers may be int, float or Decimal; Decimal keeps the
            digits as written.

    Raises:
        WrongUseError: it is no object, or does not say which dimension holds answers.
        BadReleaseError: anything else that cannot be judged; its `reason` names it.
    """
    if not isinstance(raw, Mapping):
        raise WrongUseError("not-an-object")
    if "answer" not in raw:
        raise WrongUseError("answer-missing")
    dimensions = read_dimensions(raw.get("dimensions"))
    number = {dimension.name: i for i, dimension in enumerate(dimensions)}
    reader = StatisticReader(dimensions, zeros_shown="zeros-shown" in _rules(raw.get("rules")))
    releases = _releases(reader, raw.get("releases"))
    return Family(
        policy=Policy.read(raw.get("policy")),
        dimensions=dimensions,
        answer=None if raw["answer"] is None else _number(number, raw["answer"]),
        public=_public(number, raw.get("public")),
        used=frozenset().union(*(release.used for release in releases)),
        releases=releases,
    )


def _number(number: Mapping[str, int], name: object) -> int:
    if not isinstance(name, str) or name not in number:
        raise BadReleaseError("unknown-dimension", dimension=str(name))
    return number[name]


def _list(raw: object, where: str) -> Sequence[object]:
    if raw is None:
        return ()
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise BadReleaseError("bad-structure", where=where)
    return raw


def _rules(raw: object) -> frozenset[str]:
    rules = frozenset(str(rule) for rule in _list(raw, "rules"))
    for rule in sorted(rules - _RULES):
        raise BadReleaseError("unknown-rule", rule=rule)
    return rules


def _public(number: Mapping[str, int], raw: object) -> frozenset[Place]:
    return frozenset(
        tuple(sorted(_number(number, name) for name in _list(names, "public")))
        for names in _list(raw, "public")
    )


def _releases(reader: StatisticReader, raw: object) -> tuple[Release, ...]:
    releases = tuple(_release(reader, body) for body in _list(raw, "releases"))
    if not any(release.used for release in releases):
        raise BadReleaseError("empty-release", release=releases[0].name if releases else "–")
    names: set[str] = set()
    for i, release in enumerate(releases):
        if release.name in names:
            raise BadReleaseError("duplicate-release", release=release.name)
        if (release.relation == "first") != (i == 0):
            raise BadReleaseError("relation-order", release=release.name, relation=release.relation)
        names.add(release.name)
    return releases


def _release(reader: StatisticReader, raw: object) -> Release:
    if not isinstance(raw, Mapping):
        raise BadReleaseError("bad-structure", where="releases")
    name = raw.get("id")
    if not isinstance(name, str) or not name:
        raise BadReleaseError("missing-key", where="releases", key="id")
    relation = raw.get("relation")
    if relation not in RELATIONS:
        raise BadReleaseError("unknown-relation", release=name, relation=str(relation))
    if "statistics" not in raw:
        raise BadReleaseError("missing-key", where=name, key="statistics")
    release = Release(name=name, relation=relation)
    for source, statistic in enumerate(_list(raw["statistics"], name)):
        reader.read(release, source, statistic)
    return release
