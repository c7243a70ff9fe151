"""Fixtures that lend a real PostgreSQL; every test of this folder is marked `services`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.postgres import Server, running_server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder, so that `make test` passes them over."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Lend one server to the whole run."""
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Lend an empty database to one test, as MELIN_DATABASE_URL would name it."""
    with postgres_server.fresh_database() as url:
        yield url
