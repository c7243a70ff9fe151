"""The data packages that ship: true, complete, and the same in both languages."""

import csv
import json
import re
from math import sqrt
from statistics import NormalDist

import pytest
from frictionless import Package, system

from portal.config import SHIPPED_PACKAGES
from portal.interop import vocabularies

SLUGS = [
    "councils",
    "framework-7x3",
    "good-practice",
    "peer-maturity",
    "recommendations-2018",
    "response-rates-2018",
    "survey-findings-2018",
]
WELSH_ONLY = {"in_cy", "to_cy", "from_cy", "and_cy"}
NUMBERS = {"integer", "number"}


def described(slug):
    return json.loads((SHIPPED_PACKAGES / slug / "datapackage.json").read_text(encoding="utf-8"))


def rows_of(slug, name):
    path = SHIPPED_PACKAGES / slug / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PACKAGES = {slug: described(slug) for slug in SLUGS}
TABLES = [
    (slug, resource, rows_of(slug, resource["name"]))
    for slug, package in PACKAGES.items()
    for resource in package["resources"]
]
each_package = pytest.mark.parametrize("package", PACKAGES.values(), ids=PACKAGES)
each_table = pytest.mark.parametrize(
    ("slug", "resource", "rows"), TABLES, ids=[f"{slug}/{r['name']}" for slug, r, _ in TABLES]
)


def codes_of(slug, name):
    return {row["code"]: (row["label_cy"], row["label_en"]) for row in rows_of(slug, name)}


def figures_in(text):
    """Return the figures a text gives, "369,202" and "369202" being one."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def wilson(share, n):
    """Return the 95 % Wilson interval of a share of n people, both as fractions."""
    z = NormalDist().inv_cdf(0.975)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return centre - half, centre + half


@pytest.mark.parametrize("slug", SLUGS)
def test_frictionless_finds_nothing_wrong(slug):
    with system.use_context(trusted=True):
        report = Package(str(SHIPPED_PACKAGES / slug / "datapackage.json")).validate()
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []
    assert len(report.tasks) == len(PACKAGES[slug]["resources"])


@each_package
def test_a_package_is_named_as_its_folder_and_published_by_the_portal(package):
    assert PACKAGES[package["name"]] is package
    assert package["publisher"] == "melin"
    assert "email" not in package["contact"]
    assert package["synthetic"] is False


@each_package
def test_machine_names_are_plain(package):
    names = [package["name"], *(resource["name"] for resource in package["resources"])]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@each_package
def test_a_package_says_everything_in_both_languages(package):
    texts = [(package, key) for key in ("title", "description", "finding", "reason")]
    texts += [(part, "title") for part in [*package["licenses"], *package["sources"]]]
    texts += [(package["contact"], "title"), (package, "publisher_title")]
    for chart in package.get("charts", []):
        texts += [(chart, "title"), (chart, "caveat")]
    words = [part[f"{key}_{tongue}"] for part, key in texts for tongue in ("cy", "en")]
    assert all(text.strip() for text in words)
    assert len(package["description_cy"]) >= 50
    assert len(package["description_en"]) >= 50


@each_table
def test_a_table_and_its_columns_say_everything_in_both_languages(slug, resource, rows):
    assert resource["title_cy"].strip()
    assert resource["title_en"].strip()
    assert ("description_cy" in resource) == ("description_en" in resource)
    for field in resource["schema"]["fields"]:
        for key in ("title", "description"):
            assert field[f"{key}_cy"].strip(), field["name"]
            assert field[f"{key}_en"].strip(), field["name"]


@each_package
def test_the_neutral_title_is_welsh_then_english(package):
    parts = [package, *package["resources"], *package["licenses"], *package["sources"]]
    parts += [field for r in package["resources"] for field in r["schema"]["fields"]]
    for part in parts:
        both = [part["title_cy"], part["title_en"]]
        assert part["title"] == " / ".join(dict.fromkeys(both))


@each_table
def test_a_column_of_welsh_words_has_its_english_twin_and_neither_has_gaps(slug, resource, rows):
    columns = {field["name"] for field in resource["schema"]["fields"]} - WELSH_ONLY - {"cy_status"}
    stems = {name[:-3] for name in columns if name.endswith(("_cy", "_en"))}
    for stem in stems:
        assert {f"{stem}_cy", f"{stem}_en"} <= columns
        assert all(row[f"{stem}_cy"].strip() and row[f"{stem}_en"].strip() for row in rows)


@each_table
def test_both_languages_of_a_row_give_the_same_figures(slug, resource, rows):
    for row in rows:
        for name, text in row.items():
            if name.endswith("_cy") and name.replace("_cy", "_en") in row:
                assert figures_in(text) == figures_in(row[name.replace("_cy", "_en")])


@each_package
def test_both_languages_of_a_description_give_the_same_figures(package):
    parts = [package, *package["sources"], *package.get("charts", []), *package["resources"]]
    for part in parts:
        for key in [key for key in part if key.endswith("_cy") and key != "attribution_cy"]:
            assert figures_in(part[key]) == figures_in(part[key.replace("_cy", "_en")])


@each_package
def test_what_the_lead_says_in_figures_stands_in_the_data(package):
    tables = [(resource, rows) for slug, resource, rows in TABLES if slug == package["name"]]
    texts = [value for _, rows in tables for row in rows for value in row.values()]
    texts += [field["title_en"] for table, _ in tables for field in table["schema"]["fields"]]
    texts += [str(len(rows)) for _, rows in tables]
    assert set(figures_in(package["finding_en"])) <= {f for text in texts for f in figures_in(text)}


@each_table
def test_files_are_plain_utf8_with_one_kind_of_line_end(slug, resource, rows):
    found = (SHIPPED_PACKAGES / slug / resource["path"]).read_bytes()
    assert not found.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in found
    assert found.decode("utf-8").endswith("\n")


@each_table
def test_every_number_says_what_it_measures_and_nothing_else_does(slug, resource, rows):
    measures = {"people", "things", "money", "other"}
    for field in resource["schema"]["fields"]:
        assert (field.get("measures") in measures) == (field["type"] in NUMBERS), field["name"]


@each_table
def test_every_coded_value_is_in_its_code_list(slug, resource, rows):
    for field in resource["schema"]["fields"]:
        if field.get("codes") == "places":
            assert all(vocabularies.place(row[field["name"]]) for row in rows)
        elif "codes" in field:
            assert {row[field["name"]] for row in rows} <= set(codes_of(slug, field["codes"]))


@each_package
def test_every_code_list_is_used(package):
    fields = [field for r in package["resources"] for field in r["schema"]["fields"]]
    lists = {
        resource["name"]
        for resource in package["resources"]
        if {"code", "label_cy", "label_en"}
        <= {field["name"] for field in resource["schema"]["fields"]}
    }
    assert lists == {field["codes"] for field in fields if "codes" in field} - {"places"}


@each_table
def test_every_figure_says_where_it_comes_from_and_how_sure_we_are(slug, resource, rows):
    fields = resource["schema"]["fields"]
    if any(field["type"] in NUMBERS for field in fields):
        assert {"source", "confidence", "kind"} <= {field["name"] for field in fields}
        assert all(row["source"] and row["confidence"] and row["kind"] for row in rows)


@each_package
def test_the_sources_named_in_the_rows_are_those_acknowledged(package):
    acknowledged = [(part["title_cy"], part["title_en"]) for part in package["sources"]]
    names = [resource["name"] for resource in package["resources"]]
    if "sources" in names:
        assert list(codes_of(package["name"], "sources").values()) == acknowledged


@each_package
def test_auditor_general_material_is_acknowledged_with_its_title_and_never_called_ogl(package):
    assert [terms["name"] for terms in package["licenses"]] != ["OGL-UK-3.0"]
    for source in package["sources"]:
        if "Auditor General" in source["title_en"]:
            assert source["attribution_en"].startswith("© Auditor General for Wales")
            assert source["attribution_cy"].startswith("© Archwilydd Cyffredinol Cymru")
            title = re.search(r'"(.+)"', source["attribution_en"])
            assert title is not None
            assert title[1] in source["attribution_cy"]


@each_package
def test_a_package_speaks_in_the_shared_vocabularies(package):
    assert all(vocabularies.keyword(code) for code in package["keywords"])
    assert all(vocabularies.place(gss) for gss in package["spatial"])
    assert vocabularies.theme(package["theme"])
    assert vocabularies.frequency(package["frequency"])
    for terms in package["licenses"]:
        known = vocabularies.licence(terms["name"])
        assert known is not None
        assert (terms["title_cy"], terms["title_en"]) == (known.title.cy, known.title.en)
        assert terms.get("path", "") == known.url


@each_package
def test_a_chart_draws_a_numeric_column_of_its_own_package(package):
    resources = {resource["name"]: resource for resource in package["resources"]}
    for chart in package.get("charts", []):
        fields = {f["name"]: f for f in resources[chart["resource"]]["schema"]["fields"]}
        assert "codes" in fields[chart["label"]]
        assert fields[chart["value"]]["type"] in NUMBERS
        assert {chart[key] for key in ("count", "of") if key in chart} <= set(fields)


@each_table
def test_no_fictional_or_replaced_code_stands_in_real_data(slug, resource, rows):
    values = {value for row in rows for value in row.values()}
    assert not any(value.startswith("X99") for value in values)
    assert not values & set(vocabularies.SUCCESSORS)


@pytest.mark.parametrize("slug", ["response-rates-2018", "survey-findings-2018"])
def test_no_council_but_conwy_has_a_figure_from_the_study(slug):
    found = {row["gss"] for name, _, rows in TABLES if name == slug for row in rows if "gss" in row}
    assert {gss for gss in found if gss.startswith("W06")} == {"W06000003"}


def test_the_councils_are_those_of_the_vocabulary_word_for_word():
    rows = rows_of("councils", "councils")
    assert [row["gss"] for row in rows] == [place.gss for place in vocabularies.councils()]
    for row, place in zip(rows, vocabularies.councils(), strict=True):
        assert (row["name_cy"], row["name_en"]) == (place.name.cy, place.name.en)
        assert place.council is not None
        assert (row["council_cy"], row["council_en"]) == (place.council.cy, place.council.en)
        assert all(row[form] == getattr(place, form) for form in WELSH_ONLY)


def test_the_councils_have_the_aliases_of_the_vocabulary():
    published = {(row["gss"], row["alias"]) for row in rows_of("councils", "aliases")}
    assert published == {
        (place.gss, alias) for place in vocabularies.councils() for alias in place.aliases
    }


def test_response_rates_are_the_responses_over_those_invited():
    rows = {row["audience"]: row for row in rows_of("response-rates-2018", "response-rates")}
    for row in rows.values():
        assert int(row["rate"]) == round(100 * int(row["responses"]) / int(row["invited"]))
    for key in ("responses", "invited"):
        parts = int(rows["officers"][key]) + int(rows["members"][key])
        assert parts == int(rows["all"][key])


def test_intervals_can_be_worked_out_again_from_their_assumptions():
    shares = {
        row["finding"]: int(row["share"]) / 100
        for row in rows_of("survey-findings-2018", "findings")
    }
    answered, agreed, invited = 51, 40, 84
    assert round(agreed / answered, 2) == shares["skilled-staff"]
    finite = answered * (invited - 1) / (invited - answered)
    again = {
        ("satisfied", "wilson"): wilson(shares["satisfied"], 750),
        ("told", "wilson"): wilson(shares["told"], 750),
        ("skilled-staff", "wilson"): wilson(agreed / answered, answered),
        ("skilled-staff", "wilson-finite"): wilson(agreed / answered, finite),
        ("skilled-staff", "silence"): (
            agreed / invited,
            (agreed + invited - answered) / invited,
        ),
    }
    assert {
        (row["finding"], row["method"]): (float(row["low"]), float(row["high"]))
        for row in rows_of("survey-findings-2018", "intervals")
    } == {key: (round(100 * low, 1), round(100 * high, 1)) for key, (low, high) in again.items()}


def test_what_we_worked_out_is_never_passed_off_as_reported():
    assert {row["kind"] for row in rows_of("survey-findings-2018", "findings")} == {"reported"}
    assert {row["kind"] for row in rows_of("survey-findings-2018", "intervals")} == {"derived"}


def test_the_framework_describes_three_levels_of_seven_components_in_four_themes():
    rows = rows_of("framework-7x3", "framework")
    components = codes_of("framework-7x3", "components")
    assert {(row["component"], row["level"]) for row in rows} == {
        (component, level) for component in components for level in "123"
    }
    assert len(rows) == 21
    assert len({(row["component"], row["theme"]) for row in rows}) == 7
    assert len({row["theme"] for row in rows}) == 4
    assert len({row["descriptor_cy"] for row in rows}) == 21
    assert len({row["descriptor_en"] for row in rows}) == 21


def test_unreviewed_welsh_is_called_a_draft():
    assert {row["cy_status"] for row in rows_of("framework-7x3", "framework")} == {"draft"}
    assert {package["cy_status"] for package in PACKAGES.values()} == {"draft"}


@pytest.mark.parametrize("slug", ["good-practice", "recommendations-2018"])
def test_components_are_called_the_same_wherever_they_are_linked(slug):
    assert codes_of(slug, "components") == codes_of("framework-7x3", "components")


def test_every_component_is_reached_by_a_recommendation_and_shown_by_an_example():
    components = set(codes_of("framework-7x3", "components"))
    for slug in ("recommendations-2018", "good-practice"):
        assert {row["component"] for row in rows_of(slug, "links")} == components


def test_a_good_practice_figure_is_given_in_one_unit():
    for row in rows_of("good-practice", "figures"):
        assert sum(bool(row[unit]) for unit in ("percent", "things", "people", "pounds")) == 1


def test_pathway_shares_are_the_assessments_over_their_base():
    rows = rows_of("peer-maturity", "open-data-pathway")
    for row in rows:
        share = round(100 * int(row["assessments"]) / int(row["base"]), 1)
        assert float(row["share"]) == share
    for activity in ("release", "standards", "governance"):
        counted = sum(int(row["assessments"]) for row in rows if row["activity"] == activity)
        assert counted == 156
