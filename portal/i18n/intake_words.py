"""Everything intake says, code by code, and how a message becomes words in both languages."""

from collections.abc import Mapping

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.i18n.catalogues import gettext
from portal.i18n.formatting import number
from portal.i18n.intake_drift import DRIFT_WORDS
from portal.i18n.intake_found import FOUND_WORDS
from portal.i18n.intake_refusals import REFUSAL_WORDS
from portal.i18n.intake_values import VALUE_WORDS
from portal.i18n.marking import N_, Words
from portal.tabular.model import Message

INTAKE_WORDS: dict[str, Words] = {
    **FOUND_WORDS,
    **VALUE_WORDS,
    **DRIFT_WORDS,
    **REFUSAL_WORDS,
}

CHANGE_WORDS: dict[str, str] = {
    "decoded": N_("The text was turned into UTF-8"),
    "byte-order-mark": N_("The byte order mark was left out"),
    "rows-above": N_("Text above the table was kept as notes"),
    "rows-below": N_("Text below the table was kept as notes"),
    "text-beside": N_("Text beside the table was kept as notes"),
    "note-row": N_("A note between the rows was kept as a note"),
    "sheet-left-out": N_("A sheet was left out"),
    "table-left-out": N_("Another table was left out"),
    "blank-row": N_("Blank rows were left out"),
    "blank-column": N_("Blank columns were left out"),
    "column-left-out": N_("Columns were left out"),
    "redacted": N_("Cells were emptied"),
    "total-row": N_("Total rows were left out"),
    "repeated-heading": N_("Repeated headings were left out"),
    "column-numbers": N_("A row that numbers the columns was left out"),
    "heading-tidied": N_("Headings were tidied"),
    "headings-joined": N_("Several rows of headings were joined"),
    "heading-named": N_("Headings were given"),
    "filled-down": N_("Blank cells were filled with the value above"),
    "left-empty": N_("Blank cells were left empty: in this column that says something"),
    "macros-dropped": N_("Macros were left out"),
    "spaces-trimmed": N_("Spaces at the ends of cells were removed"),
    "thousands-separator": N_("Thousands separators were removed"),
    "grouping-spaces": N_("Spaces within numbers were removed"),
    "decimal-comma": N_("Decimal commas became points"),
    "currency-sign": N_("Currency signs were removed"),
    "percent-sign": N_("Percent signs were removed"),
    "negative-brackets": N_("Numbers in brackets became negative"),
    "minus-sign": N_("Minus signs were written plainly"),
    "exponent": N_("Numbers such as 1.2E+05 were written in full"),
    "number-tidied": N_("Numbers were tidied"),
    "date-iso": N_("Dates were written as year-month-day"),
    "datetime-iso": N_("Dates and times were written as year-month-day and time"),
    "time-iso": N_("Times were written as hours, minutes and seconds"),
    "mark": N_("Marks among the numbers were kept, and count as no number"),
    "label-to-code": N_("Names were written as the codes they mean"),
    "counts-rounded": N_("Counts of people were rounded so that nobody can be singled out"),
    "counts-left-out": N_("Counts of people were left out because they stayed too narrow"),
    "coordinates-added": N_("Longitude and latitude were worked out from eastings and northings"),
}
"""What was done, by the code of the change."""

MARK_WORDS: dict[str, str] = {
    "missing": N_("missing"),
    "suppressed": N_("suppressed to protect people"),
    "not-applicable": N_("not applicable"),
    "nil": N_("nil"),
    "rounded-to-zero": N_("rounds to zero"),
    "below-threshold": N_("below or above a threshold"),
    "unreliable": N_("of low reliability"),
    "unknown": N_("not yet explained"),
}
"""What a mark among numbers means; `portal.tabular.values.marks.MEANINGS`."""


def intake_message(message: Message) -> Bilingual:
    """Return what a message says, and how to mend it, in both languages."""
    words = INTAKE_WORDS[message.code]
    cy, en = (_worded(words, message.facts, locale) for locale in LOCALES)
    return Bilingual(cy, en)


def _worded(words: Words, facts: Mapping[str, object], locale: Locale) -> str:
    shown = {
        name: number(value, locale) if isinstance(value, int) else str(value)
        for name, value in facts.items()
    }
    what, mend = gettext(words.what, locale), gettext(words.mend, locale)
    return f"{what}. {mend}" % shown if shown else f"{what}. {mend}"
