"""The public pages of maturity: nothing ranked, nothing real made up, both languages."""

import re
import subprocess
import sys
import zipfile

import pytest

from portal.maturity.framework.reading import shipped
from portal.welsh.sort_key import sort_key
from tests.conftest import BUDGET, travelling

ROUND = "demonstration-round"
AT = {"cy": "/cy/aeddfedrwydd", "en": "/en/maturity"}
ROUNDS = {"cy": f"{AT['cy']}/rowndiau/{ROUND}", "en": f"{AT['en']}/rounds/{ROUND}"}
ONE, OTHER = "X99000001", "X99000003"
MADE_UP = {"cy": "Arddangosiad", "en": "Demonstration"}
PATHS = [
    *(AT[locale] for locale in AT),
    *(ROUNDS[locale] for locale in AT),
    *(f"{ROUNDS[locale]}/{ONE}" for locale in AT),
    f"{ROUNDS['cy']}/cymharu?first={ONE}&second={OTHER}",
    f"{ROUNDS['en']}/compare?first={ONE}&second={OTHER}",
]


@pytest.mark.parametrize("path", PATHS)
def test_made_up_figures_say_so_and_stand_beside_no_real_council(page, path):
    seen = page(path)
    assert MADE_UP[path[1:3]] in seen.main.text
    assert seen.select_one(".notice--synthetic")
    assert "W06" not in re.sub(r"(lleoedd|places)/W06000003", "", str(seen.main))


@pytest.mark.parametrize(
    "path",
    [
        *PATHS,
        "/cy/aeddfedrwydd/cydrannau/open",
        "/en/maturity/components/open",
        "/cy/lleoedd/W06000003",
        "/en/places/W06000003",
        "/en/datasets/demonstration-round",
        "/cy/setiau-data/survey-findings-2018",
        "/en/datasets/peer-maturity",
    ],
)
def test_every_picture_has_finding_caveat_n_date_source_and_table(page, path):
    seen = page(path)
    drawn = seen.select("main svg[role=img]")
    pictures = seen.select("figure.picture")
    assert len(drawn) == sum(len(own.select("svg[role=img]")) for own in pictures)
    for own in pictures:
        assert own.figcaption.text.strip()
        assert own.select("figcaption > small")[-1].text.strip()
        told = own.select_one("p.source").text.split(" · ")
        assert len(told) >= 3
        assert all(re.search(r": .*\w", each) for each in told[:3])
        assert own.select("table tbody tr")


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_overview_lists_every_council_by_the_alphabet_with_every_component(page, locale):
    seen = page(AT[locale])
    matrix = seen.select("table")[1]
    names = [row.th.text.strip() for row in matrix.select("tbody tr")]
    assert len(names) == 22
    assert names == sorted(names, key=lambda name: sort_key(name, locale))
    titles = [component.title[locale] for component in shipped("7x3-1").components]
    assert [th.text.strip() for th in matrix.select("thead th")][1:] == titles
    for cell in matrix.select("tbody td"):
        assert re.fullmatch("[123]|1–2|2–3|1–3|–", cell.text.strip())


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_every_response_is_told_as_n_of_n_with_its_band(page, locale):
    rows = page(AT[locale]).select("table")[2].select("tbody tr")
    words = {"cy": ("ymateb da", "gofal", "ymateb isel"), "en": ("good", "caution", "low")}[locale]
    for row in rows:
        answered, invited = map(int, re.findall(r"\d+", row.select("td")[0].text))
        place = 0 if 2 * answered >= invited else 1 if 10 * answered >= 3 * invited else 2
        assert words[place] in row.select("td")[1].text
    assert len(rows) == 22


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_each_component_has_a_page_with_its_levels_questions_and_what_helps(page, locale):
    framework = shipped("7x3-1")
    words = {"cy": "cydrannau", "en": "components"}[locale]
    for component in framework.components:
        seen = page(f"{AT[locale]}/{words}/{component.code}")
        assert seen.h1.text == component.title[locale]
        text = seen.main.text
        asked = [q.text[locale] for q in framework.questions if q.component == component.code]
        told = [descriptor.words[locale] for descriptor in component.descriptors]
        assert not [said for said in (*asked, *told) if said not in text]
        assert seen.select_one(".notice--draft"), "the Welsh is not reviewed yet"
        assert seen.select_one(".notice--synthetic"), "the round is made up"
        lead = seen.select_one(".lead").text
        assert seen.select_one("figcaption").text.strip().startswith(lead)
        assert lead not in told
        assert seen.select_one("#help")


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_report_has_every_part_and_leads_to_its_proof(page, client, locale):
    seen = page(f"{ROUNDS[locale]}/{ONE}")
    parts = [heading["id"] for heading in seen.select("main h2[id]")]
    assert parts == [
        *("short", "limits", "components", "themes", "beside"),
        *("who", "strengths", "steps", "tracker", "files"),
    ]
    links = {a["href"] for a in seen.select("#files ~ dl a, .takeaway a")}
    assert f"/dataset/{ROUND}/1/data/synthetic-gate.json" in links
    assert len(links) == 5, "the PDFs are not set here"
    for link in links:
        assert client.get(link).status_code == 200, link
    assert re.search(r"\b[0-9a-f]{64}\b", seen.main.text)
    assert all(figure.select("svg[role=img] > desc") for figure in seen.select("figure"))


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_report_begins_with_what_a_level_is_and_three_sentences(page, locale):
    seen = page(f"{ROUNDS[locale]}/{ONE}")
    scale = {"cy": "(7), pob un ar lefel o 1, yr isaf, i 3, yr", "en": "7 components, each at a"}
    assert scale[locale] in seen.select("#short ~ p")[1].text
    said = [one.text for one in seen.select_one("#short ~ ul").select("li")]
    assert len(said) == 3
    assert all(one.endswith(".") for one in said)
    assert {"cy": "tuag at lefel 2.", "en": "towards level 2."}[locale] in said[2]


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_an_example_of_good_practice_is_told_once_however_many_steps_it_helps(page, locale):
    seen = page(f"{ROUNDS[locale]}/{ONE}")
    told = [one.text for one in seen.select("#steps ~ dl .quiet")]
    assert told
    assert len(told) == len(set(told))
    named = [one.text for one in seen.select("#steps ~ dl a")]
    assert len(named) > len(set(named)), "one example helps two of the steps"


def test_a_council_that_kept_silent_has_a_report_that_says_so(page):
    seen = page(f"{ROUNDS['en']}/X99000011")
    silent = seen.main.text
    assert len(seen.select("figure")) == 1, "who answered; nothing else can be drawn"
    assert "Open data: Too few answers to give percentages." in silent
    assert "Too few people answered to publish anything about this council." in silent
    assert "0 of 140" in silent


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_two_councils_are_compared_in_three_words(page, locale):
    word = {"cy": "cymharu", "en": "compare"}[locale]
    words = {
        "cy": {"yn amlwg uwch", "yn amlwg is", "dim gwahaniaeth amlwg", "dim digon o atebion"},
        "en": {"clearly higher", "clearly lower", "no clear difference", "not enough answers"},
    }[locale]
    seen = page(f"{ROUNDS[locale]}/{word}?first={ONE}&second={OTHER}")
    cells = [
        td.text.strip() for tr in seen.select("table")[0].select("tbody tr") for td in tr("td")[2:]
    ]
    assert len(cells) == 14
    assert set(cells) <= words
    named = [one.text for one in seen.select("#where ~ ul li")]
    clear = {"cy": ("yn amlwg uwch", "yn amlwg is"), "en": ("clearly higher", "clearly lower")}
    assert len(named) == sum(cell in clear[locale] for cell in cells) > 0
    first, second = (option.text for option in seen.select("option[selected]"))
    for side, name in zip(clear[locale], (first, second), strict=True):
        assert sum(name in one for one in named) == cells.count(side)
    assert all(one.endswith(clear[locale][0]) for one in named)
    for query in ("", f"?first={ONE}&second={ONE}", "?first=X&second=%00", f"?first={ONE}"):
        assert len(page(f"{ROUNDS[locale]}/{word}{query}").select("table")) == 0


def test_what_does_not_exist_is_not_found(page, client):
    page("/en/maturity/rounds/nothing", status=404)
    page(f"{ROUNDS['en']}/X99000099", status=404)
    page("/en/maturity/components/nothing", status=404)
    page("/cy/aeddfedrwydd/rowndiau/councils", status=404)
    assert client.get("/maturity/rule/levels.py").status_code == 404


def test_the_rule_ships_its_examples_and_its_script(client):
    vectors, script = (client.get(f"/maturity/rule/{n}") for n in ("vectors.json", "rebuild.py"))
    assert vectors.json
    assert "import csv" in script.text
    again = client.get(
        "/maturity/rule/rebuild.py", headers={"If-None-Match": script.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_stranger_checks_the_file_that_is_served_with_the_script_that_is_served(client, tmp_path):
    script, archive = tmp_path / "rebuild.py", tmp_path / "round.zip"
    script.write_bytes(client.get("/maturity/rule/rebuild.py").data)
    whole = client.get(f"/dataset/{ROUND}/1/{ROUND}.zip").data
    archive.write_bytes(whole)
    alone = [sys.executable, "-I", "-S", str(script), str(archive)]
    assert subprocess.run(alone, check=False).returncode == 0
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(tmp_path / "other.zip", "w") as after:
        for name in before.namelist():
            changed = before.read(name).replace(
                b",officers,leadership,2,", b",officers,leadership,3,"
            )
            after.writestr(name, changed)
    alone[-1] = str(tmp_path / "other.zip")
    assert subprocess.run(alone, check=False).returncode == 1


@pytest.mark.parametrize("path", [*PATHS, f"{AT['cy']}/dull", f"{AT['en']}/method"])
def test_a_page_travels_in_less_than_its_budget(client, path):
    assert travelling(client, path) <= BUDGET


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_the_report_of_every_council_travels_in_less_than_its_budget(client, page, locale):
    seen = page(ROUNDS[locale])
    paths = {link["href"] for link in seen.select(f"main a[href^='{ROUNDS[locale]}/X99']")}
    assert len(paths) == 22
    zipped = {"Accept-Encoding": "gzip"}
    sheet = len(client.get(seen.select_one("link[rel=stylesheet]")["href"], headers=zipped).data)
    for path in paths:
        assert sheet + len(client.get(path, headers=zipped).data) <= BUDGET, path
