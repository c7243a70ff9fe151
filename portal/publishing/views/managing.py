"""Looking after a dataset that is published: its versions, their withdrawal, its successor."""

from collections.abc import Callable

from flask import Response, g
from flask_babel import gettext as _

from portal.accounts import guard
from portal.accounts.forms import EmptyForm
from portal.accounts.queries import CurrentMember, names_of
from portal.bilingual import other
from portal.catalogue.queries import datasets_of, managed_dataset
from portal.publishing import drafting, managing, notices, queries
from portal.publishing.forms import SettleForm, SuccessorForm, WithdrawForm
from portal.publishing.notices import Step
from portal.publishing.rights import Deed, may
from portal.publishing.views.blueprint import base_url, bp, done, form_page, require
from portal.web.edge import writing
from portal.web.forms import Form
from portal.web.routing import page, page_url

_OF = {"cy": "/cyhoeddi/setiau-data/<slug:slug>", "en": "/publish/datasets/<slug:slug>"}


@page(bp, **_OF)
@guard.members
def manage_page(slug: str) -> Response:
    """Show every version of a dataset, and what can be done about each."""
    return _manage_page(slug, WithdrawForm())


def _manage_page(slug: str, form: Form) -> Response:
    dataset = managed_dataset(slug)
    me = require(Deed.READ, dataset.publisher)
    siblings = datasets_of([dataset.publisher], g.locale)
    return form_page(
        "publishing/manage.html",
        form,
        dataset=dataset,
        me=me,
        can={deed.name: may(me, deed, dataset.publisher) for deed in Deed},
        withdrawal=form if isinstance(form, WithdrawForm) else WithdrawForm(formdata=None),
        under_way=queries.open_submission(slug),
        siblings=[each for each in siblings if each.slug != slug],
        names=names_of(why.member for _facts, why in dataset.versions if why),
        switch_href=page_url("publishing.manage_page", locale=other(g.locale), slug=slug),
    )


@page(bp, cy=_OF["cy"] + "/tynnu", en=_OF["en"] + "/withdraw", methods=["POST"])
@guard.members
def withdraw(slug: str) -> Response:
    """Withdraw a version for good, or take it down until a second person has spoken."""
    form = WithdrawForm()
    deed = Deed.TAKE_DOWN if form.way.data == "take-down" else Deed.WITHDRAW
    act = managing.take_down if form.way.data == "take-down" else managing.withdraw
    return _done(
        deed,
        slug,
        form,
        lambda me: act(slug, int(form.number.data), reason=form.reason, actor=me.actor),
        _("The version is out of sight. Its tombstone says why."),
    )


@page(bp, cy=_OF["cy"] + "/setlo", en=_OF["en"] + "/settle", methods=["POST"])
@guard.members
def settle(slug: str) -> Response:
    """Confirm a takedown, or bring the version back, as the second person."""
    form = SettleForm()
    act = managing.restore if form.word.data == "restore" else managing.confirm
    return _done(
        Deed.SETTLE,
        slug,
        form,
        lambda me: act(slug, int(form.number.data), actor=me.actor),
        _("Your word is recorded."),
    )


@page(bp, cy=_OF["cy"] + "/olynydd", en=_OF["en"] + "/successor", methods=["POST"])
@guard.members
def name_successor(slug: str) -> Response:
    """Say which dataset takes this one's place."""
    form = SuccessorForm()
    return _done(
        Deed.WITHDRAW,
        slug,
        form,
        lambda me: managing.name_successor(slug, form.successor.data or "", actor=me.actor),
        _("Saved."),
    )


@page(bp, cy=_OF["cy"] + "/diwygio", en=_OF["en"] + "/revise", methods=["POST"])
@guard.members
def revise(slug: str) -> Response:
    """Begin a version from the published one, to change its texts."""
    me, form = require(Deed.BRING_IN, managed_dataset(slug).publisher), EmptyForm()
    begun: list[int] = []

    def begin() -> None:
        with writing():
            submission = drafting.revise(slug, by=me.id)
            notices.tell(submission, Step.UPLOADED, actor=me.actor, base_url=base_url())
            begun.append(submission.id)

    if form.sent() and form.carried_out(begin):
        return done(_("Now change the texts."), "publishing.texts_page", number=begun[0])
    return _manage_page(slug, form)


def _done(
    deed: Deed, slug: str, form: Form, act: Callable[[CurrentMember], None], words: str
) -> Response:
    """Answer a form about a dataset; what it cannot do is told on the page as it is now."""
    me = require(deed, managed_dataset(slug).publisher)

    def carry_out() -> None:
        with writing():
            act(me)

    if form.sent() and form.carried_out(carry_out):
        return done(words, "publishing.manage_page", slug=slug)
    return _manage_page(slug, form)
