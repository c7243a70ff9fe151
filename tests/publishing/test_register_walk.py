"""A register handed in by an officer: what its codes ask is told with the row of her own file."""

import json

import pytest

from portal.publishing import drafting, uploads
from portal.publishing.registry import schema
from portal.publishing.registry.following import read_following
from tests.conftest import inspected, load_packages
from tests.publishing.conftest import upload
from tests.publishing.drafted import begun
from tests.publishing.registry.tables import package
from tests.publishing.walk import OFFICER, PUBLISHER, do, look, store_of, work
from tests.tabular.made_files import xlsx

REGISTER = """\
Cofrestr rhannu,,,,,,,,
,,,,,,,,
Cyfeirnod,Cytundeb,Partïon,Diben (Cymraeg),Purpose,Legal basis,Rhannu,Diwedd,Setiau data
S-1,,Aberwen; Brynmor,Coed,Trees,No personal data,Current,31/03/2099,aberwen-trees
S-2,R-2,Aberwen; Brynmor,Bysiau,Buses,Tasg gyhoeddus,Yn cael eu rhannu,31/03/2020,aberwen-buses
S-3,R-3,Aberwen; Brynmor,Ysgolion,Schools,Public task,Ended,31/03/2020,aberwen-schools
"""
FLAGS = [("shared-without-agreement", 4, "agreement"), ("agreement-expired", 5, "end")]


def flags_of(submission):
    flags = submission.found.get("flags", ())
    return [(each["code"], each["row"], each["column"]) for each in flags]


def test_an_officer_is_told_in_which_row_data_are_shared_without_a_valid_agreement(config):
    found = begun(config, REGISTER, "rhannu.csv")
    assert found.found["suggested"]["schema"] == "sharing-agreements@2"
    do(config, drafting.decide, found.id, {"schema": "sharing-agreements"}, by=OFFICER)
    work(config)
    found = look(config, found.id)
    assert not [issue for issue in found.issues if issue["row"]]
    assert flags_of(found) == FLAGS


def test_the_number_that_refused_goes_on_refusing(config):
    found = begun(config, REGISTER, "rhannu.csv")
    do(config, drafting.decide, found.id, {"schema": "sharing-agreements@1"}, by=OFFICER)
    work(config)
    found = look(config, found.id)
    told = [(each["code"], each["row"], each["column"]) for each in found.issues if each["row"]]
    assert (told, flags_of(found)) == (FLAGS, [])


def test_the_submission_s_page_shows_what_readers_will_see_flagged(walk):
    walk.bring_in(file=upload(REGISTER.encode(), "rhannu.csv"), title="Rhannu").check()
    assert walk.act("editor", "columns", schema="sharing-agreements@2").status_code == 303
    walk.check()
    for path, words in (
        (f"/cy/cyhoeddi/{walk.id}", "Rhennir data dan gytundeb sydd wedi dod i ben"),
        (f"/en/publish/{walk.id}", "Data are shared under an agreement that has expired"),
    ):
        page = inspected(walk.open["editor"].client, path)
        assert words in page.select_one("#flags ~ .scroll").text


def test_merged_cells_are_the_sheet_s_own_word_and_stay_filled(config):
    heading, *rows = [line.split(",") for line in REGISTER.splitlines()[2:]]
    rows[0][1], rows[1][1] = "R-1", ""
    sheet = xlsx({"Data": [heading, *rows]}, merges={"Data": ["B2:B3"]})
    found = begun(config, sheet, "rhannu.xlsx")
    do(config, drafting.decide, found.id, {"schema": "sharing-agreements"}, by=OFFICER)
    work(config)
    found = look(config, found.id)
    changes = {change["code"]: change["count"] for change in found.changes}
    assert changes["filled-down"] == 1
    assert "left-empty" not in changes
    assert "shared-without-agreement" not in {code for code, _, _ in flags_of(found)}


def handed_in(config, folder, *cells, name="sharing-agreements", **resource):
    """Hand in a package with a register that says which schema it follows."""
    one = schema(name)
    example = {field.name: field.example for field in one.fields}
    rows = [list({**example, **each}.values()) for each in cells]
    package(folder, one, rows, name="cofrestr", publisher=PUBLISHER)
    path = folder / "datapackage.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["resources"][0] |= resource
    path.write_text(json.dumps(told), encoding="utf-8")
    uploads.pack(folder, folder.with_suffix(".zip"))
    kept = uploads.keep(folder.with_suffix(".zip"), "cofrestr.zip", store_of(config))
    made = do(config, drafting.begin, kept, dataset="cofrestr", publisher=PUBLISHER, by=OFFICER)
    work(config)
    return look(config, made.id)


def test_a_package_is_held_to_the_schema_it_says_it_follows(config, tmp_path):
    found = handed_in(config, tmp_path / "p", {"agreement": "", "end": ""})
    assert (found.issues, flags_of(found)) == ([], [("shared-without-agreement", 2, "agreement")])
    assert found.content["resources"][0]["follows"] == "sharing-agreements@2"


@pytest.mark.parametrize(
    ("follows", "code"),
    [("sharing-agreements@99", "unknown-schema"), ("Sharing!", "unknown-schema")],
)
def test_a_package_that_follows_no_schema_of_ours_is_refused(config, tmp_path, follows, code):
    found = handed_in(config, tmp_path / "p", {}, follows=follows)
    assert [issue["code"] for issue in found.issues] == [code]
    assert found.content is None


def test_a_package_is_held_to_its_schema_from_the_command_line_too(config, tmp_path):
    one = schema("decisions")
    example = {field.name: field.example for field in one.fields}
    wrong = {**example, "decided": "2026-12-01", "outcome_date": "2026-11-30"}
    folder = tmp_path / "p"
    package(folder, one, [list(wrong.values())], name="cofrestr")
    [loaded] = load_packages(folder, config, read=read_following)
    assert [(i.code, i.file, i.row) for i in loaded.issues] == [
        ("columns-contradict", "data/table.csv", 2)
    ]


def test_a_package_s_decision_leads_to_what_readers_can_see_or_is_refused(config, tmp_path):
    found = handed_in(config, tmp_path / "p", {"dataset": "nowhere"}, name="decisions")
    assert [(i["code"], i["row"], i["column"]) for i in found.issues] == [
        ("unknown-dataset", 2, "dataset")
    ]
