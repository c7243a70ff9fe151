"""What a package says to the disclosure gate is read, kept and written as it was said."""

import json

import pytest

from portal.errors import PackageRefusedError
from portal.interop.description import File
from portal.interop.reading import read_package
from portal.interop.writing import from_plain, to_plain
from portal.interop.writing.datapackage import descriptor
from tests.interop.packages import Draft

GATE = {
    "population": "readers",
    "relation": "grown",
    "answer": "kind",
    "public": [["place"], []],
    "rules": ["zeros-shown"],
    "policy": {"minimum_group": 20, "base": 7},
}
STATISTIC = {"kind": "percent", "of": ["place"], "decimals": 1}
ROUNDING = {"method": "controlled", "base": 5}


def draft(gate=GATE, **people):
    made = Draft()
    made.descriptor["gate"] = gate
    made.field("people").update(people)
    made.field("share")["measures"] = "people"
    return made


def codes(made, folder):
    with pytest.raises(PackageRefusedError) as refused:
        read_package(made.write(folder))
    return [(issue.code, issue.facts["at"]) for issue in refused.value.issues]


def test_it_is_read_kept_and_written(tmp_path):
    made = draft(rounding=ROUNDING, part_of="share")
    made.field("share")["statistic"] = STATISTIC
    read = read_package(made.write(tmp_path)).description
    assert from_plain(json.loads(json.dumps(to_plain(read)))) == read
    people, share = (read.resources[0].field(name) for name in ("people", "share"))
    assert (people.rounding, people.part_of, people.statistic) == (ROUNDING, "share", None)
    assert share.statistic == STATISTIC
    assert read.gate.public == (("place",), ())
    assert read.gate.policy == GATE["policy"]


def test_a_draft_of_the_next_version_says_it_again(tmp_path):
    read = read_package(draft(rounding=ROUNDING).write(tmp_path)).description
    files = {
        each.name: File(f"data/{each.name}.csv", "text/csv", 1, "0") for each in read.resources
    }
    written = json.loads(descriptor(read, files, number=1))
    assert written["gate"] == GATE
    field = next(f for f in written["resources"][0]["schema"]["fields"] if f["name"] == "people")
    assert field["rounding"] == ROUNDING


@pytest.mark.parametrize(
    ("gate", "code", "at"),
    [
        ({"population": "Not a name"}, "bad-name", "gate.population"),
        ({"relation": "other"}, "unknown-choice", "gate.relation"),
        ({"rules": ["all"]}, "unknown-choice", "gate.rules"),
        ({"publik": []}, "unknown-gate-key", "gate.publik"),
        ({"public": ["place"]}, "wrong-type-list", "gate.public[0]"),
        ({"policy": {"threshold": 2.5}}, "not-a-whole-number", "gate.policy.threshold"),
        ({"policy": {"threshold": True}}, "not-a-whole-number", "gate.policy.threshold"),
        ({"policy": {"thresh": 2}}, "unknown-gate-key", "gate.policy.thresh"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_place(tmp_path, gate, code, at):
    assert codes(draft(gate), tmp_path) == [(code, at)]


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ({"statistic": {"kind": "median"}}, "unknown-choice"),
        ({"statistic": {}}, "missing-property"),
        ({"statistic": {"kind": "mean"}}, "missing-property"),
        ({"statistic": {"kind": "mean", "over": "nothing"}}, "unknown-field"),
        ({"statistic": {"kind": "percent", "of": ["nothing"]}}, "unknown-field"),
        ({"statistic": {"kind": "rate", "invited": "kind"}}, "not-about-people"),
        ({"statistic": {"kind": "count", "decimals": 1}}, "unknown-gate-key"),
        ({"statistic": {"kind": "percent", "decimals": 9}}, "not-a-whole-number"),
        ({"rounding": {"method": "up", "base": 5}}, "unknown-choice"),
        ({"rounding": {"method": "nearest"}}, "missing-property"),
        ({"rounding": {"method": "nearest", "base": 0}}, "not-a-whole-number"),
        ({"part_of": "nothing"}, "unknown-field"),
        ({"part_of": "people"}, "unknown-field"),
        ({"part_of": "share", "measures": "things"}, "not-about-people"),
    ],
)
def test_what_a_column_cannot_be_is_refused(tmp_path, people, code):
    assert code in [each for each, _ in codes(draft(**people), tmp_path)]
