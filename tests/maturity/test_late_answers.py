"""Late answers: they wait for ten of a group, leave what was published alone, and are judged."""

import csv
import io
import zipfile
from collections import Counter

import pytest
from sqlalchemy import update

from portal.disclosure.audit import audit
from portal.errors import PortalError
from portal.maturity import commands, queries, releases
from portal.maturity.aggregating import commands as aggregating
from portal.maturity.aggregating import counting, versions
from portal.maturity.aggregating.counting import Late, protected_counts
from portal.maturity.keys import RoundKey
from portal.maturity.models import Made
from portal.publishing.models import State, Submission
from tests.maturity.conftest import NAME
from tests.maturity.rounds import (
    ABERWEN,
    BRYNMOR,
    answered,
    asked,
    officers,
    packages,
    published,
    writing,
)
from tests.maturity.test_aggregating import FRAMEWORK, KEY, people, stranger

pytestmark = pytest.mark.services

WHOLE = f"maturity-{NAME}"
OF_ABERWEN, OF_BRYNMOR = (f"{WHOLE}-{code.lower()}" for code in (ABERWEN, BRYNMOR))
QUESTIONS = [question.code for question in FRAMEWORK.questions]


@pytest.fixture
def handed_in_round(opened_round, tmp_path, monkeypatch):
    """A round whose first version is handed in, with draws that are the same each time."""
    monkeypatch.setattr(RoundKey, "of_draws", lambda _: KEY)
    groups = {(ABERWEN, "officers"): 40, (ABERWEN, "members"): 20, (BRYNMOR, "officers"): 31}
    answered(opened_round, tmp_path, groups)
    commands.close(opened_round, NAME)
    asked(opened_round)
    return opened_round


@pytest.fixture
def published_round(handed_in_round):
    """The same as though two officers had published it."""
    with writing(handed_in_round) as session:
        session.execute(update(Submission).values(state=State.PUBLISHED))
    return handed_in_round


def refusal(action, *args):
    with pytest.raises(PortalError) as refused:
        action(*args)
    return refused.value


def made(config, folder, version):
    """Make a version again; return its files by path."""
    out = folder / f"again-{version}"
    aggregating.recompute(config, NAME, out, version=version)
    return {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def figures(files, table="counts", dataset=WHOLE):
    """Return the rows of a table of a package, without the mark that it is invented."""
    archive = next(content for path, content in files.items() if path.name == f"{dataset}.zip")
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        text = package.read(f"data/synthetic-{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text)))


def late_groups(config):
    with writing(config):
        found = queries.late_groups(queries.round_named(NAME))
    return {(each.council, each.audience): each.ready for each in found}


def test_nine_late_answers_of_a_group_make_no_new_version(published_round, tmp_path):
    before = made(published_round, tmp_path, 1)
    late = {(ABERWEN, "officers"): 9, (ABERWEN, "members"): 9, (BRYNMOR, "officers"): 9}
    answered(published_round, tmp_path, late, seed=2)
    assert refusal(commands.publish, published_round, NAME).code == "round-nothing-new"
    assert late_groups(published_round) == dict.fromkeys(late, False)
    assert made(published_round, tmp_path, 1) == before


def test_ten_make_one_that_leaves_the_first_and_every_other_group_as_they_were(
    handed_in_round, tmp_path
):
    one, two = officers(handed_in_round)
    published_round = handed_in_round
    published(published_round, one, two)
    first = made(published_round, tmp_path, 1)
    answered(published_round, tmp_path, {(ABERWEN, "members"): 3}, seed=2)
    answered(published_round, tmp_path, {(ABERWEN, "officers"): 20}, seed=3)
    answered(published_round, tmp_path, {(BRYNMOR, "officers"): 9}, seed=4)
    assert late_groups(published_round)[ABERWEN, "officers"]
    said = asked(published_round)
    assert (said.version, said.made) == (2, Made.HANDED_IN)
    assert list(packages(published_round)) == [WHOLE, OF_ABERWEN]

    second = made(published_round, tmp_path, 2)
    assert made(published_round, tmp_path, 1) == first
    before, now = figures(first), figures(second)
    changed = {
        (row["council"], row["audience"])
        for old, row in zip(before, now, strict=True)
        if old != row
    }
    assert changed == {(ABERWEN, "officers")}
    assert all(
        int(old["people"]) <= int(row["people"]) for old, row in zip(before, now, strict=True)
    )
    of_others = [path for path in first if OF_BRYNMOR in str(path)]
    assert of_others
    assert all(first[path] == second[path] for path in of_others)
    assert stranger(tmp_path / "again-2" / f"{WHOLE}.zip") == 0
    waiting = late_groups(published_round)
    assert (ABERWEN, "officers") not in waiting or not waiting[ABERWEN, "officers"]
    assert not waiting[ABERWEN, "members"]

    published(published_round, one, two)
    assert {each.state.value for each in packages(published_round).values()} == {"published"}


def test_a_second_version_says_why_in_both_languages(published_round, tmp_path):
    answered(published_round, tmp_path, {(ABERWEN, "officers"): 20}, seed=3)
    asked(published_round)
    second = made(published_round, tmp_path, 2)
    text = next(v for k, v in second.items() if str(k) == f"{WHOLE}/datapackage.json").decode()
    assert "Late answers were counted" in text
    assert "Cyfrifwyd atebion hwyr" in text
    assert "Aberwen Council (fictional)" in text


def test_a_version_that_is_not_published_yet_is_in_the_way_of_the_next(published_round, tmp_path):
    answered(published_round, tmp_path, {(ABERWEN, "officers"): 20}, seed=3)
    asked(published_round)
    answered(published_round, tmp_path, {(BRYNMOR, "officers"): 12}, seed=4)
    assert refusal(commands.publish, published_round, NAME).code == "round-on-its-way"


def test_what_the_gate_refuses_waits_and_the_officer_reads_why(
    published_round, tmp_path, monkeypatch
):
    """Were late answers rounded anew, a count that falls would tell who was there before."""
    before = made(published_round, tmp_path, 1)
    answered(published_round, tmp_path, {(ABERWEN, "officers"): 20}, seed=3)
    with monkeypatch.context() as anew:
        anew.setattr(counting, "_grown", lambda *_: None)
        anew.setattr(versions, "_TRIES", 0)
        said = asked(published_round)
    assert (said.made, said.code) == (Made.REFUSED, "round-nothing-new")
    assert said.facts["waiting"] in {f"{ABERWEN}: narrow", f"{ABERWEN}: pinned"}
    assert made(published_round, tmp_path, 1) == before
    assert packages(published_round) == {}
    assert asked(published_round).made is Made.HANDED_IN


def test_no_late_answer_is_counted_twice(published_round, tmp_path):
    answered(published_round, tmp_path, {(ABERWEN, "officers"): 20}, seed=3)
    asked(published_round)
    with writing(published_round):
        boxes = queries.boxes(queries.round_named(NAME))
        own = queries.round_named(NAME)
        counted = sum(each.counted for each in own.invited)
    assert counted == sum(box.version > 0 for box in boxes)
    assert {box.version for box in boxes} <= {0, 1, 2}
    with writing(published_round), pytest.raises(PortalError) as refused:
        releases.note_release(NAME, releases.Noted(3, "x", [], {}, {}))
    assert refused.value.code == "round-nothing-new"


def sealed(everybody, late=None):
    own = sorted(everybody, key=lambda one: (one[0], sorted(one[1].items())))
    return protected_counts(FRAMEWORK, ["officers", "members"], own, KEY, ABERWEN, late)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_no_count_falls_and_nobody_who_came_late_can_be_singled_out(seed):
    before = people(40 + seed, "officers", seed=seed) + people(15, "members", seed=seed + 50)
    first = sealed(before)
    late = people(15, "officers", seed=seed + 100)
    second = sealed(before + late, Late(first, ["officers"], [Counter(a for a, _ in before)]))
    for question in QUESTIONS:
        assert second.counts[question]["members"] == first.counts[question]["members"]
        for answer, count in second.counts[question]["officers"].items():
            truth = sum(a == "officers" and q[question] == answer for a, q in before + late)
            assert count >= first.counts[question]["officers"][answer]
            assert count % 5 == 0
            assert abs(count - truth) <= 4
    one, two = first.release["releases"][0], second.release["releases"][0]
    together = {**second.release, "releases": [one, {**two, "id": "2", "relation": "grown"}]}
    assert audit(together).clear
