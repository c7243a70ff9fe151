"""What a sound package becomes, and what its fingerprint stands for."""

import json
import subprocess
import sys
from datetime import date

import pytest

from portal.bilingual import Bilingual
from portal.config import ROOT
from portal.errors import PackageRefusedError
from portal.interop.description import Contact, Licence, Period, PublisherName, Term
from portal.interop.reading import identify, read_package
from tests.interop.packages import Draft


@pytest.fixture
def draft():
    return Draft()


def describe(draft, folder):
    return read_package(draft.write(folder)).description


def test_a_whole_package_is_read_in_both_languages(draft, tmp_path):
    package = read_package(draft.write(tmp_path))
    found = package.description
    assert found.slug == "places-to-read"
    assert found.title == Bilingual("Lleoedd i ddarllen", "Places to read")
    assert found.publisher.title == Bilingual("Cyngor Enghreifftiol", "Example Council")
    assert found.licences[0].url.startswith("https://www.nationalarchives.gov.uk/")
    assert found.sources[0].title == Bilingual("Arolwg Tawel", "Arolwg Tawel")
    assert found.keywords[1] == Term("quiet-places", Bilingual("Lleoedd tawel", "Quiet places"))
    assert found.temporal == Period(date(2018, 1, 1), date(2018, 12, 31))
    assert found.welsh_is_draft
    assert found.charts[0].maximum == 100.0
    assert [table.name for table in found.tables] == ["wards"]
    wards, kinds = found.resources
    assert wards.missing_values == ("", "-")
    assert kinds.primary_key == ("code",)
    assert package.data["kinds"] == tmp_path / "data" / "kinds.csv"


OPTIONAL = {
    "charts",
    "contact",
    "cy_status",
    "finding_cy",
    "finding_en",
    "frequency",
    "keywords",
    "keywords_cy",
    "keywords_en",
    "publisher_title_cy",
    "publisher_title_en",
    "reason_cy",
    "reason_en",
    "sources",
    "spatial",
    "synthetic",
    "temporal",
    "theme",
}


def test_what_is_optional_may_be_absent(draft, tmp_path):
    for key in OPTIONAL:
        del draft.descriptor[key]
    found = describe(draft, tmp_path)
    assert found.publisher == PublisherName("cyngor-enghreifftiol")
    assert found.reason is None
    assert found.contact is None
    assert not found.welsh_is_draft


def test_a_byte_order_mark_is_passed_over_in_every_file(draft, tmp_path):
    draft.raw = b"\xef\xbb\xbf" + json.dumps(draft.descriptor).encode()
    draft.data["kinds"] = b"\xef\xbb\xbf" + draft.data["kinds"].encode()
    assert describe(draft, tmp_path).resource("kinds").fields[0].name == "code"


@pytest.mark.parametrize(
    ("contact", "wanted"),
    [
        ("Tîm data", Contact(Bilingual("Tîm data", "Tîm data"))),
        (
            "data@council.example",
            Contact(Bilingual(*["data@council.example"] * 2), email="data@council.example"),
        ),
        (
            {"name": "Melin", "url": "https://council.example/"},
            Contact(Bilingual("Melin", "Melin"), url="https://council.example/"),
        ),
    ],
)
def test_a_contact_may_be_a_text_or_an_object(draft, tmp_path, contact, wanted):
    draft.descriptor["contact"] = contact
    assert describe(draft, tmp_path).contact == wanted


@pytest.mark.parametrize(
    ("temporal", "start", "end"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018-01/2018-06", "2018-01-01", "2018-06-30"),
        ("2018-01-05/..", "2018-01-05", None),
        ({"end": "2020"}, None, "2020-12-31"),
        ({"start": "2018-03-01", "end": "2018-03-01"}, "2018-03-01", "2018-03-01"),
    ],
)
def test_a_period_is_read_however_it_is_written(draft, tmp_path, temporal, start, end):
    draft.descriptor["temporal"] = temporal
    found = describe(draft, tmp_path).temporal
    assert (found.start, found.end) == tuple(
        day and date.fromisoformat(day) for day in (start, end)
    )


def test_keyword_labels_may_be_given_by_code(draft, tmp_path):
    draft.descriptor["keywords_cy"] = {"quiet-places": "Lleoedd tawel"}
    draft.descriptor["keywords_en"] = {"quiet-places": "Quiet places"}
    assert describe(draft, tmp_path).keywords[1].label == Bilingual("Lleoedd tawel", "Quiet places")


def test_a_licence_of_its_own_needs_only_its_titles(draft, tmp_path):
    draft.descriptor["licenses"] = [{"name": "ours", "title_cy": "Ein un ni", "title_en": "Ours"}]
    assert describe(draft, tmp_path).licences == (Licence("ours", Bilingual("Ein un ni", "Ours")),)


def test_a_publisher_may_be_an_object(draft, tmp_path):
    draft.descriptor["publisher"] = {"name": "melin", "title_cy": "Melin", "title_en": "Mill"}
    assert describe(draft, tmp_path).publisher.title == Bilingual("Melin", "Mill")


def test_the_formats_own_dialect_may_be_spelled_out(draft, tmp_path):
    draft.wards["dialect"] = {"csv": {"delimiter": ",", "quoteChar": '"'}, "header": True}
    draft.descriptor["profile"] = "tabular-data-package"
    draft.descriptor["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json"
    assert describe(draft, tmp_path).resource("wards")


def test_dates_in_a_pattern_of_numbers_are_read(draft, tmp_path):
    draft.field("day")["format"] = "%d/%m/%Y"
    draft.replace("2018-12-06", "06/12/2018")
    draft.replace("2018-01-31", "31/01/2018")
    assert describe(draft, tmp_path).resource("wards").field("day").format == "%d/%m/%Y"


def test_a_foreign_key_that_holds_is_no_issue(draft, tmp_path):
    draft.field("kind").pop("codes")
    reference = {"resource": "kinds", "fields": "code"}
    draft.schema["foreignKeys"] = [{"fields": "kind", "reference": reference}]
    (key,) = describe(draft, tmp_path).resource("wards").foreign_keys
    assert (key.fields, key.reference_fields) == (("kind",), ("code",))


def test_fictional_places_may_stand_in_synthetic_data(draft, tmp_path):
    draft.descriptor |= {"synthetic": True, "spatial": ["X99000001"]}
    draft.replace("W06000003", "X99000003")
    draft.replace("W06000001", "X99000001")
    assert describe(draft, tmp_path).synthetic


def test_the_fingerprint_ignores_how_the_json_is_laid_out(draft, tmp_path):
    compact = identify(draft.write(tmp_path / "a"))
    backwards = dict(reversed(draft.descriptor.items()))
    draft.raw = json.dumps(backwards, indent=7, ensure_ascii=False).encode()
    assert identify(draft.write(tmp_path / "b")) == compact
    assert read_package(tmp_path / "b").fingerprint == compact.fingerprint
    assert compact.slug == "places-to-read"


@pytest.mark.parametrize("change", ["descriptor", "data"])
def test_the_fingerprint_changes_with_every_value(draft, tmp_path, change):
    before = identify(draft.write(tmp_path / "a"))
    if change == "data":
        draft.replace("51", "52")
    else:
        draft.descriptor["frequency"] = "never"
    assert identify(draft.write(tmp_path / "b")) != before


def test_identifying_needs_a_name_and_the_files_only(draft, tmp_path):
    del draft.descriptor["title_cy"]
    assert identify(draft.write(tmp_path)).slug == "places-to-read"
    (tmp_path / "data" / "kinds.csv").unlink()
    with pytest.raises(PackageRefusedError) as refusal:
        identify(tmp_path)
    assert [issue.code for issue in refusal.value.issues] == ["missing-file"]


def test_the_engine_waits_with_what_is_slow_to_import():
    code = "import sys, portal.interop.writing; sys.exit('frictionless' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
