"""The only ways a round changes. Nothing here commits, and nothing here can open an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from portal import db
from portal.accounts.audit import COMMAND, WORKER, record
from portal.accounts.proofs import fingerprint, new_secret
from portal.bilingual import Bilingual
from portal.clock import now
from portal.errors import PortalError
from portal.maturity.framework.model import Framework
from portal.maturity.framework.reading import shipped
from portal.maturity.importing import AnswersRefusedError
from portal.maturity.models import Invited, Link, Release, Round, SealedAnswer, Stage
from portal.maturity.queries import round_named, usable_link
from portal.maturity.sealing import Answers, locked, random_id, seal

_FICTIONAL = re.compile(r"X99[0-9]{6}")


class RoundExistsError(PortalError):
    """A round of that name was created before."""

    code = "round-exists"
    status = 409


class RoundStageError(PortalError):
    """The round is not at the stage that is needed."""

    code = "round-state"
    status = 409


class RoundCouncilError(PortalError):
    """A fictional council stands in a real round, or a real one in a demonstration."""

    code = "round-council"
    status = 422


class RoundInvitedError(PortalError):
    """A group has nobody invited, or not so many."""

    code = "round-invited"
    status = 422


@dataclass(frozen=True, slots=True)
class Group:
    """How many people of one council and audience are invited."""

    council: str
    title: Bilingual
    audience: str
    invited: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as it is to be: its framework, whom it invites, and for how long it keeps answers."""

    name: str
    framework: Framework
    groups: Sequence[Group]
    closes_at: datetime
    keep_days: int = 30
    synthetic: bool = False


def create_round(plan: Plan, public_key: str) -> Round:
    """Create a round that is not open yet.

    Raises:
        RoundExistsError: there is one of that name.
        RoundCouncilError: fictional and real councils are mixed.
        RoundInvitedError: an audience is unknown, or a group stands twice or has nobody.
    """
    if db.session.scalar(select(func.count()).where(Round.name == plan.name)):
        raise RoundExistsError(round=plan.name)
    _check_groups(plan)
    own = Round(
        name=plan.name,
        framework=plan.framework.ident,
        framework_sha256=plan.framework.sha256,
        synthetic=plan.synthetic,
        stage=Stage.DRAFT,
        public_key=public_key,
        closes_at=plan.closes_at,
        keep_days=plan.keep_days,
    )
    db.session.add(own)
    db.session.flush()
    for group in plan.groups:
        db.session.add(
            Invited(
                round_id=own.id,
                council=group.council,
                title=group.title,
                audience=group.audience,
                invited=group.invited,
            )
        )
    record("round-created", actor=COMMAND, subject=f"round/{own.name}", groups=len(plan.groups))
    return own


def _check_groups(plan: Plan) -> None:
    """Refuse groups that a round of this kind cannot have."""
    known, seen = {audience.code for audience in plan.framework.audiences}, set()
    for group in plan.groups:
        if bool(_FICTIONAL.fullmatch(group.council)) != plan.synthetic:
            raise RoundCouncilError(council=group.council)
        key = (group.council, group.audience)
        if group.audience not in known or group.invited < 1 or key in seen:
            raise RoundInvitedError(group=f"{group.council} {group.audience}")
        seen.add(key)


def open_round(name: str) -> None:
    """Let people answer.

    Raises:
        RoundStageError: it has been opened before.
    """
    own = _at(name, Stage.DRAFT)
    own.stage = Stage.OPEN
    record("round-opened", actor=COMMAND, subject=f"round/{name}")


def issue_links(name: str, council: str, tool: str, number: int) -> list[tuple[int, str]]:
    """Return so many new links, each its number and the token that nobody is shown again.

    Raises:
        RoundStageError: the round is closed.
        RoundInvitedError: not so many of this council and audience are invited.
    """
    own = _at(name, Stage.DRAFT, Stage.OPEN)
    framework = shipped(own.framework)
    audience = framework.tool[tool].audience if tool in framework.tool else ""
    group = _group(own, council, audience)
    if group is None:
        raise RoundInvitedError(group=f"{council} {tool}")
    before = db.session.scalar(select(func.count()).where(Link.group_id == group.id)) or 0
    if before + number > group.invited:
        raise RoundInvitedError(group=f"{council} {audience}")
    tokens = [new_secret() for _ in range(number)]
    links = [
        Link(group_id=group.id, tool=tool, token_hash=fingerprint(token), used=False)
        for token in tokens
    ]
    db.session.add_all(links)
    db.session.flush()
    record("round-links", actor=COMMAND, subject=f"round/{name}", council=council, number=number)
    return [(link.id, token) for link, token in zip(links, tokens, strict=True)]


def save_draft(token: str, answers: Answers) -> None:
    """Keep what was filled in so far, so that only the holder of the link can read it.

    Raises:
        SpentLinkError: the link cannot be used any more.
    """
    usable_link(token).draft = locked(answers, token)


def submit(token: str, answers: Answers) -> None:
    """Seal one person's answers and use up her link, both or neither.

    Raises:
        SpentLinkError: the link cannot be used any more.
        AnswersRefusedError: an answer is missing or outside its question's scale.
        RoundInvitedError: everybody invited has been counted already, from a file.
    """
    link = usable_link(token)
    own = db.session.get_one(Round, link.group.round_id)
    framework = shipped(own.framework)
    asked = framework.tool[link.tool].questions
    if set(answers) != set(asked) or any(
        answers[code] not in framework.question[code].codes for code in asked
    ):
        raise AnswersRefusedError([])
    used = update(Link).where(Link.id == link.id, Link.used.is_(False)).values(used=True)
    if db.session.connection().execute(used.values(draft=None)).rowcount != 1:
        raise RoundStageError(state="used")
    _keep(own, link.group, [answers])


def take_in(name: str, rows: Iterable[tuple[str, str, Answers]]) -> int:
    """Seal answers that came by file: council, audience and answers; return how many.

    Raises:
        RoundStageError: the round is not open.
        RoundInvitedError: more would have answered than were invited.
    """
    own = _at(name, Stage.OPEN)
    found: dict[tuple[str, str], list[Answers]] = {}
    for council, audience, answers in rows:
        found.setdefault((council, audience), []).append(answers)
    for (council, audience), people in found.items():
        group = _group(own, council, audience)
        if group is None:
            raise RoundInvitedError(group=f"{council} {audience}")
        _keep(own, group, people)
    number = sum(map(len, found.values()))
    record("round-answers-taken-in", actor=COMMAND, subject=f"round/{name}", number=number)
    return number


def close_round(name: str) -> None:
    """Let nobody answer any more; what was only half filled in is forgotten.

    Raises:
        RoundStageError: it is not open.
    """
    own = _at(name, Stage.OPEN)
    own.stage, own.closed_at = Stage.CLOSED, now()
    groups = select(Invited.id).where(Invited.round_id == own.id)
    db.session.execute(update(Link).where(Link.group_id.in_(groups)).values(draft=None))
    record("round-closed", actor=COMMAND, subject=f"round/{name}")


def note_release(name: str, sha256: str) -> int:
    """Remember the hash of what a closed round published; return its version.

    The same bytes again are the same version.

    Raises:
        RoundStageError: the round is still open.
    """
    own = _at(name, Stage.CLOSED, Stage.PUBLISHED)
    before = db.session.scalars(
        select(Release).where(Release.round_id == own.id).order_by(Release.version)
    ).all()
    if before and before[-1].sha256 == sha256:
        return before[-1].version
    version = len(before) + 1
    db.session.add(Release(round_id=own.id, version=version, sha256=sha256, made_at=now()))
    own.stage = Stage.PUBLISHED
    record(
        "round-published",
        actor=COMMAND,
        subject=f"round/{name}",
        version=version,
        sha256=sha256,
    )
    return version


def forget_answers(own: Round) -> int:
    """Delete the sealed answers of a round for good; return how many there were."""
    gone = delete(SealedAnswer).where(SealedAnswer.round_id == own.id)
    number = db.session.connection().execute(gone).rowcount
    own.answers_deleted_at = now()
    record("round-answers-deleted", actor=WORKER, subject=f"round/{own.name}", number=number)
    return number


def _at(name: str, *stages: Stage) -> Round:
    own = round_named(name)
    if own.stage not in stages:
        raise RoundStageError(round=name, state=str(own.stage))
    return own


def _group(own: Round, council: str, audience: str) -> Invited | None:
    places = (each for each in own.invited if (each.council, each.audience) == (council, audience))
    return next(places, None)


def _keep(own: Round, group: Invited, people: Sequence[Answers]) -> None:
    """Seal people's answers with their council and audience, and count them.

    The count is raised by the database itself, so that two at once both count.

    Raises:
        RoundInvitedError: more would have answered than were invited.
    """
    if group.answered + len(people) > group.invited:
        raise RoundInvitedError(group=f"{group.council} {group.audience}")
    for answers in people:
        value = {"council": group.council, "audience": group.audience, "answers": dict(answers)}
        row = SealedAnswer(id=random_id(), round_id=own.id, box=seal(value, own.public_key))
        db.session.add(row)
    db.session.flush()
    more = update(Invited).where(Invited.id == group.id)
    db.session.execute(more.values(answered=Invited.answered + len(people)))
