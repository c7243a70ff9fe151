"""From sealed answers to a package: gated, rebuilt by a stranger, the same bytes twice."""

import csv
import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from frictionless import Package, system

from portal.bilingual import Bilingual
from portal.config import SHIPPED_PACKAGES
from portal.disclosure.audit import audit
from portal.interop.reading import read_package
from portal.maturity import commands
from portal.maturity.aggregating import commands as aggregating
from portal.maturity.aggregating.counting import ALL, protected_counts
from portal.maturity.aggregating.package import SCRIPT, write_package
from portal.maturity.aggregating.tables import Council, Results, scores
from portal.maturity.framework.reading import shipped
from portal.maturity.operations import RoundStageError
from tests.maturity.conftest import NAME
from tests.maturity.made import framework
from tests.maturity.rounds import forgotten
from tests.maturity.test_rounds import answers_file
from tools import demonstration_round

KEY = b"k" * 32
FRAMEWORK = shipped("7x3-1")


def people(number, audience, own=FRAMEWORK, seed=1, **fixed):
    """Return so many people of an audience, with random answers but for those fixed."""
    draw = random.Random(seed)
    return [
        (audience, {q.code: fixed.get(q.code) or draw.choice(q.codes) for q in own.questions})
        for _ in range(number)
    ]


def sealed(everybody, own=FRAMEWORK, key=KEY):
    return protected_counts(own, ["officers", "members"], everybody, key, "X99000001")


def audiences(found, question="open-level"):
    return set(found.counts.get(question, {}))


def stranger(path):
    done = subprocess.run([sys.executable, "-I", SCRIPT, path], capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The folder of the demonstration that ships, with its zip beside it."""
    folder = tmp_path_factory.mktemp("rounds") / "demonstration-round"
    shutil.copytree(SHIPPED_PACKAGES / "demonstration-round", folder)
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as archive:
        for path in folder.rglob("*.*"):
            archive.write(path, path.relative_to(folder))
    return folder


def test_groups_of_ten_stand_alone_and_a_group_of_nine_is_pooled():
    assert audiences(sealed(people(30, "officers") + people(10, "members"))) == {
        "officers",
        "members",
    }
    assert audiences(sealed(people(30, "officers") + people(9, "members"))) == {ALL}
    few = sealed(people(5, "officers") + people(4, "members"))
    assert few.counts == {}
    assert set(few.answered) == {"officers", "members"}
    assert sealed([]).answered == {"officers": 0, "members": 0}


def test_every_count_is_a_multiple_of_five_near_the_truth_and_all_questions_agree_on_n():
    everybody = people(37, "officers", seed=2) + people(18, "members", seed=3)
    found = sealed(everybody)
    for question, own in found.counts.items():
        for audience, counts in own.items():
            for answer, count in counts.items():
                truth = sum(a == audience and q[question] == answer for a, q in everybody)
                assert count % 5 == 0
                assert abs(count - truth) <= 4
            assert sum(counts.values()) == found.answered[audience]


def test_the_same_answers_are_drawn_alike_in_any_order_and_otherwise_with_another_key():
    everybody = people(37, "officers", seed=2) + people(18, "members", seed=3)
    assert sealed(everybody).counts == sealed(everybody).counts
    assert sealed(everybody).counts != sealed(everybody, key=b"other" * 8).counts


@pytest.mark.parametrize("number", [10, 12, 15, 21])
def test_a_unanimous_group_is_published_only_in_a_way_that_leaves_doubt(number):
    everybody = people(40, "officers") + people(number, "members", **{"open-level": "2"})
    found = sealed(everybody)
    assert audit(found.release).clear
    own = {**found.release, "answer": "open-level"}
    own["dimensions"] = {name: own["dimensions"][name] for name in ("audience", "open-level")}
    own["releases"] = [
        {
            **found.release["releases"][0],
            "statistics": [
                s
                for s in found.release["releases"][0]["statistics"]
                if set(s["where"]) <= {"audience", "open-level"}
            ],
        }
    ]
    assert audit(own).clear


def test_a_framework_of_ten_by_five_goes_all_the_way(tmp_path):
    own = framework(10, 5)
    everybody = people(40, "officers", own) + people(20, "members", own)
    title = Bilingual("Cyngor Aberwen", "Aberwen Council")
    council = Council("X99000001", title, {"officers": 60, "members": 45}, sealed(everybody, own))
    results = Results("2099-other", True, 2099, own, [council])

    write_package(results, "other", tmp_path / "other")

    assert len(list(scores(results))) == 30
    assert stranger(tmp_path / "other.zip") == 0


def test_the_demonstration_that_ships_is_what_the_generator_writes(demonstration, tmp_path):
    some = {"X99000003", "X99000011", "X99000017"}
    write_package(demonstration_round.results(only=some), "some", tmp_path / "some")
    for name in ("counts", "invited", "shares", "levels"):
        made, ships = (
            [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if line[:9] in some]
            for path in (
                folder / "data" / f"synthetic-{name}.csv"
                for folder in (tmp_path / "some", demonstration)
            )
        )
        assert made == ships
    made, ships = (
        json.loads((folder / "data" / "synthetic-gate.json").read_bytes())
        for folder in (tmp_path / "some", demonstration)
    )
    assert made.keys() == some - {"X99000011"}
    assert all(made[code] == ships[code] for code in made)


def test_a_stranger_rebuilds_every_share_level_and_interval_byte_for_byte(demonstration):
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 60
    assert stranger(demonstration.with_suffix(".zip")) == 0
    assert stranger(demonstration) == 0


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [("counts", ",anchor,2,15,", ",anchor,2,20,"), ("shares", ",published,", ",range-only,")],
)
def test_a_stranger_notices_one_changed_figure(demonstration, tmp_path, table, before, after):
    changed = tmp_path / "changed.zip"
    with (
        zipfile.ZipFile(demonstration.with_suffix(".zip")) as old,
        zipfile.ZipFile(changed, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name).decode()
            if name == f"data/synthetic-{table}.csv":
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
    assert stranger(changed) == 1


def test_the_demonstration_is_marked_as_invented_everywhere_and_names_no_real_council(
    demonstration,
):
    for path in demonstration.rglob("*"):
        assert path.is_dir() or b"W06" not in path.read_bytes(), path
    tables = [path for path in demonstration.glob("data/*.csv") if "synthetic-" in path.name]
    assert len(tables) == 6
    for path in tables:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert {row["synthetic"] for row in rows} == {"yes"}
    read_package(demonstration)
    with system.use_context(trusted=True):
        report = Package(str(demonstration / "datapackage.json")).validate()
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []


def test_the_demonstration_invites_3155_people_of_whom_1566_answer_and_one_late():
    invented = list(demonstration_round.Inventor(FRAMEWORK, demonstration_round.SEED).councils())
    assert sum(sum(own.invited.values()) for own in invented) == 3155
    assert sum(len(own.people) for own in invented) == 1565
    assert sum(len(own.late) for own in invented) == 1


def test_what_was_planted_shows(demonstration):
    path = demonstration / "data" / "synthetic-levels.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {
            (r["council"][-2:], r["audience"], r["component"]): r for r in csv.DictReader(lines)
        }
    assert ("22", "members", "open") not in rows
    assert ("15", "members", "open") in rows
    assert rows["11", "all", "open"]["status"] == "not-enough"
    assert rows["14", "all", "analytics"]["status"] == "not-enough"
    levels = {a: rows["17", a, "leadership"]["level_low"] for a in ("officers", "members")}
    assert levels == {"officers": "1", "members": "3"}


def test_a_round_is_made_twice_with_the_same_sha256_until_its_answers_are_gone(
    opened_round, tmp_path, time_machine_at
):
    groups = [("X99000001", "members")] * 20 + [("X99000001", "staff")] * 40
    groups += [("X99000002", "members")] * 9 + [("X99000002", "leaders")] * 31
    commands.take_in(opened_round, NAME, answers_file(tmp_path, groups))
    with pytest.raises(RoundStageError):
        aggregating.recompute(opened_round, NAME, tmp_path / "early")
    commands.close(opened_round, NAME)

    first = aggregating.recompute(opened_round, NAME, tmp_path / "first")
    third = aggregating.recompute(opened_round, NAME, tmp_path / "third", version=1)
    with pytest.raises(RoundStageError):
        aggregating.recompute(opened_round, NAME, tmp_path / "none", version=2)

    assert first == third
    for path in (tmp_path / "first").rglob("*.*"):
        twin = tmp_path / "third" / path.relative_to(tmp_path / "first")
        assert path.is_dir() or path.read_bytes() == twin.read_bytes()
    for path in [p.parent for p in (tmp_path / "first").rglob("datapackage.json")]:
        read_package(path)
        assert stranger(path.with_suffix(".zip")) == 0

    time_machine_at(timedelta(days=31))
    forgotten(opened_round)
    with pytest.raises(RoundStageError):
        aggregating.recompute(opened_round, NAME, tmp_path / "late")
