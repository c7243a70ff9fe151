"""Single cells made plain: numbers without ornaments, dates as ISO 8601, marks left standing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from portal.tabular.model import Column
from portal.tabular.values import dates, numerals
from portal.tabular.values.shapes import FEW, examples, shapes_of

if TYPE_CHECKING:
    import polars as pl

_WRONG = {
    "integer": "not-a-number",
    "number": "not-a-number",
    "date": "impossible-date",
    "datetime": "impossible-date",
    "boolean": "not-true-or-false",
    "time": "impossible-time",
}
_SHAPES = 200
Converted = tuple[str, str]
"""A text and the code of its change: "" unchanged, "mark", "!…" an issue."""


def cell_converter(column: Column) -> Callable[[str], Converted]:
    """Return the function that makes one trimmed cell of a column plain."""
    kind = column.type
    wrong = f"!{_WRONG[kind]}"

    def number(text: str) -> Converted:
        parsed = numerals.parse(text)
        plain = None if parsed is None else numerals.canonical(parsed, column.decimal)
        if parsed is None or plain is None or (kind == "integer" and "." in plain):
            return text, wrong
        return plain, "" if plain == text else numerals.change_code(parsed)

    def moment(text: str) -> Converted:
        made = (dates.iso_date if kind == "date" else dates.iso_moment)(text, column.order)
        if made is None:
            return text, wrong if _dated(text) else "!not-a-date"
        return made, "" if made == text else f"{kind}-iso"

    def time(text: str) -> Converted:
        made = dates.iso_time(text)
        return (text, wrong) if made is None else (made, "" if made == text else "time-iso")

    def truth(text: str) -> Converted:
        return text, "" if text.lower() in {"true", "false"} else wrong

    one = {"integer": number, "number": number, "boolean": truth, "time": time}.get(kind, moment)
    return lambda text: (text, "mark") if text in column.marks else one(text)


def _dated(text: str) -> bool:
    return dates.parse(text) is not None or bool(dates.ALMOST.fullmatch(text))


def convert_odd(
    column: Column, texts: "pl.Series", odd: "pl.Series"
) -> "tuple[pl.Series, pl.Series]":
    """Make the `odd` cells of a column plain; return all texts, and the code of each change."""
    import polars as pl

    wanted = texts.filter(odd)
    distinct = wanted.unique()
    if len(distinct) <= FEW:
        new, codes = _singly(cell_converter(column), wanted)
    else:
        new, codes = _by_shape(column, wanted)
    places = odd.arg_true()
    after = texts.clone().scatter(places, new)
    return after, pl.Series([""]).new_from_index(0, len(texts)).scatter(places, codes)


def _mapped(texts: "pl.Series", values: dict[str, str]) -> "pl.Series":
    import polars as pl

    return texts.replace_strict(
        list(values), list(values.values()), default="", return_dtype=pl.String
    )


def _by_shape(column: Column, texts: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    """Convert many different texts: those of regular shapes all at once, the others singly."""
    import polars as pl

    shapes = shapes_of(texts)
    new, codes = texts.clone(), pl.Series([""]).new_from_index(0, len(texts))
    one = cell_converter(column)
    alike: dict[str, str] = {}
    timed: dict[str, str] = {}
    for shape, text, _ in examples(texts, shapes):
        if column.type in {"integer", "number"} and _regular(shape) and one(text)[1][:1] != "!":
            alike[shape] = one(text)[1]
        elif column.type == "datetime" and len(timed) < _SHAPES and _timed(text):
            timed[shape] = text
    for shape, text in timed.items():
        places = (shapes == shape).arg_true()
        some, their = _timed_cells(column, texts.gather(places), dates.clock_start(text))
        new, codes = new.scatter(places, some), codes.scatter(places, their)
    places = shapes.is_in(list(alike)).arg_true()
    if len(places):
        new = new.scatter(places, plain_numbers(texts.gather(places), column.decimal))
        codes = codes.scatter(places, _mapped(shapes.gather(places), alike))
    places = (~shapes.is_in([*alike, *timed])).arg_true()
    if len(places):
        some, their = _singly(one, texts.gather(places))
        new, codes = new.scatter(places, some), codes.scatter(places, their)
    return new, codes


def _singly(one: Callable[[str], Converted], texts: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    made = {text: one(text) for text in texts.unique()}
    new = texts.replace(list(made), [text for text, _ in made.values()])
    return new, _mapped(texts, {text: code for text, (_, code) in made.items()})


def _regular(shape: str) -> bool:
    number = numerals.parse(shape)
    return number is not None and number.form not in {"exponent", "padded"}


def plain_numbers(texts: "pl.Series", decimal: str) -> "pl.Series":
    """Write numbers of readable forms plainly, all at once; see `numerals.canonical`."""
    import polars as pl

    text = pl.col("text")
    mark = "." if decimal == "point" else ","
    digits = text.str.replace_all(f"[^0-9{mark}]", "").str.replace(mark, ".", literal=True)
    full = pl.when(digits.str.starts_with(".")).then("0" + digits).otherwise(digits)
    below = text.str.contains("[-\u2212\u2013(]") & full.str.contains("[1-9]")
    made = pl.when(below).then("-" + full).otherwise(full)
    return texts.to_frame("text").select(made.alias("text")).to_series()


def _timed(text: str) -> bool:
    moment = dates.parse(text)
    return moment is not None and bool(moment.clock)


def _timed_cells(column: Column, texts: "pl.Series", cut: int) -> "tuple[pl.Series, pl.Series]":
    """Convert dates with times of one shape: days and times apart, as both come again."""
    import polars as pl

    one = cell_converter(column)
    days, clocks = texts.str.slice(0, cut), texts.str.slice(cut)
    day = {text: one(text) for text in days.unique()}
    clock = {text: dates.iso_moment(f"2000-01-01{text}", "dmy") or "" for text in clocks.unique()}
    frame = pl.DataFrame(
        {
            "text": texts,
            "day": _mapped(days, {text: made[:11] for text, (made, _) in day.items()}),
            "clock": _mapped(clocks, {text: made[11:] for text, made in clock.items()}),
            "code": _mapped(days, {text: code for text, (_, code) in day.items()}),
        }
    )
    code = pl.when(pl.col("clock") == "").then(pl.lit("!impossible-date")).otherwise(pl.col("code"))
    whole = pl.col("day") + pl.col("clock")
    wrong = pl.col("code").str.starts_with("!")
    made = frame.with_columns(code.alias("code")).select(
        pl.when(wrong).then(pl.col("text")).otherwise(whole).alias("made"), pl.col("code")
    )
    return made["made"], made["code"]
