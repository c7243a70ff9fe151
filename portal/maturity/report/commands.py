"""What `melin report` and the press do: the reports of rounds as PDFs, in both languages."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from portal.bilingual import LOCALES, Locale
from portal.db import Database
from portal.errors import PortalError
from portal.maturity.report import operations, queries
from portal.maturity.report.queries import KeptReport
from portal.maturity.report.typesetting import pdf
from portal.maturity.report.writing import file_name, written
from portal.maturity.results.finding import council_of, published_round
from portal.maturity.results.help import Help, published_help
from portal.maturity.results.model import CouncilResults, RoundResults
from portal.storage import Store
from portal.storage.store import Stored
from portal.web.delivery import store

_log = logging.getLogger("melin.worker")

EVERY = "all"
"""Stands for every council of the round."""


def write_reports(app: Flask, council: str, name: str, out: Path) -> Iterator[Path]:
    """Write the reports of a council, or of `all`, into `out`; yield the path of each.

    Those that are kept already are written as they are; the others are set.

    Raises:
        NotFoundError: there is no such round, or the council took no part.
    """
    database: Database = app.extensions["melin-database"]
    base_url: str = app.config["MELIN"].base_url
    with app.test_request_context(), database.reading():
        results = published_round(name, store())
        helped = published_help(store(), results.framework)
        codes = list(results.councils) if council == EVERY else [council]
        councils = [council_of(results, code) for code in codes]
        out.mkdir(parents=True, exist_ok=True)
        for own in councils:
            kept = queries.reports_of(results.slug, results.number, own.code)
            for locale in LOCALES:
                path = out / file_name(results, own.code, locale)
                if locale in kept:
                    path.write_bytes(store().read(Stored(kept[locale].sha256, kept[locale].size)))
                else:
                    path.write_bytes(_set(results, own, helped, locale, base_url))
                yield path


def keep_reports(app: Flask) -> int:
    """Set and keep the reports of every published round that has none; return how many those were.

    A round that cannot be set is told of in the log and stops no other.
    """
    database: Database = app.extensions["melin-database"]
    with app.test_request_context():
        with database.reading():
            waiting = queries.rounds_without_reports()
        done = 0
        for name, number in waiting:
            try:
                done += _keep(app, name, number)
            except PortalError as fault:
                facts = {"round": name, "version": number, "code": fault.code}
                _log.exception("reports not set", exc_info=fault, extra={"facts": facts})
    return done


def _keep(app: Flask, name: str, number: int) -> bool:
    """Set the reports of one version: bytes first, rows second, all in one transaction."""
    database: Database = app.extensions["melin-database"]
    with database.reading():
        results = published_round(name, store(), number)
        helped = published_help(store(), results.framework)
    with tempfile.TemporaryDirectory() as folder:
        kept = [
            _put(Path(folder), _set(results, own, helped, locale, app.config["MELIN"].base_url))
            for own in results.councils.values()
            for locale in LOCALES
        ]
    names = [(own.code, locale) for own in results.councils.values() for locale in LOCALES]
    reports = [
        KeptReport(code, locale, file_name(results, code, locale), stored.size, stored.sha256)
        for (code, locale), stored in zip(names, kept, strict=True)
    ]
    with database.writing():
        return operations.keep(results.slug, number, reports)


def _put(folder: Path, content: bytes) -> Stored:
    path = folder / "report.pdf"
    path.write_bytes(content)
    kept: Store = store()
    return kept.put(path)


def _set(
    results: RoundResults, council: CouncilResults, helped: Help, locale: Locale, base_url: str
) -> bytes:
    return pdf(written(results, council, helped, locale), base_url=base_url)
