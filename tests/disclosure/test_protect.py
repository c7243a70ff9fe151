"""Protecting respondents: what comes out is cleared, adds up, and names what it left out."""

import csv
import io
import json

import numpy as np
import pytest

from portal.disclosure.audit import audit
from portal.disclosure.files import write_protected
from portal.disclosure.grain import broken_down
from portal.disclosure.lattice import Lattice, axis_of
from portal.disclosure.protect import Before, integers_possible, protect
from portal.disclosure.refusals import BadReleaseError
from portal.disclosure.spec import read_respondents, read_spec
from portal.disclosure.universe import Dimension
from portal.i18n.gate_words import gate_message

DIMENSIONS = {
    "council": {
        "codes": ["aberwen", "brynmor", "cwmdu", "dolwen"],
        "groups": {"north": ["aberwen", "brynmor"], "south": ["cwmdu", "dolwen"]},
    },
    "role": {"codes": ["officer", "member"]},
    "answer": {"codes": ["yes", "maybe", "no"]},
}
TABLES = [["council", "role", "answer"]]


def spec(tables=TABLES, **more):
    return read_spec({"dimensions": DIMENSIONS, "answer": "answer", "tables": tables, **more})


def respondents(seed=1, officers=40, members=14):
    """Draw a file of respondents."""
    draw = np.random.default_rng(seed)
    lines = ["council,role,answer,comment"]
    for council in DIMENSIONS["council"]["codes"]:
        for role, most in (("officer", officers), ("member", members)):
            for _ in range(int(draw.integers(most // 2, most + 1))):
                answer = draw.choice(["yes", "maybe", "no"], p=[0.55, 0.35, 0.1])
                lines.append(f'{council},{role},{answer},"anything, even a name"')
    return lines


def run(wanted, lines=None, key=b"secret of the tests"):
    return protect(read_respondents(lines or respondents(), wanted), wanted, key, seconds=60)


@pytest.mark.parametrize("exact", [[], [["council"]]])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_rounded_is_cleared_and_leaves_five_integers(seed, exact):
    done = run(spec(exact=exact), respondents(seed))
    assert done.clear
    assert audit(done.release).clear
    left = list(integers_possible(done.answer.judges[0]))
    assert min(group["integers"] for group in left) >= 5


@pytest.mark.parametrize("seed", range(2))
def test_what_is_suppressed_is_cleared_and_hides_every_small_count(seed):
    done = run(spec([["council", "answer"]], method="suppression"), respondents(seed))
    assert done.clear
    table = done.tables[0]
    small = (table.counts > 0) & (table.counts < 5)
    assert table.hidden[small & table.shown].all()
    assert (table.published[~table.hidden] == table.counts[~table.hidden]).all()


def test_no_hidden_count_could_have_been_shown():
    done = run(spec([["council", "answer"]], method="suppression"), respondents(0))
    for statistic in done.release["releases"][0]["statistics"]:
        if statistic.get("suppressed"):
            statistic.pop("suppressed")
            table = done.tables[0]
            place = tuple(
                table.lattice.axes[i].levels - 1
                if name not in statistic["where"]
                else done.spec.dimensions[table.dimensions[i]].level[statistic["where"][name]]
                for i, name in enumerate(("council", "answer"))
            )
            statistic["value"] = int(table.counts[place])
            assert not audit(done.release).clear
            statistic.pop("value")
            statistic["suppressed"] = True


def test_small_blocks_are_hidden_at_the_least_possible_cost():
    """One small count in a table of two by two: all four inner counts have to be hidden."""
    lines = ["council,answer"]
    counts = {
        ("aberwen", "yes"): 3,
        ("aberwen", "no"): 20,
        ("brynmor", "yes"): 30,
        ("brynmor", "no"): 9,
    }
    for (council, answer), count in counts.items():
        lines += [f"{council},{answer}"] * count
    wanted = read_spec(
        {
            "dimensions": {
                "council": {"codes": ["aberwen", "brynmor"]},
                "answer": {"codes": ["yes", "no"]},
            },
            "answer": "answer",
            "tables": [["council", "answer"]],
            "method": "suppression",
        }
    )
    done = run(wanted, lines)
    assert done.clear
    hidden = done.tables[0].hidden
    assert int(done.tables[0].counts[hidden].sum()) == 3 + 20 + 30 + 9


@pytest.mark.parametrize(
    ("counts", "least"),
    [
        ([[19, 6, 3], [2, 8, 29], [4, 3, 1]], 48),
        ([[3, 0, 11], [36, 1, 17], [0, 3, 3]], 81),
    ],
)
def test_no_choice_hides_less_where_every_choice_was_tried(counts, least):
    """`least` was found once by auditing all choices of these tables, the smallest first."""
    lines = ["council,answer"]
    for council, row in zip("abc", counts, strict=True):
        for answer, count in zip("xyz", row, strict=True):
            lines += [f"{council},{answer}"] * count
    wanted = read_spec(
        {
            "policy": {"minimum_group": 0},
            "dimensions": {"council": {"codes": [*"abc"]}, "answer": {"codes": [*"xyz"]}},
            "answer": "answer",
            "tables": [["council", "answer"]],
            "method": "suppression",
        }
    )
    done = run(wanted, lines)
    assert done.clear
    assert int(done.tables[0].counts[done.tables[0].hidden].sum()) == least


def test_unchanged_answers_are_published_alike_and_only_the_key_matters():
    assert run(spec()).release == run(spec()).release
    drawn = {run(spec(), key=b"key %d" % k).tables[0].published.tobytes() for k in range(12)}
    assert len(drawn) > 2


def test_a_draw_that_was_published_is_kept_while_nothing_changes():
    """A later program may draw otherwise: what was published stays."""
    wanted, first = spec(), run(spec())
    other = run(wanted, key=b"another secret key")
    lines = respondents()
    people = read_respondents(lines, wanted)
    seal_of_first = Before(other.release, first.seal)
    again = protect(people, wanted, b"secret of the tests", before=seal_of_first)
    assert again.release == other.release
    late = read_respondents([*lines, "aberwen,officer,yes"], wanted)
    changed = protect(late, wanted, b"secret of the tests", before=seal_of_first)
    assert changed.seal != first.seal


def test_a_small_audience_takes_the_other_with_it():
    lines = respondents(officers=60, members=8)
    done = run(spec(), lines)
    assert done.clear
    assert {"council": "aberwen", "role": "member"} in done.left_out
    assert {"council": "aberwen", "role": "officer"} in done.left_out
    assert {"council": "aberwen"} not in done.left_out


def test_those_left_out_are_enough_together():
    axis = axis_of(0, Dimension("d", tuple(range(4))))
    lattice = Lattice((axis,))
    people = lattice.add_up(np.array([3, 40, 12, 60]))
    kept = broken_down(lattice, people, 10, np.zeros(5, dtype=np.bool_))
    assert kept.tolist() == [False, True, False, True, True]


def test_files_hold_what_was_cleared_and_nobody_s_comment(tmp_path):
    done = run(spec(exact=[["council"]]))
    write_protected(done, tmp_path, gate_message)
    release = json.loads((tmp_path / "release.json").read_text(encoding="utf-8"))
    assert audit(release).clear
    rows = list(csv.DictReader(io.StringIO((tmp_path / "council-role-answer.csv").read_text())))
    by_place = {(r["council"], r["role"], r["answer"]): r for r in rows}
    shown = [r for r in rows if r["status"] == "rounded"]
    assert all(int(row["count"]) % 5 == 0 for row in shown)
    assert by_place["aberwen", "", ""]["status"] == "exact"
    total = sum(int(by_place["aberwen", "", a]["count"]) for a in ("yes", "maybe", "no"))
    assert abs(total - int(by_place["aberwen", "", ""]["count"])) < 5
    report = json.loads((tmp_path / "gate_report.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "clear"
    assert report["witness"]
    assert min(group["integers"] for group in report["groups"]) >= 5
    everything = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert "anything" not in everything


def test_the_witness_dataset_agrees_with_everything_published(tmp_path):
    done = run(spec([["council", "answer"]]))
    write_protected(done, tmp_path, gate_message)
    report = json.loads((tmp_path / "gate_report.json").read_text(encoding="utf-8"))
    own = np.array(report["witness"][0]["counts"]).reshape(4, 3)
    lattice = done.tables[0].lattice
    assert (abs(lattice.add_up(own) - done.tables[0].published) < 5).all()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["council,role"], "missing-column"),
        (["council,role,answer"], "no-respondents"),
        (["council,role,answer", "atlantis,officer,yes"], "unknown-code-row"),
        ([], "missing-column"),
    ],
)
def test_a_file_of_respondents_that_does_not_fit_is_refused(lines, code):
    with pytest.raises(BadReleaseError) as refused:
        read_respondents(lines, spec())
    assert refused.value.reason.code == code
    assert "atlantis" not in str(refused.value)
