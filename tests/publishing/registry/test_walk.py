"""The whole way: a council's messy file, a schema put to it, and a package fit to publish."""

import csv
import io
import json

import pytest

from portal.interop.reading import read_package
from portal.publishing.registry import (
    apply,
    as_fields,
    check,
    code_list_resource,
    schema,
    suggest,
    to_codes,
)
from portal.tabular.changes import ChangeLog
from portal.tabular.coordinates import ADDED, Adding, find_pair
from portal.tabular.decisions import Decisions
from portal.tabular.reading import read
from portal.tabular.writing import write

MESSY = """\
Toiledau cyhoeddus Cyngor Aberwen,,,,,,,
,,,,,,,
Cyf.,Enw'r lle / Name of place,Easting,Northing,Accessible,Baby change,Amseroedd agor,Lliw
001,Maes y Felin,290000,250000,Y,TRUE,"08:00-20:00",glas
002,Stryd y Bont,"291,000",251000,Nac oes,FALSE,24 awr,coch
003,Yr Orsaf,292000,252000,ddim yn gwybod,TRUE,,gwyn
"""
PACKAGE = {
    "name": "aberwen-toilets",
    "publisher": "melin",
    "title_cy": "Toiledau cyhoeddus Aberwen",
    "title_en": "Public toilets of Aberwen",
    "description_cy": "Toiledau cyhoeddus Aberwen: lle dychmygol, gyda data wedi'i ddyfeisio.",
    "description_en": "Public toilets of Aberwen: an imaginary place with made-up data.",
    "licenses": [{"name": "OGL-UK-3.0"}],
    "synthetic": True,
}


@pytest.fixture
def upload(tmp_path):
    path = tmp_path / "toiledau.csv"
    path.write_text(MESSY, encoding="utf-8")
    return path


def columns_of(intake):
    return [
        {"name": column.name, "field": column.field, "type": column.type, "unit": column.unit}
        for column in intake.tables[0].columns
    ]


def described(fields):
    """Return fields with words for the columns that the schema does not know."""
    return [
        {
            "title_cy": "Lliw",
            "title_en": "Colour",
            "description_cy": "Lliw y drws.",
            "description_en": "Colour of the door.",
            **field,
        }
        for field in fields
    ]


def test_a_messy_file_becomes_a_package_by_the_schema_it_fits(upload, tmp_path):
    found = read(upload)
    best = suggest([column.name for column in found.tables[0].columns])[0]
    assert best.schema.name == "public-toilets"
    done = apply(best.schema.reference, columns_of(found))
    assert done.missing == ()
    assert done.names["lliw"] == "lliw"

    decisions = Decisions(types=done.types)
    again, log = read(upload, decisions), ChangeLog()
    plain, coded, final = (tmp_path / f"{step}.csv" for step in ("plain", "coded", "final"))
    write(again, 0, plain, decisions=decisions)
    assert to_codes(plain, coded, done.coded, log, names=done.names) == 6
    with coded.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    pair = find_pair(head, list(zip(*rows, strict=True)))
    assert pair is not None
    places = Adding(head[pair.easting], head[pair.northing], log, [])
    assert places.write(coded, final) == 3
    assert check(final, done.schema) == []

    fields = [*described(done.fields), *as_fields(schema("public-toilets"), ADDED)]
    package = packed(tmp_path / "package", final, fields, done.code_lists)
    table, *lists = package.description.resources
    assert [field.name for field in table.fields][-2:] == ["longitude", "latitude"]
    assert [codes.name for codes in lists] == ["toilet-users", "yes-no-unknown"]
    assert table.field("accessible").codes == "toilet-users"
    with final.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["reference"], first["accessible"], first["baby_changing"]) == (
        "001",
        "anybody",
        "yes",
    )
    assert {change.code for change in log.groups()} == {"label-to-code", "coordinates-added"}


def packed(folder, data, fields, code_lists):
    """Write a package of one table and its code lists, and read it as any other."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "toilets.csv").write_bytes(data.read_bytes())
    resources = [
        {
            "name": "toilets",
            "path": "data/toilets.csv",
            "title_cy": "Toiledau",
            "title_en": "Toilets",
            "schema": {"fields": fields},
        }
    ]
    for codes in code_lists:
        resource, content = code_list_resource(codes)
        resources.append(resource)
        (folder / resource["path"]).write_bytes(content)
    text = json.dumps({**PACKAGE, "resources": resources})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return read_package(folder)


def test_every_schema_s_fields_and_code_lists_make_a_sound_package(tmp_path):
    from portal.publishing.registry import schemas

    for one in schemas():
        columns = [
            {"name": field.column.title.cy, "field": f"c{place}", "type": field.column.type}
            for place, field in enumerate(one.fields)
        ]
        done = apply(one.name, columns)
        text = io.StringIO(newline="")
        csv.writer(text).writerows([list(done.names.values()), [f.example for f in one.fields]])
        data = tmp_path / f"{one.name}.csv"
        data.write_bytes(text.getvalue().encode())
        assert packed(tmp_path / one.name, data, list(done.fields), done.code_lists)
