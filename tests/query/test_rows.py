"""Pages of rows: every order is the reader's, nothing is lost and nothing is doubled."""

from hypothesis import given
from hypothesis import strategies as st

from portal.bilingual import Bilingual
from portal.interop.description import Field, Resource
from portal.query.rows import Order, read_page, write_rows

BLANK = Bilingual("–", "-")
LABELS = {"who": {"a": Bilingual("zzz", "aaa"), "b": Bilingual("aaa", "zzz")}}


def a_table(*fields):
    return Resource(
        name="t",
        title=BLANK,
        fields=tuple(Field(name, kind, BLANK, BLANK, codes=codes) for name, kind, codes in fields),
    )


def kept(tmp_path, table, lines, labels=None):
    source, target = tmp_path / "t.csv", tmp_path / "t.parquet"
    source.write_text("\r\n".join([",".join(f.name for f in table.fields), *lines, ""]))
    write_rows(source, table, labels or {}, target)
    return target


def column(path, table, position, **kwargs):
    settings = {"order": None, "locale": "cy", "offset": 0, "limit": 1000} | kwargs
    return [row[position] for row in read_page(path, table, **settings)]


def test_without_an_order_rows_come_as_published(tmp_path):
    table = a_table(("n", "integer", ""))
    path = kept(tmp_path, table, ["3", "1", "2"])

    assert column(path, table, 0) == ["3", "1", "2"]


def test_numbers_are_ordered_by_value_and_empty_cells_come_last_either_way(tmp_path):
    table = a_table(("n", "number", ""), ("x", "string", ""))
    path = kept(tmp_path, table, ["10,a", "9.5,b", ",c", "-1,d"])

    assert column(path, table, 0, order=Order("n")) == ["-1", "9.5", "10", ""]
    assert column(path, table, 0, order=Order("n", descending=True)) == ["10", "9.5", "-1", ""]


def test_text_is_ordered_by_the_readers_own_alphabet(tmp_path):
    table = a_table(("name", "string", ""))
    path = kept(tmp_path, table, ["Llanelli", "Lerpwl", "Llangefni", "Lwc"])

    assert column(path, table, 0, order=Order("name")) == [
        "Lerpwl",
        "Lwc",
        "Llanelli",
        "Llangefni",
    ]
    assert column(path, table, 0, order=Order("name"), locale="en")[-1] == "Lwc"


def test_codes_are_ordered_by_what_the_reader_sees(tmp_path):
    table = a_table(("who", "string", "codes"))
    path = kept(tmp_path, table, ["a", "b"], LABELS)

    assert column(path, table, 0, order=Order("who"), locale="cy") == ["b", "a"]
    assert column(path, table, 0, order=Order("who"), locale="en") == ["a", "b"]


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60), st.integers(1, 20), st.booleans())
def test_pages_laid_end_to_end_are_the_whole_table(tmp_path_factory, numbers, limit, descending):
    folder = tmp_path_factory.mktemp("rows")
    table = a_table(("n", "integer", ""))
    path = kept(folder, table, [str(number) for number in numbers])
    order = Order("n", descending=descending)
    pages = [
        column(path, table, 0, order=order, offset=offset, limit=limit)
        for offset in range(0, len(numbers) + limit, limit)
    ]

    assert [int(n) for page in pages for n in page] == sorted(numbers, reverse=descending)
