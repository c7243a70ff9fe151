"""Downloads that several processes count at once on PostgreSQL: each sum is written."""

import dataclasses
import shutil
import threading
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.config import SHIPPED_PACKAGES
from portal.db import Database
from portal.jobs.migrating import migrate
from portal.reuse.counting import DownloadCounter, Taken
from portal.reuse.models import Downloads
from tests.conftest import config_in, load_packages

PROCESSES, ROUNDS = 4, 5
KINDS = [f"kind{number}" for number in range(40)]


@pytest.fixture
def councils_on_postgres(postgres_url, tmp_path):
    shutil.copytree(SHIPPED_PACKAGES / "councils", tmp_path / "packages" / "councils")
    migrate(postgres_url)
    load_packages(
        tmp_path / "packages",
        dataclasses.replace(config_in(tmp_path / "data"), database_url=postgres_url),
    )
    return postgres_url


def count_at_once(url, start, order):
    database = Database(url)
    counter = DownloadCounter(database)
    for _ in range(ROUNDS):
        for kind in order:
            counter.add(Taken("councils", 1, kind, date(2026, 11, 23)))
        start.wait(30)
        counter.flush()
    database.dispose()


def test_sums_that_several_processes_write_at_the_same_moment_all_count(councils_on_postgres):
    start = threading.Barrier(PROCESSES)
    orders = [KINDS, KINDS[::-1]] * (PROCESSES // 2)
    threads = [
        threading.Thread(target=count_at_once, args=(councils_on_postgres, start, order))
        for order in orders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    database = Database(councils_on_postgres)
    with database.reading() as session:
        total = session.scalar(select(func.sum(Downloads.count)))
    database.dispose()
    assert total == PROCESSES * ROUNDS * len(KINDS)
