"""What the portal made of a file, in sentences: the tables it found and what it changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.i18n import formatting
from portal.i18n.catalogues import gettext
from portal.i18n.intake_words import CHANGE_WORDS
from portal.i18n.marking import N_

Facts = Mapping[str, Any]

_NUMERALS = {
    2: N_("Two"),
    3: N_("Three"),
    4: N_("Four"),
    5: N_("Five"),
    6: N_("Six"),
    7: N_("Seven"),
    8: N_("Eight"),
    9: N_("Nine"),
    10: N_("Ten"),
}
_AMOUNTS = frozenset(
    {
        "thousands-separator",
        "grouping-spaces",
        "decimal-comma",
        "currency-sign",
        "percent-sign",
        "negative-brackets",
        "minus-sign",
        "exponent",
        "number-tidied",
    }
)
_DATES = frozenset({"date-iso", "datetime-iso", "time-iso"})


def found_sentences(found: Facts | None, changes: Iterable[Facts]) -> list[str]:
    """Say what was found in a file and what was made of it, a sentence each."""
    if not found:
        return []
    return [*_tables(found.get("tables") or ()), *map(change_sentence, _summed(changes))]


def _summed(changes: Iterable[Facts]) -> list[Facts]:
    """Make changes that are said without a sample one for each code, whatever their columns."""
    made: list[dict[str, Any]] = []
    plain: dict[str, dict[str, Any]] = {}
    for change in changes:
        code, count = str(change["code"]), int(change.get("count") or 1)
        if code in _AMOUNTS | _DATES:
            made.append({**change})
        elif code in plain:
            plain[code]["count"] += count
        else:
            plain[code] = {**change, "count": count}
            made.append(plain[code])
    return list(made)


def change_sentence(change: Facts) -> str:
    """Say what one group of changes did."""
    code, count = str(change["code"]), int(change.get("count") or 1)
    if code in _AMOUNTS | _DATES:
        samples = change.get("samples") or [{"before": "…", "after": "…"}]
        words = _amounts if code in _AMOUNTS else _dates
        return words(count, str(samples[0]["before"]), str(samples[0]["after"]))
    if code in _LEFT:
        return _LEFT[code](count)
    said = gettext(CHANGE_WORDS.get(code, code), g.locale)
    return f"{said}: {formatting.number(count, g.locale)}."


def _tables(tables: Iterable[Facts]) -> Iterator[str]:
    every = list(tables)
    if len(every) > 1:
        yield str(ngettext("We found %(num)d table.", "We found %(num)d tables.", len(every)))
    for table in every:
        facts = {
            "rows": _rows(int(table.get("rows") or 0)),
            "columns": _columns(len(table.get("columns") or ())),
            "row": (table.get("header_rows") or [table.get("first_record") or 1])[0],
        }
        if len(every) == 1:
            yield str(
                _("We found one table: %(rows)s, %(columns)s, starting at row %(row)s.", **facts)
            )
        else:
            name = table.get("sheet") or table.get("resource") or "–"
            said = _("%(rows)s, %(columns)s, starting at row %(row)s.", **facts)
            yield f"{name}: {said}"


def _rows(count: int) -> str:
    shown = formatting.number(count, g.locale)
    return str(ngettext("%(shown)s row", "%(shown)s rows", count, shown=shown))


def _columns(count: int) -> str:
    shown = formatting.number(count, g.locale)
    return str(ngettext("%(shown)s column", "%(shown)s columns", count, shown=shown))


def _numeral(count: int) -> str:
    """Write a number as a sentence begins with it: a small one in words."""
    if count in _NUMERALS:
        return gettext(_NUMERALS[count], g.locale)
    return formatting.number(count, g.locale)


def _amounts(count: int, before: str, after: str) -> str:
    after = after.replace("-", "\u2212", 1) if after.startswith("-") else after
    return str(
        ngettext(
            "One amount, %(before)s, became %(after)s.",
            "%(shown)s amounts such as %(before)s became %(after)s.",
            count,
            shown=formatting.number(count, g.locale),
            before=before,
            after=after,
        )
    )


def _dates(count: int, before: str, after: str) -> str:
    return str(
        ngettext(
            "One date, %(before)s, became %(after)s.",
            "%(shown)s dates such as %(before)s became %(after)s.",
            count,
            shown=formatting.number(count, g.locale),
            before=before,
            after=after,
        )
    )


def _above(count: int) -> str:
    return str(
        ngettext(
            "One row above it was kept as a note.",
            "%(numeral)s rows above it were kept as notes.",
            count,
            numeral=_numeral(count),
        )
    )


def _below(count: int) -> str:
    return str(
        ngettext(
            "One row below it was kept as a note.",
            "%(numeral)s rows below it were kept as notes.",
            count,
            numeral=_numeral(count),
        )
    )


def _totals(count: int) -> str:
    return str(
        ngettext(
            "One total row was left out.",
            "%(numeral)s total rows were left out.",
            count,
            numeral=_numeral(count),
        )
    )


def _blanks(count: int) -> str:
    return str(
        ngettext(
            "One blank row was left out.",
            "%(numeral)s blank rows were left out.",
            count,
            numeral=_numeral(count),
        )
    )


_LEFT: Mapping[str, Callable[[int], str]] = {
    "rows-above": _above,
    "rows-below": _below,
    "total-row": _totals,
    "blank-row": _blanks,
}
