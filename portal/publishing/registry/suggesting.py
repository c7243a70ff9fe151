"""Which schema fits a table that was found, by its headings in Welsh, English or both."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from portal.publishing.registry.model import Schema
from portal.publishing.registry.reading import schemas
from portal.welsh.folding import fold
from portal.welsh.mutations import radicals

_CLITIC = re.compile(r"(?<=\w)['’‘](?:r|n|i|u|w|s)\b")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_HALVES = re.compile(r"\s*[/|]\s*|\s[-–—]\s")
_SIGN = re.compile(r"[^a-z0-9]+")

_LONGEST = 200
_TRIED_FOR_SLIPS = 100
_SLIP = 0.9
_SHORTEST_WITH_SLIP = 6
_LEAST_FIELDS, _LEAST_SCORE = 2, 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """How well a schema fits: for each heading the field it means ("" none), and what is lacking.

    `score` is from 0 to 1: three parts the required fields found, two parts the headings
    recognised.
    """

    schema: Schema
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    score: float


def suggest(headings: Sequence[str]) -> tuple[Match, ...]:
    """Return the schemas that fit a table with these headings, the best first.

    Recognised are a field's name, its titles and aliases in either language, whatever the
    case, accents, spaces and marks; "Cyflenwr / Supplier"; a mutated first word; a slip of
    the fingers. Each field is found at most once, under its most certain heading. Schemas of
    which only one field, or too little, is recognised are left out.
    """
    found = [match(schema, headings) for schema in schemas()]
    fitting = [
        one
        for one in found
        if sum(map(bool, one.fields)) >= _LEAST_FIELDS and one.score >= _LEAST_SCORE
    ]
    return tuple(sorted(fitting, key=lambda one: (-one.score, one.schema.name)))


def match(schema: Schema, headings: Sequence[str]) -> Match:
    """Return how one schema fits a table with these headings, however badly."""
    fields = [""] * len(headings)
    for step in (_plainly, _in_parts, _despite_slip):
        known = _known(schema)
        for place, heading in enumerate(headings):
            if not fields[place] and (name := step(heading, known, place)) not in {"", *fields}:
                fields[place] = name
    required = [field.name for field in schema.fields if field.required]
    missing = tuple(name for name in required if name not in fields)
    told = sum(bool(heading.strip()) for heading in headings)
    lacking = len(missing) / max(1, len(required))
    score = 0.6 * (1 - lacking) + 0.4 * sum(map(bool, fields)) / max(1, told)
    return Match(schema, tuple(fields), missing, round(score, 3))


def key(text: str) -> str:
    """Return a heading as headings are compared: small letters and digits, nothing else."""
    plain = _CLITIC.sub("", fold(text[:_LONGEST])).replace("%", " percent ")
    return _SIGN.sub("", plain)


@cache
def _known(schema: Schema) -> Mapping[str, str]:
    """Return the field that each known heading means; names and titles win over aliases."""
    known: dict[str, str] = {}
    for field in schema.fields:
        for text in (field.name, field.column.title.cy, field.column.title.en):
            known.setdefault(key(text), field.name)
    for field in schema.fields:
        for text in field.aliases:
            known.setdefault(key(text), field.name)
    known.pop("", None)
    return known


def _plainly(heading: str, known: Mapping[str, str], _place: int) -> str:
    return known.get(key(heading), "")


def _in_parts(heading: str, known: Mapping[str, str], _place: int) -> str:
    """Return what a heading means without its brackets, by one of its halves, or unmutated."""
    return next((known[one] for one in _parts(heading[:_LONGEST]) if one in known), "")


def _parts(heading: str) -> Iterator[str]:
    bare = _BRACKETS.sub(" ", heading)
    yield key(bare)
    halves = _HALVES.split(bare)
    yield from map(key, halves)
    for half in halves:
        first, _, rest = half.strip().partition(" ")
        yield from (key(f"{radical} {rest}") for radical in radicals(first.lower()))


def _despite_slip(heading: str, known: Mapping[str, str], place: int) -> str:
    """Return what a heading means that has a letter too many, too few or out of place."""
    wanted = key(heading)
    if place >= _TRIED_FOR_SLIPS or len(wanted) < _SHORTEST_WITH_SLIP:
        return ""
    return next((known[one] for one in get_close_matches(wanted, known, n=1, cutoff=_SLIP)), "")
