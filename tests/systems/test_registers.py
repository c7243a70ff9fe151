"""Registers: assets, codes, sharing, decisions, recommendations, good practice."""

import pytest
import time_machine

from portal.config import SHIPPED_PACKAGES
from portal.interop.reading import read_package
from portal.publishing import drafting
from portal.publishing.registry import check, schema
from tests.conftest import inspected, load_packages
from tests.publishing.drafted import begun, live
from tests.publishing.walk import OFFICER, SLUG, do, look, published, work
from tests.systems.registers import register, told

DATASET = {"cy": f"/cy/setiau-data/{SLUG}", "en": f"/en/datasets/{SLUG}"}


def found_in(submission):
    return [(each["code"], each["row"], each["column"]) for each in submission.issues]


def test_an_asset_holding_personal_data_cannot_be_set_open(config):
    """Data audit: an asset holding personal data cannot be set open."""
    rows = [{"reference": "A-1", "personal_data": "yes", "access": "open"}, {"reference": "A-2"}]
    refused = register(config, "information-assets", *rows, slug="asedau")
    assert found_in(refused) == [("codes-exclude-each-other", 2, "access")]
    assert refused.content is None


def test_an_unknown_code_is_refused_with_row_and_column(config):
    """Corporate standards and coding: unknown code refused with row and column."""
    rows = [{"reference": "A-1"}, {"reference": "A-2", "status": "complted"}]
    refused = register(config, "recommendations", *rows, slug="argymhellion")
    issue = next(each for each in refused.issues if each["code"] == "unknown-code")
    assert (issue["row"], issue["column"]) == (3, "status")
    assert issue["facts"]["nearest"] == "completed"


SHARED = [
    {"reference": "S-1", "agreement": "R-1", "end": "2026-12-31", "datasets": SLUG},
    {"reference": "S-2", "agreement": "", "end": "", "datasets": f"{SLUG}; coed"},
    {"reference": "S-3", "agreement": "R-3", "end": "2026-12-30", "datasets": SLUG},
    {"reference": "S-4", "agreement": "R-4", "end": "", "datasets": "coed"},
]
WITHOUT = {"cy": "Rhennir data heb gytundeb", "en": "Data are shared without an agreement"}
EXPIRED = {
    "cy": "Rhennir data dan gytundeb sydd wedi dod i ben",
    "en": "Data are shared under an agreement that has expired",
}


def test_sharing_agreements_are_flagged_where_there_is_none_or_it_has_expired(config, own_app):
    """WASPI: shared without agreement, or expired: flagged."""
    with time_machine.travel("2026-12-30T10:00:00Z"):
        published(config)
        found = register(config, "sharing-agreements", *SHARED, slug="rhannu")
        assert found.issues == []
        flags = [(each["code"], each["row"], each["column"]) for each in found.found["flags"]]
        assert flags == [("shared-without-agreement", 3, "agreement")]
        live(config, found.id)
        client = own_app.test_client()
        before = client.get(DATASET["en"])
        assert EXPIRED["en"] not in before.text
    with time_machine.travel("2026-12-31T10:00:00Z"):
        after = client.get(DATASET["en"], headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        for locale, path in DATASET.items():
            rows = told(inspected(client, path), "sharing")
            assert [row.split()[0] for row, _ in rows] == ["S-1", "S-2", "S-3"]
            assert [WITHOUT[locale] in row for row, _ in rows] == [False, True, False]
            assert [EXPIRED[locale] in row for row, _ in rows] == [False, False, True]
            assert "Cyngor Aberwen; Cyngor Brynmor" in rows[0][0]
            assert all(link.endswith("/rhannu") for _, links in rows for link in links)
        own = told(inspected(client, "/cy/setiau-data/rhannu"), "flagged")
        assert [row.split()[0] for row, _ in own] == ["S-2", "S-3"]


BLANKS = """\
Reference,Parties,Agreement,Purpose (Welsh),Purpose (English),Legal basis,Sharing,Datasets
S-1,Aberwen; Brynmor,R-1,Coed,Trees,No personal data,Current,coed
S-2,Aberwen; Brynmor,,Ffyrdd,Roads,No personal data,Current,ffyrdd
S-3,Aberwen; Brynmor,R-3,Bysiau,Buses,No personal data,Current,bysiau
S-4,Aberwen; Brynmor,,Llwybrau,Paths,No personal data,Current,llwybrau
"""


def test_a_blank_agreement_is_never_taken_for_the_one_above(config):
    """WASPI: the finding that nothing stands in a cell is not filled away, and that is listed."""
    found = begun(config, BLANKS, "rhannu.csv", dataset="rhannu")
    assert ("filled-down", 2) in [(c["code"], c["count"]) for c in found.changes]
    do(config, drafting.decide, found.id, {"schema": "sharing-agreements"}, by=OFFICER)
    work(config)
    found = look(config, found.id)
    assert [each["row"] for each in found.found["flags"]] == [3, 5]
    changes = {each["code"]: each for each in found.changes}
    assert "filled-down" not in changes
    assert (changes["left-empty"]["count"], changes["left-empty"]["column"]) == (2, "agreement")
    assert not [each for each in found.questions if each["code"] == "filled-down"]


def test_an_entry_of_the_decision_log_resolves_to_a_frozen_version(config, own_app):
    """Refuse-collection trial, asset data: decision, dataset version, outcome; it resolves."""
    published(config)
    wrong = [{"dataset": "places-to-reed", "version": "1"}, {"dataset": SLUG, "version": "2"}]
    wrong = [{**each, "reference": f"P-{n}"} for n, each in enumerate(wrong)]
    refused = register(config, "decisions", *wrong, slug="penderfyniadau")
    assert [(i["code"], i["row"], i["column"], i["facts"]["nearest"]) for i in refused.issues] == [
        ("unknown-dataset", 2, "dataset", SLUG),
        ("unknown-version", 3, "version", "1"),
    ]
    assert refused.content is None

    right = register(config, "decisions", {"dataset": SLUG, "version": "1"}, slug="cofnod")
    assert right.issues == []
    live(config, right.id)
    client = own_app.test_client()
    outcomes = {"cy": "Mwy o ailgylchu", "en": "More recycling"}
    for locale, path in DATASET.items():
        part = {"cy": "fersiynau", "en": "versions"}[locale]
        frozen = f"{path}/{part}/1"
        log = path.replace(SLUG, "cofnod")
        [(_, links)] = told(inspected(client, log), "resting")
        assert links == [path, frozen]
        [(row, links)] = told(inspected(client, frozen), "decisions")
        assert links == [log, frozen]
        assert outcomes[locale] in row
    descriptor = client.get(f"/dataset/{SLUG}/1/datapackage.json")
    assert "immutable" in descriptor.headers["Cache-Control"]


OWN = {"council": "W06000001", "status": "completed"}
EVIDENCED = [
    {**OWN, "reference": "A-1", "evidence": SLUG},
    {**OWN, "reference": "A-2", "status": "under-way", "evidence": ""},
    {**OWN, "reference": "A-3", "evidence": "https://aberwen.example/prawf"},
]
PLACE = {"cy": "/cy/lleoedd/", "en": "/en/places/"}


def test_a_recommendation_leads_to_action_status_and_evidence(config, own_app):
    """Recommendation, action, status, evidence (dataset or address), or "not recorded"."""
    published(config)
    rows = [{**EVIDENCED[0], "evidence": "places"}, {**EVIDENCED[1], "status": "completed"}]
    refused = register(config, "recommendations", *rows, slug="hen", without=())
    assert found_in(refused) == [
        ("completed-without-evidence", 3, "evidence"),
        ("unknown-dataset", 2, "evidence"),
    ]

    found = register(config, "recommendations", *EVIDENCED, slug="olrhain", without=())
    assert found.issues == []
    live(config, found.id)
    client = own_app.test_client()
    done = {"cy": "Wedi’i gwblhau", "en": "Completed"}
    lacking = {"cy": "heb ei gofnodi", "en": "not recorded"}
    for locale, path in DATASET.items():
        tracker = told(inspected(client, f"{PLACE[locale]}W06000001"), "tracker")
        assert [links for _, links in tracker] == [[path], [], ["https://aberwen.example/prawf"]]
        assert done[locale] in tracker[0][0]
        assert lacking[locale] in tracker[1][0]
        other = inspected(client, f"{PLACE[locale]}W06000002")
        assert not other.select_one("#tracker").find_parent("section").select("table")


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_a_report_tracks_what_its_council_recorded_and_says_where_nothing_is(page, locale):
    """The council report has the tracker of the council's own register."""
    at = {"cy": "/cy/aeddfedrwydd/rowndiau", "en": "/en/maturity/rounds"}[locale]
    home = {"cy": "/cy/setiau-data", "en": "/en/datasets"}[locale]
    said = {"cy": ("Wedi’i gwblhau", "heb ei gofnodi"), "en": ("Completed", "not recorded")}
    done, lacking = said[locale]
    for council, recorded in (("X99000001", True), ("X99000003", False)):
        seen = page(f"{at}/demonstration-round/{council}")
        section = seen.select_one("#tracker").find_parent("section")
        assert lacking in section.text
        assert (done in section.text) is recorded
        assert bool(section.select(f"a[href='{home}/demonstration-round']")) is recorded


def test_good_practice_is_the_published_register_and_councils_own_stand_beside(
    config, own_app, page
):
    """Good practice: a register; the report's cards come from what is published."""
    report = page("/en/maturity/rounds/demonstration-round/X99000001")
    steps = report.select_one("#steps").find_parent("section")
    assert steps.select("a[href='/en/datasets/good-practice']")

    load_packages(SHIPPED_PACKAGES, config)
    own = {"place": "W06000001", "title_cy": "Mapio coed", "title_en": "Mapping trees"}
    live(config, register(config, "good-practice", own, slug="arferion").id)
    client = own_app.test_client()
    for path, words in (
        ("/cy/aeddfedrwydd/cydrannau/open", ("Mapio coed", "Cyngor Enghreifftiol", "Leeds")),
        ("/en/maturity/components/open", ("Mapping trees", "Example Council", "Leeds")),
    ):
        help_ = inspected(client, path).select_one("#help").find_parent("section").text
        assert not [word for word in words if word not in help_]


def test_the_registers_that_ship_keep_to_their_schemas_and_name_what_is_there(client):
    """The demonstration's registers are what a council's own have to be."""
    folder = SHIPPED_PACKAGES / "demonstration-registers"
    package = read_package(folder)
    following = [each for each in package.description.resources if each.follows]
    assert {each.follows.partition("@")[0] for each in following} == {
        "decisions",
        "recommendations",
        "sharing-agreements",
    }
    for each in following:
        one = schema(each.follows)
        assert each.name.startswith("synthetic-")
        found = check(package.data[each.name], one, synthetic=True)
        assert {issue.code for issue in found} <= one.flags
        text = package.data[each.name].read_text(encoding="utf-8")
        assert "W06" not in text
        assert ",demonstration-round" in text
    assert client.get("/dataset/demonstration-round/1/datapackage.json").status_code == 200
