"""What a closed round has handed in for publication, and what can be done with all of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.i18n.formatting import number
from portal.i18n.words import refusal
from portal.maturity import queries
from portal.maturity.framework.model import Framework
from portal.maturity.handing_in import Outcome
from portal.maturity.queries import HandedInPackage, LateGroup, Publishing, Round
from portal.maturity.results.finding import round_names
from portal.publishing.models import OPEN, State
from portal.publishing.presenting.standing import plain_state
from portal.web.routing import page_url
from portal.welsh.sort_key import sort_key

Entry = dict[str, Any]

_ASKED, _REFUSED = "asked", "refused"


def publication(own: Round, framework: Framework) -> Entry:
    """Return how far a round is on its way to publication.

    `entries` are its packages, `ask` the words of the button that has them made ("" where there is
    nothing to make), `submit` and `approve` how many wait for that, `results` where readers see
    it ("" while they do not). While `mark` says anything the page looks again by itself, until it
    says something else.
    """
    if not (own.closed_at or own.stage == "published"):
        return {"shown": False, "mark": ""}
    made, found = queries.publishing(own.name), queries.handed_in(own.name)
    late = queries.late_groups(own)
    waiting = Counter(each.state for each in found)
    busy = (made is not None and made.made == _ASKED) or waiting.keys() & {
        State.RECEIVED,
        State.APPROVED,
    }
    return {
        "shown": True,
        "said": _said(made, found),
        "results": page_url("results.round_page", name=own.name)
        if own.name in round_names()
        else "",
        "refused": _refused(made),
        "entries": _entries(own, found),
        "late": _late_rows(own, framework, late, _not_cleared(made)),
        "ask": "" if own.answers_deleted_at else _ask(made, found, late),
        "submit": sum(each.state is State.CHECKED and not each.issues for each in found),
        "approve": waiting[State.SUBMITTED],
        "mark": " ".join(f"{state}:{count}" for state, count in waiting.items()) or "asked"
        if busy
        else "",
    }


def _ask(made: Publishing | None, found: Sequence[HandedInPackage], late: list[LateGroup]) -> str:
    """Return the words of the button that asks for packages; "" where there is nothing to ask."""
    if made is None:
        return str(_("Make the results ready"))
    if made.made == _REFUSED:
        return str(_("Try once more"))
    if any(each.state is State.ABANDONED for each in found):
        return str(_("Make the abandoned packages again"))
    if any(each.state in OPEN for each in found) or made.made == _ASKED:
        return ""
    return str(_("Make a version with the late answers")) if any(e.ready for e in late) else ""


def _said(made: Publishing | None, found: Sequence[HandedInPackage]) -> str:
    """Say in a sentence how far it is."""
    if made is None:
        return str(
            _(
                "The portal counts the answers, takes them through the gate and hands in "
                "a dataset of the round and one of each council. Nothing is public before "
                "two people have agreed."
            )
        )
    if made.made == _REFUSED:
        return ""
    if made.made == _ASKED:
        return str(_("The answers are being counted. You need do nothing."))
    live = sum(each.state is State.PUBLISHED for each in found)
    return str(
        _(
            "Published: %(number)s of %(total)s",
            number=number(live, g.locale),
            total=number(len(found), g.locale),
        )
    )


def _refused(made: Publishing | None) -> str:
    if made is None or made.made != _REFUSED:
        return ""
    words = refusal(made.code, made.facts, g.locale)
    return f"{words.what}. {words.mend}"


def _titles(own: Round) -> dict[str, str]:
    return {"": str(_("The whole round"))} | {
        group.council: group.title[g.locale] for group in own.invited
    }


def _entries(own: Round, found: Iterable[HandedInPackage]) -> list[Entry]:
    """Return the packages as entries of a list, that of the whole round first."""
    titles = _titles(own)
    return [
        {
            "href": page_url("publishing.submission_page", number=each.submission_id),
            "title": titles[each.council],
            "tags": [{"words": _("Has to be mended"), "kind": "withdrawn"}]
            if each.state is State.CHECKED and each.issues
            else [{"words": plain_state(each.state), "kind": "neutral"}],
            "quiet": [each.dataset],
        }
        for each in sorted(
            found, key=lambda one: (one.council != "", sort_key(titles[one.council], g.locale))
        )
    ]


def _not_cleared(made: Publishing | None) -> Collection[str]:
    """Return the councils whose late answers the gate did not clear the last time."""
    if made is None:
        return ()
    return made.facts.get("waiting", "") if made.made == _REFUSED else made.waiting


def _late_rows(
    own: Round, framework: Framework, late: Iterable[LateGroup], refused: Collection[str]
) -> list[list[str]]:
    """Return the groups with late answers, councils in alphabetical order."""
    titles = _titles(own)
    audiences = {each.code: each.title[g.locale] for each in framework.audiences}

    def state(each: LateGroup) -> str:
        if each.council in refused:
            return str(_("not cleared by the gate"))
        return str(_("enough for a new version") if each.ready else _("waiting for more"))

    return [
        [titles[each.council], audiences[each.audience], state(each)]
        for each in sorted(late, key=lambda one: sort_key(titles[one.council], g.locale))
    ]


def not_done(own: Round, outcomes: Iterable[Outcome]) -> list[str]:
    """Say of each package that was not moved on why not."""
    council = {each.dataset: each.council for each in queries.handed_in(own.name)}
    titles, said = _titles(own), []
    for each in outcomes:
        if each.error is not None:
            words = refusal(each.error.code, each.error.facts, g.locale)
            said.append(f"{titles[council[each.dataset]]}: {words.what}. {words.mend}")
    return said
