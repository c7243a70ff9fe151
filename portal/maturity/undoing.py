"""What can be taken back of a round while nobody has answered: the round itself, and links."""

from sqlalchemy import delete, func, select

from portal import db
from portal.accounts.audit import Actor
from portal.errors import PortalError
from portal.maturity.models import Invited, Link, Round, SealedAnswer, Stage
from portal.maturity.operations import RoundInvitedError, RoundStageError, tell
from portal.maturity.queries import framework_of, round_named


class RoundAnsweredError(PortalError):
    """Somebody has answered, so the round cannot be deleted any more."""

    code = "round-answered"
    status = 409


def delete_round(name: str, *, by: Actor) -> None:
    """Delete a round that nobody has answered, with its links.

    Raises:
        RoundStageError: it is closed.
        RoundAnsweredError: somebody has answered.
    """
    own = round_named(name)
    if own.stage not in {Stage.DRAFT, Stage.OPEN}:
        raise RoundStageError(round=name, state=str(own.stage))
    groups = [group.id for group in own.invited]
    answered = select(func.count()).where(SealedAnswer.round_id == own.id)
    session = db.session.connection()
    session.execute(delete(Link).where(Link.group_id.in_(groups)))
    # Whoever answers at this moment has raised a count: then not every group is deleted.
    silent = delete(Invited).where(Invited.round_id == own.id, Invited.answered == 0)
    if session.execute(silent).rowcount != len(groups) or db.session.scalar(answered):
        raise RoundAnsweredError(round=name)
    tell("round-deleted", own, by)
    session.execute(delete(Round).where(Round.id == own.id))


def void_links(name: str, council: str, tool: str, *, by: Actor) -> int:
    """Make the links of a council and questionnaire void that nobody has used; return how many.

    Others can be made in their place.

    Raises:
        RoundStageError: the round is closed.
        RoundInvitedError: nobody of this council and audience is invited.
    """
    own = round_named(name)
    if own.stage not in {Stage.DRAFT, Stage.OPEN}:
        raise RoundStageError(round=name, state=str(own.stage))
    framework = framework_of(own)
    audience = framework.tool[tool].audience if tool in framework.tool else ""
    group = next((g for g in own.invited if (g.council, g.audience) == (council, audience)), None)
    if group is None:
        raise RoundInvitedError(group=f"{council} {tool}")
    unused = delete(Link).where(Link.group_id == group.id, Link.tool == tool, Link.used.is_(False))
    number = db.session.connection().execute(unused).rowcount
    tell("round-links-void", own, by, council=council, tool=tool, number=number)
    return number
