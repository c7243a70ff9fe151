"""JSON, GeoJSON, zipped files and data packages."""

import json

import pytest

from tests.tabular.made_files import package, xlsx, zipped
from tests.tabular.shown import codes, names, types

AREAS = "Area,N\nGwynedd,1\nConwy,2\n"
POINT = {"type": "Point", "coordinates": [-4.10, 53.20]}


def test_geojson_becomes_a_table_with_its_shapes_untouched(look):
    text = (
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"name": "Môn", "count": 5}, '
        '"geometry": {"type": "Point", "coordinates": [-4.10, 53.20]}},'
        '{"type": "Feature", "properties": {"name": "Conwy", "note": null}, "geometry": null}]}'
    )
    intake = look(text, name="file.geojson")
    (found,) = intake.tables
    assert intake.verdict == "accept"
    assert names(found) == ["name", "count", "note", "geometry"]
    assert types(found) == ["string", "integer", "string", "geojson"]
    assert found.first_row == ["Môn", "5", "", '{"type": "Point", "coordinates": [-4.10, 53.20]}']
    assert found.last_row == ["Conwy", "", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        '[{"area": "Gwynedd", "n": 1.50}, {"area": "Conwy", "n": null}]',
        '{"meta": {"a": 1}, "data": [{"area": "Gwynedd", "n": 1.50}, {"area": "Conwy"}]}',
        '{"result": {"records": [{"area": "Gwynedd", "n": 1.50}, {"area": "Conwy"}]}}',
        '{"area": "Gwynedd", "n": 1.50}\n{"area": "Conwy"}\n',
        '\ufeff[{"area": "Gwynedd", "n": 1.50}, {"area": "Conwy"}]',
    ],
)
def test_records_in_json_become_a_table(look, text):
    (found,) = look(text, name="file.json").tables
    assert names(found) == ["area", "n"]
    assert found.first_row == ["Gwynedd", "1.50"]
    assert found.last_row == ["Conwy", ""]


def test_objects_inside_records_give_names_with_a_point(look):
    text = json.dumps([{"a": {"b": 1, "c": {"d": True}}, "e": [1, "x"]}, {"a": {"b": 2}}])
    (found,) = look(text, name="file.json").tables
    assert names(found) == ["a.b", "a.c.d", "e"]
    assert found.first_row == ["1", "TRUE", '[1, "x"]']


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1}', "json-no-records"),
        ("[1, 2]", "json-no-records"),
        ('{"a": ', "json-broken"),
        ("[" * 100_000 + "]" * 100_000, "json-too-deep"),
        ('{"type": "FeatureCollection", "features": 5}', "json-no-records"),
    ],
)
def test_json_that_holds_no_table_is_refused_by_name(look, text, code):
    intake = look(text, name="file.json")
    assert intake.verdict == "reject"
    assert codes(intake) == {code}


def test_text_that_begins_like_json_is_still_text(look):
    assert look("[code],name\n1,a\n2,b\n").tables[0].rows == 2


@pytest.mark.parametrize(
    "inner", [("data.csv", AREAS), ("data.xlsx", xlsx({"S": [["Area", "N"], ["A", 1]]}))]
)
def test_zipped_single_file_is_read(look, inner):
    name, content = inner
    intake = look(
        zipped({name: content, "__MACOSX/._data": "x", ".DS_Store": "x"}), name="file.zip"
    )
    assert names(intake.tables[0]) == ["Area", "N"]
    assert codes(intake) == {"unzipped"}


def test_several_files_in_a_zip_are_asked_about(look):
    intake = look(zipped({"a.csv": AREAS, "b.csv": AREAS}), name="file.zip")
    assert intake.verdict == "ask"
    assert [found.sheet for found in intake.tables] == ["a.csv", "b.csv"]


def test_all_tables_of_a_data_package_are_meant(look):
    content = package(
        {"a": "data/a.csv", "b": "data/b.csv"}, {"data/a.csv": AREAS, "data/b.csv": AREAS}
    )
    intake = look(content, name="file.zip")
    assert intake.verdict == "accept"
    assert [found.sheet for found in intake.tables] == ["a", "b"]


@pytest.mark.parametrize(
    "path",
    [
        "../a.csv",
        "/etc/passwd",
        "http://127.0.0.1/a.csv",
        "data/%2e%2e/a.csv",
        "missing.csv",
        "a\0.csv",
    ],
)
def test_paths_of_a_data_package_stay_inside_it(look, path):
    intake = look(package({"a": path}, {"data/a.csv": AREAS}), name="file.zip")
    assert codes(intake) == {"package-path"}


@pytest.mark.parametrize(
    "descriptor",
    ["[]", "{}", '{"resources": 5}', '{"resources": [5]}', "{" * 10_000, '{"resources": []}'],
)
def test_descriptors_that_are_none_are_refused(look, descriptor):
    intake = look(zipped({"datapackage.json": descriptor, "a.csv": AREAS}), name="file.zip")
    assert codes(intake) == {"package-descriptor"}


def test_zip_without_tables_is_refused(look):
    assert codes(look(zipped({"a.docx": "x", "b.exe": "y"}), name="file.zip")) == {"zip-no-table"}
