"""The letter that goes with a link, in both languages, to be pasted into a message."""

from datetime import datetime

from portal.bilingual import Locale
from portal.i18n.catalogues import gettext
from portal.i18n.formatting import day
from portal.i18n.marking import N_

_SUBJECT = N_("How does our council use data?")
_PARAGRAPHS = (
    N_("We are asking officers and elected members how our council uses data."),
    N_("This link is yours alone and works once. You can stop and go on later with the same link."),
    N_("Your answers are sealed when you send them: nobody can see who gave them."),
    N_("Only rounded counts of groups of ten people or more are published."),
    N_("You may answer in Welsh or in English, whichever you choose."),
)
_LINK = N_("Your link:")
_PLACE = {"cy": "[address_cy]", "en": "[address_en]"}
_UNTIL = N_("Open until:")


def letter(closes_at: datetime, locale: Locale) -> str:
    """Return the letter in one language; the address is left to be filled in."""
    link = f"{gettext(_LINK, locale)} {_PLACE[locale]}"
    until = f"{gettext(_UNTIL, locale)} {day(closes_at, locale)}"
    told = [gettext(words, locale) for words in _PARAGRAPHS]
    return "\n\n".join([gettext(_SUBJECT, locale), told[0], f"{link}\n{until}", *told[1:]])
