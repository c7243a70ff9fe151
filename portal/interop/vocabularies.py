"""The bilingual vocabularies: keywords, themes, places, frequencies and licences."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, cast

from portal.bilingual import Bilingual
from portal.interop.description import Licence, Term

FOLDER = Path(__file__).with_name("vocabulary")

SUCCESSORS = {"W06000007": "W06000023", "W06000017": "W06000024"}
"""GSS codes that no place has any more, and those of the same places today."""

PlaceKind = Literal["council", "country", "state"]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a dataset is brought up to date; `authority` is the code in the EU's table."""

    code: str
    label: Bilingual
    authority: str


@dataclass(frozen=True, slots=True)
class Place:
    """An area by its GSS code, with the Welsh forms that a sentence needs.

    `short` fits a tile of a map. `council` is the body that governs it, None for a country;
    `in_cy` is "yng Nghonwy", `to_cy` "i Gonwy", `from_cy` "o Gonwy" and `and_cy` "a Chonwy".
    """

    gss: str
    kind: PlaceKind
    slug: str
    name: Bilingual
    short: Bilingual
    council: Bilingual | None
    in_cy: str
    to_cy: str
    from_cy: str
    and_cy: str
    aliases: tuple[str, ...]


def keyword(code: str) -> Term | None:
    """Return the subject called `code`, or None."""
    return _terms("keywords").get(code)


def keywords() -> tuple[Term, ...]:
    """Return every subject, by code."""
    return tuple(_terms("keywords").values())


def theme(code: str) -> Term | None:
    """Return the EU data theme called `code` (such as GOVE), or None."""
    return _terms("themes").get(code)


def themes() -> tuple[Term, ...]:
    """Return the thirteen EU data themes, by code."""
    return tuple(_terms("themes").values())


def place(gss: str) -> Place | None:
    """Return the place with this GSS code, or None."""
    return _places().get(gss)


def places() -> tuple[Place, ...]:
    """Return the 22 councils by GSS code, then the countries and the United Kingdom."""
    return tuple(_places().values())


def councils() -> tuple[Place, ...]:
    """Return the 22 council areas, by GSS code."""
    return tuple(place for place in places() if place.kind == "council")


def nearest_place(code: str) -> Place:
    """Return the place whose GSS code is most like `code`, as advice after an unknown one.

    A code that has been replaced leads to the same place under its present code; an O where
    a nought belongs does no harm.
    """
    wanted = code.strip().upper().replace("O", "0")
    wanted = SUCCESSORS.get(wanted, wanted)
    return _places()[get_close_matches(wanted, _places(), n=1, cutoff=0)[0]]


def frequency(code: str) -> Frequency | None:
    """Return the frequency called `code` (such as yearly), or None."""
    return _frequencies().get(code)


def frequencies() -> tuple[Frequency, ...]:
    """Return every frequency, the rarest first."""
    return tuple(_frequencies().values())


def licence(name: str) -> Licence | None:
    """Return the licence called `name` (its SPDX identifier where it has one), or None."""
    return _licences().get(name)


def licences() -> tuple[Licence, ...]:
    """Return every licence Melin has words for."""
    return tuple(_licences().values())


def licence_elsewhere(name: str) -> tuple[str, ...]:
    """Return the addresses that other vocabularies give to a licence."""
    rows = {row["name"]: row["same_as"] for row in _rows("licences")}
    return tuple(filter(None, rows.get(name, "").split(";")))


@cache
def _rows(vocabulary: str) -> list[dict[str, str]]:
    path = FOLDER / f"{vocabulary}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _pair(row: Mapping[str, str], name: str) -> Bilingual:
    return Bilingual(cy=row[f"{name}_cy"], en=row[f"{name}_en"])


@cache
def _terms(vocabulary: str) -> dict[str, Term]:
    return {row["code"]: Term(row["code"], _pair(row, "label")) for row in _rows(vocabulary)}


@cache
def _frequencies() -> dict[str, Frequency]:
    return {
        row["code"]: Frequency(row["code"], _pair(row, "label"), row["authority"])
        for row in _rows("frequencies")
    }


@cache
def _licences() -> dict[str, Licence]:
    return {
        row["name"]: Licence(row["name"], _pair(row, "title"), row["url"])
        for row in _rows("licences")
    }


@cache
def _places() -> dict[str, Place]:
    return {row["gss"]: _place(row) for row in _rows("places")}


def _place(row: Mapping[str, str]) -> Place:
    council = _pair(row, "council")
    return Place(
        gss=row["gss"],
        kind=cast("PlaceKind", row["kind"]),
        slug=row["slug"],
        name=_pair(row, "name"),
        short=_pair(row, "short"),
        council=council if council.complete else None,
        in_cy=row["in_cy"],
        to_cy=row["to_cy"],
        from_cy=row["from_cy"],
        and_cy=row["and_cy"],
        aliases=tuple(filter(None, row["aliases"].split(";"))),
    )
