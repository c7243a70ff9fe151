"""Frozen files: the same every time, true to the package, and readable by everyone."""

import csv
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from portal.interop.reading import read_package
from portal.interop.reading.values import json_writer
from portal.interop.writing import freeze, from_plain, place_of, to_plain
from tests.interop.packages import Draft
from tests.interop.strategies import drafts

calm = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.fixture
def frozen(tmp_path):
    """A frozen version 3 of the example package: its description and its folder."""
    package = read_package(Draft().write(tmp_path / "package"))
    folder = tmp_path / "frozen"
    return freeze(package.description, package.data, number=3, folder=folder), folder


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def unzipped(description, folder, target):
    with zipfile.ZipFile(folder / f"{description.slug}.zip") as archive:
        archive.extractall(target)
    return target


def load(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def values_in(value):
    yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from values_in(inner)
        else:
            yield inner


def test_every_file_is_measured_and_nothing_else_is_written(frozen):
    description, folder = frozen
    files = [*description.files, *(file for one in description.resources for file in one.files)]
    for file in files:
        content = place_of(file, folder).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert {place_of(file, folder) for file in files} == {
        path for path in folder.rglob("*") if path.is_file()
    }
    assert [(file.scope, file.path) for file in description.files] == [
        ("frozen", "datapackage.json"),
        ("frozen", "datapackage.cy.json"),
        ("frozen", "datapackage.en.json"),
        ("frozen", "places-to-read.zip"),
        ("latest", "datapackage.json"),
        ("latest", "datapackage.cy.json"),
        ("latest", "datapackage.en.json"),
    ]
    assert [file.path for file in description.resource("wards").files] == [
        "data/wards.csv",
        "data/wards.cy.csv",
        "data/wards.en.csv",
        "data/wards.json",
        "data/wards.xlsx",
        "data/wards.ods",
    ]
    assert description.resource("wards").rows == 3


def test_the_neutral_csv_has_machine_names_and_the_cells_as_written(frozen):
    _, folder = frozen
    assert (folder / "data" / "wards.csv").read_bytes().decode() == (
        "id,place,kind,people,share,day,open,note_cy,note_en\r\n"
        "1,W06000003,library,51,61.0,2018-12-06,true,Llanrwst,Llanrwst\r\n"
        '2,W06000001,hall,19,.5,2018-01-31,false,"Ynys Môn, i gyd","All of ""Anglesey"""\r\n'
        "3,,library,0,,,,,\r\n"
    )


@pytest.mark.parametrize(
    ("tongue", "heading", "row"),
    [
        ("cy", ["Teitl place", "Teitl place (enw)"], ["W06000001", "Ynys Môn", "hall", "Neuadd"]),
        (
            "en",
            ["Title place", "Title place (name)"],
            ["W06000001", "Isle of Anglesey", "hall", "Hall"],
        ),
    ],
)
def test_a_reader_finds_headings_and_labels_in_their_own_language(frozen, tongue, heading, row):
    _, folder = frozen
    text = (folder / "data" / f"wards.{tongue}.csv").read_bytes().decode()
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found[0][1:3] == heading
    assert found[2][1:5] == row
    assert found[3][1:5] == ["", "", "library", found[1][4]]


def test_columns_with_the_same_title_keep_different_headings(tmp_path):
    draft = Draft()
    for field in draft.schema["fields"]:
        field["title_cy"] = "Yr un"
    package = read_package(draft.write(tmp_path / "package"))
    freeze(package.description, package.data, number=1, folder=tmp_path / "frozen")
    first = (tmp_path / "frozen" / "data" / "wards.cy.csv").read_text("utf-8").splitlines()[0]
    assert first.split(",")[:3] == ["Yr un [id]", "Yr un [place]", "Yr un (enw)"]
    assert len(set(first.split(","))) == 11


def test_json_records_have_typed_values_with_every_digit(frozen):
    _, folder = frozen
    text = (folder / "data" / "wards.json").read_text("utf-8")
    assert '"share": 61.0,' in text
    assert len(text.splitlines()) == 3 + 2
    first, second, third = json.loads(text, parse_float=Decimal)
    assert first["id"] == 1
    assert first["open"] is True
    assert first["share"] == Decimal("61.0")
    assert second["share"] == Decimal("0.5")
    assert second["note_en"] == 'All of "Anglesey"'
    assert third == {**dict.fromkeys(first), "id": 3, "kind": "library", "people": 0}


def test_dates_written_otherwise_are_iso_in_json(tmp_path):
    draft = Draft()
    draft.field("day")["format"] = "%d/%m/%Y"
    draft.replace("2018-12-06", "06/12/2018")
    draft.replace("2018-01-31", "31/01/2018")
    package = read_package(draft.write(tmp_path / "package"))
    freeze(package.description, package.data, number=1, folder=tmp_path / "frozen")
    assert load(tmp_path / "frozen" / "data" / "wards.json")[0]["day"] == "2018-12-06"
    assert "06/12/2018" in (tmp_path / "frozen" / "data" / "wards.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "title", "keywords"),
    [
        ("datapackage.json", "Lleoedd i ddarllen / Places to read", "Lleoedd tawel / Quiet places"),
        ("datapackage.cy.json", "Lleoedd i ddarllen", "Lleoedd tawel"),
        ("datapackage.en.json", "Places to read", "Quiet places"),
    ],
)
def test_descriptors_speak_their_language_and_say_what_clients_need(frozen, name, title, keywords):
    description, folder = frozen
    found = load(folder / name)
    assert found["title"] == title
    assert found["keywords"][1] == keywords
    assert found["version"] == "3"
    assert found["contributors"][0]["role"] == "publisher"
    assert found["licenses"][0]["name"] == "OGL-UK-3.0"
    first = found["resources"][0]
    neutral = description.resource("wards").files[0]
    assert first["path"] == "data/wards.csv"
    assert first["hash"] == f"sha256:{neutral.sha256}"
    assert first["bytes"] == neutral.size
    assert (first["mediatype"], first["encoding"]) == ("text/csv", "utf-8")
    latest = load(folder / "latest" / name)
    assert latest["resources"][0]["path"] == "3/data/wards.csv"
    for one in (found, latest):
        assert [] not in list(values_in(one))
        assert {} not in list(values_in(one))
        assert not {"profile", "$schema", "created"} & set(one)
        assert "fieldsMatch" not in json.dumps(one)


def test_pandas_reads_every_csv(frozen):
    description, folder = frozen
    for resource in description.resources:
        for file in resource.files[:3]:
            assert len(pd.read_csv(folder / file.path)) == resource.rows
    assert list(pd.read_json(folder / "data" / "wards.json")["people"]) == [51, 19, 0]


@pytest.mark.parametrize("scope", ["frozen", "latest"])
def test_frictionless_finds_nothing_wrong(frozen, tmp_path, scope):
    from frictionless import Package

    _, folder = frozen
    if scope == "latest":
        shutil.copytree(folder / "data", folder / "latest" / "3" / "data")
        folder = folder / "latest"
    for name in ("datapackage.json", "datapackage.cy.json", "datapackage.en.json"):
        report = Package(str(folder / name)).validate()
        assert report.valid, report.flatten(["type", "note", "message"])


def test_the_archive_holds_the_package_and_a_note_in_both_languages(frozen):
    _, folder = frozen
    with zipfile.ZipFile(folder / "places-to-read.zip") as archive:
        assert archive.namelist() == [
            "README.txt",
            "datapackage.json",
            "datapackage.cy.json",
            "datapackage.en.json",
            "data/wards.csv",
            "data/kinds.csv",
        ]
        for name in archive.namelist()[1:]:
            assert archive.read(name) == (folder / name).read_bytes()
        note = archive.read("README.txt").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert note.index("Lleoedd i ddarllen") < note.index("Places to read")


def test_data_that_changed_since_they_were_read_are_not_frozen(tmp_path):
    package = read_package(Draft().write(tmp_path / "package"))
    package.data["wards"].write_text("id,lle\n1,2\n", "utf-8")
    with pytest.raises(ValueError, match="row 1 of wards"):
        freeze(package.description, package.data, number=1, folder=tmp_path / "frozen")


@calm
@given(drafts())
def test_the_archive_gives_back_the_package_and_freezing_it_the_same_bytes(draft):
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        package = read_package(draft.write(home / "package"))
        first = freeze(package.description, package.data, number=7, folder=home / "first")
        opened = unzipped(first, home / "first", home / "opened")
        again = read_package(opened)
        assert again.description == package.description
        for tongue in ("cy", "en"):
            shutil.copy(opened / f"datapackage.{tongue}.json", opened / "datapackage.json")
            assert read_package(opened).description == package.description
        assert freeze(again.description, again.data, number=7, folder=home / "second") == first
        assert files_below(home / "first") == files_below(home / "second")


@calm
@given(drafts())
def test_cells_are_kept_as_written_and_records_say_the_same(draft):
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        package = read_package(draft.write(home / "package"))
        freeze(package.description, package.data, number=1, folder=home)
        for resource in package.description.resources:
            written = list(csv.reader(io.StringIO(draft.data[resource.name], newline="")))
            text = (home / "data" / f"{resource.name}.csv").read_bytes().decode()
            assert list(csv.reader(io.StringIO(text, newline=""))) == written
            records = json.loads((home / "data" / f"{resource.name}.json").read_text("utf-8"))
            assert len(records) == len(written) - 1
            for record, row in zip(records, written[1:], strict=True):
                for field, cell in zip(resource.fields, row, strict=True):
                    if cell in resource.missing_values:
                        assert record[field.name] is None
                    else:
                        assert record[field.name] == json.loads(json_writer(field)(cell))


@calm
@given(drafts())
def test_a_description_kept_as_json_comes_back_whole(draft):
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        package = read_package(draft.write(home / "package"))
        frozen = freeze(package.description, package.data, number=2, folder=home / "frozen")
    for description in (package.description, frozen):
        assert from_plain(json.loads(json.dumps(to_plain(description)))) == description
