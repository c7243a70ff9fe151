"""What others learn of a submission's move: a line in the log, a letter to those it concerns.

Written in the transaction of the move; nothing here commits.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal import db
from portal.accounts import letters
from portal.accounts.audit import Actor, record
from portal.accounts.models import Member
from portal.accounts.queries import members_by_id, members_with
from portal.bilingual import LOCALES, Bilingual
from portal.i18n.marking import N_
from portal.jobs import outbox
from portal.publishing.holding import publisher_id
from portal.publishing.models import Move, Step, Submission
from portal.publishing.rights import HOLDERS, Deed

__all__ = ["Step", "link", "log", "readers", "tell", "title_of", "write"]

_ACTIONS = {
    Step.UPLOADED: "data-brought-in",
    Step.TAKEN_BACK: "submission-taken-back",
    Step.SUBMITTED: "submission-submitted",
    Step.RETURNED: "submission-returned",
    Step.APPROVED: "submission-approved",
    Step.PUBLISHED: "version-published",
    Step.ABANDONED: "submission-abandoned",
}
_DATASET = N_("Dataset: %(dataset)s")
_REASON = N_("Reason: %(reason)s")
_LETTERS: dict[Step, tuple[str, Sequence[str]]] = {
    Step.SUBMITTED: (
        N_("A version waits for your approval"),
        [
            N_("A new version of a dataset has been submitted. It needs a second person's word."),
            _DATASET,
            _REASON,
            N_("To see it as readers will, and to approve or return it, open this address:"),
            "%(link)s",
        ],
    ),
    Step.RETURNED: (
        N_("A version you submitted was returned"),
        [
            N_("The version you submitted has been returned to you. It says why below."),
            _DATASET,
            _REASON,
            N_("To mend it and submit it again, open this address:"),
            "%(link)s",
        ],
    ),
    Step.PUBLISHED: (
        N_("Your version is published"),
        [
            N_("The version you submitted is live: everybody can read and download it."),
            _DATASET,
            N_("It is here:"),
            "%(link)s",
        ],
    ),
}


def tell(submission: Submission, step: Step, *, actor: Actor, base_url: str) -> None:
    """Log a move that was just made, and write to those whom it concerns."""
    log(submission, step, actor=actor)
    if step not in _LETTERS:
        return
    subject, paragraphs = _LETTERS[step]
    reason = _last_reason(submission) if step is Step.RETURNED else submission.reason
    write(
        readers(submission, step, actor.member_id),
        subject,
        paragraphs,
        dataset=title_of(submission),
        reason=reason or Bilingual("–", "–"),
        link=link(submission, step, base_url),
    )


def log(submission: Submission, step: Step, *, actor: Actor) -> None:
    """Log a move that was just made."""
    record(
        _ACTIONS[step],
        actor=actor,
        subject=f"dataset/{submission.dataset}",
        publisher_id=publisher_id(submission.publisher),
        submission=submission.id,
    )


def write(
    to: Iterable[Member], subject: str, paragraphs: Sequence[str], **facts: str | Bilingual
) -> None:
    """Let a letter to each of some members wait; its texts and facts as in `letters.compose`."""
    for member in to:
        outbox.put(
            member.email,
            *letters.compose(subject, paragraphs, language=member.language, **facts),
        )


def title_of(submission: Submission) -> Bilingual:
    """Return what a submission's dataset is called: as its content says, or by its short name."""
    draft, name = submission.draft, submission.dataset
    title = (submission.content or {}).get("title") or {
        locale: draft.get(f"title_{locale}") for locale in LOCALES
    }
    either = title.get("cy") or title.get("en") or name
    return Bilingual(title.get("cy") or either, title.get("en") or either)


def readers(submission: Submission, step: Step, but: int | None) -> Iterable[Member]:
    """Return whom a move concerns, each once, without the one who made it."""
    if step is Step.SUBMITTED:
        found = [
            member
            for role in sorted(HOLDERS[Deed.REVIEW])
            for member in members_with(role, submission.publisher)
        ]
    else:
        found = list(members_by_id([_officer(submission)]))
    return {member.id: member for member in found if member.id != but}.values()


def _officer(submission: Submission) -> int:
    """Return who submitted it last; who brought it in where nobody has."""
    last = (
        select(Move.member)
        .where(Move.submission_id == submission.id, Move.step == Step.SUBMITTED)
        .order_by(Move.id.desc())
        .limit(1)
    )
    return db.session.scalar(last) or submission.uploaded_by


def _last_reason(submission: Submission) -> Bilingual | None:
    last = db.session.scalars(
        select(Move)
        .where(Move.submission_id == submission.id, Move.reason_cy.is_not(None))
        .order_by(Move.id.desc())
        .limit(1)
    ).first()
    return Bilingual(last.reason_cy or "", last.reason_en or "") if last else None


def link(submission: Submission, step: Step, base_url: str) -> Bilingual:
    """Return the page that a letter about a move leads to."""
    paths = Bilingual(f"/cy/cyhoeddi/{submission.id}", f"/en/publish/{submission.id}")
    if step is Step.PUBLISHED:
        slug = submission.dataset
        paths = Bilingual(f"/cy/setiau-data/{slug}", f"/en/datasets/{slug}")
    return Bilingual(base_url + paths.cy, base_url + paths.en)
