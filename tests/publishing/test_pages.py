"""What officers and readers see: states, forms that keep what was typed, letters, differences."""

import json
import re
from datetime import timedelta

import pytest

from portal.clock import now
from portal.publishing.forms import WALES, wales_time
from tests.conftest import inspected
from tests.publishing.conftest import upload, zipped
from tests.publishing.drafted import APRIL, MAY, live, written
from tests.publishing.walk import PUBLISHER, SLUG, draft, work


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_every_page_of_a_submission_keeps_the_house_rules_in_both_languages(walk, browser):
    walk.bring_in().check()
    pages = ["", "/rhagolwg", "/gwahaniaethau", "/testunau", "/amdano", "/newidiadau"]
    pages += ["/cwestiynau", "/colofnau", "/celloedd", "/rhagolwg/tablau/wards"]
    english = ["", "/preview", "/differences", "/texts", "/about", "/changes"]
    english += ["/questions", "/columns", "/cells", "/preview/tables/wards"]
    anna = walk.open["editor"].client
    for cy, en in zip(pages, english, strict=True):
        for path in (f"/cy/cyhoeddi/{walk.id}{cy}", f"/en/publish/{walk.id}{en}"):
            page = inspected(anna, path)
            assert anna.get(path).headers["Cache-Control"] == "private, no-store"
            switch = page.select_one("header a[hreflang]")["href"]
            assert anna.get(switch).status_code == 200


def test_the_preview_is_the_public_page_and_its_files_are_the_very_bytes(walk, browser):
    walk.bring_in().check().submit()
    seen = inspected(walk.open["approver"].client, f"/en/publish/{walk.id}/preview")
    zip_path = f"/submission/{walk.id}/files/{SLUG}.zip"
    before = walk.open["approver"].get(zip_path)
    walk.approve().check()
    public = inspected(browser().client, f"/en/datasets/{SLUG}")

    def body(page):
        for notice in page.select(".notice--old"):
            notice.decompose()
        return " ".join(page.main.get_text(" ").split())

    assert body(seen) == body(public)
    after = browser().get(f"/dataset/{SLUG}/1/{SLUG}.zip")
    assert before.data == after.data
    assert before.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in before.headers


def test_a_wrong_form_keeps_what_was_typed_and_the_file_too(walk):
    anna = walk.open["editor"]
    data = {"dataset": "+", "title": "", "file": upload(zipped(walk.config), "ebrill.zip")}
    refused = anna.post("/en/publish", data)
    assert refused.status_code == 422
    assert "ebrill.zip" in refused.text
    kept = re.search(r'name="kept" value="([^"]+)"', refused.text)[1]
    again = anna.post("/en/publish", {"dataset": "+", "title": "Places to read", "kept": kept})
    assert again.status_code == 303
    stolen = walk.open["approver"].post(
        "/en/publish", {"dataset": "+", "title": "Mine", "kept": kept}
    )
    assert stolen.status_code in {403, 404, 422}


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Places to read", 409),
        ("Plâces tô réad", 409),
        ("Places-to-read", 409),
        ("P1aces t0 read", 409),
        ("Places t\u043e read", 422),
        ("Places\u200bto read", 422),
        ("!!!", 422),
        ("Places to sit", 303),
    ],
)
def test_a_name_that_looks_like_anothers_is_refused(walk, title, status):
    walk.bring_in().check().submit().approve().check()
    data = {"dataset": "+", "title": title, "file": upload(zipped(walk.config))}
    answer = walk.open["editor"].post("/en/publish", data)
    assert answer.status_code == status
    if status != 303:
        assert title.encode() in answer.data or "&#" in answer.text


def test_approvers_are_written_to_and_officers_hear_what_became_of_it(walk, letters):
    walk.bring_in().check().submit()
    told = {who for who, subject, _ in letters() if "waits for your approval" in subject}
    assert told == {"approver", "both", "admin"}
    walk.act("approver", "return", reason_cy="Cywirwch hyn.", reason_en="Mend this.")
    (returned,) = [each for each in letters() if "was returned" in each[1]]
    assert returned[0] == "editor"
    assert "Mend this." in returned[2]
    walk.submit().approve().check()
    assert [who for who, subject, _ in letters() if "is published" in subject] == ["editor"]


def test_nobody_approves_their_own_work_and_the_page_says_why(walk, browser):
    both = browser("both")
    data = {"dataset": "+", "title": "Places to read", "file": upload(zipped(walk.config))}
    walk.id = int(both.post("/en/publish", data).location.rsplit("/", 1)[1])
    walk.check().open["both"] = both
    walk.act("both", "submit", reason_cy="Newydd.", reason_en="New.")
    page = inspected(both.client, f"/en/publish/{walk.id}")
    assert not page.select('form[action$="/approve"]')
    assert "somebody else has to look at it" in page.main.text
    assert walk.act("both", "approve", when="now").status_code == 403
    assert walk.state == "submitted"


def test_of_two_who_act_at_once_the_second_is_told_and_loses_nothing(walk, browser):
    walk.bring_in().check().submit()
    seen, admin = walk.look(walk.id).revision, browser("admin")
    walk.approve()
    data = {"seen": seen, "reason_cy": "Fy rheswm i.", "reason_en": "My own reason."}
    late = admin.post(f"/en/publish/{walk.id}/return", data)
    assert late.status_code == 409
    assert "Somebody else has changed the submission meanwhile" in late.text
    assert "My own reason." in late.text
    assert "Fy rheswm i." in late.text
    assert walk.state == "approved"


@pytest.mark.parametrize(
    ("text", "utc"),
    [("2026-07-01T09:00", "08:00"), ("2026-12-01T09:00", "09:00"), ("2027-03-28T01:30", None)],
)
def test_a_set_time_is_that_of_the_clocks_in_wales(text, utc):
    moment = wales_time(text)
    assert (moment and f"{moment.astimezone(now().tzinfo):%H:%M}") == utc


def test_a_version_approved_for_later_waits_until_then(walk, time_machine_at):
    walk.bring_in().check().submit()
    at = f"{(now() + timedelta(days=2)).astimezone(WALES):%Y-%m-%dT%H:%M}"
    past = walk.act("approver", "approve", when="later", at="2020-01-01T09:00")
    assert past.status_code == 422
    assert "2020-01-01T09:00" in past.text
    assert walk.act("approver", "approve", when="later", at=at).status_code == 303
    assert walk.check().state == "approved"
    time_machine_at(timedelta(days=3))
    assert walk.check().state == "published"


def test_what_a_version_changed_is_a_page_and_files(walk, browser):
    walk.bring_in().check().submit().approve().check()
    made = draft()
    made.descriptor["gate"] = {"relation": "separate"}
    made.data["wards"] = str(made.data["wards"]).replace(
        "1,W06000003,library,51", "1,W06000003,hall,52"
    )
    walk.bring_in(made, dataset=SLUG).check()
    shown = text_of(walk.open["editor"].get(f"/en/publish/{walk.id}/differences"))
    assert "1 row has changed." in shown
    assert "51 52" in shown
    walk.submit().approve().check()
    public = browser()
    assert "1 rhes wedi newid" in text_of(public.get(f"/cy/setiau-data/{SLUG}/gwahaniaethau/1/2"))
    answer = public.get(f"/dataset/{SLUG}/differences/1/2.json")
    changed = next(table for table in json.loads(answer.data) if table["resource"] == "wards")
    assert changed["changed_rows"] == 1
    again = public.get(
        f"/dataset/{SLUG}/differences/1/2.json", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert public.get(f"/dataset/{SLUG}/differences/1/9.json").status_code == 404


def test_a_version_goes_out_of_sight_and_a_second_person_brings_it_back(walk, browser):
    walk.bring_in().check().submit().approve().check()
    admin, path = browser("admin"), f"/en/publish/datasets/{SLUG}"
    reasons = {"reason_cy": "Camgymeriad.", "reason_en": "A mistake."}
    down = {"number": "1", "way": "take-down", **reasons}
    assert admin.post(f"{path}/withdraw", {**down, "reason_cy": ""}).status_code == 422
    assert admin.post(f"{path}/withdraw", down).status_code == 303
    assert browser().get(f"/en/datasets/{SLUG}").status_code == 410
    assert admin.post(f"{path}/settle", {"number": "1", "word": "restore"}).status_code == 403
    approver = browser("approver")
    assert approver.post(f"{path}/settle", {"number": "1", "word": "restore"}).status_code == 303
    assert browser().get(f"/en/datasets/{SLUG}").status_code == 200


# Files that officers have


def messy(anna, content, name, **fields):
    data = {"file": upload(content.encode(), name), **fields}
    answer = anna.post("/en/publish", data)
    assert answer.status_code == 303, answer.text
    return int(answer.location.rsplit("/", 1)[1])


def test_what_was_found_is_said_in_sentences_of_both_languages(walk):
    anna = walk.open["editor"]
    amounts = ['"(1,234.00)"' if i < 12 else f"{i}.50" for i in range(617)]
    rows = "".join(
        f"{i % 28 + 1:02d}/04/2026,Firm,Schools,{amount},A{i}\n" for i, amount in enumerate(amounts)
    )
    above = "".join(f"Note {i},,,,\n" for i in range(6))
    content = f"{above}Date,Supplier,Department,Amount,Reference\n{rows},,Total,99.00,\n"
    number = messy(anna, content, "spend-april.csv", dataset="+", title="Spend")
    walk.check()
    english = text_of(anna.get(f"/en/publish/{number}"))
    assert "We found one table: 617 rows, 5 columns, starting at row 7." in english
    assert "Six rows above it were kept as notes." in english
    assert "12 amounts such as (1,234.00) became −1234.00." in english
    assert "One total row was left out." in english
    welsh = text_of(anna.get(f"/cy/cyhoeddi/{number}"))
    assert "Daethpwyd o hyd i un tabl: 617 rhes, 5 colofn, yn dechrau yn rhes 7." in welsh
    assert "Cadwyd chwe rhes uwch ei ben fel nodiadau." in welsh
    assert "Gadawyd un rhes gyfanswm allan." in welsh


def test_month_two_takes_five_clicks(walk):
    """Publish data, the dataset is chosen, drop the file; submit; her colleague approves."""
    anna, ann = walk.open["editor"], walk.open["approver"]
    first = messy(anna, APRIL, "spend-april.csv", dataset="+", title="Spend")
    walk.check()
    live(walk.config, written(walk.config, first).id)
    clicks = 0

    def click(browser, path, data=None):
        nonlocal clicks
        clicks += 1
        return browser.get(path) if data is None else browser.post(path, data)

    click(anna, "/en/publish")
    data = {"dataset": "spend", "file": upload(MAY.encode(), "spend-may.csv")}
    walk.id = int(click(anna, "/en/publish", data).location.rsplit("/", 1)[1])
    walk.check()
    found = walk.look(walk.id)
    assert (found.state, found.issues, found.questions) == ("checked", [], [])
    reasons = {"reason_cy": "Mai.", "reason_en": "May.", "seen": found.revision}
    click(anna, f"/en/publish/{walk.id}/submit", reasons)
    click(ann, f"/en/publish/{walk.id}")
    seen = walk.look(walk.id).revision
    click(ann, f"/en/publish/{walk.id}/approve", {"when": "now", "seen": seen})
    work(walk.config)
    assert walk.state == "published"
    assert clicks <= 5


def test_texts_are_written_side_by_side_and_the_twin_is_to_be_checked(walk, browser):
    anna, twm = walk.open["editor"], browser("translator")
    number = messy(anna, APRIL, "spend-april.csv", dataset="+", title="Spend")
    walk.check()
    path = f"/en/publish/{number}/texts"
    page = inspected(anna.client, path)
    first = page.select_one(".text--owed [name]")
    assert first is not None

    def save(browser, **texts):
        seen = walk.look(number).revision
        return browser.post(path, {"seen": seen, **texts})

    assert save(anna, **{"en:title": "Spending"}).status_code == 303
    assert save(twm, **{"cy:title": "Gwariant"}).status_code == 303
    assert save(anna, **{"en:title": "Spending over £500"}).status_code == 303
    assert "To be checked" in inspected(twm.client, path).main.text
    assert save(twm, confirm="cy:title").status_code == 303
    assert "To be checked" not in inspected(twm.client, path).main.text


def test_the_translators_sheet_goes_out_and_comes_back(walk, browser):
    anna, twm = walk.open["editor"], browser("translator")
    number = messy(anna, APRIL, "spend-april.csv", dataset="+", title="Spend")
    walk.check()
    for kind in ("csv", "xlsx"):
        sheet = twm.get(f"/publisher/{PUBLISHER}/texts.{kind}")
        assert sheet.status_code == 200
        data = {"file": upload(sheet.data, f"texts.{kind}")}
        same = twm.post(f"/en/publishers/{PUBLISHER}/texts", data)
        assert same.status_code == 303, same.text
    text = twm.get(f"/publisher/{PUBLISHER}/texts.csv").data.decode("utf-8-sig")
    text = text.replace("spend,description,,,", "spend,description,Disgrifiad newydd.,,")
    data = {"file": upload(text.encode(), "texts.csv")}
    assert twm.post(f"/en/publishers/{PUBLISHER}/texts", data).status_code == 303
    assert walk.look(number).draft["description_cy"] == "Disgrifiad newydd."


@pytest.mark.parametrize("locale", ["cy", "en"])
def test_a_cell_that_is_wrong_is_told_with_row_value_and_remedy(walk, locale):
    anna = walk.open["editor"]
    rows = "".join(f"{i % 28 + 1:02d}/04/2026,Firm,{i}.50\n" for i in range(1, 60))
    content = f"Date,Supplier,Amount\n{rows}01/05/2026,Firm,twelve pounds\n"
    number = messy(anna, content, "spend-april.csv", dataset="+", title="Spend")
    walk.check()
    path = f"/cy/cyhoeddi/{number}" if locale == "cy" else f"/en/publish/{number}"
    assert anna.get(path).status_code == 200
    told = {issue.get("row") for issue in walk.look(number).issues} | {
        question.get("column") for question in walk.look(number).questions
    }
    assert told & {61, "amount"}
