"""Which answers each version of a round's results counts, and the counts that come of them.

The first version counts everybody. A later one counts late answers too, but only of those
councils and audiences that at least `minimum_group` people have joined, and where the gate
clears what is then told beside what was told before; the others wait.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.bilingual import Bilingual
from portal.maturity.aggregating.counting import (
    POLICY,
    Late,
    RoundGateError,
    Sealed,
    protected_counts,
)
from portal.maturity.aggregating.tables import Council, Owner, Results
from portal.maturity.framework.model import Framework
from portal.maturity.keys import RoundKey
from portal.maturity.queries import Box
from portal.maturity.sealing import Answers

_TRIES = 5
"""How many late answers are left for later at most, one by one, before a council has to wait."""

Group = tuple[str, str]
"""A council and an audience."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round asked whom, and its answers as they are sealed."""

    name: str
    owner: Owner
    synthetic: bool
    year: int
    framework: Framework
    invited: Mapping[str, Mapping[str, int]]
    titles: Mapping[str, Bilingual]
    boxes: Sequence[Box]
    newest: int
    """The newest version that was counted; 0 where none was."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A version of a round's results.

    `first` are the sealed answers that it is the first to count, by their numbers, and `groups`
    how many people of each group those are. `waiting` says of councils why their late answers
    are not in it although there are enough.
    """

    version: int
    results: Results
    first: Sequence[int]
    groups: Mapping[Group, int]
    waiting: Mapping[str, str]

    @property
    def changed(self) -> list[Council]:
        """The councils that this version tells something new of."""
        return [own for own in self.results.councils if own.version == self.version]


@dataclass(frozen=True, slots=True)
class _Person:
    """One person's answers; `version` is the first that counts them, 0 where they wait."""

    number: int
    version: int
    audience: str
    answers: Answers


def count(asked: Asked, key: RoundKey, version: int) -> Counted:
    """Count a version: one that was counted before comes out the same, byte for byte.

    Raises:
        RoundGateError: the gate does not clear a council of the first version.
        KeyMissingError: the answers cannot be opened.
    """
    councils, first, waiting, secret = [], list[_Person](), {}, key.of_draws()
    groups: Counter[Group] = Counter()
    for code, people in _opened(asked, key).items():
        joining = _joining(people, version) if version > asked.newest else []
        own, joined, reason = _with_most(asked, code, people, joining, version, secret)
        if reason:
            waiting[code] = reason
        councils.append(own)
        first += joined
        groups.update((code, each.audience) for each in joined)
    year, framework = asked.year, asked.framework
    results = Results(asked.name, asked.synthetic, year, framework, councils, version, asked.owner)
    return Counted(version, results, [each.number for each in first], groups, waiting)


def _with_most(
    asked: Asked,
    code: str,
    people: Sequence[_Person],
    joining: Sequence[_Person],
    version: int,
    secret: bytes,
) -> tuple[Council, Sequence[_Person], str]:
    """Return a council with as many of those who join as the gate lets in, and those.

    Where it lets in no ten of a group, the last is why; they wait.
    """
    before, reason = [each for each in people if each.version], ""
    for some in _fewer(joining, version):
        try:
            return _council(asked, code, [*before, *some], version, secret), some, ""
        except RoundGateError as refused:
            if version == 1 or not some:
                raise
            reason = str(refused.facts["reason"])
    return _council(asked, code, before, version, secret), [], reason


def _fewer(joining: Sequence[_Person], version: int) -> Iterator[Sequence[_Person]]:
    """Yield all who join, then one fewer each time, of the largest group and by their numbers."""
    yield joining
    left = list(joining)
    for _ in range(_TRIES if version > 1 else 0):
        sizes = Counter(each.audience for each in left).most_common(1)
        group, size = sizes[0] if sizes else ("", 0)
        if size <= POLICY.minimum_group:
            return
        left.remove(max((p for p in left if p.audience == group), key=lambda p: p.number))
        yield list(left)


def _opened(asked: Asked, key: RoundKey) -> dict[str, list[_Person]]:
    """Return everybody's answers by council; those who wait have version 0."""
    people: dict[str, list[_Person]] = {code: [] for code in asked.invited}
    for box in asked.boxes:
        opened = key.open(box.sealed)
        person = _Person(box.number, box.version, opened["audience"], opened["answers"])
        people[opened["council"]].append(person)
    return people


def _joining(people: Sequence[_Person], version: int) -> list[_Person]:
    """Return those who wait and whom a new version counts."""
    late = Counter(each.audience for each in people if not each.version)
    least = 1 if version == 1 else POLICY.minimum_group
    return [
        replace(each, version=version)
        for each in people
        if not each.version and late[each.audience] >= least
    ]


def _council(
    asked: Asked, code: str, people: Sequence[_Person], version: int, secret: bytes
) -> Council:
    """Return a council as a version tells of it: each version rounds beside the one before."""
    invited = asked.invited[code]
    sizes = [Counter(p.audience for p in people if p.version == 1)]
    sealed, last = _seal(asked, code, [p for p in people if p.version == 1], None, secret), 1
    for number in range(2, version + 1):
        grown = {each.audience for each in people if each.version == number}
        if grown:
            own = [each for each in people if each.version <= number]
            late = Late(sealed, grown, sizes)
            sealed, last = _seal(asked, code, own, late, secret), number
            sizes = [*sizes, Counter(p.audience for p in own)]
    return Council(code, asked.titles[code], invited, sealed, last)


def _seal(
    asked: Asked, code: str, people: Sequence[_Person], late: Late | None, secret: bytes
) -> Sealed:
    own = [(each.audience, each.answers) for each in people]
    own.sort(key=lambda one: (one[0], sorted(one[1].items())))
    audiences = list(asked.invited[code])
    return protected_counts(asked.framework, audiences, own, secret, code, late)
