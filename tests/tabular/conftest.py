"""Reading made-up files: `look` gives intake's findings for a text or bytes."""

import pytest

from portal.tabular.decisions import Decisions
from portal.tabular.reading import read
from tests.tabular.made_files import saved


@pytest.fixture
def look(tmp_path):
    """Read a file made of `content` and return the intake."""

    def run(content, decisions=None, name="file.csv"):
        return read(saved(tmp_path, content, name), decisions or Decisions())

    return run


@pytest.fixture
def table(look):
    """Read a file that holds one table, and return that table."""

    def run(content, decisions=None, name="file.csv"):
        intake = look(content, decisions, name)
        assert len(intake.tables) == 1, [message.code for message in intake.messages]
        return intake.tables[0]

    return run
