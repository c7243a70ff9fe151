"""Small releases with a known truth."""

CODES = {"council": ["aberwen", "brynmor", "cwmdu"], "answer": ["yes", "maybe", "no"]}
COUNTS = [[12, 3, 9], [8, 11, 2], [14, 7, 10]]
"""Three fictional councils by three answers."""


def exact(counts=COUNTS, hidden=(), *, rows=CODES["council"], columns=CODES["answer"], **more):
    """Publish a table with all its totals; `hidden` are (row, column) places, None the total."""
    statistics = []
    for row in [*rows, None]:
        for column in [*columns, None]:
            where = {}
            if row is not None:
                where["council"] = row
            if column is not None:
                where["answer"] = column
            if (row, column) in hidden:
                statistics.append({"kind": "count", "where": where, "suppressed": True})
                continue
            value = sum(
                number
                for r, line in zip(rows, counts, strict=True)
                for c, number in zip(columns, line, strict=True)
                if row in {None, r} and column in {None, c}
            )
            statistics.append({"kind": "count", "where": where, "value": value})
    return file(statistics, rows, columns, **more)


def file(statistics, rows=CODES["council"], columns=CODES["answer"], **more):
    """Return a release file with one release."""
    return {
        "dimensions": {"council": {"codes": list(rows)}, "answer": {"codes": list(columns)}},
        "answer": "answer",
        "rules": ["zeros-shown"],
        "releases": [{"id": "r", "relation": "first", "statistics": statistics}],
        **more,
    }


SAFE_HIDDEN = [
    ("aberwen", "maybe"),
    ("aberwen", "no"),
    ("brynmor", "maybe"),
    ("brynmor", "no"),
]
"""The two small counts of the table and two more that keep them hidden."""


def verdicts(answer):
    """Return the verdict on each judged count, by release and place."""
    return {
        (entry["release"], *sorted(entry["where"].items())): (
            entry["low"],
            entry["high"],
            entry["verdict"],
        )
        for entry in answer.statistics()
    }
