"""Making links, which are shown once in a file, and reminding those who have not answered."""

from collections.abc import Callable, Sequence

from flask import Response, current_app
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.queries import CurrentMember
from portal.maturity import operations, queries, undoing
from portal.maturity.links import Handed, addresses, as_csv, as_zip, table
from portal.maturity.lists import Wish, read_wishes
from portal.maturity.officer.forms import EveryLinkForm, LinksForm, VoidForm
from portal.maturity.officer.views.blueprint import (
    BOTH,
    OF,
    bp,
    done,
    file_of,
    form_page,
    own_round,
    own_round_with,
)
from portal.maturity.queries import Round
from portal.publishing.rights import Deed, may
from portal.web.edge import writing
from portal.web.forms import Form
from portal.web.routing import page


@page(bp, cy=OF["cy"] + "/dolenni", en=OF["en"] + "/links", methods=BOTH)
@guard.members
def links_page(name: str) -> Response:
    """Show which links nobody has used; make links for one council and questionnaire."""
    form = LinksForm()
    if not form.is_submitted():
        return _links_page(name, form)

    def wanted(_own: Round) -> list[Wish]:
        return [Wish(form.council.data, form.tool.data, int(form.number.data))]

    return _handed_out(name, form, wanted)


@page(bp, cy=OF["cy"] + "/dolenni/pawb", en=OF["en"] + "/links/everybody", methods=["POST"])
@guard.members
def every_link(name: str) -> Response:
    """Make links for every council and questionnaire of a list at once."""
    form = EveryLinkForm()

    def wanted(own: Round) -> list[Wish]:
        lines = form.wishes.data.strip().splitlines()
        return read_wishes(lines, queries.framework_of(own), queries.free_links(own))

    return _handed_out(name, form, wanted, as_one=form.form.data != "zip")


def _handed_out(
    name: str, form: Form, wanted: Callable[[Round], list[Wish]], *, as_one: bool = True
) -> Response:
    """Make what a form asks for and hand it out as a file, or tell what is wrong."""
    me, own = own_round_with(Deed.BRING_IN, name)
    made: list[Handed] = []

    def make() -> None:
        wishes = wanted(own)
        with writing():
            made.extend(_made(name, wishes, me))

    if form.sent() and form.carried_out(make):
        if as_one:
            return file_of(as_csv(made), f"{name}-dolenni-links.csv")
        return file_of(as_zip(made), f"{name}-dolenni-links.zip")
    return _links_page(name, form)


def _made(name: str, wishes: Sequence[Wish], me: CurrentMember) -> list[Handed]:
    titles = {group.council: group.title for group in queries.round_named(name).invited}
    base_url = str(current_app.config["MELIN"].base_url)
    made = []
    for wish in sorted(wishes, key=lambda each: (each.council, each.tool)):
        links = operations.issue_links(name, wish.council, wish.tool, wish.number, by=me.actor)
        title = titles[wish.council]
        made += [
            Handed(wish.council, title.cy, title.en, wish.tool, link, *addresses(base_url, token))
            for link, token in links
        ]
    return made


@page(bp, cy=OF["cy"] + "/dolenni/dirymu", en=OF["en"] + "/links/void", methods=["POST"])
@guard.members
def void_links(name: str) -> Response:
    """Make the unused links of a council and questionnaire void, so that others can be made."""
    me, _own = own_round_with(Deed.BRING_IN, name)
    form = VoidForm()
    gone: list[int] = []

    def void() -> None:
        with writing():
            council, tool = form.void_council.data, form.void_tool.data
            gone.append(undoing.void_links(name, council, tool, by=me.actor))

    if form.sent() and form.carried_out(void):
        words = _("Links made void: %(count)s", count=gone[0])
        return done(words, "rounds.links_page", name=name)
    return _links_page(name, form)


def _links_page(name: str, form: Form) -> Response:
    me, own = own_round_with(Deed.READ, name)
    assert own.publisher is not None
    return form_page(
        "links.html",
        form,
        own=own,
        framework=queries.framework_of(own),
        free=queries.free_links(own),
        unused=queries.open_links(own),
        may_make=may(me, Deed.BRING_IN, own.publisher.slug),
        one=form if isinstance(form, LinksForm) else LinksForm(formdata=None),
        every=form if isinstance(form, EveryLinkForm) else EveryLinkForm(formdata=None),
        void=form if isinstance(form, VoidForm) else VoidForm(formdata=None),
    )


@bp.get("/round/<slug:name>/unused-links.csv")
@guard.members
def unused_links_file(name: str) -> Response:
    """Send the numbers of the links that nobody has used, never who holds them."""
    own = own_round(name)
    rows = [(str(number), council, tool) for number, council, tool in queries.open_links(own)]
    content = table(("link", "council", "tool"), rows)
    return file_of(content, f"{name}-heb-eu-defnyddio-unused.csv")
