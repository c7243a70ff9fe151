"""What a version can say of itself beside its texts, to choose from."""

from collections.abc import Iterable
from typing import Any

from portal.bilingual import Locale
from portal.interop import vocabularies
from portal.welsh.sort_key import sort_key

Entry = dict[str, Any]


def about_options(form: Any, locale: Locale) -> dict[str, list[Entry]]:
    """Return the choices of the form about a version, in the reader's alphabetical order."""
    licences = [(each.name, each.title[locale]) for each in vocabularies.licences()]
    return {
        "theme": _options(
            ((each.code, each.label[locale]) for each in vocabularies.themes()),
            {form.theme.data},
            locale,
            none=True,
        ),
        "frequency": _options(
            ((each.code, each.label[locale]) for each in vocabularies.frequencies()),
            {form.frequency.data},
            locale,
            none=True,
        ),
        "licence": _options(licences, {form.licence.data}, locale, none=True),
        "keywords": _options(
            ((each.code, each.label[locale]) for each in vocabularies.keywords()),
            set(form.keywords.data or ()),
            locale,
        ),
        "spatial": _options(
            ((each.gss, each.name[locale]) for each in vocabularies.councils()),
            set(form.spatial.data or ()),
            locale,
        ),
    }


def _options(
    choices: Iterable[tuple[str, str]], chosen: set[Any], locale: Locale, *, none: bool = False
) -> list[Entry]:
    entries = [
        {"value": value, "label": label, "chosen": value in chosen}
        for value, label in sorted(choices, key=lambda each: sort_key(each[1], locale))
    ]
    return [{"value": "", "label": "–"}, *entries] if none else entries
