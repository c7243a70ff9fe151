"""The start page of publishing, and taking files in."""

from flask import Response, g
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.queries import CurrentMember
from portal.catalogue.queries import datasets_of, publisher_of
from portal.publishing import drafting, notices, operations, queries, uploads
from portal.publishing.forms import NEW, BeginForm, FileForm, sent_file
from portal.publishing.naming import NameTakenError, slug_of
from portal.publishing.notices import Step
from portal.publishing.rights import Deed, may, publishers_for
from portal.publishing.uploads import Upload
from portal.publishing.views.blueprint import base_url, bp, done, form_page, require, seen_with
from portal.publishing.views.reviewing import hub
from portal.web import sent_files
from portal.web.delivery import store
from portal.web.edge import writing
from portal.web.routing import current_locale, page

LATELY = 5


@page(bp, cy="/cyhoeddi", en="/publish", methods=["GET", "POST"])
@guard.members
@sent_files.takes_files(uploads.LARGEST)
def start_page() -> Response:
    """Show what is on its way, and take a file for a new version."""
    me, form = guard.require_member(), BeginForm()
    begun: list[int] = []
    if form.sent() and form.carried_out(lambda: begun.append(_begin(form, me))):
        return done(_("Your file has arrived."), "publishing.submission_page", number=begun[0])
    return _start_page(form, me)


def _start_page(form: BeginForm, me: CurrentMember) -> Response:
    mine = [slug for slug in me.roles if may(me, Deed.READ, slug)]
    on_their_way = [each for slug in mine for each in queries.open_submissions(slug)]
    return form_page(
        "publishing/start.html",
        form,
        me=me,
        mine=mine,
        on_their_way=on_their_way,
        lately=queries.lately_published(mine, limit=LATELY),
        datasets=datasets_of(mine, g.locale),
        taken={each.dataset for each in on_their_way},
        for_files=publishers_for(me, Deed.BRING_IN),
        kept=_kept(form, me),
    )


def _begin(form: BeginForm, me: CurrentMember) -> int:
    dataset, publisher = _wanted(form, me)
    require(Deed.BRING_IN, publisher)
    upload = _upload() or uploads.proven(form.kept.data or "", me.id, key=guard.session_key())
    with writing():
        submission = drafting.begin(upload, dataset=dataset, publisher=publisher, by=me.id)
        if form.dataset.data == NEW:
            title = {"title": {current_locale(): form.title.data}}
            drafting.save_texts(submission.id, title, by=me.id)
        notices.tell(submission, Step.UPLOADED, actor=me.actor, base_url=base_url())
        return submission.id


def _wanted(form: BeginForm, me: CurrentMember) -> tuple[str, str]:
    """Return the dataset that was chosen or named, and its publisher."""
    if form.dataset.data != NEW:
        return form.dataset.data, publisher_of(form.dataset.data)
    dataset = slug_of(form.title.data)
    if publisher_of(dataset):
        raise NameTakenError(dataset=dataset)
    own = publishers_for(me, Deed.BRING_IN)
    return dataset, form.publisher.data or (own[0] if len(own) == 1 else "")


def _kept(form: BeginForm, me: CurrentMember) -> Upload | None:
    """Return the file of a form that was wrong otherwise, so that it need not be sent again."""
    if form.status == 200 or form.file.errors or not publishers_for(me, Deed.BRING_IN):
        return None
    upload, key = _upload(), guard.session_key()
    if upload is not None:
        form.kept.data = uploads.proof(upload, me.id, key=key)
        return upload
    try:
        return uploads.proven(form.kept.data or "", me.id, key=key)
    except uploads.ProofSpentError:
        form.kept.data = ""
        return None


def _upload() -> Upload | None:
    """Put the file that was sent into the store; None where none was."""
    sent = sent_file()
    if sent is None:
        return None
    return uploads.keep(sent_files.file_path(sent), str(sent.filename), store())


@page(
    bp, cy="/cyhoeddi/<number:number>/ffeil", en="/publish/<number:number>/file", methods=["POST"]
)
@guard.members
@sent_files.takes_files(uploads.LARGEST)
def take_file(number: int) -> Response:
    """Take another file in place of the one that was checked."""
    me, _seen = seen_with(Deed.BRING_IN, number)
    form = FileForm()

    def take() -> None:
        upload = _upload()
        with writing():
            again = operations.take_again(number, upload, by=me.id, seen=form.revision)
            notices.tell(again, Step.UPLOADED, actor=me.actor, base_url=base_url())

    if form.sent() and form.carried_out(take):
        return done(_("Your file has arrived."), "publishing.submission_page", number=number)
    return hub(number, form)
