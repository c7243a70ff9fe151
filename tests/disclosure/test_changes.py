"""Changes of a file that must not change the answer, and changes that may go one way only."""

import random
from copy import deepcopy

import pytest

from portal.disclosure.audit import audit
from tests.disclosure.examples import verdicts
from tests.disclosure.families import Draw

SEEDS = range(500, 520)


def draw(seed):
    return Draw(seed).file


def relabelled(value, names):
    """Write every code and group of a file another way, a few as numbers."""
    if isinstance(value, dict):
        return {
            (names.get(key, key) if isinstance(key, str) else key): relabelled(own, names)
            for key, own in value.items()
        }
    if isinstance(value, list):
        return [relabelled(own, names) for own in value]
    return names.get(value, value) if isinstance(value, str) else value


def ranges(document):
    """Return the ranges and verdicts in the order of the file, without labels."""
    return [(e["low"], e["high"], e["verdict"]) for e in audit(document).statistics()]


@pytest.mark.parametrize("seed", SEEDS)
def test_other_labels_change_nothing(seed):
    document = draw(seed)
    names = {
        label: 1000 + number if number % 2 else f"ŵ {number}"
        for number, label in enumerate(
            code for own in document["dimensions"].values() for code in own["codes"]
        )
    }
    assert ranges(relabelled(document, names)) == ranges(document)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_order_changes_nothing(seed):
    document = draw(seed)
    other = deepcopy(document)
    shuffle = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    for release in other["releases"]:
        shuffle.shuffle(release["statistics"])
    for dimension in other["dimensions"].values():
        order = list(range(len(dimension["codes"])))
        shuffle.shuffle(order)
        dimension["codes"] = [dimension["codes"][i] for i in order]
        dimension["scale"] = [dimension["scale"][i] for i in order]
    names = list(other["dimensions"])
    other["dimensions"] = {name: other["dimensions"][name] for name in reversed(names)}
    assert verdicts(audit(other)) == verdicts(audit(document))


@pytest.mark.parametrize("seed", SEEDS)
def test_saying_everything_twice_changes_nothing(seed):
    document = draw(seed)
    twice = deepcopy(document)
    for release in twice["releases"]:
        release["statistics"] *= 2
    assert verdicts(audit(twice)) == verdicts(audit(document))


@pytest.mark.parametrize("seed", SEEDS)
def test_publishing_less_never_narrows_a_range(seed):
    document = draw(seed)
    full = verdicts(audit(document))
    less = deepcopy(document)
    for release in less["releases"]:
        release["statistics"] = release["statistics"][::2]
    for place, (low, high, verdict) in verdicts(audit(less)).items():
        before = full[place]
        assert low <= before[0]
        assert high is None or (before[1] is not None and high >= before[1])
        assert verdict != "pinned" or before[2] == "pinned"


@pytest.mark.parametrize("seed", SEEDS)
def test_publishing_the_same_again_for_the_same_people_changes_no_range(seed):
    document = draw(seed)
    document["releases"] = document["releases"][:1]
    again = deepcopy(document)
    again["releases"].append(document["releases"][0] | {"id": "again", "relation": "grown"})
    first = verdicts(audit(document))
    both = verdicts(audit(again))
    for place, (low, high, _) in first.items():
        same = both[("again", *place[1:])]
        assert same[0] >= low
        assert high is None or same[1] <= high
