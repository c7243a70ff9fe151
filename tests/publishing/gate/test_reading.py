"""What a package tells of people is what stands in its tables, and whatever adds up is found."""

import pytest

from portal.config import SHIPPED_PACKAGES
from portal.disclosure.audit import audit
from portal.interop.reading import read_package
from portal.publishing.gate.reading import told_by
from tests.publishing.gate.packages import PEOPLE, made, told, verdict

GRID = """\
council,answer,people
aberwen,yes,40
aberwen,no,{hidden}
aberwen,unsure,20
brynmor,yes,31
brynmor,no,25
brynmor,unsure,17
"""


def where(found, number):
    return found.statistics[number]["where"]


def test_every_count_points_to_its_cell():
    (only,) = told(GRID.format(hidden="*"))
    assert only.population == "places-to-read"
    assert only.dimensions == {
        "council": {"codes": ["aberwen", "brynmor"]},
        "answer": {"codes": ["yes", "no", "unsure"]},
    }
    assert only.statistics[1] == {
        "kind": "count",
        "where": {"council": "aberwen", "answer": "no"},
        "suppressed": True,
    }
    assert only.statistics[5]["value"] == 17
    assert only.sources[1] == ("t", 3, "people")
    assert only.sources[5] == ("t", 7, "people")


def test_what_the_package_says_of_its_population_is_handed_on():
    gate = {
        "population": "carers",
        "relation": "grown",
        "answer": "answer",
        "public": [["council"]],
        "rules": ["zeros-shown"],
        "policy": {"minimum_group": 20},
    }
    (only,) = told(GRID.format(hidden="5"), gate=gate)
    assert (only.population, only.relation, only.answer) == ("carers", "grown", "answer")
    assert only.public == [[], ["council"]]
    assert (only.rules, only.policy) == (["zeros-shown"], {"minimum_group": 20})


@pytest.mark.parametrize(
    "total", ["Total", "all", "Cyfanswm", "Y cyfanswm", "Gyfanswm", "Pawb", "Yr holl atebion"]
)
def test_a_total_is_known_by_its_word_even_where_nothing_can_be_added_up(total):
    (only,) = told(f"answer,people\nyes,40\nno,*\n{total},43\n")
    assert only.dimensions["answer"]["codes"] == ["yes", "no"]
    assert where(only, 2) == {}
    assert [one.code for one in only.recognised] == ["total-of-codes"]
    assert not audit(only.document()).clear


def test_a_total_without_a_word_is_known_by_its_sums():
    text = GRID.format(hidden="*") + "brynmor,x,73\naberwen,x,62\ncwmdu,yes,9\ncwmdu,no,8\n"
    (only,) = told(text + "cwmdu,unsure,7\ncwmdu,x,24\n")
    assert only.dimensions["answer"]["codes"] == ["yes", "no", "unsure"]
    assert not audit(only.document()).clear


def test_a_subtotal_among_its_neighbours_becomes_a_group():
    text = "place,people\nnorth,150\na,70\nb,80\nsouth,213\nc,90\nd,123\ne,51\n"
    (only,) = told(text)
    assert only.dimensions["place"] == {
        "codes": ["a", "b", "c", "d", "e"],
        "groups": {"north": ["a", "b"], "south": ["c", "d"]},
    }


def test_a_group_named_by_the_code_list_needs_no_sum():
    lists = {
        "places": "code,label_cy,label_en,parent\n"
        "north,Gogledd,North,wales\na,A,A,north\nb,B,B,north\nc,C,C,wales\nwales,Cymru,Wales,\n"
    }
    lists = {"areas": lists["places"]}
    text = "place,people\nwales,200\nnorth,60\na,58\nb,*\nc,*\n"
    (only,) = told(text, lists=lists, fields={"place": {"codes": "areas"}})
    assert only.dimensions["place"] == {
        "codes": ["a", "b", "c"],
        "groups": {"north": ["a", "b"]},
    }
    assert where(only, 0) == {}
    assert not audit(only.document()).clear


def test_a_word_that_arithmetic_refutes_is_an_ordinary_code_or_an_issue():
    text = "question,people\noverall,40\nstaff,41\nprice,42\n"
    (only,) = told(text)
    assert only.dimensions["question"]["codes"] == ["overall", "staff", "price"]
    _, (issue,) = told_by(made({"t": text.replace("overall", "total")}))
    assert (issue.code, issue.row, issue.column) == ("total-too-small", 2, "people")


def test_a_total_of_more_than_is_shown_has_a_rest():
    (only,) = told("answer,people\nyes,40\nno,41\ntotal,120\n")
    assert only.dimensions["answer"]["codes"] == ["yes", "no", "(rest)"]
    assert [one.code for one in only.recognised] == ["total-with-rest"]


def test_chance_makes_no_total():
    (only,) = told("answer,people\nyes,10\nno,6\nunsure,4\n")
    assert only.dimensions["answer"]["codes"] == ["yes", "no", "unsure"]


def test_a_sum_of_columns_becomes_an_attribute():
    fields = dict.fromkeys(("everyone", "men", "women"), PEOPLE)
    text = "council,everyone,men,women\na,51,20,31\nb,60,25,35\nc,48,*,46\n"
    (only,) = told(text, fields=fields)
    assert only.dimensions["everyone-part"] == {"codes": ["men", "women"], "groups": {}}
    assert where(only, 0) == {"council": "a"}
    assert where(only, 3) == {"council": "a", "everyone-part": "men"}
    assert "sum-of-columns" in [one.code for one in only.recognised]
    assert not audit(only.document()).clear


def test_a_column_may_be_the_sum_of_others_in_two_ways():
    fields = dict.fromkeys(["all", "men", "women", "young", "old"], PEOPLE)
    text = "c,all,men,women,young,old\na,90,20,70,31,59\nb,120,50,70,66,54\n"
    (only,) = told(text + "d,77,40,37,*,75\n", fields=fields)
    assert only.dimensions["all-part-2"] == {"codes": ["young", "old"]}
    assert not audit(only.document()).clear  # two are young


def test_unrelated_columns_tell_of_separate_populations():
    fields = dict.fromkeys(("pupils", "teachers"), PEOPLE)
    found = told("school,pupils,teachers\na,351,20\nb,460,25\n", fields=fields)
    assert [one.population for one in found] == [
        "places-to-read:pupils",
        "places-to-read:teachers",
    ]


def test_a_part_of_another_column_leaves_a_rest_behind():
    fields = {"invited": PEOPLE, "answered": {**PEOPLE, "part_of": "invited"}}
    (only,) = told("council,invited,answered\na,40,38\nb,50,20\n", fields=fields)
    assert only.dimensions["answered"] == {"codes": ["answered", "rest"]}
    assert where(only, 2) == {"council": "a", "answered": "answered"}
    assert not audit(only.document()).clear  # two did not answer


def test_names_beside_codes_and_notes_are_no_attributes():
    text = "gss,name,answer,note,people\na,Aberwen,yes,x1,40\na,Aberwen,no,x2,30\n"
    text += "b,Brynmor,yes,x3,20\nb,Brynmor,no,x4,50\n"
    (only,) = told(text, keys={"t": []})
    assert list(only.dimensions) == ["gss", "answer"]


def test_linked_tables_share_their_attributes():
    second = "council,people\naberwen,63\nbrynmor,73\n"
    tables = {"t": GRID.format(hidden="*"), "u": second}
    (only,) = told(tables)
    assert where(only, 6) == {"council": "aberwen"}
    assert not audit(only.document()).clear  # 63 − 40 − 20 = 3
    assert verdict(GRID.format(hidden="*")) == "clear"


def test_a_row_left_out_hides_nothing_that_its_total_tells():
    text = GRID.format(hidden="3").replace("aberwen,no,3\n", "") + "aberwen,Total,63\n"
    assert verdict(text + "brynmor,Total,73\n") == "refused"


def test_a_total_without_a_word_is_found_though_something_is_hidden_in_every_row():
    text = "council,answer,people\n"
    for n, council in enumerate("abcd"):
        text += f"{council},yes,{40 + n}\n{council},no,{31 + n}\n{council},unsure,*\n"
        text += f"{council},x,{74 + 2 * n}\n"  # three are unsure everywhere
    (only,) = told(text)
    assert only.dimensions["answer"]["codes"] == ["yes", "no", "unsure"]
    assert not audit(only.document()).clear


def test_a_total_that_rounding_moved_is_still_found():
    fields = {"people": {**PEOPLE, "rounding": {"method": "nearest", "base": 5}}}
    text = "council,answer,people\na,yes,40\na,no,35\na,total,80\nb,yes,20\nb,no,30\nb,total,50\n"
    (only,) = told(text, fields=fields)
    assert only.dimensions["answer"]["codes"] == ["yes", "no"]
    assert audit(only.document()).clear


def test_a_rounded_column_says_how():
    fields = {"people": {**PEOPLE, "rounding": {"method": "controlled", "base": 5}}}
    text = GRID.format(hidden="5").replace("31", "30").replace("17", "15")
    (only,) = told(text, fields=fields)
    assert only.statistics[0]["rounding"] == {"method": "controlled", "base": 5}
    assert audit(only.document()).clear
    assert verdict(text.replace("no,5", "no,3")) == "refused"


@pytest.mark.parametrize("folder", sorted(SHIPPED_PACKAGES.iterdir()), ids=lambda path: path.name)
def test_what_ships_is_read_without_issue_and_clear(folder):
    found, amiss = told_by(read_package(folder))
    assert amiss == []
    assert all(audit(one.document()).clear for one in found)
