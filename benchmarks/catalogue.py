"""Loading 1,000 packages and searching 10,000 datasets: `python -m benchmarks.catalogue`.

Loading is given beside reading and validating the same packages with frictionless alone.
Searching is given as percentiles of one page of results with its facet counts, straight from
the query, beside the same words sought with LIKE in the same database.
"""

import argparse
import csv
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from portal import db
from portal.accounts.operations import ensure_publisher
from portal.bilingual import Bilingual
from portal.catalogue.commands import load_all
from portal.catalogue.listing import Wanted, published_datasets
from portal.catalogue.models import Dataset, Facet
from portal.catalogue.search import index_dataset
from portal.clock import now
from portal.config import Config
from portal.db import Database
from portal.interop import vocabularies
from portal.interop.description import Description, PublisherName
from portal.jobs.migrating import migrate
from portal.storage import Store
from portal.welsh.sort_key import sort_key

SEED = 20261122
QUERIES = ["ysgolion", "waste", "cyfradd ymateb", "council tax", "tai", "Conwy", "ansawdd aer", "a"]


def descriptor(name: str, number: int) -> dict[str, object]:
    """Return a small valid descriptor; its places and words are made up."""
    keyword = vocabularies.keywords()[number % len(vocabularies.keywords())]
    both = {"title_cy": f"{keyword.label.cy} {number}", "title_en": f"{keyword.label.en} {number}"}
    words = {
        "description_cy": "Data ffug i fesur y porth, heb ystyr o gwbl iddynt.",
        "description_en": "Made-up data to measure the portal with; they mean nothing.",
    }
    fields = [
        {"name": "gss", "type": "string", "codes": "places", **both, **words},
        {"name": "count", "type": "integer", "measures": "things", **both, **words},
    ]
    return {
        "name": name,
        **both,
        **words,
        "publisher": f"publisher-{number % 20}",
        "contact": {"title_cy": "Neb", "title_en": "Nobody"},
        "licenses": [{"name": "OGL-UK-3.0"}],
        "keywords": [keyword.code],
        "theme": "GOVE",
        "spatial": [f"X99{number % 22:06d}"],
        "frequency": "never",
        "synthetic": True,
        "reason_cy": "Mesur.",
        "reason_en": "Measuring.",
        "resources": [
            {
                "name": "rows",
                "path": "data/rows.csv",
                **both,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields},
            }
        ],
    }


def package(folder: Path, number: int) -> None:
    """Write a small valid package; its places and figures are made up."""
    name = f"made-up-{number}"
    (folder / name / "data").mkdir(parents=True)
    (folder / name / "datapackage.json").write_text(
        json.dumps(descriptor(name, number)), encoding="utf-8"
    )
    with (folder / name / "data" / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["gss", "count"], *([f"X99{row:06d}", row * number % 97] for row in range(22))]
        )


def seconds(work: Callable[[], object]) -> float:
    """Return the wall seconds that some work takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def measure_loading(count: int) -> None:
    """Print how long loading takes, first and again, and beside frictionless alone."""
    from frictionless import Package

    with tempfile.TemporaryDirectory() as place:
        folder, data = Path(place, "packages"), Path(place, "data")
        for number in range(count):
            package(folder, number)
        config = Config.from_environment({"MELIN_DATA": str(data)})
        migrate(config.database_url)
        database, store = Database(config.database_url), Store(config.store_url, cache=data)

        def load() -> None:
            outcomes = {loaded.outcome for loaded in load_all(folder, database, store)}
            assert len(outcomes) == 1, outcomes

        def validate() -> None:
            for path in folder.glob("*/datapackage.json"):
                Package(str(path)).validate()

        first, again, alone = seconds(load), seconds(load), seconds(validate)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"load {count} packages: {first:.1f} s ({first / alone:.2f} × frictionless alone), "
        f"again {again:.1f} s, peak {peak} MiB"
    )


def describe(number: int, chosen: random.Random) -> Description:
    """Make up a dataset's description for the search index."""
    keywords = tuple(chosen.sample(vocabularies.keywords(), 4))
    place = chosen.choice(vocabularies.councils())
    title = Bilingual(
        f"{keywords[0].label.cy}: {place.name.cy} {number}",
        f"{keywords[0].label.en}: {place.name.en} {number}",
    )
    return Description(
        slug=f"made-up-{number}",
        title=title,
        summary=title,
        publisher=PublisherName("x"),
        licences=(),
        resources=(),
        keywords=keywords,
        spatial=(place.gss,),
    )


def fill(count: int) -> None:
    """Put `count` made-up datasets into the catalogue's tables and search index."""
    chosen = random.Random(SEED)
    publisher = ensure_publisher(PublisherName("x"))
    for number in range(1, count + 1):
        description = describe(number, chosen)
        db.session.add(
            Dataset(
                id=number,
                slug=description.slug,
                publisher_id=publisher.id,
                title=description.title,
                summary=description.summary,
                sort_cy=sort_key(description.title.cy, "cy"),
                sort_en=sort_key(description.title.en, "en"),
                latest_number=1,
                row_count=1,
                synthetic=True,
                first_published_at=now(),
                updated_at=now(),
            )
        )
        db.session.flush()
        db.session.add_all(
            [
                Facet(dataset_id=number, kind="publisher", value="x"),
                Facet(dataset_id=number, kind="place", value=description.spatial[0]),
                Facet(dataset_id=number, kind="format", value="csv"),
            ]
        )
        index_dataset(number, description)


def measure_searching(count: int, rounds: int) -> None:
    """Print percentiles of a search with its facets, and of LIKE beside it."""
    with tempfile.TemporaryDirectory() as place:
        config = Config.from_environment({"MELIN_DATA": place})
        migrate(config.database_url)
        database = Database(config.database_url)
        with database.writing():
            fill(count)
        ours: list[float] = []
        peer: list[float] = []
        for _ in range(rounds):
            for query in QUERIES:
                with database.reading():
                    wanted = Wanted("cy", query=query, sort="relevance")
                    ours.append(seconds(lambda w=wanted: published_datasets(w, offset=0, limit=20)))
                with database.reading():
                    like = {"word": f"%{query}%"}
                    statement = text(
                        "SELECT id FROM dataset WHERE title_cy LIKE :word OR title_en LIKE :word"
                        " OR summary_cy LIKE :word OR summary_en LIKE :word"
                    )
                    peer.append(seconds(lambda s=statement, p=like: db.session.execute(s, p).all()))
        database.dispose()
    for name, times in (("search with facets", ours), ("LIKE, no facets", peer)):
        cuts = statistics.quantiles(times, n=20)
        print(
            f"{name} over {count}: median {statistics.median(times) * 1000:.2f} ms, "
            f"p95 {cuts[-1] * 1000:.2f} ms"
        )


def main() -> None:
    """Run both measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=1000)
    parser.add_argument("--datasets", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    measure_loading(asked.packages)
    measure_searching(asked.datasets, asked.rounds)


if __name__ == "__main__":
    main()
