"""The audit: what everything published about a population gives away, and whether that is safe."""

import contextlib

from portal.disclosure.answer import Answer
from portal.disclosure.attack import Attack
from portal.disclosure.contract import read_family
from portal.disclosure.program import Deadline
from portal.disclosure.proof import Prover
from portal.disclosure.refusals import BadReleaseError, OutOfTimeError
from portal.disclosure.release import Family
from portal.disclosure.risk import Judge, Verdict
from portal.disclosure.runs import listed, shortened

SECONDS = 600.0
"""How long an audit may take before what is unproved counts as refused."""


def audit(release: object, *, seconds: float = SECONDS, exact: bool = True) -> Answer:
    """Judge every count that a family of releases tells of, published or not.

    Args:
        release: the JSON value of a release file (docs/method/disclosure.md section 3).
        seconds: the time allowed; when it is over, what is unproved counts as refused.
        exact: whether ranges are wanted that no verdict needs; without them it is quicker.

    Returns:
        For each judged count the exact range of integers that agree with everything
        published and with the house rules, its verdict, and the reasons of the whole. A
        file that cannot be judged is refused with the reason why.

    Guarantee:
        A count that may be small is called `safe` only where two whole-number datasets, each
        checked in integers against every published number, put it at least `width` apart.

    Raises:
        WrongUseError: the value is no release file at all.
    """
    try:
        return audit_family(read_family(release), seconds=seconds, exact=exact)
    except BadReleaseError as refused:
        return Answer.refused(refused.reason)


def audit_family(family: Family, *, seconds: float = SECONDS, exact: bool = True) -> Answer:
    """Judge a family that has been read; see `audit`.

    Raises:
        BadReleaseError: it has too many counts to judge.
    """
    deadline = Deadline(seconds)
    return Answer.of(family, [_found(part, deadline, exact=exact) for part in family.populations()])


def _found(family: Family, deadline: Deadline, *, exact: bool) -> Judge:
    short, places = shortened(family)
    attack = Attack(short, deadline)
    with contextlib.suppress(OutOfTimeError):
        attack.run(exact=exact)
    judge = Judge(attack, listed(family, places, attack.system.sheets))
    judge.run()
    if not attack.broken and attack.sure:
        unsafe = (Verdict.PINNED, Verdict.NARROW, Verdict.GROUP)
        judge.proofs = Prover(attack).proofs(s for v in unsafe for s in judge.spots(v))
    return judge
