"""The translation catalogues, read straight from the .po files so that none can be stale."""

import functools
import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

from portal.bilingual import LOCALES, Locale
from portal.config import ROOT

FOLDER = ROOT / "translations"


def _file(locale: Locale) -> Path:
    return FOLDER / locale / "LC_MESSAGES" / "messages.po"


@functools.cache
def translations(locale: Locale) -> NullTranslations:
    """Return the catalogue of one language; English words are the keys and need none."""
    path = _file(locale)
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale, domain="messages")
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain="messages")


def gettext(text: str, locale: Locale, **facts: object) -> str:
    """Return `text` in `locale` with its facts filled in; works without a request."""
    words = str(translations(locale).gettext(text))
    return words % facts if facts else words


class PoDomain(Domain):  # type: ignore[misc]  # flask-babel ships no types
    """flask-babel's source of words: the same catalogues that commands use."""

    def get_translations(self) -> NullTranslations:
        """Return the catalogue of the request's language."""
        locale = get_locale()
        return translations(next(code for code in LOCALES if str(locale) == code))
