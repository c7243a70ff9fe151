"""What registers add to the page of a dataset: those that name it, and its own flagged rows."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask import g
from flask_babel import gettext as _

from portal.bilingual import Bilingual, other
from portal.catalogue.pages import Panel
from portal.catalogue.queries import PublishedDataset, published_titles
from portal.i18n import formatting
from portal.i18n.catalogues import gettext
from portal.i18n.registry_words import REGISTRY_WORDS
from portal.publishing.registers.queries import (
    Register,
    Row,
    published_registers,
    registers_of,
    visible_versions,
)
from portal.publishing.registers.tracking import Tracked, tracked_in
from portal.publishing.registry.checking import unmet
from portal.web.delivery import store
from portal.web.routing import page_url

Cell = dict[str, Any] | str

_MOST_ROWS = 100
_SHARING, _DECISIONS, _RECOMMENDATIONS = "sharing-agreements", "decisions", "recommendations"


def panels(dataset: PublishedDataset) -> Iterator[Panel]:
    """Yield what registers add to the page of a dataset, today."""
    slug = dataset.description.slug
    for own in registers_of(dataset, store()):
        yield from _of_register(own)
    yield from _sharing(slug)
    yield from _decided(slug)


def _of_register(own: Register) -> Iterator[Panel]:
    yield from _flagged(own)
    if own.schema.name == _DECISIONS:
        yield from _resting(own)
    elif own.schema.name == _RECOMMENDATIONS:
        yield from _tracker(own)


def _flagged(own: Register) -> Iterator[Panel]:
    """Yield the rows of a register that do not do what their codes ask, as things stand today."""
    if not own.schema.demands:
        return
    rows: list[list[Cell]] = [
        [_key(own, row), _flag(one.code), _value(row.get(one.then, ""))]
        for row in own.rows
        for one in unmet(own.schema, row)
    ]
    if rows:
        heads = [_("Reference"), _("What is flagged"), _("Found")]
        lead = _("These rows were published as they are, and are shown here for what they say.")
        yield _panel("flagged", _("Flagged in this register"), lead, heads, rows)


def _sharing(slug: str) -> Iterator[Panel]:
    """Yield the agreements under which a dataset is shared."""
    rows: list[list[Cell]] = [
        [
            _led(own, _key(own, row)),
            row.get("parties", ""),
            _both(row, "purpose"),
            row.get("agreement", "") or "–",
            _day(row.get("end", "")) or "–",
            "; ".join(_flag(one.code) for one in unmet(own.schema, row)) or "–",
        ]
        for own in published_registers(_SHARING, store())
        for row in own.rows
        if slug in _named(row.get("datasets", ""))
    ]
    if rows:
        heads = [_("Reference"), _("Parties"), _("Purpose"), _("Agreement"), _("Last day")]
        lead = _("Registers of sharing name this dataset.")
        heads.append(_("What is flagged"))
        yield _panel("sharing", _("Sharing agreements"), lead, heads, rows)


def _decided(slug: str) -> Iterator[Panel]:
    """Yield the decisions that rest on a dataset."""
    found = [
        (own, row)
        for own in published_registers(_DECISIONS, store())
        for row in own.rows
        if row.get("dataset") == slug
    ]
    visible = visible_versions([slug]) if found else {}
    rows: list[list[Cell]] = [
        [
            _led(own, _both(row, "decision")),
            _both(row, "body"),
            _day(row.get("decided", "")),
            _version(row, visible),
            _both(row, "outcome"),
        ]
        for own, row in found
    ]
    if rows:
        heads = [_("Decision"), _("Decided by"), _("Date"), _("Version"), _("Outcome")]
        yield _panel("decisions", _("Decisions that used this data"), "", heads, rows)


def _resting(own: Register) -> Iterator[Panel]:
    """Yield the versions that the decisions of a log rest on."""
    named = {row.get("dataset", "") for row in own.rows}
    visible, titles = visible_versions(named), published_titles(named)
    rows: list[list[Cell]] = [
        [_both(row, "decision"), _dataset(row, titles), _version(row, visible)] for row in own.rows
    ]
    if rows:
        heads = [_("Decision"), _("Dataset"), _("Version")]
        lead = _("Each decision leads to the very figures that were there when it was made.")
        yield _panel("resting", _("What these decisions rest on"), lead, heads, rows)


def _tracker(own: Register) -> Iterator[Panel]:
    if entries := tracked_in(own):
        yield tracker(entries)


def tracker(entries: list[Tracked]) -> Panel:
    """Return recommendations as a tracker; evidence leads to its dataset or address."""
    heads = [_("Recommendation"), _("Action"), _("Status"), _("Evidence")]
    rows: list[list[Cell]] = [
        [
            _in_language(one.title),
            _in_language(one.action),
            {"text": one.status[g.locale], "hint": _day(one.day)},
            _evidence(one),
        ]
        for one in entries
    ]
    return _panel("tracker", _("Recommendation tracker"), "", heads, rows)


def _evidence(one: Tracked) -> Cell:
    if one.dataset:
        return {"text": one.dataset[g.locale], "href": _page(one.evidence)}
    if not one.evidence:
        return str(_("not recorded"))
    return {"text": one.evidence, "href": one.address, "bare": True}


def _panel(ident: str, title: str, lead: str, heads: list[str], rows: list[list[Cell]]) -> Panel:
    if len(rows) > _MOST_ROWS:
        more = _("Only the first %(count)s are shown here.", count=_MOST_ROWS)
        lead = f"{lead} {more}".strip()
    columns = [{"title": head} for head in heads]
    return Panel(ident, title, lead, columns, rows[:_MOST_ROWS])


def _led(own: Register, cell: Cell) -> Cell:
    """Return a cell that leads to its register, with whose that is."""
    told = cell if isinstance(cell, dict) else {"text": cell}
    return {**told, "href": _page(own.slug), "hint": own.publisher_title[g.locale]}


def _page(slug: str) -> str:
    return page_url("catalogue.dataset_page", slug=slug)


def _dataset(row: Row, titles: Mapping[str, Bilingual]) -> Cell:
    slug = row.get("dataset", "")
    if slug in titles:
        return {"text": titles[slug][g.locale], "href": _page(slug)}
    return {"text": slug, "bare": True}


def _version(row: Row, visible: dict[str, list[int]]) -> Cell:
    """Return the number of a version, leading to that frozen version where readers can see it."""
    slug, number = row.get("dataset", ""), row.get("version", "")
    known = number.isdecimal() and int(number) in visible.get(slug, ())
    href = page_url("catalogue.version_page", slug=slug, number=int(number)) if known else ""
    return {"text": number, "href": href}


def _key(own: Register, row: Row) -> str:
    return ", ".join(row.get(name, "") for name in own.schema.primary_key)


def _flag(code: str) -> str:
    return gettext(REGISTRY_WORDS[code].what, g.locale)


def _value(text: str) -> str:
    return _day(text) or "–"


def _day(text: str) -> str:
    """Return a day as the reader's language writes it; what is none stays as it is."""
    try:
        return formatting.day(date.fromisoformat(text), g.locale)
    except ValueError:
        return text


def _named(text: str) -> set[str]:
    return {part.strip() for part in text.split(";")}


def _both(row: Row, name: str) -> Cell:
    """Return a text in the reader's language, for want of it in the other, marked as such."""
    return _in_language(Bilingual(row.get(f"{name}_cy", ""), row.get(f"{name}_en", "")))


def _in_language(text: Bilingual) -> Cell:
    away = other(g.locale)
    if text[g.locale] or not text[away]:
        return text[g.locale] or "–"
    return {"text": text[away], "lang": away}
