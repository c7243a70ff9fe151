"""Taking answers in from a file; its bytes are read once and never kept."""

from flask import Response, current_app
from flask_babel import gettext as _

from portal.accounts import guard
from portal.maturity import operations, queries
from portal.maturity.importing import read_file
from portal.maturity.officer.forms import ImportForm
from portal.maturity.officer.views.blueprint import BOTH, OF, bp, done, form_page, own_round_with
from portal.maturity.queries import Round
from portal.maturity.sealing import Answers
from portal.publishing.forms import sent_file
from portal.publishing.rights import Deed
from portal.web import sent_files
from portal.web.edge import writing
from portal.web.routing import page

LARGEST = 16 * 1024 * 1024
"""Bytes of a file of answers."""


@page(bp, cy=OF["cy"] + "/mewnforio", en=OF["en"] + "/import", methods=BOTH)
@guard.members
@sent_files.takes_files(LARGEST)
def import_page(name: str) -> Response:
    """Say what a file of answers looks like, and seal the answers of one at once."""
    me, own = own_round_with(Deed.BRING_IN, name)
    form = ImportForm()
    taken: list[int] = []

    def take_in() -> None:
        people, mark = _people(own)
        with writing():
            taken.append(operations.take_in(name, people, mark=mark, by=me.actor))

    if form.sent() and form.carried_out(take_in):
        words = _("Answers sealed: %(count)s. The file was not kept.", count=taken[0])
        return done(words, "rounds.round_page", name=name)
    own = queries.round_named(name)
    facts = {"framework": queries.framework_of(own), "takes_files": queries.takes_files(own)}
    return form_page("import.html", form, own=own, **facts)


def _people(own: Round) -> tuple[list[tuple[str, str, Answers]], str]:
    """Read the file that was sent, which lies on disk without a name and ends with the request.

    Returns:
        Everybody's answers, and what the file is known again by.
    """
    sent = sent_file()
    assert sent is not None
    framework, room = queries.framework_of(own), queries.room(own)
    secret = str(current_app.secret_key)
    return read_file(sent.stream, framework, room, file=str(sent.filename), secret=secret)
