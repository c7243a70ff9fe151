"""The only ways a round changes. Nothing here commits, and nothing here can open an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from random import SystemRandom

from sqlalchemy import delete, func, insert, select, update

from portal import db
from portal.accounts.audit import COMMAND, WORKER, Actor, record
from portal.accounts.proofs import fingerprint, new_secret
from portal.accounts.queries import publisher as publisher_named
from portal.bilingual import Bilingual
from portal.clock import now
from portal.errors import PortalError
from portal.maturity.councils import belongs
from portal.maturity.framework.model import Framework
from portal.maturity.importing import AnswersRefusedError
from portal.maturity.models import BroughtIn, Invited, Link, Round, SealedAnswer, Stage
from portal.maturity.queries import RoundClosedError, framework_of, round_named, usable_link
from portal.maturity.sealing import Answers, locked, random_id, seal

_BATCH = 500
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


class RoundExistsError(PortalError):
    """A round of that name was created before."""

    code = "round-exists"
    status = 409


class RoundNameError(PortalError):
    """A round's name would not do in an address."""

    code = "round-name"
    status = 422


class RoundKeyWaitsError(PortalError):
    """The worker has not made the key of the round yet."""

    code = "round-key-waits"
    status = 409


class RoundStageError(PortalError):
    """The round is not at the stage that is needed."""

    code = "round-state"
    status = 409


class RoundCouncilError(PortalError):
    """A fictional council stands in a real round, or a real one in a demonstration."""

    code = "round-council"
    status = 422


class AnswersAgainError(PortalError):
    """This very file of answers has been brought into the round before."""

    code = "answers-again"
    status = 409


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


def last_moment(day: date) -> datetime:
    """Return when a round closes whose last day this is."""
    return datetime.combine(day, time.max, UTC)


def create_round(plan: Plan, *, publisher: str = "", by: Actor = COMMAND) -> Round:
    """Create a round that is not open yet, and waits for its key.

    Raises:
        RoundNameError: its name would not do in an address.
        RoundExistsError: there is one of that name.
        RoundCouncilError: fictional and real councils are mixed.
        RoundInvitedError: an audience is unknown, or a group stands twice or has nobody.
    """
    if not _NAME.fullmatch(plan.name):
        raise RoundNameError(round=plan.name)
    if db.session.scalar(select(func.count()).where(Round.name == plan.name)):
        raise RoundExistsError(round=plan.name)
    _check_groups(plan)
    own = Round(
        name=plan.name,
        framework=plan.framework.ident,
        framework_sha256=plan.framework.sha256,
        synthetic=plan.synthetic,
        stage=Stage.DRAFT,
        public_key="",
        closes_at=plan.closes_at,
        keep_days=plan.keep_days,
        publisher_id=publisher_named(publisher).id if publisher else None,
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
    tell("round-created", own, by, groups=len(plan.groups))
    return own


def tell(action: str, own: Round, by: Actor, **facts: object) -> None:
    """Add to the audit log what was done to a round, and by whom."""
    subject = f"round/{own.name}"
    record(action, actor=by, subject=subject, publisher_id=own.publisher_id, **facts)


def _check_groups(plan: Plan) -> None:
    """Refuse groups that a round of this kind cannot have."""
    known, seen = {audience.code for audience in plan.framework.audiences}, set()
    for group in plan.groups:
        if not belongs(group.council, synthetic=plan.synthetic):
            raise RoundCouncilError(council=group.council)
        key = (group.council, group.audience)
        if group.audience not in known or group.invited < 1 or key in seen:
            raise RoundInvitedError(group=f"{group.council} {group.audience}")
        seen.add(key)


def note_key(name: str, public_key: str) -> None:
    """Remember the public half of the key that was made; a round keeps its first."""
    first = update(Round).where(Round.name == name, Round.public_key == "")
    db.session.execute(first.values(public_key=public_key))


def open_round(name: str, *, by: Actor = COMMAND) -> None:
    """Let people answer.

    Raises:
        RoundStageError: it has been opened before.
        RoundKeyWaitsError: there is nothing yet that answers could be sealed with.
        RoundFrameworkError: its framework has been changed.
    """
    own = _at(name, Stage.DRAFT)
    if not own.public_key:
        raise RoundKeyWaitsError(round=name)
    framework_of(own)
    own.stage = Stage.OPEN
    tell("round-opened", own, by)


def issue_links(
    name: str, council: str, tool: str, number: int, *, by: Actor = COMMAND
) -> list[tuple[int, str]]:
    """Return so many new links, each its number and the token that nobody is shown again.

    Raises:
        RoundStageError: the round is closed.
        RoundInvitedError: not so many of this council and audience are invited.
        RoundFrameworkError: its framework has been changed.
    """
    own = _at(name, Stage.DRAFT, Stage.OPEN)
    framework = framework_of(own)
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
    tell("round-links", own, by, council=council, number=number)
    return [(link.id, token) for link, token in zip(links, tokens, strict=True)]


def save_draft(token: str, answers: Answers) -> None:
    """Keep what was filled in so far, so that only the holder of the link can read it.

    Raises:
        SpentLinkError: the link cannot be used any more.
        RoundClosedError: its round is not open.
    """
    link = usable_link(token)
    _keep_open(link)
    link.draft = locked(answers, token)


def submit(token: str, answers: Answers) -> None:
    """Seal one person's answers and use up her link, both or neither.

    Raises:
        SpentLinkError: the link cannot be used any more.
        RoundClosedError: the round has been closed, if only a moment ago.
        AnswersRefusedError: an answer is missing or outside its question's scale.
        RoundInvitedError: everybody invited has been counted already, from a file.
        RoundFrameworkError: its framework has been changed.
    """
    link = usable_link(token)
    _keep_open(link)
    own = db.session.get_one(Round, link.group.round_id)
    framework = framework_of(own)
    asked = framework.tool[link.tool].questions
    if set(answers) != set(asked) or any(
        answers[code] not in framework.question[code].codes for code in asked
    ):
        raise AnswersRefusedError([])
    used = update(Link).where(Link.id == link.id, Link.used.is_(False)).values(used=True)
    if db.session.connection().execute(used.values(draft=None)).rowcount != 1:
        raise RoundStageError(state="used")
    _keep(own, link.group, [answers])


def _keep_open(link: Link) -> None:
    """Let nobody close the round of a link before what is done with it is kept.

    Raises:
        RoundClosedError: somebody has just closed it.
        RoundStageError: somebody has just deleted it.
    """
    own = select(Round.name, Round.stage).where(Round.id == link.group.round_id)
    found = db.session.execute(own.with_for_update(read=True)).one_or_none()
    if found is None:
        raise RoundStageError(state="used")
    if found.stage is not Stage.OPEN:
        raise RoundClosedError(round=found.name)


def take_in(
    name: str, rows: Iterable[tuple[str, str, Answers]], *, mark: str, by: Actor = COMMAND
) -> int:
    """Seal answers that came by file: council, audience and answers; return how many.

    `mark` is what the file is known again by. A round that has closed still takes answers, until
    they are deleted: late ones wait for a version that counts them.

    Raises:
        RoundStageError: the round is not open yet, or its answers are gone.
        RoundInvitedError: more would have answered than were invited.
        RoundFrameworkError: its framework has been changed.
        AnswersAgainError: the same file was brought in before.
    """
    own = _at(name, Stage.OPEN, Stage.CLOSED, Stage.PUBLISHED)
    if own.answers_deleted_at is not None:
        raise RoundStageError(round=name, state="deleted")
    framework_of(own)
    _once(own, mark)
    found: dict[tuple[str, str], list[Answers]] = {}
    for council, audience, answers in rows:
        found.setdefault((council, audience), []).append(answers)
    for (council, audience), people in found.items():
        group = _group(own, council, audience)
        if group is None:
            raise RoundInvitedError(group=f"{council} {audience}")
        _keep(own, group, people)
    number = sum(map(len, found.values()))
    tell("round-answers-taken-in", own, by, number=number)
    return number


def _once(own: Round, mark: str) -> None:
    """Remember a file, unless it was brought in before; of two at once one waits for the other."""
    db.session.execute(select(Round.id).where(Round.id == own.id).with_for_update())
    if db.session.get(BroughtIn, (own.id, mark)) is not None:
        raise AnswersAgainError(round=own.name)
    db.session.add(BroughtIn(round_id=own.id, mark=mark))


def close_round(name: str, *, by: Actor = COMMAND) -> None:
    """Let nobody answer any more; what was only half filled in is forgotten.

    The answers are dealt anew, so that nothing in the database tells in what order they came.

    Raises:
        RoundStageError: it is not open, or another has just closed it.
    """
    own = _at(name, Stage.OPEN)
    closing = update(Round).where(Round.id == own.id, Round.stage == Stage.OPEN)
    closed = db.session.execute(
        closing.values(stage=Stage.CLOSED, closed_at=now()).returning(Round.id)
    )
    if closed.one_or_none() is None:
        raise RoundStageError(round=name, state=str(Stage.CLOSED))
    groups = select(Invited.id).where(Invited.round_id == own.id)
    db.session.execute(update(Link).where(Link.group_id.in_(groups)).values(draft=None))
    _deal_anew(own)
    tell("round-closed", own, by)


def _deal_anew(own: Round) -> None:
    """Write the sealed answers of a round again in another order, under other numbers.

    Where they lay, and the transaction that wrote them, would tell which link was used with each.
    """
    taken = delete(SealedAnswer).where(SealedAnswer.round_id == own.id).returning(SealedAnswer.box)
    boxes = list(db.session.scalars(taken))
    SystemRandom().shuffle(boxes)
    rows = [{"id": random_id(), "round_id": own.id, "box": box} for box in boxes]
    for start in range(0, len(rows), _BATCH):
        db.session.execute(insert(SealedAnswer), rows[start : start + _BATCH])


def forget_answers(own: Round) -> int:
    """Delete the sealed answers of a round for good; return how many there were."""
    gone = delete(SealedAnswer).where(SealedAnswer.round_id == own.id)
    number = db.session.connection().execute(gone).rowcount
    db.session.execute(delete(BroughtIn).where(BroughtIn.round_id == own.id))
    own.answers_deleted_at = now()
    tell("round-answers-deleted", own, WORKER, number=number)
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
