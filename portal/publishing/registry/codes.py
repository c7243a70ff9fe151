"""Values and the codes they mean: names in either language, mutated names, slips of the fingers."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from portal.interop.reading.rows import rows
from portal.publishing.registry.model import CodeList
from portal.publishing.registry.suggesting import key
from portal.tabular.changes import ChangeLog
from portal.welsh.folding import fold
from portal.welsh.mutations import radicals

CHANGE = "label-to-code"

Meaning = tuple[int, str, Callable[[str], str | None]]
"""A coded column: its place from 0, its name, and what tells the code of a cell."""

_PREPOSITION = re.compile(r"^(?:yn|yng|ym|i|o|a|ac|ag|ar|y|yr|the|in)\s+", re.IGNORECASE)
_LONGEST = 100
_REMEMBERED = 10_000
_SLIP = 0.75
_CODE_LIKE = re.compile(r"(?=.*[0-9])[A-Za-z0-9.-]+")


def code_of(codes: CodeList, value: str) -> str | None:
    """Return the code that a value certainly means, or None.

    Certain are the code itself, its label or an alias in either language, whatever the case,
    accents, spaces and marks, and a mutated name with or without its preposition ("yng
    Nghaerdydd", "Gaerdydd"), unless two codes could be meant.
    """
    text = value.strip()[:_LONGEST]
    known = _known(codes)
    for attempt in _readings(text):
        if (meant := known.get(attempt)) is not None:
            return meant or None
    return None


def nearest(codes: CodeList, value: str) -> str | None:
    """Return the code that a value means or most likely means, or None where none is like it.

    More than `code_of` it forgives slips of the fingers. So it is advice for somebody to
    judge, and never changes data by itself.
    """
    if (certain := code_of(codes, value)) is not None:
        return certain
    text = value.strip()[:_LONGEST]
    if _CODE_LIKE.fullmatch(text):
        ours = {code.code.upper(): code.code for code in codes.codes}
        close = get_close_matches(text.upper().replace("O", "0"), ours, n=1, cutoff=_SLIP)
        if close:
            return ours[close[0]]
    known = _known(codes)
    close = get_close_matches(key(text), known, n=3, cutoff=_SLIP)
    meant = dict.fromkeys(known[one] for one in close if known[one])
    return next(iter(meant), None)


def to_codes(
    source: Path,
    target: Path,
    coded: Mapping[str, CodeList],
    log: ChangeLog,
    *,
    names: Mapping[str, str] = MappingProxyType({}),
    records: Sequence[int] | None = None,
) -> int:
    """Write a table with the labels in its coded columns made codes; return how many were.

    Every change goes to `log` as `label-to-code`, by column. Only what `code_of` is certain of
    is changed; any other cell stays, for the check to tell. One row is in memory at a time.

    Args:
        source: a clean CSV file headed by names.
        target: the file to write; overwritten.
        coded: the code list of each coded column, by its name in `source`.
        log: takes every change, by the column's name in `source`.
        names: the names that columns have in `target`, by theirs in `source`.
        records: the source record (from 1) of each data row; None: its row in `source`.

    Raises:
        RowError: `source` cannot be read to its end.
    """
    made = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        meanings: list[Meaning] = []
        for number, row in enumerate(rows(source), start=1):
            for place, name, meaning in meanings:
                code = meaning(row[place]) if place < len(row) and row[place].strip() else None
                if code is not None and code != row[place]:
                    record = number if records is None else records[number - 2]
                    log.add(CHANGE, record, row[place], code, column=name)
                    row[place], made = code, made + 1
            if number == 1:
                meanings = _meanings(row, coded)
            writer.writerow(row if number > 1 else [names.get(name, name) for name in row])
    return made


def _meanings(heading: Sequence[str], coded: Mapping[str, CodeList]) -> list[Meaning]:
    """Return the coded columns of a table; a column has few values, so each is looked up once."""
    return [
        (place, name, lru_cache(_REMEMBERED)(partial(code_of, coded[name])))
        for place, name in enumerate(heading)
        if name in coded
    ]


@cache
def _known(codes: CodeList) -> Mapping[str, str]:
    """Return what each way of writing means; "" where it could be two codes."""
    known: dict[str, str] = {}
    for code in codes.codes:
        for text in (code.code, code.label.cy, code.label.en):
            _learn(known, key(text), code.code)
    sure = set(known)
    for code in codes.codes:
        for text in code.aliases:
            if key(text) not in sure:
                _learn(known, key(text), code.code)
    known.pop("", None)
    return known


def _learn(known: dict[str, str], text: str, code: str) -> None:
    known[text] = code if known.get(text, code) == code else ""


def _readings(text: str) -> Iterator[str]:
    """Yield the ways to read a value: as written, without a preposition, unmutated."""
    yield key(text)
    bare = _PREPOSITION.sub("", fold(text), count=1) if " " in text else fold(text)
    yield key(bare)
    first, _, rest = bare.partition(" ")
    yield from (key(f"{radical} {rest}") for radical in radicals(first))
