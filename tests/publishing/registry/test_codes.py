"""Values become the codes they mean; what is not certain stays, and is only advised on."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.interop import vocabularies
from portal.publishing.registry import code_list, code_lists, code_of, nearest, to_codes
from portal.tabular.changes import ChangeLog

COUNCILS = code_list("councils")


@pytest.mark.parametrize("codes", code_lists(), ids=lambda codes: codes.name)
def test_a_code_and_its_labels_in_either_language_mean_that_code(codes):
    for code in codes.codes:
        for text in (code.code, code.label.cy, code.label.en, f"  {code.label.en.upper()} "):
            assert code_of(codes, text) == code.code


def test_every_mutated_name_of_a_council_means_its_code():
    for place in vocabularies.councils():
        for text in (place.in_cy, place.to_cy, place.from_cy, place.and_cy):
            assert code_of(COUNCILS, text) == place.gss
            assert code_of(COUNCILS, text.partition(" ")[2]) == place.gss
        assert code_of(COUNCILS, place.council.cy) == place.gss
        assert code_of(COUNCILS, place.council.en) == place.gss


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Cardif", "W06000015"),
        ("Caerphily", "W06000018"),
        ("Newprot", "W06000022"),
        ("Bro Morganwg", "W06000014"),
        ("W060000l5", "W06000015"),
        ("W0600O015", "W06000015"),
    ],
)
def test_a_slip_is_never_certain_but_has_a_nearest_code(value, code):
    assert code_of(COUNCILS, value) is None
    assert nearest(COUNCILS, value) == code


def test_a_council_s_former_code_means_its_present_one():
    assert {old: code_of(COUNCILS, old) for old in vocabularies.SUCCESSORS} == (
        vocabularies.SUCCESSORS
    )


def test_nothing_is_near_to_something_else_altogether():
    assert nearest(COUNCILS, "London") is None
    assert nearest(COUNCILS, "") is None
    assert nearest(code_list("yes-no-unknown"), "Tuesday") is None


@given(st.sampled_from(code_lists()), st.text(max_size=300))
def test_whatever_is_asked_the_answer_is_a_code_of_the_list_or_none(codes, value):
    known = {None, *codes.labels}
    assert code_of(codes, value) in known
    assert nearest(codes, value) in known
    if code_of(codes, value) is not None:
        assert nearest(codes, value) == code_of(codes, value)


def written(tmp_path, rows, coded, **more):
    source, target, sink = tmp_path / "a.csv", tmp_path / "b.csv", io.BytesIO()
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    log = ChangeLog(sink)
    made = to_codes(source, target, coded, log, **more)
    with target.open(encoding="utf-8", newline="") as file:
        after = list(csv.reader(file))
    return made, after, log.groups(), [json.loads(line) for line in sink.getvalue().splitlines()]


def test_labels_become_codes_and_every_one_is_listed(tmp_path):
    rows = [["council", "note"], ["yng Nghaerdydd", "Cardiff"], ["W06000003", ""], ["Cardif", "x"]]
    made, after, groups, lines = written(tmp_path, rows, {"council": COUNCILS}, records=[8, 9, 11])
    assert after == [rows[0], ["W06000015", "Cardiff"], *rows[2:]]
    assert made == 1
    [group] = groups
    assert (group.code, group.column, group.count) == ("label-to-code", "council", 1)
    assert lines == [
        {
            "code": "label-to-code",
            "sheet": "",
            "column": "council",
            "field": "council",
            "row": 8,
            "before": "yng Nghaerdydd",
            "after": "W06000015",
        }
    ]


@given(st.lists(st.text(alphabet="CaerdyFfWm0619 ,\"'", max_size=12), min_size=1, max_size=20))
def test_each_listed_change_is_one_made_and_no_other_cell_moves(tmp_path_factory, cells):
    rows = [["council", "text"], *([cell, cell] for cell in cells)]
    made, after, _, lines = written(tmp_path_factory.mktemp("codes"), rows, {"council": COUNCILS})
    assert len(lines) == made
    assert [row[1] for row in after] == [row[1] for row in rows]
    for line in lines:
        assert rows[line["row"] - 1][0] == line["before"]
        assert after[line["row"] - 1][0] == line["after"] in COUNCILS.labels
    told = {line["row"] for line in lines}
    for number, (before, now) in enumerate(zip(rows, after, strict=True), start=1):
        assert number in told or before == now
