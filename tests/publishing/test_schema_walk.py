"""A schema put to an officer's file: suggested, chosen, told what is wrong, and kept for May."""

import csv
import io

import pytest

from portal.publishing import drafting
from portal.publishing.deciding import WrongAnswerError
from portal.publishing.drafts import texts
from portal.publishing.models import State
from tests.conftest import inspected
from tests.publishing.conftest import upload
from tests.publishing.drafted import DATASET, begun, live, put, written
from tests.publishing.walk import (
    OFFICER,
    PUBLISHER,
    SLUG,
    do,
    look,
    published,
    store_of,
    work,
)

HEADINGS = "Cyngor,Gwasanaeth,Vendor name,Date paid,Payment amount (£),Dull talu,Nod"
PLACES = ["Powys", "Sir Fynwy", "W06000022", "Caerffili", "W06000023", "Monmouthshire"]
WAYS = ["Bank transfer", "Siec", "Cerdyn prynu", "Cheque", "transfer", "Arall"]


def spend(month: int, **wrong: str) -> str:
    """Return a council's payments under headings of its own; `row_12` is another council there."""
    rows = [
        f"{wrong.get(f'row_{n}', PLACES[n % 6])},Ysgolion,Cwmni {n} Cyf,{n:02}/{month:02}/2026,"
        f'"£{n},{month}00.00",{WAYS[n % 6]},N{month}{n}'
        for n in range(5, 28)
    ]
    return "\n".join(["Taliadau,,,,,,", ",,,,,,", ",,,,,,", HEADINGS, *rows]) + "\n"


TOILETS = "Lle,Easting,Northing,Agored\n" + "".join(
    f"Toiled {n},{290_000 + n * 137},{250_000 + n * 91},08:00-20:00\n" for n in range(1, 9)
)


def codes(found):
    return sorted({issue["code"] for issue in found.issues})


def decided(config, identity, **wanted):
    do(config, drafting.decide, identity, wanted, by=OFFICER)
    work(config)
    return look(config, identity)


def fitted(config, content=None, name="taliadau.csv"):
    """Begin with a file, choose the schema of payments, and write what it leaves unsaid."""
    found = decided(config, begun(config, content or spend(4), name).id, schema="spend")
    return written(config, found.id)


def table_of(client, name=DATASET):
    body = client.get(f"/dataset/{DATASET}/data/{name}.csv").text
    return list(csv.DictReader(io.StringIO(body)))


def descriptor_of(client):
    return client.get(f"/dataset/{DATASET}/datapackage.json").json


def test_a_schema_is_suggested_but_never_put_to_a_file_unasked(config):
    found = begun(config, spend(4))

    suggested = found.found["suggested"]
    assert (suggested["schema"], suggested["missing"]) == ("spend@1", [])
    assert suggested["fields"][:3] == ["council", "department", "supplier"]
    assert suggested["score"] > 0.9
    names = [field["name"] for field in found.draft["resources"][0]["schema"]["fields"]]
    assert "supplier" not in names
    assert "label-to-code" not in {change["code"] for change in found.changes}


def test_a_file_without_a_likeness_to_any_schema_gets_no_suggestion(config):
    assert begun(config, "Ward,Books\nCwm,3\nPen,4\n").found["suggested"] is None


def test_a_schema_gives_names_words_types_codes_and_code_lists(config, own_app):
    chosen = decided(config, begun(config, spend(4)).id, schema="spend")
    assert chosen.decisions["schema"] == "spend@1"
    assert chosen.found["suggested"] is None
    lacking = {each.place for each in texts(chosen.draft) if not (each.cy and each.en)}
    assert lacking == {
        "title",
        "description",
        *(f"resources/{DATASET}/{rest}" for rest in ("title", "fields/nod/title")),
        f"resources/{DATASET}/fields/nod/description",
    }
    changes = {(c["code"], c["column"]): c for c in chosen.changes}
    assert changes["label-to-code", "cyngor"]["samples"][0] == {
        "row": 5,
        "before": "Monmouthshire",
        "after": "W06000021",
    }

    done = live(config, written(config, chosen.id).id)
    assert (done.state, done.issues) == (State.PUBLISHED, [])
    client = own_app.test_client()
    first = table_of(client)[0]
    assert (first["council"], first["payment_method"]) == ("W06000021", "other")
    assert (first["payment_date"], first["amount"]) == ("2026-04-05", "5400.00")
    table, *lists = descriptor_of(client)["resources"]
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    assert fields["supplier"]["title_cy"] == "Cyflenwr"
    assert fields["supplier"]["title_en"] == "Supplier"
    assert (fields["amount"]["measures"], fields["council"]["codes"]) == ("money", "places")
    assert [each["name"] for each in lists] == ["payment-methods"]
    labels = {row["code"]: row["label_cy"] for row in table_of(client, "payment-methods")}
    assert labels["cheque"] == "Siec"


def test_the_next_month_has_the_schema_without_asking(config, own_app):
    live(config, fitted(config).id)
    may = begun(config, spend(5), "may.csv")

    assert (may.questions, may.issues, may.decisions["schema"]) == ([], [], "spend@1")
    assert live(config, may.id).state is State.PUBLISHED
    assert table_of(own_app.test_client())[0]["payment_method"] == "other"


def test_an_unknown_code_is_told_by_its_row_in_the_file_and_the_nearest_code(config):
    found = fitted(config, spend(4, row_12="W0600002E"))

    (issue,) = found.issues
    assert (issue["row"], issue["column"], issue["file"]) == (12, "council", "")
    assert issue["facts"]["cell"] == "W0600002E"
    assert issue["facts"]["nearest"].startswith("W0600002")


def test_a_required_column_that_lacks_is_told_by_its_name(config):
    content = "\n".join(
        ",".join(line.split(",")[:2] + line.split(",")[3:]) for line in spend(4).splitlines()
    )
    (issue,) = fitted(config, content).issues

    assert (issue["code"], issue["column"]) == ("schema-column-missing", "supplier")
    assert issue["facts"] == {"field": "supplier", "schema": "spend@1"}


def test_a_column_can_be_said_to_be_one_of_the_schema(config):
    found = fitted(config, spend(4).replace("Vendor name", "I bwy"))
    assert codes(found) == ["schema-column-missing"]

    column = found.found["tables"][0]["columns"][2]["field"]
    found = written(config, decided(config, found.id, fields={column: "supplier"}).id)
    assert found.issues == []


def test_labels_made_codes_can_be_left_as_they_are(config):
    found = fitted(config)
    column = found.found["tables"][0]["columns"][5]["field"]
    found = decided(config, found.id, undo=[["label-to-code", column]])

    assert found.issues == []
    (resource,) = found.content["resources"]
    assert "label-to-code" in {change["code"] for change in found.changes}
    assert column not in {c["column"] for c in found.changes if c["code"] == "label-to-code"}
    assert "Bank transfer" in csv_of(config, resource)


def csv_of(config, resource):
    file = next(f for f in resource["files"] if f["path"].endswith(".csv"))
    return store_of(config).local_file(file["sha256"]).read_text(encoding="utf-8-sig")


def test_a_schema_let_go_of_takes_its_words_along_but_no_others(config):
    found = fitted(config)
    at = f"resources/{DATASET}/fields/council/title"
    do(config, drafting.save_texts, found.id, {at: {"cy": "Ein cyngor"}}, by=OFFICER)
    work(config)
    found = decided(config, found.id, schema=None)

    fields = {f["name"]: f for f in found.draft["resources"][0]["schema"]["fields"]}
    assert "schema" not in found.decisions
    assert fields["council"]["title_cy"] == "Ein cyngor"
    assert "description_cy" not in fields["supplier"]
    assert found.found["suggested"]["schema"] == "spend@1"


def test_a_schema_that_is_none_of_ours_is_refused(config):
    with pytest.raises(WrongAnswerError):
        decided(config, begun(config).id, schema="nonsense@1")


def test_eastings_and_northings_gain_degrees_that_can_be_left_out(config, own_app):
    found = written(config, begun(config, TOILETS, "toiledau.csv").id)
    assert codes(found) in ([], ["measures-missing"])
    measures = {name: {"measures": "other"} for name in ("easting", "northing")}
    do(config, drafting.save_columns, found.id, DATASET, measures, by=OFFICER)
    work(config)
    found = look(config, found.id)
    added = next(each for each in found.changes if each["code"] == "coordinates-added")
    assert (added["count"], found.issues) == (8, [])

    without = decided(config, found.id, undo=[["coordinates-added", ""]])
    assert "longitude" not in csv_of(config, without.content["resources"][0])
    live(config, decided(config, found.id, redo=[["coordinates-added", ""]]).id)
    first = table_of(own_app.test_client())[0]
    assert (first["lle"], first["easting"]) == ("Toiled 1", "290137")
    assert -3.7 < float(first["longitude"]) < -3.5
    assert 52.1 < float(first["latitude"]) < 52.2


def test_a_place_off_the_grid_is_told_by_its_row(config):
    more = "".join(f"Toiled {n},{291_000 + n},{251_000 + n},24 awr\n" for n in range(10, 20))
    found = written(config, begun(config, TOILETS + more + "Pell,9900000,250000,24 awr\n").id)

    issue = next(each for each in found.issues if each["code"] == "outside-grid")
    assert (issue["row"], issue["column"]) == (20, "easting")


def test_a_table_keeps_the_code_lists_of_the_package_published_before(config, own_app):
    published(config)
    client = own_app.test_client()
    table, listed = client.get(f"/dataset/{SLUG}/datapackage.json").json["resources"]
    body, lists = (
        client.get(f"/dataset/{SLUG}/data/{each['name']}.csv").text for each in (table, listed)
    )
    kept = put(config, one_row_less(body), "wards.csv")
    made = do(config, drafting.begin, kept, dataset=SLUG, publisher=PUBLISHER, by=OFFICER)
    work(config)
    asked = [each["id"] for each in look(config, made.id).questions]
    assert asked == [f"gate-relation/{SLUG}/0"]
    found = decided(config, made.id, answers={asked[0]: "separate"})

    assert (found.issues, found.questions) == ([], [])
    live(config, found.id)
    assert client.get(f"/dataset/{SLUG}/data/{listed['name']}.csv").text == lists
    after = client.get(f"/dataset/{SLUG}/datapackage.json").json["resources"]
    assert [each["name"] for each in after] == [table["name"], listed["name"]]


def one_row_less(body):
    return "".join(body.splitlines(keepends=True)[:-1])


def test_the_columns_page_offers_the_schema_that_fits_and_puts_it_to_the_file(walk):
    walk.bring_in(file=upload(spend(4).encode(), "taliadau.csv"), title="Spend").check()
    offered = {
        locale: inspected(walk.open["editor"].client, path).main.get_text(" ")
        for locale, path in (
            ("cy", f"/cy/cyhoeddi/{walk.id}/colofnau"),
            ("en", f"/en/publish/{walk.id}/columns"),
        )
    }
    assert "This schema seems to fit Payments to suppliers" in squeezed(offered["en"])
    assert "Mae'n ymddangos bod y sgema hon yn addas" in squeezed(offered["cy"])
    assert "Names are written as codes: Ways of paying" in squeezed(offered["en"])

    assert walk.act("editor", "columns", schema="spend@1").status_code == 303
    walk.check()
    found = walk.look(walk.id)
    assert found.decisions["schema"] == "spend@1"
    page = inspected(walk.open["editor"].client, f"/en/publish/{walk.id}/columns")
    assert "Chosen schema: Payments to suppliers" in squeezed(page.main.get_text(" "))
    place = [c["field"] for c in found.found["tables"][0]["columns"]].index("vendor_name") + 1
    assert page.select_one(f"#field-field-{place} option[selected]")["value"] == "supplier"

    assert walk.act("editor", "columns", **{f"field-{place}": ""}).status_code == 303
    assert "schema-column-missing" in codes(walk.check().look(walk.id))
    assert walk.act("editor", "columns", schema="").status_code == 303
    assert "schema" not in walk.look(walk.id).decisions


def squeezed(text):
    return " ".join(text.split())


def test_a_renamed_column_stays_the_schema_s_in_every_month_after(config):
    live(config, fitted(config).id)
    may = begun(config, spend(5).replace("Vendor name", "Vendor names 2"), "may.csv")
    (question,) = may.questions
    assert question["facts"]["published"] == "supplier"
    may = decided(config, may.id, answers={question["id"]: "same"})
    assert (may.questions, may.issues) == ([], [])
    live(config, may.id)

    june = begun(config, spend(6).replace("Vendor name", "Vendor names 2"), "june.csv")
    assert (june.questions, june.issues) == ([], [])
    names = [field["name"] for field in june.content["resources"][0]["fields"]]
    assert "supplier" in names


def test_of_several_tables_the_one_that_fits_has_the_schema(config):
    lines = spend(4).splitlines()[3:]
    found = begun(config, "\n".join(["Ward,Books", "Cwm,3", "Pen,4", "", "", "", *lines]) + "\n")
    (question,) = found.questions
    every = decided(config, found.id, answers={question["id"]: "all"}, schema="spend")

    first, second, *lists = (each for each in every.draft["resources"] if "absent" not in each)
    assert [field["name"] for field in first["schema"]["fields"]] == ["ward", "books"]
    assert "supplier" in {field["name"] for field in second["schema"]["fields"]}
    assert [each["name"] for each in lists] == ["payment-methods"]
    assert "schema-column-missing" not in codes(every)
