"""One file for the audit: everything told of some people before, declared elsewhere, and now."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from portal.disclosure.policy import Policy
from portal.publishing.gate.told import Told

Plain = dict[str, Any]
Entered = Mapping[str, Any]

RELATIONS = ("same", "grown", "corrected", "separate")
"""How a release can stand to the one before it."""
REPEATED = "repeated"
"""The relation of a release that tells nothing that an earlier one has not told."""
FIRST = "first"
_PART_OF_THE_SAME = ("same", "grown")
"""Relations in which telling a part of what was told is telling nothing new."""
_NEW: Plain = {"id": 0, "dataset": "", "number": 0}
_NEVER = "9999"
"""Later than any moment."""


class UnlikeError(Exception):
    """A group of codes has other codes in it than it had: nothing can be joined."""

    def __init__(self, dimension: str, group: str) -> None:
        super().__init__(dimension, group)
        self.dimension, self.group = dimension, group


@dataclass(frozen=True, slots=True)
class Joined:
    """What the audit is given.

    `document` is the release file; `new` the id of the release in it that what is told now is
    part of; `relation` how it stands to the one before. `earlier` are the ledger's releases in
    it, `facts` the declared ones. `unsettled` are releases, by id (0 is the new one), of which
    nobody has said how they stand to the one before: with any, there is no document yet.
    `answers` are the dimensions that were ever called the answer, `questions` those that hold the
    answers to one of several questions each.
    """

    document: Plain
    new: str
    relation: str
    earlier: tuple[Entered, ...] = ()
    facts: tuple[Entered, ...] = ()
    unsettled: tuple[Entered, ...] = ()
    answers: tuple[str | None, ...] = (None,)
    questions: tuple[str, ...] = ()
    own: int = 0
    """How many statistics, the last of the document, are those told now."""


@dataclass(slots=True)
class _Part:
    name: str
    relation: str
    until: str
    statistics: list[Plain] = field(default_factory=list)


def statement_of(told: Told, relations: Mapping[str, str]) -> Plain:
    """Return what the ledger keeps of what is told."""
    return {
        "dimensions": told.dimensions,
        "answer": told.answer,
        "questions": told.questions,
        "public": told.public,
        "rules": sorted(told.rules),
        "policy": told.policy,
        "statistics": told.statistics,
        "fields": sorted({f"{resource}/{name}" for resource, _row, name in told.sources}),
        "relations": dict(relations),
    }


def seal_of(statement: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a statement, written canonically."""
    text = json.dumps(statement, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def join(
    told: Told,
    name: str,
    earlier: Sequence[Entered],
    facts: Sequence[Entered] = (),
    *,
    answers: Mapping[str, str] | None = None,
    signed: Mapping[str, int] | None = None,
) -> Joined:
    """Join what is told now, in the release called `name`, to all that was told before.

    `earlier` are the ledger's releases of these people, `answers` what the officer said about
    relations: by the id of a release, "0" for the new one. `signed` are settings of the policy
    that somebody signed for to be lower.

    Raises:
        UnlikeError: the groups of codes contradict each other.
    """
    said = _said(earlier) | dict(answers or {})
    chain: Sequence[Entered] = _chain(earlier, said)
    relation = _new_relation(told, chain, said)
    unsettled = [each for each in chain[1:] if _relation(each, said) is None]
    if unsettled or relation is None:
        unsettled += [] if relation else [_NEW]
        return Joined({}, name, relation or "", unsettled=tuple(unsettled))
    after, chain = _of_these_people(chain, relation, said)
    parts = _with_new(_parts(chain, said), name, relation)
    used = _place_facts(facts, parts, after=after)
    own = [] if relation == REPEATED else told.statistics
    parts[-1].statistics += own
    return Joined(
        _document(told, chain, used, parts, signed or {}),
        parts[-1].name,
        relation,
        earlier=tuple(chain),
        facts=tuple(used),
        answers=_answers(told, chain),
        questions=_questions(told, chain),
        own=len(own),
    )


def _of_these_people(
    chain: Sequence[Entered], relation: str, said: Mapping[str, str]
) -> tuple[str, Sequence[Entered]]:
    """Return the releases since the last that was of other people, and when that was."""
    cut = len(chain) if relation == "separate" else _since_separate(chain, said)
    return chain[cut - 1]["at"] if cut else "", chain[cut:]


def _chain(earlier: Iterable[Entered], said: Mapping[str, str]) -> list[Entered]:
    """Return the releases that told something, oldest first."""
    telling = (each for each in earlier if each["statement"]["statistics"])
    new = [each for each in telling if _relation(each, said) != REPEATED]
    return sorted(new, key=lambda each: int(each["id"]))


def _with_new(parts: list[_Part], name: str, relation: str) -> list[_Part]:
    """Return the releases of the audit with the one that is told now."""
    if relation == "same":
        parts[-1].name = name
    elif relation != REPEATED:
        parts.append(_Part(name, relation if parts else FIRST, _NEVER))
    return parts


def _document(
    told: Told,
    chain: Sequence[Entered],
    facts: Sequence[Entered],
    parts: Sequence[_Part],
    signed: Mapping[str, int],
) -> Plain:
    """Return the release file, but for which dimension holds answers."""
    statements = [each["statement"] for each in chain]
    own = [asdict(told), *statements, *facts]
    return {
        "policy": _policy(told.policy, statements, signed),
        "dimensions": _dimensions(own),
        "public": _public(told.public, statements),
        "rules": sorted({rule for each in own for rule in each.get("rules", ())}),
        "releases": [
            {"id": part.name, "relation": part.relation, "statistics": part.statistics}
            for part in parts
        ],
    }


def _answers(told: Told, chain: Sequence[Entered]) -> tuple[str | None, ...]:
    """Return every dimension that was ever called the answer; None where none was."""
    spoken = [told.answer, *(each["statement"].get("answer") for each in chain)]
    return tuple(dict.fromkeys(each for each in spoken if each is not None)) or (None,)


def _questions(told: Told, chain: Sequence[Entered]) -> tuple[str, ...]:
    """Return every dimension that ever held the answers to one of several questions."""
    before = [each["statement"].get("questions") or () for each in chain]
    return tuple(dict.fromkeys(name for own in (told.questions, *before) for name in own))


def _said(earlier: Iterable[Entered]) -> dict[str, str]:
    """Return what later releases said about the relations of earlier ones."""
    return {
        release: relation
        for each in earlier
        for release, relation in each["statement"].get("relations", {}).items()
    }


def _relation(release: Entered, said: Mapping[str, str]) -> str | None:
    """Return how a release stands to the one before; one that was first elsewhere is the same."""
    relation = release["relation"] or said.get(str(release["id"]))
    return "same" if relation == FIRST else relation


def _new_relation(told: Told, chain: Sequence[Entered], said: Mapping[str, str]) -> str | None:
    """Return how what is told now stands to the last release; None where nobody has said."""
    if not chain:
        return FIRST
    relation = told.relation or said.get("0")
    if relation != "separate" and any(repeats(each["statement"], told) for each in chain):
        return REPEATED
    return relation if relation in RELATIONS else None


def repeats(statement: Mapping[str, Any], told: Told) -> bool:
    """Tell whether everything that is told was told by an earlier statement already."""
    before, now = _canonical(statement["statistics"]), _canonical(told.statistics)
    part = told.relation in _PART_OF_THE_SAME and before.issuperset(now)
    return before == now or (part and bool(now))


def _canonical(statistics: Iterable[Mapping[str, Any]]) -> set[str]:
    return {json.dumps(each, sort_keys=True) for each in statistics}


def _since_separate(chain: Sequence[Entered], said: Mapping[str, str]) -> int:
    """Return how many releases, the oldest ones, were of other people."""
    return max(
        (at for at, each in enumerate(chain) if at and _relation(each, said) == "separate"),
        default=0,
    )


def _parts(chain: Sequence[Entered], said: Mapping[str, str]) -> list[_Part]:
    """Return the releases of the audit: those of the same people are one."""
    parts: list[_Part] = []
    names: set[str] = set()
    for release in chain:
        relation = _relation(release, said) or ""
        name = f"{release['dataset']}/{release['number']}"
        name = f"{name} ({release['population']})" if name in names else name
        names.add(name)
        if parts and relation == "same":
            parts[-1].name, parts[-1].until = name, release["at"]
        else:
            parts.append(_Part(name, relation if parts else FIRST, release["at"]))
        parts[-1].statistics += release["statement"]["statistics"]
    return parts


def _place_facts(facts: Iterable[Entered], parts: Sequence[_Part], *, after: str) -> list[Entered]:
    """Put each fact to the release that was next when it was declared; return those used.

    What was declared up to `after` is of other people.
    """
    used = []
    for fact in facts:
        if fact["at"] > after:
            place = next((part for part in parts if part.until >= fact["at"]), parts[-1])
            place.statistics += fact["statistics"]
            used.append(fact)
    return used


def _policy(
    mine: Mapping[str, int],
    statements: Iterable[Mapping[str, Any]],
    signed: Mapping[str, int],
) -> Plain:
    """Return the strictest policy that was ever promised, but for what was signed for."""
    made: dict[str, int] = asdict(Policy())
    for policy in [mine, *(each.get("policy") or {} for each in statements)]:
        for name, value in policy.items():
            made[name] = max(made.get(name, value), value)
    return {**made, **signed}


def _public(mine: Iterable[list[str]], statements: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    every = [*mine, *(names for each in statements for names in each.get("public") or ())]
    return [list(names) for names in dict.fromkeys(tuple(sorted(names)) for names in every)]


def _dimensions(own: Iterable[Mapping[str, Any]]) -> Plain:
    """Return every dimension that anything speaks of, with every code and group of it."""
    made: dict[str, Plain] = {}
    for each in own:
        for name, told in each["dimensions"].items():
            made[name] = _both(name, made.get(name, {"codes": []}), told)
    return made


def _both(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Plain:
    codes = list(dict.fromkeys([*one["codes"], *other["codes"]]))
    groups = dict(one.get("groups") or {})
    for group, members in (other.get("groups") or {}).items():
        if set(groups.get(group, members)) != set(members):
            raise UnlikeError(name, group)
        groups[group] = members
    scales = {
        code: mark
        for each in (other, one)
        for code, mark in zip(each["codes"], each.get("scale") or (), strict=False)
    }
    both: Plain = {"codes": codes}
    if groups:
        both["groups"] = groups
    if scales and scales.keys() >= set(codes):
        both["scale"] = [scales[code] for code in codes]
    return both
