"""The schemas and code lists that ship: whole in both languages, and never changed once shipped."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from frictionless import Schema as FrictionlessSchema

from portal.bilingual import Bilingual
from portal.interop import vocabularies
from portal.interop.reading.columns import CONSTRAINTS, NUMERIC
from portal.interop.reading.patterns import is_pattern
from portal.publishing.registry import code_lists, schemas
from portal.publishing.registry.reading import CODE_LISTS, SCHEMAS
from portal.publishing.registry.suggesting import key

SHIPPED = Path(__file__).with_name("shipped.json")
FILES = sorted([*SCHEMAS.glob("*/*.json"), *CODE_LISTS.glob("*/*.json")])
FIELDS = [(schema, field) for schema in schemas() for field in schema.fields]

each_schema = pytest.mark.parametrize("schema", schemas(), ids=lambda schema: schema.name)
each_list = pytest.mark.parametrize("codes", code_lists(), ids=lambda codes: codes.name)
each_field = pytest.mark.parametrize(
    ("schema", "field"), FIELDS, ids=[f"{schema.name}.{field.name}" for schema, field in FIELDS]
)


def texts(value):
    """Yield every text of a data file with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str):
                yield name, inner
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_a_shipped_version_never_changes():
    """A new version stands in a file of its own; its hash is added to shipped.json."""
    found = {
        path.relative_to(SCHEMAS.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FILES
    }
    assert found == json.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_file_is_what_its_path_says_and_speaks_both_languages(path):
    values = json.loads(path.read_text(encoding="utf-8"))
    assert (values["name"], str(values["version"])) == (path.parent.name, path.stem)
    told = list(texts(values))
    assert all(text == text.strip() != "" for _, text in told)
    for end, other in (("_cy", "_en"), ("_en", "_cy")):
        ours = [name for name, _ in told if name.endswith(end)]
        assert ours.count("title" + end) == [n for n, _ in told].count("title" + other)
        assert "title" + end in ours
        assert "summary" + end in ours


def test_the_schemas_and_code_lists_that_were_promised_are_there():
    assert {schema.name for schema in schemas()} >= {
        "contracts",
        "decisions",
        "good-practice",
        "information-assets",
        "public-toilets",
        "recommendations",
        "sharing-agreements",
        "skills",
        "spend",
        "survey-results",
    }
    assert {codes.name for codes in code_lists()} >= {
        "councils",
        "opening-patterns",
        "procurement-categories",
        "yes-no-unknown",
    }


@each_field
def test_each_field_is_one_that_a_package_may_have(schema, field):
    column = field.column
    assert column.type in CONSTRAINTS
    assert set(column.constraints) <= set(CONSTRAINTS[column.type])
    assert column.title.complete
    assert column.description.complete
    assert is_pattern(str(column.constraints.get("pattern", "x")))
    assert bool(column.measures) == (column.type in NUMERIC)
    assert field.example


@each_schema
def test_no_heading_means_two_fields_by_its_title(schema):
    for locale in ("cy", "en"):
        titles = [key(field.column.title[locale]) for field in schema.fields]
        assert len(set(titles)) == len(titles)
    names = [field.name for field in schema.fields]
    assert len(set(names)) == len(names)
    assert set(schema.primary_key) <= set(names)
    assert {name for rule in schema.rules for name in (rule.first, rule.second)} <= set(names)
    for one in schema.exclusions:
        assert set(one.values) <= set(schema.field(one.when).code_list.labels)
        assert set(one.refused) <= set(schema.field(one.then).code_list.labels)
    for one in schema.demands:
        assert set(one.values) <= set(schema.field(one.when).code_list.labels)
        assert one.asks == (
            "not-past" if schema.field(one.then).column.type == "date" else "filled"
        )


@each_schema
def test_each_schema_knows_headings_of_its_own_in_both_languages(schema):
    assert all(field.aliases for field in schema.fields)
    assert schema.people.complete


def test_counts_of_people_say_so():
    found = {(s.name, f.name) for s, f in FIELDS if f.column.measures == "people"}
    survey = {("survey-results", name) for name in ("count", "base", "percent")}
    assert found == survey | {("skills", "people")}


@each_list
def test_codes_and_their_labels_are_different_from_each_other(codes):
    for labels in (
        [code.code for code in codes.codes],
        [code.label.cy.casefold() for code in codes.codes],
        [code.label.en.casefold() for code in codes.codes],
    ):
        assert len(set(labels)) == len(labels)


def test_the_councils_are_those_of_the_portal_s_own_places():
    from portal.publishing.registry import code_list

    councils = {place.gss: place.name for place in vocabularies.councils()}
    assert dict(code_list("councils").labels) == councils
    wales = vocabularies.place("W92000004")
    assert dict(code_list("areas").labels) == councils | {wales.gss: wales.name}


def test_the_components_are_those_of_the_framework():
    from portal.publishing.registry import code_list

    text = Path("datasets/framework-7x3/data/components.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    shipped = {row["code"]: Bilingual(row["label_cy"], row["label_en"]) for row in rows}
    assert dict(code_list("components").labels) == shipped


@each_schema
def test_each_schema_is_one_that_frictionless_takes(schema):
    from portal.publishing.registry import as_fields

    fields = as_fields(schema, [field.name for field in schema.fields])
    assert len(FrictionlessSchema.from_descriptor({"fields": fields}).fields) == len(fields)
