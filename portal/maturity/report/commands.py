"""What `melin report` does: the reports of a round as PDF files, in both languages."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from portal.bilingual import LOCALES
from portal.db import Database
from portal.maturity.report.typesetting import pdf
from portal.maturity.report.writing import file_name, written
from portal.maturity.results.finding import council_of, published_round
from portal.maturity.results.help import published_help
from portal.web.delivery import store

EVERY = "all"
"""Stands for every council of the round."""


def write_reports(app: Flask, council: str, name: str, out: Path) -> Iterator[Path]:
    """Write the reports of a council, or of `all`, into `out`; yield the path of each.

    Raises:
        NotFoundError: there is no such round, or the council took no part.
    """
    database: Database = app.extensions["melin-database"]
    with app.test_request_context(), database.reading():
        results, helped = published_round(name, store()), published_help(store())
        codes = list(results.councils) if council == EVERY else [council]
        councils = [council_of(results, code) for code in codes]
        out.mkdir(parents=True, exist_ok=True)
        for own in councils:
            for locale in LOCALES:
                path = out / file_name(results, own.code, locale)
                report = written(results, own, helped, locale)
                path.write_bytes(pdf(report, base_url=app.config["MELIN"].base_url))
                yield path
