"""Random controlled rounding: what it promises, and an attacker who knows all but the key."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.disclosure.audit import audit
from portal.disclosure.draws import Draws
from portal.disclosure.lattice import Lattice, axis_of
from portal.disclosure.rounding import round_tables
from portal.disclosure.universe import Dimension

BASE = 5


def lattice_of(*sizes, groups=()):
    dimensions = [Dimension(f"d{i}", tuple(range(size))) for i, size in enumerate(sizes)]
    if groups:
        named = tuple((f"g{i}", tuple(held)) for i, held in enumerate(groups))
        dimensions[0] = Dimension("d0", tuple(range(sizes[0])), named)
    return Lattice(tuple(axis_of(i, dimension) for i, dimension in enumerate(dimensions)))


def rounded(lattice, base, key):
    counts = lattice.add_up(np.array(base, dtype=np.int64).reshape(lattice.base))
    draws = Draws(key, counts.tobytes())
    return counts, round_tables([lattice], [counts], draws, base=BASE, seconds=60)[0]


SHAPES = [
    ((3,), ()),
    ((4, 3), ()),
    ((4, 3), ((0, 1), (2, 3))),
    ((2, 2, 3), ()),
    ((3, 2, 2), ((0, 1),)),
]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SHAPES), st.data(), st.binary(min_size=1, max_size=8))
def test_every_count_goes_to_a_neighbouring_multiple_and_every_total_adds_up(shape, data, key):
    sizes, groups = shape
    lattice = lattice_of(*sizes, groups=groups)
    cells = int(np.prod(sizes))
    base = data.draw(st.lists(st.integers(0, 40), min_size=cells, max_size=cells))
    counts, done = rounded(lattice, base, key)
    assert not (done % BASE).any()
    assert abs(done - counts).max() < BASE
    assert (done[counts % BASE == 0] == counts[counts % BASE == 0]).all()
    inner = done[tuple(slice(0, size) for size in sizes)]
    assert (lattice.add_up(inner) == done).all()
    assert (rounded(lattice, base, key)[1] == done).all()


def test_linked_tables_round_what_they_share_alike():
    two, other = lattice_of(4, 3), lattice_of(4, 3)
    second = Lattice((other.axes[0], axis_of(2, Dimension("d2", (0, 1)))))
    draw = np.random.default_rng(7)
    cube = draw.integers(0, 9, (4, 3, 2))
    counts = [two.add_up(cube.sum(axis=2)), second.add_up(cube.sum(axis=1))]
    done = round_tables([two, second], counts, Draws(b"k", b"c"), base=BASE, seconds=60)
    assert (done[0][:, -1] == done[1][:, -1]).all()
    assert all(abs(a - b).max() < BASE for a, b in zip(done, counts, strict=True))


@pytest.mark.parametrize("sizes", [(5, 4), (2, 3, 2)])
def test_over_many_keys_no_count_is_pushed_one_way(sizes):
    lattice = lattice_of(*sizes)
    base = np.random.default_rng(3).integers(0, 30, int(np.prod(sizes)))
    errors = []
    for key in range(100):
        counts, done = rounded(lattice, base, b"key %d" % key)
        errors.append(done - counts)
    found = np.array(errors)
    assert abs(found.mean()) < 0.1
    assert abs(found).mean() <= 1.8
    assert abs(found).max() <= BASE - 1


@pytest.mark.parametrize("sizes", [(2, 2), (2, 2, 2)])
@pytest.mark.parametrize("cell", range(4))
def test_who_knows_the_method_but_not_the_key_narrows_nothing(cell, sizes):
    """Every count that a published one may stand for is brought to it by some key."""
    lattice = lattice_of(*sizes)
    secret = [3, 6, 1, 12, 7, 2, 9, 4][: int(np.prod(sizes))]
    _, published = rounded(lattice, secret, b"ours")
    shown = published[tuple(slice(0, size) for size in sizes)].ravel()
    low, high = np.maximum(shown - 4, 0), shown + 4
    draw = np.random.default_rng(cell)
    reached: set[int] = set()
    wanted = set(range(int(low[cell]), int(high[cell]) + 1))
    for trial in itertools.count():
        open_ = sorted(wanted - reached)
        if not open_ or trial > 60_000:
            break
        table = np.clip(shown + draw.integers(-3, 4, len(shown)), low, high)
        table[cell] = open_[trial % len(open_)]
        counts = lattice.add_up(table.reshape(sizes))
        whole = counts % BASE == 0
        if (abs(counts - published) < BASE).all() and (counts == published)[whole].all():
            done = rounded(lattice, table, b"theirs %d" % trial)[1]
            if (done == published).all():
                reached.add(int(table[cell]))
    assert reached == wanted


def test_the_same_counts_under_another_key_are_rounded_otherwise():
    lattice = lattice_of(6, 5)
    base = np.random.default_rng(1).integers(1, 30, 30)
    ways = {rounded(lattice, base, b"key %d" % key)[1].tobytes() for key in range(8)}
    assert len(ways) > 4


@pytest.mark.parametrize("cell", range(2))
def test_two_hundred_other_keys_leave_a_small_count_as_open_as_the_audit_says(cell):
    """A second attacker repeats the rounding of every dataset that fits, with keys of his own."""
    lattice = lattice_of(2)
    secret = [3, 16]
    _, published = rounded(lattice, secret, b"ours")
    places: list[dict[str, int]] = [{"a": 0}, {"a": 1}, {}]
    how = {"method": "controlled", "base": BASE}
    statistics = [
        {"kind": "count", "where": where, "value": value, "rounding": how}
        for where, value in zip(places, published.tolist(), strict=True)
    ]
    release = {"id": "r", "relation": "first", "statistics": statistics}
    file = {"dimensions": {"a": {"codes": [0, 1]}}, "answer": None, "releases": [release]}
    entry = next(e for e in audit(file).statistics() if e["where"] == places[cell])
    alike = set()
    for own in itertools.product(range(10), range(9, 25)):
        for key in range(200):
            counts, done = rounded(lattice, own, b"theirs %d" % key)
            if abs(counts - published).max() >= BASE:
                break
            if (done == published).all():
                alike.add(own[cell])
                break
    assert alike == set(range(entry["low"], entry["high"] + 1))
