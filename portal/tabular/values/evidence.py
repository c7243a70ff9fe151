"""What the cells of each column are, counted over every row: the evidence types are proven by."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.tabular.formats import encoding
from portal.tabular.values import dates, marks, numerals
from portal.tabular.values.cells import trim
from portal.tabular.values.shapes import FEW, examples, shapes_of

if TYPE_CHECKING:
    import polars as pl

_WORDS_LIMIT = 1000
_LONGEST_MARK = 40
_DIGIT = re.compile("[0-9]")
_EXAMPLES = 5
_KEPT_VALUES = 2000
_NATIONAL_INSURANCE = (
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
)
_EMAIL = r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}"
_MAIL, INSURED = re.compile(_EMAIL), re.compile(_NATIONAL_INSURANCE)
_INTEGER, _NUMBER = re.compile(numerals.PLAIN_INTEGER), re.compile(numerals.PLAIN_NUMBER)
_HANDFUL = 400


@dataclass(slots=True)
class Evidence:
    """The counts of one column.

    Every cell is counted exactly once among `blank`, `integers`, `decimals`, `forms` (other
    numbers), `moments`, `times`, `truths`, `errors` (of formulas), `marks` and `word_count`.

    `orders` counts numeric dates: "dmy" (only possible so), "mdy", "either", "same" (04/04),
    "none" (impossible). `values` are the first distinct trimmed texts; `many` tells that a batch
    had more of them than are looked at one by one.
    """

    rows: int = 0
    blank: int = 0
    integers: int = 0
    decimals: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    currencies: Counter[str] = field(default_factory=Counter)
    percents: int = 0
    shapes: set[str] = field(default_factory=set)
    moments: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    short_years: set[int] = field(default_factory=set)
    late_days: int = 0
    times: int = 0
    truths: int = 0
    errors: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    word_count: int = 0
    padded_ends: int = 0
    emails: int = 0
    insurance_numbers: int = 0
    damage: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    damaged: int = 0
    long_cells: list[tuple[int, str]] = field(default_factory=list)
    values: dict[str, None] = field(default_factory=dict)
    many: bool = False

    @property
    def filled(self) -> int:
        """Return the number of cells that are not blank."""
        return self.rows - self.blank

    @property
    def numbers(self) -> int:
        """Return the number of cells that are numbers, however they are written."""
        padded = self.forms["padded"]
        return self.integers + self.decimals + sum(self.forms.values()) - padded

    @property
    def dated(self) -> int:
        """Return the number of cells that are dates or dates with times."""
        return sum(self.moments.values())

    @property
    def settled(self) -> bool:
        """Tell whether the column is words beyond doubt, so that looking closer is idle."""
        return len(self.words) >= _WORDS_LIMIT and self.word_count > 0.5 * self.filled


def gather(evidence: Evidence, cells: "pl.Series", records: list[int]) -> None:
    """Add the cells of one batch to the evidence of their column."""
    if not evidence.many and (counted := cells.value_counts()).height <= _HANDFUL:
        _gather_each(evidence, counted, cells, records)
        return
    evidence.many = True
    trimmed = cells.str.strip_chars(numerals.SPACES)
    filled = trimmed.filter(trimmed != "")
    evidence.rows += len(cells)
    evidence.blank += len(cells) - len(filled)
    evidence.padded_ends += int((trimmed.str.len_bytes() != cells.str.len_bytes()).sum())
    _keep_values(evidence, filled)
    whole = filled.str.contains(numerals.PLAIN_INTEGER)
    evidence.integers += int(whole.sum())
    rest = filled.filter(~whole)
    if not len(rest):
        return
    plain = rest.str.contains(numerals.PLAIN_NUMBER)
    evidence.decimals += int(plain.sum())
    rest = _count_iso(evidence, rest.filter(~plain))
    if not len(rest):
        return
    _watch(evidence, cells, rest, records)
    if evidence.settled:
        evidence.word_count += len(rest)
        return
    counted = rest.value_counts()
    if len(counted) <= FEW:
        for text, count in counted.iter_rows():
            _classify(evidence, text, count)
    elif _mostly_words(counted.to_series(0)):
        evidence.word_count += len(rest)
        for text in counted.to_series(0).head(_WORDS_LIMIT):
            evidence.words[text] += 1
    else:
        _classify_shapes(evidence, rest)


def _gather_each(
    evidence: Evidence, counted: "pl.DataFrame", cells: "pl.Series", records: list[int]
) -> None:
    """Add the cells of a batch with few different texts, looking at each text once."""
    for cell, count in counted.sort("count", descending=True).iter_rows():
        text = trim(cell)
        evidence.rows += count
        evidence.padded_ends += count if len(text) != len(cell) else 0
        if not text:
            evidence.blank += count
            continue
        if len(evidence.values) < _KEPT_VALUES:
            evidence.values[text] = None
        if _INTEGER.fullmatch(text):
            evidence.integers += count
        elif _NUMBER.fullmatch(text):
            evidence.decimals += count
        else:
            _watch_text(evidence, cell, count, cells, records)
            _classify(evidence, text, count)


def _watch_text(
    evidence: Evidence, cell: str, count: int, cells: "pl.Series", records: list[int]
) -> None:
    """Watch one text that comes `count` times, as `_watch` does many."""
    evidence.emails += count if _MAIL.search(cell) else 0
    evidence.insurance_numbers += count if INSURED.search(cell) else 0
    broken = cell.count("\n") > 2
    code = encoding.damage(cell)
    if code or broken:
        places = [records[int(place)] for place in (cells == cell).arg_true().head(_EXAMPLES)]
        examples = evidence.damage.setdefault(code, []) if code else []
        evidence.damaged += count if code else 0
        for kept in ([examples] if code else []) + ([evidence.long_cells] if broken else []):
            kept.extend((row, cell) for row in places[: max(0, _EXAMPLES - len(kept))])


def _count_iso(evidence: Evidence, texts: "pl.Series") -> "pl.Series":
    """Count dates that are ISO 8601 already, all at once; return the other texts."""
    iso = texts.str.contains(dates.ISO_MOMENT) | texts.str.contains(dates.PLAIN_DATE)
    if not bool(iso.any()):
        return texts
    some = texts.filter(iso)
    days = some.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    valid = int(days.is_not_null().sum())
    evidence.orders["proven"] += valid
    evidence.orders["none"] += len(some) - valid
    evidence.late_days += int((days.dt.day() > 12).sum())
    timed = some.str.len_bytes() > 10
    midnight = int((timed & some.str.contains("T00:00:00")).sum())
    evidence.moments["iso midnight"] += midnight
    evidence.moments["iso time"] += int(timed.sum()) - midnight
    evidence.moments["iso date"] += int((~timed).sum())
    evidence.moments = +evidence.moments
    return texts.filter(~iso)


def _mostly_words(texts: "pl.Series") -> bool:
    """Tell whether nearly all of many different texts are words, by some of them."""
    some = texts.gather_every(max(1, len(texts) // 500)).to_list()
    probe = Evidence()
    for text in some:
        _classify(probe, text, 1)
    return probe.word_count >= 0.9 * len(some)


def _classify_shapes(evidence: Evidence, texts: "pl.Series") -> None:
    """Classify many different texts by one example of each shape; dates by their days."""
    shapes = shapes_of(texts)
    for shape, text, count in examples(texts, shapes):
        if numerals.parse(shape) is not None:
            _classify(evidence, shape, count)
            continue
        moment = dates.parse(text)
        if moment is None:
            for one, number in texts.filter(shapes == shape).value_counts().iter_rows():
                _classify(evidence, one, number)
            continue
        cut = len(text) if not moment.clock else dates.clock_start(text)
        same = texts.filter(shapes == shape)
        late = same.str.slice(cut).str.contains("[1-9]")
        for clock, part in (("12:00:00", same.filter(late)), ("00:00:00", same.filter(~late))):
            for day, number in part.str.slice(0, cut).value_counts().iter_rows():
                _count_day(evidence, day, clock if moment.clock else "", number)


def _count_day(evidence: Evidence, day: str, clock: str, count: int) -> None:
    moment = dates.parse(day)
    if moment is None:
        evidence.word_count += count
    else:
        _count_moment(evidence, moment._replace(clock=clock), count)


def _keep_values(evidence: Evidence, filled: "pl.Series") -> None:
    if len(evidence.values) < _KEPT_VALUES:
        for text in filled.head(2 * _KEPT_VALUES).unique(maintain_order=True).to_list():
            if len(evidence.values) < _KEPT_VALUES:
                evidence.values[text] = None


def _watch(evidence: Evidence, cells: "pl.Series", rest: "pl.Series", records: list[int]) -> None:
    """Count what must be seen in every cell: damage, e-mail and National Insurance numbers."""
    evidence.emails += int(rest.str.contains(_EMAIL).sum())
    evidence.insurance_numbers += int(rest.str.contains(_NATIONAL_INSURANCE).sum())
    if len(evidence.long_cells) < _EXAMPLES:
        for place in cells.str.contains("\n.*\n.*\n").arg_true().head(_EXAMPLES):
            evidence.long_cells.append((records[int(place)], cells[int(place)]))
    suspect = cells.str.contains(encoding.DAMAGE_HINT)
    for place in suspect.arg_true():
        text = cells[int(place)]
        if code := encoding.damage(text):
            evidence.damaged += 1
            examples = evidence.damage.setdefault(code, [])
            if len(examples) < _EXAMPLES:
                examples.append((records[int(place)], text))


def _classify(evidence: Evidence, text: str, count: int) -> None:
    if len(text) <= 5 and text.lower() in {"true", "false"}:
        evidence.truths += count
        return
    if text[0] == "#" and marks.FORMULA_ERROR.fullmatch(text):
        evidence.errors += count
        return
    if not _DIGIT.search(text):
        _count_words(evidence, text, count)
        return
    number = numerals.parse(text)
    if number is not None:
        _count_number(evidence, number, text, count)
        return
    moment = dates.parse(text)
    if moment is not None:
        _count_moment(evidence, moment, count)
    elif dates.iso_time(text) is not None:
        evidence.times += count
    else:
        _count_words(evidence, text, count)


def _count_words(evidence: Evidence, text: str, count: int) -> None:
    if len(text) <= _LONGEST_MARK and marks.meaning(text) is not None:
        evidence.marks[text] += count
        return
    evidence.word_count += count
    if len(evidence.words) < _WORDS_LIMIT or text in evidence.words:
        evidence.words[text] += count


def _count_number(evidence: Evidence, number: numerals.Numeral, text: str, count: int) -> None:
    evidence.forms[number.form] += count
    evidence.currencies[number.currency] += count
    evidence.percents += count if number.percent else 0
    if number.form.startswith("spaced") and len(evidence.shapes) < 50:
        evidence.shapes.add("".join("9" if sign.isdigit() else sign for sign in trim(text)))


def _count_moment(evidence: Evidence, moment: dates.Moment, count: int) -> None:
    clock = moment.clock
    kind = "date" if not clock else "midnight" if not clock.strip("0:Z") else "time"
    evidence.moments[f"{moment.form} {kind}"] += count
    if moment.short:
        evidence.short_years.add(moment.year)
    dmy = dates.resolve(moment, "dmy") is not None
    mdy = dates.resolve(moment, "mdy") is not None
    evidence.late_days += count if moment.form == "iso" and moment.first > 12 else 0
    if moment.form != "numeric":
        evidence.orders["proven" if dmy else "none"] += count
        return
    if not dmy and not mdy:
        order = "none"
    elif dmy and mdy:
        order = "same" if moment.first == moment.second else "either"
        if len(evidence.pairs) < 400:
            evidence.pairs.add((moment.first, moment.second))
    else:
        order = "dmy" if dmy else "mdy"
    evidence.orders[order] += count
