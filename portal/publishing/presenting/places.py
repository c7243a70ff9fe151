"""Places of a draft in words: what a text is the text of."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.bilingual import LOCALES
from portal.publishing.debt import TextRow

Entry = dict[str, Any]


def place_words(place: str) -> str:
    """Say what stands at a place: "Column amount: title"."""
    *way, last = place.split("/")
    what = {
        "title": _("title"),
        "description": _("description"),
        "finding": _("the finding, in a sentence"),
        "publisher_title": _("name of the publisher"),
        "caveat": _("how to read it"),
    }.get(last, last)
    if "fields" in way:
        return str(_("Column: %(name)s – %(what)s", name=way[-1], what=what))
    kinds = {"resources": _("Table"), "charts": _("Chart"), "contact": _("Contact")}
    if way and way[0] in kinds:
        name = f" {way[1]}" if len(way) > 1 else ""
        return f"{kinds[way[0]]}{name} – {what}"
    return str(_("Dataset – %(what)s", what=what))


def text_entries(
    rows: Iterable[TextRow], typed: Mapping[str, str], errors: Mapping[str, str]
) -> list[Entry]:
    """Return the texts of a draft as pairs of fields, those that are owed first."""
    entries = []
    for row in sorted(rows, key=lambda row: not row.owed):
        words = {"cy": row.cy, "en": row.en}
        long = row.place.endswith(("description", "caveat", "finding"))
        entries.append(
            {
                "place": row.place,
                "label": place_words(row.place),
                "owed": row.owed,
                "rows": 3 if long else 0,
                "sides": [
                    {
                        "name": f"{locale}:{row.place}",
                        "lang": locale,
                        "value": typed.get(f"{locale}:{row.place}", words[locale]),
                        "missing": locale in row.missing,
                        "check": locale in row.to_check,
                        "error": errors.get(f"{locale}:{row.place}", ""),
                    }
                    for locale in LOCALES
                ],
            }
        )
    return entries


def debt_rows(rows: Iterable[TextRow], href: Mapping[int, str]) -> list[list[Entry]]:
    """Return owed texts as rows of a table: which, what, and what is to be done."""
    return [
        [
            {
                "text": row.dataset,
                "bare": True,
                "href": href.get(row.submission or 0, ""),
            },
            {"text": place_words(row.place)},
            {"text": row.cy or "–", "lang": "cy"},
            {"text": row.en or "–", "lang": "en"},
            {"text": ", ".join(_owed(row))},
        ]
        for row in rows
    ]


def _owed(row: TextRow) -> list[str]:
    missing = {"cy": _("Welsh is missing"), "en": _("English is missing")}
    check = {"cy": _("check the Welsh"), "en": _("check the English")}
    return [
        *(str(missing[locale]) for locale in row.missing),
        *(str(check[locale]) for locale in row.to_check),
    ]
