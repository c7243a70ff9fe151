"""Random tables with planted sums: what is recognised is right, what comes back is refused."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.disclosure.audit import audit
from tests.publishing.gate.packages import PEOPLE, told

DIMENSIONS = ("council", "role", "answer")
TOTAL = "zz"  # no word for a total in either language


@st.composite
def universes(draw, least=10):
    """Return the counts of a table by code, all of its sums among them."""
    number = draw(st.integers(2, 3))
    sizes = [draw(st.integers(2, 3)) for _ in range(number)]
    codes = [[f"{DIMENSIONS[d][0]}{n}" for n in range(size)] for d, size in enumerate(sizes)]
    pick = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  # nothing secret
    base = {key: pick.randint(least, 90) for key in product(*codes)}
    everything = {}
    for key in product(*([*own, TOTAL] for own in codes)):
        everything[key] = sum(
            count
            for cell, count in base.items()
            if all(part in (code, TOTAL) for code, part in zip(cell, key, strict=True))
        )
    return codes, everything, pick


def text(counts, hidden=(), word=TOTAL):
    names = DIMENSIONS[: len(next(iter(counts)))]
    rows = [
        ",".join([*(word if part == TOTAL else part for part in key), cell])
        for key, count in counts.items()
        for cell in ["*" if key in hidden else str(count)]
    ]
    return "\n".join([",".join([*names, "people"]), *rows]) + "\n"


def base_cell(codes, pick):
    return tuple(pick.choice(own) for own in codes)


@given(universes(), st.sampled_from([TOTAL, "Total", "Cyfanswm"]), st.booleans())
def test_planted_totals_are_recognised_in_any_order_and_nothing_else(universe, word, shuffled):
    codes, counts, pick = universe
    if shuffled:
        counts = dict(pick.sample(list(counts.items()), len(counts)))
    (only,) = told(text(counts, word=word))
    names = DIMENSIONS[: len(codes)]
    found = {name: set(only.dimensions[name]["codes"]) for name in names}
    assert found == {name: set(own) for name, own in zip(names, codes, strict=True)}
    assert all("groups" not in only.dimensions[name] for name in names)
    for statistic, (key, count) in zip(only.statistics, counts.items(), strict=True):
        where = {n: part for n, part in zip(names, key, strict=True) if part != TOTAL}
        assert (statistic["where"], statistic["value"]) == (where, count)


@given(universes(), st.integers(1, 4), st.sampled_from([TOTAL, "Total"]))
def test_a_small_count_that_its_row_and_column_give_back_is_refused(universe, small, word):
    codes, counts, pick = universe
    cell = base_cell(codes, pick)
    planted = with_count(counts, cell, small)
    (only,) = told(text(planted, hidden={cell}, word=word))
    answer = audit(only.document())
    assert not answer.clear
    where = dict(zip(DIMENSIONS, cell, strict=False))
    (found,) = [one for one in answer.statistics() if one["where"] == where]
    assert (found["low"], found["high"]) == (small, small)


@given(universes(least=20))
def test_a_table_of_large_counts_alone_is_clear(universe):
    _, counts, _ = universe
    (only,) = told(text(counts))
    assert audit(only.document()).clear


@settings(max_examples=40)
@given(universes(), st.integers(1, 4))
def test_a_small_count_that_a_linked_table_gives_back_is_refused(universe, small):
    codes, counts, pick = universe
    cell = base_cell(codes, pick)
    planted = with_count(counts, cell, small)
    inner = {key: count for key, count in planted.items() if TOTAL not in key}
    sums = {key[:-1]: count for key, count in planted.items() if key[-1] == TOTAL}
    sums = {key: count for key, count in sums.items() if TOTAL not in key}
    (alone,) = told(text(inner, hidden={cell}))
    assert audit(alone.document()).clear
    (both,) = told({"t": text(inner, hidden={cell}), "u": text(sums)})
    assert not audit(both.document()).clear


@settings(max_examples=40)
@given(universes(), st.integers(1, 4))
def test_a_small_count_that_an_earlier_release_gives_back_is_refused(universe, small):
    codes, counts, pick = universe
    cell = base_cell(codes, pick)
    planted = with_count(counts, cell, small)
    inner = {key: count for key, count in planted.items() if TOTAL not in key}
    sums = {key: count for key, count in planted.items() if key[-1] == TOTAL}
    (earlier,) = told(text(inner, hidden={cell}))
    (later,) = told(text(sums, word="Total"))
    document = earlier.document()
    document["releases"][0]["statistics"] += [
        {**one, "where": {n: c for n, c in one["where"].items() if c != "Total"}}
        for one in later.statistics
    ]
    assert not audit(document).clear


@settings(max_examples=40)
@given(universes(), st.integers(1, 4), st.booleans())
def test_a_small_count_that_a_sum_of_columns_gives_back_is_refused(universe, small, named):
    codes, counts, pick = universe
    cell = base_cell(codes, pick)
    planted = with_count(counts, cell, small)
    own, whole = codes[-1], "total" if named else "q"
    names = DIMENSIONS[: len(codes) - 1]
    lines = [",".join([*names, *own, whole])]
    for key in product(*codes[:-1]):
        cells = ["*" if (*key, c) == cell else str(planted[*key, c]) for c in own]
        lines.append(",".join([*key, *cells, str(planted[*key, TOTAL])]))
    fields = dict.fromkeys([*own, whole], PEOPLE)
    (only,) = told("\n".join(lines) + "\n", fields=fields)
    assert not audit(only.document()).clear


def with_count(counts, cell, small):
    """Return a table in which one cell has another count, and its sums follow."""
    less = counts[cell] - small
    return {
        key: count - (less if all(p in (c, TOTAL) for c, p in zip(cell, key, strict=True)) else 0)
        for key, count in counts.items()
    }
