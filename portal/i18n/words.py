"""What the portal says when it refuses: for each code what is wrong and how to mend it."""

from collections.abc import Mapping
from typing import Any

from portal.bilingual import Locale
from portal.errors import Issue
from portal.i18n.account_words import ACCOUNT_WORDS
from portal.i18n.catalogues import gettext
from portal.i18n.intake_words import INTAKE_WORDS
from portal.i18n.issue_words import ISSUE_WORDS
from portal.i18n.ledger_words import LEDGER_REFUSALS
from portal.i18n.marking import N_, Words
from portal.i18n.maturity_words import MATURITY_REFUSALS
from portal.i18n.program_words import PROGRAM_WORDS
from portal.i18n.publishing_words import PUBLISHING_REFUSALS
from portal.i18n.reuse_words import REUSE_REFUSALS

REFUSALS: dict[str, Words] = {
    **ACCOUNT_WORDS,
    "not-found": Words(
        N_("Page not found"),
        N_("Nothing public has this address. Check it for a slip, or search the data."),
    ),
    "bad-release": Words(
        N_("The disclosure gate cannot judge this"),
        N_("It is refused until it can be. The reason has the code: %(reason)s."),
    ),
    "wrong-use": Words(
        N_("The disclosure gate was asked something that has no meaning"),
        N_("Look at its documentation. The reason has the code: %(reason)s."),
    ),
    "withdrawn": Words(
        N_("This has been withdrawn"),
        N_("It was published here once. Its number is never used again; look for a newer version."),
    ),
    "bad-parameter": Words(
        N_("Something in the address makes no sense"),
        N_("The value of one parameter cannot be used. Parameter: %(name)s."),
    ),
    "bad-request": Words(
        N_("The request could not be understood"),
        N_("Check the address and what was sent with it, then try again."),
    ),
    "wrong-method": Words(
        N_("This address cannot be used in that way"),
        N_("The methods it answers are listed in the Allow header."),
    ),
    "not-acceptable": Words(
        N_("This does not exist in the form asked for"),
        N_("Ask for HTML or JSON, or use one of the download addresses on the dataset's page."),
    ),
    "too-large": Words(
        N_("What was sent is too large"),
        N_("Send something smaller, or send it in parts."),
    ),
    "address-too-long": Words(
        N_("The address is too long"),
        N_("Shorten the search or take away some filters."),
    ),
    "range-not-satisfiable": Words(
        N_("The file has no such part"),
        N_("Ask for a range that lies within the file."),
    ),
    "too-many-requests": Words(
        N_("Too many requests"),
        N_("Wait a little and try again; the Retry-After header says how long."),
    ),
    "unavailable": Words(
        N_("The portal is being looked after"),
        N_("Nothing is lost. Try again in a few minutes."),
    ),
    "newer-database": Words(
        N_("The database belongs to a newer version of Melin"),
        N_(
            "This version leaves it alone. Use the newer one, or put back a copy of the database "
            "made before it. The database stands at: %(migration)s."
        ),
    ),
    "internal-error": Words(
        N_("Sorry, there is a problem with the service"),
        N_("The fault has been recorded. Try again later; nothing you read or sent is lost."),
    ),
    "damaged-file": Words(
        N_("This file is damaged and is not served"),
        N_("Its bytes are no longer those that were published. It has to be restored from a copy."),
    ),
    "number-taken": Words(
        N_("Somebody else has just published a version of this dataset"),
        N_("Look at that version, then load yours again. Dataset: %(dataset)s."),
    ),
    "other-publisher": Words(
        N_("This dataset belongs to another publisher"),
        N_("Choose another name for the package. Dataset: %(dataset)s."),
    ),
    "reason-missing": Words(
        N_("A new version has to say why it was made"),
        N_("Fill in reason_cy and reason_en in datapackage.json. Dataset: %(dataset)s."),
    ),
    "wrong-setting": Words(
        N_("A setting cannot be used"),
        N_("Correct it or leave it out. Setting: %(name)s, value: %(value)s."),
    ),
    "file-refused": Words(
        N_("The file cannot be read safely"),
        N_("Save it again from the program it comes from, or send it as CSV."),
    ),
    "package-refused": Words(
        N_("The package cannot be published as it is"),
        N_("Mend each issue listed and load it again. Nothing of it was stored."),
    ),
    "chart-refused": Words(
        N_("A chart cannot be drawn as it is"),
        N_("Mend each issue listed: a chart needs a finding, n, a date, a source and a caveat."),
    ),
    "no-packages": Words(
        N_("No data package was found there"),
        N_("Name a folder that holds datapackage.json, or folders that do. Folder: %(folder)s."),
    ),
}

REFUSALS |= PUBLISHING_REFUSALS | PROGRAM_WORDS | LEDGER_REFUSALS | MATURITY_REFUSALS
REFUSALS |= REUSE_REFUSALS


def refusal(code: str, facts: Mapping[str, object], locale: Locale) -> Words:
    """Return the words of a refusal in one language, with its facts filled in."""
    return _in_words(REFUSALS.get(code, REFUSALS["internal-error"]), facts, locale)


def issue_words(issue: Issue, locale: Locale) -> Words:
    """Return the words of an issue in one language, with its facts filled in."""
    facts = {**issue.facts, "file": issue.file, "row": issue.row, "column": issue.column}
    return _in_words(ISSUE_WORDS[issue.code], facts, locale)


def submission_issue_words(issue: Mapping[str, Any], locale: Locale) -> Words:
    """Return the words of an issue as a submission keeps it.

    What intake told (`by`) has intake's words: `row-too-long` is said of packages too.
    """
    code, told = str(issue["code"]), {key: issue.get(key) for key in ("file", "row", "column")}
    known = INTAKE_WORDS if issue.get("by") == "intake" else {**REFUSALS, **ISSUE_WORDS}
    return _in_words(known[code], {**told, **(issue.get("facts") or {})}, locale)


def finding_words(code: str, facts: Mapping[str, object], locale: Locale) -> Words:
    """Return the words of whatever a check found: an issue, or a message of the intake."""
    words = ISSUE_WORDS.get(code) or INTAKE_WORDS.get(code) or Words(code, "")
    return _in_words(words, facts, locale)


def _in_words(words: Words, facts: Mapping[str, object], locale: Locale) -> Words:
    known = _Facts(facts)
    return Words(
        what=gettext(words.what, locale) % known,
        mend=gettext(words.mend, locale) % known,
    )


class _Facts(dict[str, object]):
    """Facts by name; one that is not known reads as an ellipsis rather than failing twice."""

    def __missing__(self, key: str) -> str:
        return "…"
