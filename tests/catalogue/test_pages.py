"""What a citizen sees, in either language."""

import pytest

DATASET = {
    "cy": "/cy/setiau-data/response-rates-2018",
    "en": "/en/datasets/response-rates-2018",
}


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/cy/", "Data eich cyngor, yn eich iaith, heb enwi neb"),
        ("/en/", "Your council’s data, in your language, naming nobody"),
        ("/cy/setiau-data", "Data"),
        ("/en/datasets", "Data"),
        ("/cy/cyhoeddwyr", "Cyhoeddwyr"),
        ("/en/publishers", "Publishers"),
    ],
)
def test_each_page_speaks_its_own_language(page, path, heading):
    assert page(path).h1.text.strip() == heading


@pytest.mark.parametrize(
    ("path", "other"),
    [
        (DATASET["cy"], DATASET["en"]),
        ("/cy/setiau-data?q=cyfradd+ymateb&page=1", "/en/datasets?q=cyfradd+ymateb&page=1"),
        ("/en/datasets?_external=1&locale=cy", "/cy/setiau-data?_external=1&locale=cy"),
        (DATASET["cy"] + "/fersiynau/1", DATASET["en"] + "/versions/1"),
        ("/en/publishers/melin", "/cy/cyhoeddwyr/melin"),
        ("/en/datasets/councils/tables/councils", "/cy/setiau-data/councils/tablau/councils"),
    ],
)
def test_the_switch_lands_on_the_same_page_with_the_same_query(page, path, other):
    switch = page(path).select_one("header a[hreflang]")
    assert switch["href"] == other
    assert switch["lang"] == other[1:3]
    page(other)


def test_search_engines_are_told_of_both_languages_and_of_the_neutral_address(page):
    links = {
        link["hreflang"]: link["href"]
        for link in page(DATASET["cy"]).select("link[rel=alternate][hreflang]")
    }
    assert links == {
        "cy": "http://localhost:8000" + DATASET["cy"],
        "en": "http://localhost:8000" + DATASET["en"],
        "x-default": "http://localhost:8000/dataset/response-rates-2018",
    }


@pytest.mark.parametrize(
    ("locale", "labels"),
    [("cy", ["Swyddogion", "Aelodau etholedig"]), ("en", ["Officers", "Elected members"])],
)
def test_the_dataset_page_shows_picture_before_table_before_downloads(page, locale, labels):
    seen = page(DATASET[locale])
    order = [seen.select_one(name) for name in ("figure", "table", "dl", "#take")]
    positions = [str(seen).index(str(found)) for found in order]

    assert positions == sorted(positions)
    for label in labels:
        assert label in seen.select_one("figure").text
        assert label in seen.select_one("table").text
    assert "61%" in seen.select_one("figure").text


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_every_link_on_the_dataset_page_leads_somewhere(client, page, locale):
    seen = page(DATASET[locale])
    hrefs = {link["href"] for link in seen.select("a[href^='/'], link[href^='/']")}

    assert len(hrefs) > 20
    assert {href: client.get(href).status_code for href in hrefs} == dict.fromkeys(hrefs, 200)


def test_a_search_in_welsh_finds_the_dataset_and_narrows(page):
    seen = page("/cy/setiau-data?q=cyfradd+ymateb")
    assert "/cy/setiau-data/response-rates-2018" in [a["href"] for a in seen.select("main a")]

    narrowed = page("/cy/setiau-data?q=cyfradd+ymateb&place=W06000001")
    assert not narrowed.select(".index")


def test_an_empty_result_helps(page):
    seen = page("/en/datasets?q=zzzzzz")
    assert "/en/datasets" in [a["href"] for a in seen.select("main a")]
    assert "fewer words" in seen.text


def test_a_table_is_sorted_by_the_column_asked_for(page):
    table = "/en/datasets/councils/tables/councils"
    first = page(f"{table}?sort=population").select_one("tbody tr").text
    last = page(f"{table}?sort=-population").select_one("tbody tr").text

    assert "Merthyr Tydfil" in first
    assert "Cardiff" in last


def test_the_councils_are_listed_in_the_order_of_the_welsh_alphabet(page):
    names = [a.text.strip() for a in page("/cy/").select(".names a")]

    assert len(names) == 22
    assert names.index("Rhondda Cynon Taf") < names.index("Sir Benfro") < names.index("Torfaen")
    assert names[0] == "Abertawe"
    assert names[-1] == "Ynys Môn"
