"""The table that stands beside every picture and says the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, as text: `headings` and, for each row, as many cells.

    `numeric` says which columns hold figures; the first column names the row.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns, after the first, in which no row says anything."""
    kept = [
        place
        for place in range(len(table.headings))
        if place == 0 or any(row[place] for row in table.rows)
    ]
    return Table(
        tuple(table.headings[place] for place in kept),
        tuple(table.numeric[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
