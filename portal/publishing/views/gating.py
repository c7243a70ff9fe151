"""The gate on the pages: what everybody may read of it, and what officers do there."""

from flask import Response, render_template
from flask_babel import gettext as _

from portal.accounts import guard
from portal.catalogue import pages, queries
from portal.catalogue.pages import Addresses
from portal.catalogue.protected import report_of
from portal.catalogue.queries import PublishedDataset
from portal.errors import NotFoundError
from portal.publishing import drafting
from portal.publishing.forms import ReasonForm, SeenForm
from portal.publishing.gate import operations
from portal.publishing.gate.forms import FactForm, RetractForm
from portal.publishing.presenting import gating
from portal.publishing.previewing import previewed_dataset
from portal.publishing.rights import Deed
from portal.publishing.views.blueprint import bp, seen, seen_with
from portal.publishing.views.previewing import PreviewedAt
from portal.publishing.views.reviewing import moved
from portal.web.delivery import store
from portal.web.routing import page

_OF = {"cy": "/cyhoeddi/<number:number>", "en": "/publish/<number:number>"}


@page(
    bp,
    cy="/setiau-data/<slug:slug>/fersiynau/<number:number>/clwyd-ddatgelu",
    en="/datasets/<slug:slug>/versions/<number:number>/gate",
)
def gate_page(slug: str, number: int) -> str:
    """Say what was proved of a version that counts people, and what that rests on."""
    dataset = queries.published_dataset(slug, number)
    return _gate_page(dataset, pages.published_at(dataset))


@page(bp, cy=_OF["cy"] + "/rhagolwg/clwyd-ddatgelu", en=_OF["en"] + "/preview/gate")
@guard.members
def preview_gate_page(number: int) -> str:
    """Show what readers will be told of the gate."""
    return _gate_page(previewed_dataset(seen(number)), PreviewedAt(number))


def _gate_page(dataset: PublishedDataset, at: Addresses) -> str:
    report = report_of(dataset.description, store())
    if report is None:
        raise NotFoundError(dataset=dataset.description.slug)
    return render_template(
        "publishing/gate.html",
        description=dataset.description,
        report=report,
        show=gating,
        at=at,
    )


@page(bp, cy=_OF["cy"] + "/talgrynnu", en=_OF["en"] + "/round", methods=["POST"])
@guard.members
def round_counts(number: int) -> Response:
    """Have the counts of people rounded by the portal, or no longer."""
    form = SeenForm()
    on = not gating.is_rounded(seen(number))
    wanted = {"gate": {"round": True} if on else None}
    return moved(
        Deed.DECIDE,
        number,
        form,
        lambda by: drafting.decide(number, wanted, by=by, seen=form.revision),
        None,
        _("Saved. The file is checked again."),
    )


@page(bp, cy=_OF["cy"] + "/datgan", en=_OF["en"] + "/declare", methods=["POST"])
@guard.members
def declare_fact(number: int) -> Response:
    """Tell the gate of a count that was published elsewhere."""
    form = FactForm()
    form.where = gating.chosen_group(seen_with(Deed.DECIDE, number)[1])
    return moved(
        Deed.DECIDE,
        number,
        form,
        lambda by: operations.declare(
            number, form.fact, source=form.source, by=by, seen=form.revision
        ),
        None,
        _("Saved. The file is checked again."),
    )


@page(bp, cy=_OF["cy"] + "/tynnu-datganiad", en=_OF["en"] + "/retract", methods=["POST"])
@guard.members
def retract_fact(number: int) -> Response:
    """Take back what was declared."""
    form = RetractForm()
    return moved(
        Deed.REVIEW,
        number,
        form,
        lambda by: operations.retract(number, int(form.fact.data), by=by, seen=form.revision),
        None,
        _("Taken back. The file is checked again."),
    )


@page(bp, cy=_OF["cy"] + "/llofnodi", en=_OF["en"] + "/sign", methods=["POST"])
@guard.members
def sign_policy(number: int) -> Response:
    """Sign for a policy that protects less than the house policy."""
    form = ReasonForm()
    return moved(
        Deed.REVIEW,
        number,
        form,
        lambda by: operations.sign(number, reason=form.reason, by=by, seen=form.revision),
        None,
        _("Signed. The file is checked again."),
    )
