"""One letter for all packages of a round, to those who would have had one for each.

Written in the transaction of the move; nothing here commits.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from portal import db
from portal.accounts.models import Member
from portal.bilingual import Bilingual
from portal.clock import now
from portal.i18n.marking import N_
from portal.maturity.handing_in import Outcome
from portal.maturity.models import HandedIn, Release, Round
from portal.publishing import notices
from portal.publishing.models import State, Step, Submission

_ROUND = N_("Round: %(round)s")
_SUBMITTED = (
    N_("The results of a round wait for your approval"),
    [
        N_("The packages of a round were submitted together. They need a second person's word."),
        _ROUND,
        N_("Packages: %(number)s"),
        N_("To see them as readers will, and to approve or return them, open this address:"),
        "%(link)s",
    ],
)
_PUBLISHED = (
    N_("The results of a round are published"),
    [
        N_("The packages you submitted are live: everybody can read and download them."),
        _ROUND,
        N_("Published: %(number)s of %(total)s"),
        N_("The round is here:"),
        "%(link)s",
    ],
)


def submitted(name: str, outcomes: Iterable[Outcome], *, by: int, base_url: str) -> None:
    """Write to those who may approve the packages of a round that `by` has just submitted."""
    done = [db.session.get_one(Submission, each.submission_id) for each in outcomes if each.done]
    if not done:
        return
    subject, paragraphs = _SUBMITTED
    pages = Bilingual(f"/cy/cyhoeddi/rowndiau/{name}", f"/en/publish/rounds/{name}")
    notices.write(
        _readers(done, Step.SUBMITTED, but=by),
        subject,
        paragraphs,
        round=name,
        number=str(len(done)),
        link=Bilingual(base_url + pages.cy, base_url + pages.en),
    )


def published(submission: Submission, *, base_url: str) -> bool:
    """Write to those who submitted a round's packages, once none is on its way to readers any more.

    Returns:
        Whether the submission that was just published is of a round at all.
    """
    found = db.session.execute(
        select(Release.id, Round.name)
        .join(HandedIn, HandedIn.release_id == Release.id)
        .join(Round, Round.id == Release.round_id)
        .where(HandedIn.submission_id == submission.id)
        .with_for_update(of=Release)
    ).one_or_none()
    if found is None:
        return False
    release_id, name = found
    packages = db.session.execute(
        select(Submission.id, Submission.state, Submission.publish_at)
        .join(HandedIn, HandedIn.submission_id == Submission.id)
        .where(HandedIn.release_id == release_id)
        .order_by(HandedIn.council)
    ).all()
    if not any(_is_due(state, time) for _, state, time in packages):
        live = [number for number, state, _ in packages if state is State.PUBLISHED]
        _write_published(name, live, len(packages), base_url)
    return True


def _write_published(name: str, live: Sequence[int], total: int, base_url: str) -> None:
    """Write of the submissions that are live, the whole round's first where it is one of them."""
    submissions = [db.session.get_one(Submission, number) for number in live]
    subject, paragraphs = _PUBLISHED
    notices.write(
        _readers(submissions, Step.PUBLISHED),
        subject,
        paragraphs,
        round=name,
        number=str(len(live)),
        total=str(total),
        link=notices.link(submissions[0], Step.PUBLISHED, base_url),
    )


def _is_due(state: State, time: datetime | None) -> bool:
    """Tell whether the worker will publish a submission soon, without anybody's doing."""
    return state is State.APPROVED and (time is None or time <= now())


def _readers(
    submissions: Iterable[Submission], step: Step, but: int | None = None
) -> Iterable[Member]:
    """Return whom a move of any of them concerns, each once."""
    found = [member for own in submissions for member in notices.readers(own, step, but)]
    return {member.id: member for member in found}.values()
