"""A closed round of two fictional councils on its way through the portal, for tests."""

import random
from contextlib import contextmanager

from portal.accounts.audit import COMMAND
from portal.accounts.operations.members import create_member
from portal.db import Database
from portal.maturity import commands, handing_in, queries, releases
from portal.maturity.errands import RoundsErrand, forget
from portal.maturity.framework.reading import shipped
from tests.maturity.conftest import NAME
from tests.publishing.walk import work

FRAMEWORK = shipped("7x3-1")
ABERWEN, BRYNMOR = "X99000001", "X99000002"
TOOLS = {"officers": "staff", "members": "members"}


def random_answers(groups, seed=1):
    """Return so many people's random answers as a file: pairs of council and audience, a number."""
    draw = random.Random(seed)
    codes = [question.code for question in FRAMEWORK.questions]
    lines = [",".join(["council", "tool", *codes])]
    for (council, audience), number in groups.items():
        for _ in range(number):
            own = [draw.choice(question.codes) for question in FRAMEWORK.questions]
            lines.append(",".join([council, TOOLS[audience], *own]))
    return "\n".join(lines) + "\n"


def answered(config, folder, groups, seed=1):
    """Take in so many people's random answers."""
    path = folder / f"answers-{seed}.csv"
    path.write_text(random_answers(groups, seed), encoding="utf-8")
    return commands.take_in(config, NAME, path)


@contextmanager
def writing(config):
    database = Database(config.database_url)
    try:
        with database.writing() as session:
            yield session
    finally:
        database.dispose()


def officers(config):
    """Return the numbers of two members."""
    with writing(config):
        return [
            create_member(
                f"{name}@council.example", name=name, password="melinau gwynt a dŵr", actor=COMMAND
            ).id
            for name in ("one", "two")
        ]


def asked(config):
    """Ask for the round to be published and let the worker hand it in; return how far it is."""
    with writing(config):
        releases.ask_to_publish(NAME)
    errand(config)
    with writing(config):
        return queries.publishing(NAME)


def errand(config):
    """Let the worker do what was asked for; tell whether there was anything."""
    database = Database(config.database_url)
    try:
        return RoundsErrand(config)(database)
    finally:
        database.dispose()


def forgotten(config):
    """Let the worker make its daily round; return the rounds whose answers it deleted."""
    database = Database(config.database_url)
    try:
        return forget(config, database)
    finally:
        database.dispose()


def packages(config):
    """Return the packages of the last version by dataset."""
    with writing(config):
        return {each.dataset: each for each in queries.handed_in(NAME)}


def states(config):
    return {each.state.value for each in packages(config).values()}


def published(config, one, two):
    """Have what was handed in checked, submitted by one, approved by another, and published."""
    work(config)
    for act, by in ((handing_in.submit_all, one), (handing_in.approve_all, two)):
        with writing(config):
            outcomes = act(NAME, by=by)
        assert all(each.done for each in outcomes), outcomes
    work(config)
