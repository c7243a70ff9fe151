"""Tables made from the examples of a schema, each row with some cells changed."""

import csv
import json

from portal.interop.reading import read_package
from portal.publishing.registry import as_fields, code_list_resource

PACKAGE = {
    "publisher": "melin",
    "description_cy": "Tabl cyngor dychmygol; dyfeisiwyd pob rhes ohono at y profion hyn.",
    "description_en": "A table of an imaginary council; every row was made up for these tests.",
    "licenses": [{"name": "OGL-UK-3.0"}],
    "synthetic": True,
}


def table(path, one, *changes, without=()):
    """Write a CSV file: the schema's example as its first row, then one row for each of changes."""
    example = {field.name: field.example for field in one.fields if field.name not in without}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(example), extrasaction="ignore")
        writer.writeheader()
        for number, own in enumerate([{}, *changes]):
            keys = {name: f"{example[name]}-{number}" for name in one.primary_key[:1] if number}
            writer.writerow({**example, **keys, **own})
    return path


def package(folder, one, rows, **more):
    """Return a package of a schema's table with these rows, read as any other, in `folder`."""
    (folder / "data").mkdir(parents=True)
    names = [field.name for field in one.fields]
    with (folder / "data" / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    titles = {"title_cy": one.title.cy, "title_en": one.title.en}
    schema = {"fields": as_fields(one, names), "primaryKey": list(one.primary_key)}
    about = {"name": "table", "path": "data/table.csv", "follows": one.reference}
    resources = [{**about, **titles, "schema": schema}]
    lists = [field.code_list for field in one.fields if field.code_list]
    for codes in (codes for codes in lists if not codes.places):
        resource, content = code_list_resource(codes)
        resources.append(resource)
        (folder / resource["path"]).write_bytes(content)
    text = json.dumps({**PACKAGE, **titles, **more, "resources": resources})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return read_package(folder)
