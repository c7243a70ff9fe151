"""The gate for one council: its people's answers become counts that single nobody out.

Each council's people of a round are a family of their own. The number who answered is drawn
once and every question adds up to it, so that the questions say nothing about each other.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from portal.disclosure.audit import audit
from portal.disclosure.files import report
from portal.disclosure.growing import Grown
from portal.disclosure.policy import Policy
from portal.disclosure.protect import Protected, protect
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.spec import read_spec
from portal.errors import PortalError
from portal.i18n.gate_words import gate_message
from portal.maturity.aggregating.differences import refused_together
from portal.maturity.aggregating.insiders import other_key, refused_to_insiders
from portal.maturity.framework.model import NOT_ASKED, Framework
from portal.maturity.sealing import Answers

ALL = "all"
AUDIENCE = "audience"
POLICY = Policy()
_DRAWS = 60
"""How many draws are tried; almost always the first or second will do."""

People = Sequence[tuple[str, Answers]]
"""Each person's audience and answers."""
Tables = list[list[str]]
"""Each table by its dimensions."""


class RoundGateError(PortalError):
    """The gate does not clear a council's counts, so nothing of the round is published."""

    code = "round-gate"
    status = 422


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be published of one council; nothing that follows sees more.

    `answered` is rounded, by audience. `counts` holds the rounded people by question, then
    audience (or `all`, where audiences had to be pooled), then answer.
    """

    answered: Mapping[str, int]
    counts: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    release: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    before: "Sealed | None" = None
    """What was published before late answers came."""


@dataclass(frozen=True, slots=True)
class Late:
    """What was published of a council before, and the audiences that more people joined since.

    `sizes` are how many of each audience had answered in each version that told of them.
    """

    before: Sealed
    grown: Collection[str]
    sizes: Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One council's people and what they were asked."""

    framework: Framework
    audiences: Sequence[str]
    people: People
    council: str
    late: Late | None


def protected_counts(
    framework: Framework,
    audiences: Sequence[str],
    people: People,
    key: bytes,
    council: str,
    late: Late | None = None,
) -> Sealed:
    """Count the answers of one council and round them so that the gate clears them.

    Other draws are tried, then a coarser grain, where officers, who see exactly how many have
    answered, could tell more from one than the gate lets anybody tell.

    Args:
        framework: what was asked.
        audiences: those who were invited.
        people: everybody who answered.
        key: the secret of the draws; the same key and answers give the same counts.
        council: its code, named if the gate refuses.
        late: what was published before; it is judged together with what is published now.

    Raises:
        RoundGateError: the gate does not clear it.
    """
    if not people:
        return Sealed(dict.fromkeys(audiences, 0))
    size = Counter(audience for audience, _ in people)
    sizes = [*(late.sizes if late else ()), size]
    asked = _Asked(framework, audiences, people, council, late)
    grains, reason = _grains(framework, audiences, size), ""
    for tables, number in product(grains[: 1 if late else None], range(_DRAWS)):
        draw = other_key(key, number)
        sealed = _drawn(asked, tables, draw)
        reason = _refused_to_insiders(sealed, sizes, framework)
        if not reason:
            return sealed
    raise RoundGateError(council=council, reason=reason)


def _refused_to_insiders(
    sealed: Sealed, sizes: Sequence[Mapping[str, int]], framework: Framework
) -> str:
    told, questions = chain(sealed), [question.code for question in framework.questions]
    releases, counts = [each.release for each in told], [each.counts for each in told]
    return refused_to_insiders(releases, counts, sizes[-len(told) :], questions)


def _drawn(asked: _Asked, tables: Tables, key: bytes) -> Sealed:
    """Return the counts of one draw that the gate clears for everybody.

    Raises:
        RoundGateError: it does not.
    """
    framework, audiences, council = asked.framework, asked.audiences, asked.council
    try:
        spec = read_spec(_spec(framework, audiences, tables))
        numbers = [_numbers(spec.dimensions, audience, own) for audience, own in asked.people]
        rows = np.array(numbers, dtype=np.int64)
        done = protect(rows, spec, key, before=_grown(asked.late, audiences))
    except BadReleaseError as refused:
        raise RoundGateError(council=council, reason=refused.reason.code) from refused
    if not done.clear:
        raise RoundGateError(council=council, reason=done.reasons[0].code)
    found = _published(done, audiences)
    _refuse_groups(done, found, council)
    answered = found.pop(AUDIENCE)
    own = {audience: answered[audience][ALL] for audience in audiences}
    earlier = asked.late.before if asked.late else None
    strata = _strata(framework, audiences, found)
    sealed = Sealed(own, strata, done.release, report(done, gate_message), earlier)
    _refuse_together(sealed, framework, council)
    return sealed


def _refuse_together(sealed: Sealed, framework: Framework, council: str) -> None:
    told = chain(sealed)
    if len(told) < 2:
        return
    reason = refused_together(
        [each.release for each in told],
        [each.counts for each in told],
        [question.code for question in framework.questions],
    )
    if reason:
        raise RoundGateError(council=council, reason=reason)


def chain(sealed: Sealed) -> list[Sealed]:
    """Return everything that was told of a council's answers, oldest first."""
    earlier = chain(sealed.before) if sealed.before else []
    return [*earlier, sealed] if sealed.release else earlier


def _grown(late: Late | None, audiences: Sequence[str]) -> Grown | None:
    if late is None or not late.before.release:
        return None
    return Grown(late.before.release, {AUDIENCE: set(audiences) - set(late.grown)})


def _spec(framework: Framework, audiences: Sequence[str], tables: Tables) -> Mapping[str, object]:
    """Return what the gate is asked for: one table for each question, and who answered."""
    dimensions = {AUDIENCE: list(audiences)}
    for question in framework.questions:
        asked = all(question.code in framework.asked(audience) for audience in audiences)
        dimensions[question.code] = [*question.codes, *(() if asked else (NOT_ASKED,))]
    used = {name for table in tables for name in table}
    return {
        "dimensions": {n: {"codes": own} for n, own in dimensions.items() if n in used},
        "answer": None,
        "tables": tables,
    }


def _grains(
    framework: Framework, audiences: Sequence[str], size: Mapping[str, int]
) -> list[Tables]:
    """Return what may be told, the finest first, so that no group is small.

    Answers are told by audience, of all together, or not at all.
    """
    least, answered, grains = POLICY.minimum_group, [[AUDIENCE]], [[[AUDIENCE]]]
    if sum(size.values()) >= least:
        everybody = frozenset.intersection(*(framework.asked(own) for own in audiences))
        own = [[q.code] for q in framework.questions if q.code in everybody]
        grains.insert(0, answered + own)
    if all(size.get(audience, 0) >= least for audience in audiences):
        own = [[AUDIENCE, question.code] for question in framework.questions]
        grains.insert(0, answered + own)
    return grains


def _numbers(dimensions: Sequence[Any], audience: str, answers: Answers) -> list[int]:
    """Return one person's codes as numbers, in the order of the dimensions."""
    own = {AUDIENCE: audience, **answers}
    return [d.codes.index(own.get(d.name, NOT_ASKED)) for d in dimensions]


Found = dict[str, dict[str, dict[str, int]]]


def _published(done: Protected, audiences: Sequence[str]) -> Found:
    """Return what was published: by question (or `audience`), audience or all, and answer."""
    found: Found = {AUDIENCE: {audience: {} for audience in audiences}}
    for table in done.tables:
        names = [done.spec.dimensions[d].name for d in table.dimensions]
        for *labels, value, _status in done.rows(table):
            if value is None:
                continue
            at = {n: ALL if own is None else str(own) for n, own in zip(names, labels, strict=True)}
            audience = at.pop(AUDIENCE, ALL)
            question, answer = at.popitem() if at else (AUDIENCE, ALL)
            cell = found.setdefault(question, {}).setdefault(audience, {})
            cell[answer] = int(value)
    return found


def _refuse_groups(done: Protected, found: Found, council: str) -> None:
    """Judge the group rule, question by question: nobody's answers may be certainly alike.

    What is published is itself a dataset that agrees with what is published: so only where it
    has a group all, or all but one, of one answer can the rule be broken.
    """
    for question, audiences in found.items():
        if question == AUDIENCE:
            continue
        alike = any(own.get(ALL) and _others(own) <= 1 for own in audiences.values())
        if alike and not _clear_alone(done.release, question):
            raise RoundGateError(council=council, reason="group")


def _others(own: Mapping[str, int]) -> int:
    """Return how many gave another answer than the most frequent one."""
    return own[ALL] - max(count for answer, count in own.items() if answer != ALL)


def _clear_alone(release: Mapping[str, Any], question: str) -> bool:
    """Audit what is published of one question, with its answers as answers."""
    kept = {AUDIENCE, question}
    own = [s for s in release["releases"][0]["statistics"] if set(s["where"]) <= kept]
    document = {
        **release,
        "dimensions": {n: d for n, d in release["dimensions"].items() if n in kept},
        "answer": question,
        "releases": [{**release["releases"][0], "statistics": own}],
    }
    return audit(document).clear


def _strata(framework: Framework, audiences: Sequence[str], found: Found) -> Found:
    """Keep for each question its audiences, or all together where one of them is not shown."""
    kept: Found = {}
    for question in framework.questions:
        own = found.get(question.code, {})
        asked = [audience for audience in audiences if question.code in framework.asked(audience)]
        codes = question.codes
        shown = [audience for audience in asked if set(codes) <= own.get(audience, {}).keys()]
        if asked and shown == asked:
            kept[question.code] = {a: {c: own[a][c] for c in codes} for a in asked}
        elif asked == list(audiences) and set(codes) <= own.get(ALL, {}).keys():
            kept[question.code] = {ALL: {code: own[ALL][code] for code in codes}}
    return kept
