"""Reading a round's results from the rows of its published tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.bilingual import Bilingual
from portal.maturity.framework.model import Framework
from portal.maturity.results.model import (
    Answered,
    Beside,
    CouncilResults,
    Level,
    Response,
    RoundResults,
    ShareShown,
)
from portal.maturity.scoring.comparing import Result
from portal.maturity.scoring.levels import Status

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
"""The rows of each table by its name (without "synthetic-"), each a value by column."""


@dataclass(frozen=True, slots=True)
class Published:
    """What the catalogue knows of the version that the tables belong to."""

    name: str
    title: Bilingual
    slug: str
    number: int
    year: int
    published_on: date
    synthetic: bool
    sha256: str = ""
    files: tuple[str, ...] = ()


def read_results(tables: Tables, framework: Framework, published: Published) -> RoundResults:
    """Return what a round's tables say, councils in the order of the package."""
    parts = {
        name: _by_council(tables.get(name, ()))
        for name in ("invited", "levels", "shares", "comparisons", "counts")
    }
    rules = [row["rule"] for row in tables.get("levels", ())]
    councils = {
        row["code"]: CouncilResults(
            code=row["code"],
            title=Bilingual(row["label_cy"], row["label_en"]),
            responses={r["audience"]: _response(r) for r in parts["invited"][row["code"]]},
            levels={
                (r["audience"], r["component"]): _level(r) for r in parts["levels"][row["code"]]
            },
            shares=_shares(parts["shares"][row["code"]]),
            beside={
                (r["component"], int(r["level"])): _beside(r)
                for r in parts["comparisons"][row["code"]]
            },
            answers=_answers(parts["counts"][row["code"]]),
        )
        for row in tables["councils"]
    }
    return RoundResults(
        name=published.name,
        title=published.title,
        slug=published.slug,
        number=published.number,
        year=published.year,
        published_on=published.published_on,
        synthetic=published.synthetic,
        rule=rules[0] if rules else "",
        sha256=published.sha256,
        files=published.files,
        framework=framework,
        councils=councils,
    )


def _by_council(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["council"]].append(row)
    return found


def _response(row: Row) -> Response:
    return Response(int(row["invited"]), int(row["answered"]), row["band"])


def _level(row: Row) -> Level:
    status = Status(row["status"])
    if status is Status.NOT_ENOUGH:
        return Level(status)
    return Level(
        status,
        int(row["level_low"]),
        int(row["level_high"]),
        int(row["n"]),
        int(row["dont_know"]),
        row["flagged"] == "yes",
    )


def _shares(rows: Iterable[Row]) -> dict[tuple[str, str, int], ShareShown]:
    columns = ("n", "share", "low", "high", "silent_low", "silent_high")
    return {
        (row["audience"], row["component"], int(row["level"])): ShareShown(
            *(int(row[column]) for column in columns)
        )
        for row in rows
        if row["status"] == Status.PUBLISHED
    }


def _beside(row: Row) -> Beside:
    return Beside(int(row["others"]), int(row["mean"]), Result(row["result"]))


def _answers(rows: Iterable[Row]) -> dict[tuple[str, str], Answered]:
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["question"], row["audience"]][row["answer"]] = int(row["people"])
    return {key: Answered(counts) for key, counts in found.items()}
