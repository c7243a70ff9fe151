"""Packages of every kind, for tests that say what is true of all of them."""

import csv
import io
import string

from hypothesis import strategies as st

from tests.interop.packages import Draft, Values, column, resource

words = st.text(
    st.characters(
        codec="utf-8",
        categories=["L", "M", "N", "P", "S", "Zs"],
        exclude_characters="\ufffe\uffff",
    ),
    min_size=1,
    max_size=30,
).filter(str.strip)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True).filter(
    lambda slug: slug not in {"places", "codes"}
)

integers = st.integers(-(10**30), 10**30).map(str) | st.sampled_from(["+7", "007", "-0", " 12 "])
numbers = (
    st.decimals(allow_nan=False, allow_infinity=False, places=6).map(str)
    | st.from_regex(r"[+-]?[0-9]{1,5}\.[0-9]{0,4}([eE][+-]?[0-9]{1,2})?", fullmatch=True)
    | st.sampled_from([".5", "-.50", "5.", "61.0", "0.10", "1E5"])
)
CELLS = {
    "string": words | st.sampled_from(['"', ",", "a\nb", "a\r\nb", " spaced ", "=1+1", "'"]),
    "integer": integers,
    "number": numbers,
    "boolean": st.sampled_from(["true", "false", "True", "False", "TRUE", "FALSE", "1", "0"]),
    "date": st.dates().map(str),
    "year": st.integers(1000, 9999).map(str),
    "any": words,
}


@st.composite
def fields(draw) -> list[Values]:
    chosen = draw(st.lists(names, min_size=1, max_size=5, unique_by=str.casefold))
    found = []
    for name in chosen:
        kind = draw(st.sampled_from(sorted(CELLS)))
        field = column(name, kind, title_cy=draw(words), title_en=draw(words))
        if kind == "string" and draw(st.booleans()):
            field["codes"] = "codes"
        if draw(st.booleans()):
            field["unit"] = draw(words)
        found.append(field)
    return found


def as_csv(rows: list[list[str]], ending: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=ending).writerows(rows)
    return text.getvalue()


@st.composite
def tables(draw, name: str, codes: list[str]) -> tuple[Values, str]:
    columns = draw(fields())
    missing = draw(st.sampled_from([["-"], ["", "-"], ["-", "n/a"]]))
    cells = [
        st.sampled_from(codes) if "codes" in field else CELLS[field["type"]] for field in columns
    ]
    heading = [field["name"] for field in columns]
    halves = {name[:-3] for name in heading if name.endswith(("_cy", "_en"))}
    rows = draw(st.lists(st.tuples(*cells).map(list), max_size=6)) if not halves else []
    rows = [row for row in rows if not set(row) <= set(missing)]
    text = as_csv([heading, *rows], draw(st.sampled_from(["\n", "\r\n"])))
    return resource(name, columns, missingValues=missing), text


@st.composite
def drafts(draw) -> Draft:
    """Return a sound package with one to three tables and a code list."""
    draft = Draft()
    codes = draw(st.lists(words.filter(lambda w: w != "-"), min_size=1, max_size=4, unique=True))
    labels = [[code, draw(words), draw(words)] for code in codes]
    draft.data = {"codes": as_csv([["code", "label_cy", "label_en"], *labels], "\n")}
    listed = [column("code"), column("label_cy"), column("label_en")]
    draft.descriptor["resources"] = [resource("codes", listed)]
    for name in draw(st.lists(slugs, min_size=1, max_size=3, unique=True)):
        table, text = draw(tables(name, codes))
        draft.descriptor["resources"].insert(0, table)
        draft.data[name] = text
    draft.descriptor["title_cy"] = draw(words)
    draft.descriptor["title_en"] = draw(words)
    draft.descriptor["temporal"] = draw(st.sampled_from(["2018", "2018/..", "../2019-03", None]))
    for key in draw(st.sets(st.sampled_from(["contact", "sources", "theme", "spatial"]))):
        del draft.descriptor[key]
    del draft.descriptor["charts"]
    return draft


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(string.printable + "ŵ\u202e\x00", max_size=8)
    | st.sampled_from(["http://127.0.0.1:9/x", "../x.csv", "places", "string", "data/wards.csv"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
