"""The shipped demonstration as results, read from the portal's tables."""

import pytest

from portal.maturity.results.finding import published_round
from portal.web.delivery import store

ROUND = "demonstration-round"


@pytest.fixture
def results(app):
    """The demonstration's results."""
    with app.test_request_context(), app.extensions["melin-database"].reading():
        yield published_round(ROUND, store())
