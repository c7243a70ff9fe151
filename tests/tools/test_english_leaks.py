"""English found in Welsh pages, and Welsh let be."""

import pytest

from tools.english_leaks import Detector, leaks, nodes


@pytest.fixture(scope="module")
def detector(dictionary):
    """The detector that `make check` uses."""
    return Detector(dictionary, {"Help", "Map of the data"})


def found(html):
    return [(node.text, node.where) for node in nodes(html)]


@pytest.mark.parametrize(
    "text",
    [
        "Search",
        "Publisher",
        "All data",
        "Browse the data",
        "CSV for programs",
        "Map of councils",
        "There is a problem",
        "Last updated: 6 Rhagfyr 2018",
        "Wales Audit Office",
        "Isle of Anglesey",
        "Wrexham",
        "Swansea",
        "More data from this publisher",
        "Skip to main content",
        "2 datasets",
        "Joined-up customer data",
        "“Save changes”",
        "Lawrlwytho the whole dataset as a spreadsheet",
    ],
)
def test_a_leak_is(detector, text):
    assert detector.english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chwilio",
        "Cyhoeddwr: Cyngor Gwynedd",
        "Pori’r data",
        "CSV, JSON ac API",
        "Map o’r cynghorau",
        "Melin",
        "2018",
        "",
        "Diweddarwyd ddiwethaf: 6 Rhagfyr 2018",
        "Ynys Môn",
        "Castell-nedd Port Talbot",
        "688 B",
        "7 kB · JavaScript",
        "Set ddata (30 o resi)",
        "Creative Commons Cydnabyddiaeth 4.0 Rhyngwladol",
        "Daw’r deunydd o adroddiad o’r enw “The maturity of local government in use of data”.",
        "Ni chafwyd canlyniadau. Rhowch gynnig ar lai o eiriau.",
        "https://example.org/the/whole/address",
    ],
)
def test_no_leak_is(detector, text):
    assert detector.english(text) == []


def test_a_text_whose_welsh_is_another_is_a_leak_though_its_words_pass_for_welsh(detector):
    assert detector.english("Help") == ["Help"]
    assert Detector(detector._dictionary).english("Help") == []


def test_every_text_a_reader_sees_or_hears_is_read():
    html = """<!doctype html><html lang="cy"><head><title>Teitl</title>
    <meta name="description" content="Disgrifiad"><meta name="viewport" content="no words">
    </head><body><img src="a.png" alt="Llun"><a href="/cy/" title="Brig" aria-label="Hafan">Ewch</a>
    <input type="submit" value="Chwilio"><input type="text" value="typed" placeholder="Gair">
    <svg role="img"><title>Siart</title><text>Un</text></svg><p>Dau <b>dri</b>
    pedwar</p></body></html>"""
    assert " ".join(text for text, _ in found(html)) == (
        "Teitl Disgrifiad Llun Brig Hafan Ewch Chwilio Gair Siart Un Dau dri pedwar"
    )


def test_a_node_says_where_it_stands():
    assert found('<p>Un<img alt="Dau"></p>') == [("Un", "p"), ("Dau", "img[alt]")]


@pytest.mark.parametrize(
    "html",
    [
        '<a lang="en" title="English" href="/en/">English</a>',
        '<p lang="en-GB">All of this <b>is marked</b></p>',
        '<td translate="no" title="the name">the Vale</td>',
        "<code>title_en</code>",
        "<pre>curl -O file</pre>",
        "<script>let words = 1;</script>",
        "<style>p { color: red }</style>",
        "<!-- a comment -->",
    ],
)
def test_marked_english_and_code_are_left_out(html):
    assert found(html) == []


def test_welsh_inside_marked_english_is_read_again():
    assert found('<div lang="en">One <i lang="cy">Dau</i> three</div>Pedwar') == [
        ("Dau", "i"),
        ("Pedwar", ""),
    ]


def test_void_and_unclosed_elements_do_not_confuse_the_reader():
    html = '<ul><li lang="en">One<br>two<li>Dau</ul><p>Tri<br/>pedwar</span></p>Pump'
    assert [text for text, _ in found(html)][-3:] == ["Tri", "pedwar", "Pump"]


def test_a_leak_on_many_pages_is_told_once_with_its_words(detector):
    pages = [("/cy/", "<h1>Data</h1><p>Search here</p>"), ("/cy/a", "<p>Search here</p>")]
    assert list(leaks(pages, detector)) == ["/cy/ <p> Search here [Search, here]"]


def test_a_page_marked_as_english_throughout_is_told(detector):
    pages = [("/cy/a", '<html lang="en"><p>Search</p></html>')]
    assert list(leaks(pages, detector)) == ["/cy/a holds no text that is marked as Welsh"]
