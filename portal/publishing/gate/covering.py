"""What tells nothing beyond what was judged already needs no judgement of its own.

A part of a clear release is clear: whoever publishes less gives away no more. So a submission may
go on beside others about the same people where one that was judged with the same ledger covers
them all, such as the package of a whole round the packages of its councils.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from portal import db
from portal.publishing.gate import ledger
from portal.publishing.gate.joining import REPEATED
from portal.publishing.gate.models import Release
from portal.publishing.models import State, Submission

Entered = tuple[str, str | None, Mapping[str, Any]]
"""A population, how it stands to what was told before, and the statement."""
_JUDGED = (State.CHECKED, State.SUBMITTED, State.APPROVED, State.PUBLISHED)
_SAME = ("same", REPEATED)


def covers(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> bool:
    """Tell whether a statement tells everything that another does, by rules as strict."""
    shapes: Mapping[str, Mapping[str, Any]] = outer["dimensions"]
    return (
        all(outer["policy"].get(name) == value for name, value in inner["policy"].items())
        and set(inner["rules"]) <= set(outer["rules"])
        and all(names in outer["public"] for names in inner["public"])
        and inner["answer"] in {None, outer["answer"]}
        and set(inner.get("questions") or ()) <= set(outer.get("questions") or ())
        and all(
            name in shapes and _within(own, shapes[name])
            for name, own in inner["dimensions"].items()
        )
        and _told(inner) <= _told(outer)
    )


def judged_together(submission: Submission, others: Collection[Submission] = ()) -> bool:
    """Tell whether a submission, others on their way and all that was entered since are covered.

    What covers them is a submission that the gate cleared with the very ledger with which it
    judged this one; it may be this one.
    """
    gate = submission.gate or {}
    added = ledger.since(submission.dataset, gate["against"]) if gate else None
    if added is None or any((each.gate or {}).get("against") != gate["against"] for each in others):
        return False
    wanted = [entry for each in (submission, *others) for entry in _entries(each)]
    return any(_covered(wanted, added, each) for each in _witnesses(submission))


def standing(submission: Submission) -> dict[str, str]:
    """Return how each population now stands to what was entered since it was judged."""
    gate = submission.gate or {}
    added = ledger.since(submission.dataset, gate["against"]) or []
    found = {}
    for population, relation, statement in _entries(submission):
        own = [each.statement for each in added if each.population == population]
        now = REPEATED if any(covers(each, statement) for each in own) else "same"
        found[population] = now if own else relation or ""
    return found


def _covered(wanted: Iterable[Entered], added: Iterable[Release], witness: Submission) -> bool:
    known = {name: (relation, statement) for name, relation, statement in _entries(witness)}
    for population, relation, statement in wanted:
        if not statement or population not in known or relation != known[population][0]:
            return False
        if not covers(known[population][1], statement):
            return False
    return all(
        each.population in known
        and each.relation in {known[each.population][0], *_SAME}
        and covers(known[each.population][1], each.statement)
        for each in added
    )


def _witnesses(submission: Submission) -> Iterator[Submission]:
    """Yield every submission of the publisher that was cleared with the same ledger."""
    yield submission
    found = db.session.scalars(
        select(Submission)
        .where(
            Submission.publisher == submission.publisher,
            Submission.state.in_(_JUDGED),
            Submission.gate.is_not(None),
            Submission.content.is_not(None),
            Submission.id != submission.id,
            ~Submission.dry_run,
        )
        .order_by(Submission.id)
    )
    against = (submission.gate or {}).get("against")
    yield from (each for each in found if (each.gate or {}).get("against") == against)


def _entries(submission: Submission) -> list[Entered]:
    """Return what the gate cleared of a submission; a refused one covers and is covered by none."""
    told = (submission.gate or {}).get("populations") or ()
    if not told or any(each.get("verdict") != "clear" for each in told):
        return [("", None, {})]
    return [(each["population"], each["relation"], each["statement"]) for each in told]


def _within(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> bool:
    groups = outer.get("groups") or {}
    same = all(
        set(groups.get(name, ())) == set(own) for name, own in (inner.get("groups") or {}).items()
    )
    return same and set(inner["codes"]) <= set(outer["codes"])


def _told(statement: Mapping[str, Any]) -> set[str]:
    return {json.dumps(each, sort_keys=True) for each in statement["statistics"]}
