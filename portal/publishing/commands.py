"""What `melin publish` does and says: hand in, wait, submit."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.bilingual import LOCALES, Bilingual
from portal.i18n.catalogues import gettext
from portal.i18n.marking import N_
from portal.publishing import remote
from portal.publishing.parcels import given
from portal.publishing.remote import Portal, Tell

Plain = dict[str, Any]

DOING = {"sending": N_("Sending"), "checking": N_("Being checked")}
_OUTCOMES = {
    "submitted": N_("Submitted: another member can approve it now"),
    "no-reason": N_("Checked, but not submitted: the reason is missing"),
    "open": N_("Not submitted: something is still open"),
    "clean": N_("Dry run: nothing is wrong, and nothing was kept"),
    "wrong": N_("Dry run: something is wrong, and nothing was kept"),
    "elsewhere": N_("Handed in before; it has moved on since"),
}


NO_REASON = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be published, and how; "" stands for what the package says."""

    path: Path
    dataset: str = ""
    publisher: str = ""
    reason: Bilingual = NO_REASON
    dry_run: bool = False
    replace: bool = False
    seconds: float = 900.0


def publish(portal: Portal, wanted: Wanted, tell: Tell) -> Plain:
    """Return the submission as it stands in the end, with its `outcome`.

    Raises:
        PortalError: it could not be handed in, waited for or submitted.
    """
    with given(wanted.path, dataset=wanted.dataset, publisher=wanted.publisher) as found:
        reason = wanted.reason if wanted.reason.complete else found.reason
        submission = remote.send(
            portal, found.parcel, dry_run=wanted.dry_run, replace=wanted.replace, tell=tell
        )
    submission = remote.wait(portal, submission, seconds=wanted.seconds, tell=tell)
    open_ = bool(submission["issues"] or submission["questions"])
    if wanted.dry_run:
        remote.forget(portal, submission)
        return submission | {"outcome": "wrong" if open_ else "clean"}
    if submission["state"] != "checked":
        moved_on = "submitted" if submission["state"] == "submitted" else "elsewhere"
        return submission | {"outcome": moved_on}
    if open_:
        return submission | {"outcome": "open"}
    if not reason.complete:
        return submission | {"outcome": "no-reason"}
    said = {"reason_cy": reason.cy, "reason_en": reason.en}
    return remote.submit(portal, submission, said) | {"outcome": "submitted"}


def is_done(submission: Plain) -> bool:
    """Tell whether nothing is left for whoever published to mend."""
    return submission["outcome"] in {"submitted", "clean", "elsewhere"}


def outcome(submission: Plain) -> Bilingual:
    """Return in both languages what became of a submission."""
    text = _OUTCOMES[submission["outcome"]]
    return Bilingual(*(gettext(text, locale) for locale in LOCALES))


def lines(submission: Plain) -> Iterator[str]:
    """Yield what the check found, in the portal's own words, Welsh first."""
    for change in submission["changes"]:
        yield f"  ~ {change['code']} [{_where(change)}] × {change['count']}"
        yield from (f"    {locale}: {change[locale]}" for locale in LOCALES)
    kinds = (
        (submission.get("flags", ()), "!"),
        (submission["questions"], "?"),
        (submission["issues"], "-"),
    )
    for found, mark in kinds:
        for each in found:
            yield f"  {mark} {each['code']} [{_where(each)}]"
            for locale in LOCALES:
                yield f"    {locale}: {each[locale]['what']}. {each[locale]['mend']}"


def _where(found: Plain) -> str:
    parts = (found.get("file"), found.get("sheet"), found.get("row"), found.get("column"))
    return " : ".join(str(part) for part in parts if part)
