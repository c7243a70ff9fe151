"""Documents beside tables: their bytes are published as they are, and every reader finds them."""

import json
import shutil
import subprocess
import sys
import zipfile

import pytest

from portal.interop.documents import KINDS
from portal.interop.reading import identify, read_package
from portal.interop.writing import freeze, from_plain, to_plain
from tests.interop.packages import DOCUMENTS, Draft


@pytest.fixture
def with_documents():
    draft = Draft()
    for name, content in DOCUMENTS.items():
        draft.document(name, content)
    return draft


@pytest.fixture
def package(with_documents, tmp_path):
    return read_package(with_documents.write(tmp_path / "package"))


def test_every_kind_is_read_with_its_titles_and_is_no_table(package):
    found = {f"{one.name}.{one.kind}": one.title.en for one in package.description.documents}
    assert found == {name: f"Document {name}" for name in DOCUMENTS}
    assert {one.kind for one in package.description.documents} == set(KINDS)
    assert [one.name for one in package.description.resources] == ["wards", "kinds"]


def test_the_bytes_are_frozen_as_they_are_beside_the_tables_and_in_the_zip(package, tmp_path):
    description = freeze(package.description, package.data, number=2, folder=tmp_path / "frozen")
    with zipfile.ZipFile(tmp_path / "frozen" / f"{description.slug}.zip") as archive:
        for name, content in DOCUMENTS.items():
            assert archive.read(f"data/{name}") == content
            assert (tmp_path / "frozen" / "data" / name).read_bytes() == content
    listed = json.loads((tmp_path / "frozen" / "datapackage.json").read_bytes())["resources"]
    told = {one["path"].partition("/")[2]: one for one in listed}
    for one in description.documents:
        own = told[f"{one.name}.{one.kind}"]
        assert own["hash"] == f"sha256:{one.file.sha256}"
        assert own["mediatype"] == KINDS[one.kind]
        assert "schema" not in own


def test_frictionless_takes_documents_for_what_they_are(package, tmp_path):
    freeze(package.description, package.data, number=1, folder=tmp_path / "frozen")
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    frozen = tmp_path / "frozen"
    done = subprocess.run(command, check=False, cwd=frozen, capture_output=True, text=True)
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"], report["stats"]["errors"]) == (0, True, 0)
    assert len(report["tasks"]) == 2 + len(DOCUMENTS)


def test_the_archive_gives_the_same_package_back(package, tmp_path):
    first = freeze(package.description, package.data, number=1, folder=tmp_path / "first")
    with zipfile.ZipFile(tmp_path / "first" / f"{first.slug}.zip") as archive:
        archive.extractall(tmp_path / "opened")
    again = read_package(tmp_path / "opened")
    assert again.description == package.description
    assert freeze(again.description, again.data, number=1, folder=tmp_path / "second") == first


def test_a_description_with_documents_survives_being_kept_as_json(package, tmp_path):
    description = freeze(package.description, package.data, number=1, folder=tmp_path / "frozen")
    assert from_plain(json.loads(json.dumps(to_plain(description)))) == description


def test_one_byte_of_a_document_makes_another_package(with_documents, tmp_path):
    before = identify(with_documents.write(tmp_path / "one"))
    assert before.fingerprint == read_package(tmp_path / "one").fingerprint
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    (tmp_path / "two" / "docs" / "notes.txt").write_bytes(b"Nodiadau eraill\n")
    assert identify(tmp_path / "two").fingerprint != before.fingerprint


def test_a_linked_document_is_not_followed(with_documents, tmp_path):
    from portal.errors import PackageRefusedError

    folder = with_documents.write(tmp_path / "package")
    (folder / "docs" / "notes.txt").unlink()
    (folder / "docs" / "notes.txt").symlink_to("/etc/hostname")
    with pytest.raises(PackageRefusedError) as refused:
        read_package(folder)
    assert [issue.code for issue in refused.value.issues] == ["symlink"]
