"""The catalogue on PostgreSQL gives the answers it gives on SQLite."""

import dataclasses

import pytest

from portal.app import create_app
from portal.catalogue.listing import Wanted, published_datasets
from portal.config import SHIPPED_PACKAGES
from portal.db import Database
from portal.jobs.migrating import migrate
from tests.conftest import config_in, inspected, load_packages
from tools.check_migrations import problems_on

QUERIES = ["", "cyfradd ymateb", "response rate", "cyngor", "Conwy", "zzzz", "arfer da", "Ynys Môn"]


@pytest.fixture
def on_postgres(postgres_url, tmp_path):
    config = dataclasses.replace(config_in(tmp_path / "data"), database_url=postgres_url)
    migrate(postgres_url)
    assert {loaded.outcome for loaded in load_packages(SHIPPED_PACKAGES, config)} == {"published"}
    return config


def answers(config, query, locale):
    database = Database(config.database_url)
    with database.reading():
        listing = published_datasets(Wanted(locale, query=query, sort="title"), offset=0, limit=50)
        found = [dataset.slug for dataset in listing.datasets]
    database.dispose()
    return found, listing.count, listing.facets


def test_migrations_on_postgresql_equal_the_models_and_can_be_taken_back(postgres_url):
    assert problems_on(postgres_url) == []


def test_search_sorting_and_facets_are_the_same_on_both_databases(on_postgres, shipped):
    for query in QUERIES:
        for locale in ("cy", "en"):
            assert answers(on_postgres, query, locale) == answers(shipped, query, locale), query


def test_loading_twice_on_postgresql_changes_nothing(on_postgres):
    assert {loaded.outcome for loaded in load_packages(SHIPPED_PACKAGES, on_postgres)} == {
        "unchanged"
    }


def test_pages_are_served_from_postgresql(on_postgres):
    app = create_app(on_postgres)
    page = inspected(app.test_client(), "/cy/setiau-data/response-rates-2018")
    app.extensions["melin-database"].dispose()

    assert page.h1.text.startswith("Pwy atebodd")
