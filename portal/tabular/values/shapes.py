"""Columns of many different values looked at by their shapes: digits as 9, a first zero as 0.

Cells of one shape are written alike, so one of them tells the form of all: a column of a
hundred thousand amounts has a few dozen shapes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

FEW = 2000


def shapes_of(texts: "pl.Series") -> "pl.Series":
    """Return the shape of every text."""
    import polars as pl

    frame = texts.to_frame("text").lazy()
    nines = pl.col("text").str.replace_all("[0-9]", "9")
    zero = pl.col("text").str.contains("^[^0-9]*0")
    shape = pl.when(zero).then(nines.str.replace("9", "0", literal=True)).otherwise(nines)
    return frame.select(shape.alias("shape")).collect().to_series()


def examples(texts: "pl.Series", shapes: "pl.Series") -> list[tuple[str, str, int]]:
    """Return each shape with one text of it and how many there are."""
    import polars as pl

    frame = pl.DataFrame({"text": texts, "shape": shapes})
    grouped = frame.group_by("shape", maintain_order=True).agg(
        pl.col("text").first(), pl.len().alias("count")
    )
    return [(shape, text, int(count)) for shape, text, count in grouped.iter_rows()]
