"""What Melin rounds for an officer adds up, is cleared, and says how it was rounded."""

import json

import pytest

from portal.disclosure.audit import audit
from portal.publishing.gate.reading import told_by
from portal.publishing.gate.rounding import protected
from tests.publishing.gate.packages import PEOPLE, made

KEY = b"a secret for tests"
SHARE = {**PEOPLE, "statistic": {"kind": "share", "count": "people", "of": ["council"]}}
TABLE = """\
council,answer,people,share
aberwen,yes,41,63
aberwen,no,3,5
aberwen,unsure,21,32
aberwen,total,65,
brynmor,yes,2,4
brynmor,no,33,60
brynmor,unsure,20,36
brynmor,total,55,
"""


def rounded(package, key=KEY):
    folder = next(iter(package.data.values())).parent.parent
    return protected(package, folder, key), folder


def rows(folder, name="t"):
    text = (folder / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines()[1:]]


def test_a_table_that_the_gate_refuses_is_cleared_once_rounded():
    package = made({"t": TABLE}, fields={"share": SHARE}, gate={"answer": "answer"})
    (before,), _ = told_by(package)
    assert not audit(before.document()).clear
    done, folder = rounded(package)
    assert done.issues == []
    (after,), amiss = told_by(done.package)
    assert amiss == []
    assert audit(after.document()).clear
    assert len(done.changed) + len(done.left_out) >= 4
    counts = {(c, a): int(n) for c, a, n, _ in rows(folder) if n}
    assert all(count % 5 == 0 for count in counts.values())
    for council in ("aberwen", "brynmor"):
        parts = [n for (c, a), n in counts.items() if c == council and a != "total"]
        assert len(parts) < 3 or sum(parts) == counts[council, "total"]


def test_the_descriptor_says_how_it_was_rounded_and_so_do_the_fields():
    done, folder = rounded(made({"t": TABLE}, fields={"share": SHARE}))
    told = {"method": "controlled", "base": 5}
    assert done.fields == {"t": {"people": told}}
    written = json.loads((folder / "datapackage.json").read_text())
    (field,) = [f for f in written["resources"][0]["schema"]["fields"] if f["name"] == "people"]
    assert field["rounding"] == told


def test_the_same_counts_are_rounded_alike_with_the_same_key():
    tables = {"t": TABLE}
    _, first = rounded(made(tables, fields={"share": SHARE}))
    _, again = rounded(made(tables, fields={"share": SHARE}))
    assert rows(first) == rows(again)
    others = {
        str(rows(rounded(made(tables, fields={"share": SHARE}), bytes([n]) * 32)[1]))
        for n in range(6)
    }
    assert len(others) > 1


def test_columns_that_are_parts_are_rounded_together():
    fields = dict.fromkeys(("everyone", "men", "women"), PEOPLE)
    text = "council,everyone,men,women\na,51,20,31\nb,60,25,35\nc,48,2,46\nd,64,31,33\n"
    done, folder = rounded(made({"t": text}, fields=fields))
    assert done.issues == []
    for _, everyone, men, women in rows(folder):
        assert not (men and women) or int(everyone) == int(men) + int(women)
    (after,), _ = told_by(done.package)
    assert audit(after.document()).clear


@pytest.mark.parametrize("cell", ["*", "4.5"])
def test_what_is_hidden_or_no_count_is_not_rounded(cell):
    package = made({"t": TABLE.replace("41,63", f"{cell},")}, fields={"share": SHARE})
    before = package.data["t"].read_bytes()
    done, _ = rounded(package)
    assert [one.code for one in done.issues] == [
        {"*": "not-roundable", "4.5": "count-not-whole"}[cell]
    ]
    assert package.data["t"].read_bytes() == before


def test_a_column_that_had_to_be_filled_may_be_empty_where_a_group_was_left_out():
    fields = {"people": {**PEOPLE, "type": "integer", "constraints": {"required": True}}}
    text = "council,answer,people\na,yes,6\na,no,3\nb,yes,31\nb,no,24\nc,yes,33\nc,no,27\n"
    done, folder = rounded(made({"t": text}, fields=fields, gate={"answer": "answer"}))
    assert done.issues == []
    assert ["a", "no", ""] in rows(folder)
    assert "required" not in done.package.description.tables[0].field("people").constraints


def test_tables_that_no_group_of_people_fits_are_not_rounded():
    package = made({"t": TABLE.replace("total,65", "total,64")}, fields={"share": SHARE})
    done, _ = rounded(package)
    assert done.issues
