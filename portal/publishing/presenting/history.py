"""What happened to a submission: who did what, when and why; names are for members only."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.i18n import formatting
from portal.publishing.models import Move, Step

Entry = dict[str, Any]


def history_entries(moves: Iterable[Move], names: Mapping[int, str]) -> list[list[Entry]]:
    """Return every step as a row of a table: when, what, who, why; newest first."""
    done = {
        Step.UPLOADED: _("File brought in"),
        Step.CHECKED: _("Checked"),
        Step.TAKEN_BACK: _("Sent through the checks again"),
        Step.SUBMITTED: _("Submitted for approval"),
        Step.RETURNED: _("Returned with a reason"),
        Step.APPROVED: _("Approved"),
        Step.PUBLISHED: _("Published"),
        Step.ABANDONED: _("Abandoned"),
        Step.WRITTEN: _("Texts and facts written"),
        Step.DECIDED: _("Decided how the file is read"),
        Step.LET_THROUGH: _("Data about people let through"),
    }
    rows = []
    for move in moves:
        reason = move.reason_cy if g.locale == "cy" else move.reason_en
        rows.append(
            [
                {"text": formatting.moment(move.at, g.locale)},
                {"text": done[move.step]},
                _who(move, names),
                {"text": reason or ""},
            ]
        )
    return rows[::-1]


def _who(move: Move, names: Mapping[int, str]) -> Entry:
    if move.member is None:
        return {"text": _("the portal")}
    return {"text": names.get(move.member, "–"), "bare": True}
