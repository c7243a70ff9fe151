"""Data and what is made of them: places, skills through the gate, learning, sound charts."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from portal.charts.drawing import standalone
from portal.charts.linting import ChartRefusedError
from portal.charts.samples import samples
from portal.maturity.framework.learning import learning
from portal.maturity.framework.reading import shipped
from portal.publishing import drafting, uploads
from portal.publishing.registry import schema
from tests.conftest import inspected, load_packages
from tests.interop.packages import Draft
from tests.publishing.drafted import live
from tests.publishing.registry.tables import package
from tests.publishing.walk import OFFICER, PUBLISHER, do, look, store_of, work

BUDGET = 60_000


def test_a_hundred_rows_with_seven_bad_codes_print_93_0(own_app, config, tmp_path):
    """Single gateway: 100 rows with 7 bad codes prints 93.0 %, and never persons."""
    made = Draft()
    codes = ["W06000003"] * 60 + ["W06000001"] * 33 + ["W06000099"] * 7
    made.descriptor.pop("charts")
    for name in ("place", "id"):
        made.field(name).pop("codes", None)
    made.data["wards"] = "id,place,kind,people,share,day,open,note_cy,note_en\n" + "".join(
        f"{n},{code},library,0,,,,,\n" for n, code in enumerate(codes, start=1)
    )
    made.write(tmp_path / "packages" / "places-to-read")
    assert [one.outcome for one in load_packages(tmp_path / "packages", config)] == ["published"]
    for path in ("/en/places/W06000003", "/cy/lleoedd/W06000003"):
        assert "93.0%" in inspected(own_app.test_client(), path).main.text


OTHERS = {"managers": (31, 24), "office-staff": (33, 27)}
SKILLS = "sgiliau"
AT = f"/dataset/{SKILLS}"


def handed_in(config, folder, *leaders):
    """Hand in counts of staff by group and main skill, the leaders as given."""
    rows = [
        ["X99000001", "2026", group, skill, people]
        for group, counts in {"leaders": leaders, **OTHERS}.items()
        for skill, people in zip(("analysing", "mapping"), counts, strict=True)
    ]
    package(
        folder, schema("skills"), rows, name=SKILLS, publisher=PUBLISHER, gate={"answer": "skill"}
    )
    _with_everybody(folder, leaders)
    uploads.pack(folder, folder.with_suffix(".zip"))
    upload = uploads.keep(folder.with_suffix(".zip"), "sgiliau.zip", store_of(config))
    made = do(config, drafting.begin, upload, dataset=SKILLS, publisher=PUBLISHER, by=OFFICER)
    work(config)
    return look(config, made.id)


def _with_everybody(folder, leaders):
    """Add a table of all staff by skill, in which a group that cannot stand alone is pooled."""
    path = folder / "datapackage.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    own = told["resources"][0]
    fields = [one for one in own["schema"]["fields"] if one["name"] != "staff_group"]
    key = ["council", "period", "skill"]
    words = {"title_cy": "Yr holl staff", "title_en": "All staff"}
    resource = {"name": "everybody", "path": "data/everybody.csv", **words}
    told["resources"].append({**resource, "schema": {"fields": fields, "primaryKey": key}})
    path.write_text(json.dumps(told), encoding="utf-8")
    lines = ["council,period,skill,people"]
    for place, skill in enumerate(("analysing", "mapping")):
        people = leaders[place] + sum(counts[place] for counts in OTHERS.values())
        lines.append(f"X99000001,2026,{skill},{people}")
    (folder / "data" / "everybody.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("leaders", "kept"), [((6, 3), 0), ((6, 4), 2)], ids=["nine", "ten"])
def test_a_group_of_nine_is_pooled_and_a_group_of_ten_rounded(
    leaders, kept, config, own_app, tmp_path
):
    """Skills pop-up, skills map: a group of 9 is pooled, a group of 10 rounded."""
    found = handed_in(config, tmp_path / "skills", *leaders)
    assert {each["code"] for each in found.issues} == {"gate-refused"}
    do(config, drafting.decide, found.id, {"gate": {"round": True}}, by=OFFICER)
    work(config)
    done = live(config, found.id)
    assert (done.issues, done.state.value) == ([], "published")

    client = own_app.test_client()
    tables = {
        name: list(csv.DictReader(io.StringIO(client.get(f"{AT}/data/{name}.csv").text)))
        for name in ("table", "everybody")
    }
    shown = [(row["staff_group"], row["people"]) for row in tables["table"]]
    counts = [(group, int(people)) for group, people in shown if people]
    every = [int(row["people"]) for row in tables["everybody"] if row["people"]]
    assert all(count % 5 == 0 for count in (*every, *(count for _, count in counts)))
    own = [count for group, count in counts if group == "leaders"]
    assert (len(own), sum(own)) == (kept, 10 if kept else 0)
    assert abs(sum(every) - sum(leaders) - 115) < 10
    proof = f"/cy/setiau-data/{SKILLS}/fersiynau/1/"
    assert inspected(client, f"/cy/setiau-data/{SKILLS}").main.select(f"a[href^='{proof}']")


LEARNING = {
    "cy": "/cy/aeddfedrwydd/cydrannau/{}/dysgu",
    "en": "/en/maturity/components/{}/learning",
}


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_learning_for_each_component_works_without_script_within_its_budget(client, page, locale):
    """Carmarthenshire, Digital Flintshire: strategies and learning by component; byte budget."""
    for component in shipped("7x3-1").components:
        path = LEARNING[locale].format(component.code)
        seen = page(path)
        texts = learning("7x3")[component.code]
        said = [one for step in texts.steps for one in step]
        said += [one.words for one in texts.exercises]
        assert not [one for one in said if one[locale] not in seen.main.text]
        assert len(texts.steps) == len(component.descriptors) - 1
        links = [a["href"] for a in seen.select("#exercises ~ ol a")]
        assert len(links) == sum(bool(one.dataset) for one in texts.exercises) > 0
        assert {client.get(link).status_code for link in links} == {200}
        assert not seen.main.select("script, button, [hidden]")
        if locale == "cy":
            assert seen.select_one(".notice--draft")
        sheet = seen.select_one("link[rel=stylesheet]")["href"]
        assert len(client.get(path).data) + len(client.get(sheet).data) <= BUDGET
        assert page(path.rpartition("/")[0]).select(f"#help ~ p a[href='{path}']")
    strategies = page(LEARNING[locale].format("leadership")).select_one("#examples")
    text = strategies.find_parent("section").text
    names = {"cy": ("Sir Gaerfyrddin", "Sir y Fflint"), "en": ("Carmarthenshire", "Flintshire")}
    assert not [name for name in names[locale] if name not in text]


SAMPLES: dict[str, Any] = dict(samples())


@pytest.mark.parametrize("part", ["n", "date", "source", "caveat"])
def test_a_chart_that_lacks_one_of_the_four_is_never_drawn(part):
    """Data reporting standards: fails a chart lacking n, date, source or caveat."""
    for chart in SAMPLES.values():
        lacking = replace(chart, about=replace(chart.about, **{part: None}))
        with pytest.raises(ChartRefusedError) as refused:
            standalone(lacking, "cy")
        assert {each.code for each in refused.value.issues} == {f"chart-{part}-missing"}
