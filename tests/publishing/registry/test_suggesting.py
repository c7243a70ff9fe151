"""A table's headings tell which schema it fits, in Welsh, in English and as councils write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.publishing.registry import apply, schema, schemas, suggest
from portal.publishing.registry.suggesting import match

each_schema = pytest.mark.parametrize("one", schemas(), ids=lambda one: one.name)

# Headings as councils and other bodies have published them, with the fields they mean.
SPEND = [
    (
        ["Vendor ID", "Vendor Name", "Cost Element", "Document No", "Amount", "Clearing Date"],
        ["supplier_id", "supplier", "expense_type", "transaction_number", "amount", "payment_date"],
    ),
    (
        [
            "Department",
            "Entity",
            "Date of Payment",
            "Expense Type",
            "Supplier",
            " Amount in Sterling ",
        ],
        ["department", "council", "payment_date", "expense_type", "supplier", "amount"],
    ),
    (
        ["Enw'r Cyflenwr", "Dyddiad y taliad", "Swm (£)", "Cyfarwyddiaeth", "Diben y gwariant"],
        ["supplier", "payment_date", "amount", "department", "purpose"],
    ),
    (
        ["Cyflenwr / Supplier", "Dyddiad / Date", "Swm / Amount", "Adran / Department"],
        ["supplier", "payment_date", "amount", "department"],
    ),
    (
        ["SUPPLIER_NAME", "payment-date", "Amount (£, excl. VAT)", "Gyfarwyddiaeth", "Supplyer ID"],
        ["supplier", "payment_date", "amount", "department", "supplier_id"],
    ),
]
TOILETS = (
    ["LocationText", "GeoX", "GeoY", "AccessibleCategory", "BabyChange", "OpeningHours", "UPRN"],
    ["name", "easting", "northing", "accessible", "baby_changing", "opening_hours", "uprn"],
)


@pytest.mark.parametrize(("headings", "fields"), SPEND)
def test_payments_are_known_under_the_headings_of_many_publishers(headings, fields):
    best = suggest(headings)[0]
    assert best.schema.name == "spend"
    assert list(best.fields) == fields
    assert best.missing == ()


def test_toilets_are_known_under_the_headings_of_the_english_standard():
    best = suggest(TOILETS[0])[0]
    assert best.schema.name == "public-toilets"
    assert list(best.fields) == TOILETS[1]


@each_schema
@pytest.mark.parametrize("locale", ["cy", "en"])
def test_each_schema_is_found_by_its_own_titles_in_any_order(one, locale):
    fields = list(reversed(one.fields))
    best = suggest([field.column.title[locale] for field in fields])[0]
    assert best.schema is one
    assert best.fields == tuple(field.name for field in fields)
    assert best.score == 1


@each_schema
def test_each_alias_means_a_field_of_its_schema(one):
    for field in one.fields:
        for alias in field.aliases:
            assert match(one, [alias]).fields[0], f"{field.name}: {alias}"


def test_a_table_of_something_else_fits_nothing():
    assert suggest(["Breed", "Licence year", "Kennel"]) == ()
    assert suggest([]) == ()
    assert suggest(["", ""]) == ()


@pytest.mark.parametrize(
    "headings",
    [
        ["Reference", "Date", "Status"],
        ["Cyfeirnod", "Dyddiad", "Statws"],
        ["Council", "Year", "Group", "Count"],
        ["Cyngor", "Enw", "Disgrifiad", "Dolen"],
        ["Reference", "Council", "Start date", "End date"],
    ],
)
def test_headings_that_any_table_may_have_make_it_no_register(headings):
    registers = {"decisions", "good-practice", "recommendations", "sharing-agreements", "skills"}
    assert {one.schema.name for one in suggest(headings) if one.score >= 0.6} & registers == set()


@given(st.lists(st.text(max_size=40) | st.sampled_from(["Supplier", "Swm", "Date"]), max_size=12))
def test_no_field_is_found_twice_and_nothing_is_invented(headings):
    for one in schemas():
        found = match(one, headings)
        named = [name for name in found.fields if name]
        assert len(found.fields) == len(headings)
        assert len(set(named)) == len(named)
        assert all(one.field(name) for name in named)
        assert 0 <= found.score <= 1


def columns(*found):
    return [{"name": name, "field": field, "type": kind} for name, field, kind in found]


def test_a_schema_put_to_columns_names_types_and_describes_them():
    done = apply(
        "spend",
        columns(
            ("Supplier Name", "supplier_name", "string"),
            ("Trans no", "trans_no", "integer"),
            ("Paid date", "paid_date", "date"),
            ("Amount", "amount", "integer"),
            ("Purpose code", "purpose", "string"),
            ("Category", "category", "string"),
        ),
        {
            "supplier_name": "supplier",
            "trans_no": "transaction_number",
            "paid_date": "payment_date",
            "amount": "amount",
            "category": "category",
            "not_there": "purpose",
        },
    )
    assert dict(done.names) == {
        "supplier_name": "supplier",
        "trans_no": "transaction_number",
        "paid_date": "payment_date",
        "amount": "amount",
        "purpose": "purpose",
        "category": "category",
    }
    assert {name: choice.type for name, choice in done.types.items()} == {
        "trans_no": "string",
        "amount": "number",
    }
    assert [field["name"] for field in done.fields] == list(done.names.values())
    assert done.fields[0]["title_cy"] == "Cyflenwr"
    assert done.fields[3]["measures"] == "money"
    assert "title_cy" not in done.fields[4]
    assert done.missing == ()
    assert [codes.name for codes in done.code_lists] == ["procurement-categories"]


def test_a_column_of_another_kind_never_takes_a_field_s_name():
    done = apply("spend@1", columns(("Who", "supplier", "string"), ("Payee", "payee", "string")))
    assert dict(done.names) == {"supplier": "supplier_2", "payee": "supplier"}
    assert done.missing == ("payment_date", "amount")
    assert done.schema is schema("spend", 1)
