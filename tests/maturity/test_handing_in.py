"""A closed round becomes published datasets: asked for, counted by the worker, two officers."""

import itertools
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.clock import now
from portal.errors import PortalError
from portal.maturity import commands, handing_in, queries, releases
from portal.maturity.models import Made
from portal.publishing import operations
from portal.publishing.gate.models import Release as Entered
from portal.publishing.models import Submission
from tests.maturity.conftest import NAME
from tests.maturity.rounds import (
    ABERWEN,
    BRYNMOR,
    answered,
    asked,
    errand,
    officers,
    packages,
    published,
    states,
    writing,
)
from tests.publishing.walk import REASON, look, work

pytestmark = pytest.mark.services

WHOLE = f"maturity-{NAME}"
COUNCILS = [f"{WHOLE}-{ABERWEN.lower()}", f"{WHOLE}-{BRYNMOR.lower()}"]


@pytest.fixture
def closed_round(opened_round, tmp_path):
    """A closed round: one council with two audiences, one whose nine members are pooled."""
    groups = {(ABERWEN, "officers"): 40, (ABERWEN, "members"): 20}
    groups |= {(BRYNMOR, "officers"): 31, (BRYNMOR, "members"): 9}
    answered(opened_round, tmp_path, groups)
    commands.close(opened_round, NAME)
    return opened_round


def refusal(action, *args, **named):
    with pytest.raises(PortalError) as refused:
        action(*args, **named)
    return refused.value


def test_an_open_round_is_not_published(opened_round):
    assert refusal(commands.publish, opened_round, NAME).code == "round-state"
    assert not errand(opened_round)


def test_a_round_becomes_a_dataset_and_one_for_each_council_which_two_officers_publish(
    closed_round,
):
    one, two = officers(closed_round)
    assert asked(closed_round).made is Made.HANDED_IN
    assert list(packages(closed_round)) == [WHOLE, *COUNCILS]
    assert work(closed_round) == 3
    for each in packages(closed_round).values():
        own = look(closed_round, each.submission_id)
        assert (own.publisher, own.issues, own.questions) == ("melin", [], [])
        assert {told["verdict"] for told in own.gate["populations"]} == {"clear"}

    with writing(closed_round):
        outcomes = handing_in.submit_all(NAME, by=one)
    assert [each.done for each in outcomes] == [True] * 3
    with writing(closed_round):
        outcomes = handing_in.approve_all(NAME, by=one)
    assert {each.error.code for each in outcomes} == {"self-approval"}
    with writing(closed_round):
        handing_in.approve_all(NAME, by=two)
    assert work(closed_round) == 3
    assert states(closed_round) == {"published"}
    with writing(closed_round):
        assert handing_in.submit_all(NAME, by=one) == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_gate_judges_all_packages_together_in_any_order_of_approval(closed_round, order):
    one, two = officers(closed_round)
    asked(closed_round)
    work(closed_round)
    names = [WHOLE, *COUNCILS]
    found = packages(closed_round)
    for place in order:
        number = found[names[place]].submission_id
        with writing(closed_round):
            operations.submit(number, reason=REASON, by=one)
            operations.approve(number, by=two)
        assert work(closed_round) == 1
    assert states(closed_round) == {"published"}
    with writing(closed_round) as session:
        entered = session.execute(
            select(Entered.dataset, Entered.relation)
            .where(Entered.population == WHOLE)
            .order_by(Entered.id)
        ).all()
    assert [each.dataset for each in entered] == [names[place] for place in order]
    assert entered[0].relation == "first"
    assert {each.relation for each in entered[1:]} <= {"same", "repeated"}


def test_a_council_alone_waits_for_what_was_told_of_its_people_elsewhere(closed_round):
    """Two councils' packages go together because the whole round's was judged with them."""
    one, _ = officers(closed_round)
    asked(closed_round)
    work(closed_round)
    found = packages(closed_round)
    with writing(closed_round):
        operations.abandon(found[WHOLE].submission_id, by=one)
        operations.submit(found[COUNCILS[0]].submission_id, reason=REASON, by=one)
    with writing(closed_round):
        busy = refusal(operations.submit, found[COUNCILS[1]].submission_id, reason=REASON, by=one)
    assert busy.code == "population-busy"


def test_asking_twice_and_doing_it_twice_makes_nothing_twice(closed_round, monkeypatch):
    commands.publish(closed_round, NAME)
    commands.publish(closed_round, NAME)
    monkeypatch.setattr(handing_in, "hand_in", _killed)
    assert errand(closed_round)
    monkeypatch.undo()
    with writing(closed_round) as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 0
        assert not releases.anything_asked()
        releases.hold_back(1, until=now() - timedelta(seconds=1))
    assert errand(closed_round)
    assert not errand(closed_round)
    assert refusal(commands.publish, closed_round, NAME).code == "round-on-its-way"
    with writing(closed_round) as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 3


def _killed(*_args):
    raise SystemError


KILLED = """
import os, signal, sys
from pathlib import Path
from portal.maturity import errands, handing_in
from tests.conftest import config_in
from tests.maturity import rounds
place = {"errands": errands, "handing_in": handing_in}[sys.argv[2]]
setattr(place, sys.argv[3], lambda *_: os.kill(os.getpid(), signal.SIGKILL))
rounds.errand(config_in(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("step", ["errands count", "errands write", "handing_in hand_in"])
def test_a_worker_killed_at_any_step_has_done_nothing_and_another_does_it_all(
    closed_round, time_machine_at, step
):
    with writing(closed_round):
        releases.ask_to_publish(NAME)
    command = [sys.executable, "-c", KILLED, str(closed_round.data), *step.split()]
    assert subprocess.run(command, check=False, timeout=120).returncode == -signal.SIGKILL
    with writing(closed_round):
        assert {box.version for box in queries.boxes(queries.round_named(NAME))} == {0}
    assert packages(closed_round) == {}
    time_machine_at(timedelta(minutes=11))
    assert errand(closed_round)
    assert set(packages(closed_round)) == {WHOLE, *COUNCILS}


def test_a_release_that_was_taken_up_waits_for_no_clock_that_was_put_back(
    closed_round, time_machine_at
):
    with writing(closed_round):
        releases.ask_to_publish(NAME)
    time_machine_at(timedelta(days=9))
    with writing(closed_round):
        assert releases.next_asked(until=now() + timedelta(minutes=10))
        assert releases.next_asked(until=now() + timedelta(minutes=10)) is None
    time_machine_at(timedelta(days=-9))
    with writing(closed_round):
        assert releases.anything_asked()
        assert releases.next_asked(until=now() + timedelta(minutes=10))


def test_what_was_abandoned_is_handed_in_again_and_nothing_else(closed_round):
    one, _ = officers(closed_round)
    asked(closed_round)
    before = packages(closed_round)
    with writing(closed_round):
        operations.abandon(before[COUNCILS[0]].submission_id, by=one)
    asked(closed_round)
    after = packages(closed_round)
    changed = {name for name in after if after[name].submission_id != before[name].submission_id}
    assert changed == {COUNCILS[0]}


def test_a_key_that_is_gone_is_told_and_the_round_can_be_asked_for_again(closed_round):
    key = closed_round.data / "keys" / f"{NAME}.key"
    kept = key.read_bytes()
    key.unlink()
    said = asked(closed_round)
    assert (said.made, said.code) == (Made.REFUSED, "round-key")
    key.write_bytes(kept)
    assert asked(closed_round).made is Made.HANDED_IN


def test_what_could_not_be_submitted_says_why(closed_round):
    one, _ = officers(closed_round)
    asked(closed_round)
    with writing(closed_round):
        outcomes = handing_in.submit_all(NAME, by=one)
    assert {each.error.code for each in outcomes} == {"wrong-state"}
    assert states(closed_round) == {"received"}


def test_the_terminal_shows_how_far_a_round_is(closed_round):
    one, two = officers(closed_round)
    assert commands.publishing(closed_round, NAME) == []
    assert commands.publish(closed_round, NAME) == [(NAME, "1", "asked", "")]
    errand(closed_round)
    published(closed_round, one, two)
    shown = commands.publishing(closed_round, NAME)
    assert shown[0] == (NAME, "1", "handed-in", "")
    assert [(line[0], line[2]) for line in shown[1:]] == [
        (name, "published") for name in (WHOLE, *COUNCILS)
    ]
    with writing(closed_round):
        assert queries.late_groups(queries.round_named(NAME)) == []
