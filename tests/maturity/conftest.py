"""A round of fictional councils that people can answer."""

from datetime import timedelta

import pytest

from portal.clock import now
from portal.maturity import commands
from portal.maturity.commands import Wanted
from tests.people import Browser

COUNCILS = {"X99000001": ("Aberwen", 80, 57), "X99000002": ("Brynmor", 60, 40)}
NAME = "2099-demo"


def groups_file(folder, councils=None):
    """Write whom a round invites, and return the path."""
    lines = ["council,name_cy,name_en,audience,invited"]
    for code, (name, officers, members) in (councils or COUNCILS).items():
        titles = f"Cyngor {name} (dychmygol),{name} Council (fictional)"
        lines += [f"{code},{titles},officers,{officers}", f"{code},{titles},members,{members}"]
    path = folder / "invited.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def wanted(**other):
    return Wanted(
        **{
            "framework": "7x3-1",
            "closes": now() + timedelta(days=20),
            "keep_days": 30,
            "synthetic": True,
            **other,
        }
    )


@pytest.fixture
def opened_round(config, tmp_path):
    """The settings of a portal with one open round, called `NAME`."""
    commands.create(config, NAME, groups_file(tmp_path), wanted())
    commands.open_(config, NAME)
    return config


@pytest.fixture
def reader(own_app):
    return Browser(own_app.test_client())


@pytest.fixture
def link(opened_round):
    """The path and query of a link for one officer, in English."""
    ((_, _, english),) = commands.issue(opened_round, NAME, "X99000001", "leaders", 1)
    return english.removeprefix(opened_round.base_url)
